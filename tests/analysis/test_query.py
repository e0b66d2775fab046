"""What a search string asks for, and where its matches stand."""

from __future__ import annotations

import pytest

from flows.analysis.dates import check_date
from flows.analysis.query import find_matches, parse_query
from flows.annotation.lexicon import Lexicon
from flows.errors import QueryError, UsageError


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("新型举国体制", ["新型举国体制"]),
        ("稀土 许可", ["稀土", "许可"]),
        ("自主 可控", ["自主", "可控"]),
        ('"自主" "可控"', ["自主", "可控"]),
        ('"rare earth quota" licence', ["rare earth quota", "licence"]),
        ("“出口 许可”　磁材", ["出口 许可", "磁材"]),
        ("little giants", ["little giants"]),
    ],
)
def test_parts(small_lexicon: Lexicon, query: str, typed: list[str]) -> None:
    assert [part.typed for part in parse_query(query, small_lexicon)] == typed


@pytest.mark.parametrize("query", ["", "   ", "，。", '""', "“”"])
def test_nothing_to_search_for(small_lexicon: Lexicon, query: str) -> None:
    with pytest.raises(QueryError):
        parse_query(query, small_lexicon)


@pytest.mark.parametrize("query", ["自主可控", "Autonomous and Controllable", "A&C", "自主可控 "])
def test_any_name_of_a_concept_finds_all_its_names(small_lexicon: Lexicon, query: str) -> None:
    (part,) = parse_query(query, small_lexicon)
    assert part.concept == "controllable" and {"自主可控", "autonomous and controllable"} <= set(part.forms)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("强化自主可控，自主可控。", "自主可控", ["自主可控", "自主可控"]),
        ("強化自主 可控能力", "自主可控", ["自主 可控"]),
        ("Autonomous-and-controllable chains (A&C)", "自主可控", ["Autonomous-and-controllable", "A&C"]),
        ("the category of cats", "cat", []),
        ("5G基站与5Ｇ基站", "5G基站", ["5G基站", "5Ｇ基站"]),
    ],
)
def test_matches_stand_in_the_original(small_lexicon: Lexicon, text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in find_matches(text, parse_query(query, small_lexicon))] == marked


@pytest.mark.parametrize(("typed", "date"), [("2021", "2021"), ("2021-3", "2021-03"), ("2021-03-09", "2021-03-09"), ("", None)])
def test_dates(typed: str, date: str | None) -> None:
    assert check_date(typed, "--from") == date


@pytest.mark.parametrize("typed", ["21", "2021-13", "2021-02-30", "yesterday", "2021/3"])
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UsageError, match="--from"):
        check_date(typed, "--from")
