"""Near names: typing errors in both languages find the intended name, and nothing distant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.search.suggestions import did_you_mean, nearest, nearest_terms, suggest_names, suggest_terms
from flows.store.database import Store
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("自主可空", "自主可控"),
        ("新质生产", "新质生产力"),
        ("semicondutor", "semiconductor"),
        ("self relaince", "self-reliance"),
        ("indigenus innovation", "indigenous innovation"),
        ("Huawai", "Huawei"),
        ("關鍵核心技朮", "关键核心技术"),
    ],
)
def test_what_was_meant_comes_first(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert nearest_terms(lexicon, typed)[0] == meant


@pytest.mark.parametrize("typed", ["nosuchword", "zzz", "", "，"])
def test_nothing_near(lexicon: Lexicon, typed: str) -> None:
    assert nearest_terms(lexicon, typed) == []
    assert did_you_mean([]) == ""


@pytest.mark.parametrize("typed", ["智库", "trade", "人才"])
def test_a_general_word_suggests_neither_itself_nor_others(lexicon: Lexicon, typed: str) -> None:
    hint: Any = suggest_terms(lexicon, typed)
    near = hint["values"]["near"] if hint else []
    assert typed not in near and all(lexicon.find_tagged(name) for name in near)


@given(st.lists(st.text(alphabet="ab稀土- ", min_size=1, max_size=6), max_size=8), st.integers(1, 4))
def test_a_known_name_is_nearest_to_itself(names: list[str], limit: int) -> None:
    for name in names:
        found = nearest(name, names, limit)
        assert len(found) <= limit
        if name.strip():
            assert name in nearest(name, names, limit=len(names))


def test_the_whole_lexicon_is_compared_in_time(lexicon: Lexicon) -> None:
    concepts = list(lexicon.concepts.values())
    size = len(concepts)
    parts = {number: Lexicon(concepts[:number]) for number in (size // 4, size)}
    assert_time_in_proportion(lambda number: nearest_terms(parts[number], "semicondutor"), size, least=0.02)


def test_names_near_to_a_word_are_those_that_texts_mention(sample: Store) -> None:
    assert suggest_names(sample, "稀士")[0] == "稀土"  # one character exchanged
    assert suggest_names(sample, "rare eart")[0].lower() == "rare earth"
    assert suggest_names(sample, "无此名称") == []
    for typed in ("稀", "", "x"):  # too short to be a mistake for anything
        assert suggest_names(sample, typed) == suggest_names(sample, typed)[:3]


def test_a_near_name_takes_precedence_over_one_with_another_character(sample: Store) -> None:
    assert "稀土" in suggest_names(sample, "稀士")
    near = suggest_names(sample, "稀土管")
    assert near and all("稀土" in name for name in near)
