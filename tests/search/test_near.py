"""NEAR: the same pairs of spans as a comparison of all pairs, in time that does not grow with their product."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from flows.search.near import Span, join_near
from flows.text import fold
from tests.timing import assert_time_in_proportion


def spans_of(word: str, text: str) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(word), text)]


@given(st.text("甲乙丙 ab", max_size=24), st.sampled_from(["甲", "甲乙", "丙"]), st.integers(0, 4))
def test_pairs_are_those_of_all_that_are_near(text: str, word: str, distance: int) -> None:
    shadow = fold(text)
    left, right = spans_of(word, shadow.text), spans_of("乙", shadow.text)
    expected = []
    for one in left:
        for other in right:
            first, second = sorted((one, other))
            between = len(re.findall(r"[甲乙丙]|[ab]+", shadow.text[first[1] : second[0]]))
            if second[0] >= first[1] and between <= distance:
                expected.append((first[0], second[1]))
    assert sorted(join_near(shadow, left, right, distance)) == sorted(expected)
    assert len(join_near(shadow, left, right, distance, first_only=True)) == min(len(expected), 1)


def test_many_occurrences_take_linear_time() -> None:
    def read(number: int) -> None:
        shadow = fold("甲丙丙丙丙乙" * number)
        join_near(shadow, spans_of("甲", shadow.text), spans_of("乙", shadow.text), 4)

    assert_time_in_proportion(read, 20_000)
