"""Beginnings of names, by the odds of their words."""

from __future__ import annotations

from flows.annotation.openvocabulary.borders import Odds, find_start, odds_of


def test_verb_that_governs_a_name_is_before_it() -> None:
    assert odds_of("推进", "zh").inside < -1
    assert odds_of("国家", "zh").first > 1


def test_name_starts_behind_the_last_unlikely_word() -> None:
    assert find_start([Odds(2, 2), Odds(-2, -2), Odds(1, 1), Odds(1, 1)])[0] == 2


def test_no_word_belongs_to_the_name_where_all_are_unlikely() -> None:
    assert find_start([Odds(-3, -3)]) == (1, 0.0)
    assert find_start([]) == (0, 0.0)
