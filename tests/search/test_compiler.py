"""What a search string requests, and the places of its matches."""

from __future__ import annotations

from typing import Any

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.errors import QueryError, UsageError
from flows.search.compiler import Compiler
from flows.search.dates import read_date
from flows.search.parts import QueryPart, find_matches


class _NoIndex:
    """Replaces an index in tests that only need the parts of a query."""

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: (name, args, kwargs)


def parts_of(query: str, lexicon: Lexicon) -> tuple[QueryPart, ...]:
    return Compiler(_NoIndex(), lexicon).compile(query).parts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("新型举国体制", ["新型举国体制"]),
        ("稀土 许可", ["稀土", "许可"]),
        ("自主 可控", ["自主 可控", "自主", "可控"]),
        ("“自主 可控”", ["自主 可控"]),
        ('"自主" "可控"', ["自主", "可控"]),
        ("稀土，许可。", ["稀土", "许可"]),
        ("芯片、稀土；许可", ["芯片", "稀土", "许可"]),
        ("“稀土，许可”", ["稀土，许可"]),
        ('"rare earth quota" licence', ["rare earth quota", "licence"]),
        ("“出口 许可”　磁材", ["出口 许可", "磁材"]),
        ("little giants", ["little giants"]),
        ("whole - of - nation", ["whole", "of", "nation"]),
        ("many little giants support", ["many", "little giants", "support"]),
        ("稀土 NOT 许可", ["稀土"]),
        ("（稀土 OR 镓）AND -锗", ["稀土", "镓"]),
    ],
)
def test_parts(small_lexicon: Lexicon, query: str, typed: list[str]) -> None:
    assert [part.typed for part in parts_of(query, small_lexicon)] == typed


@pytest.mark.parametrize("query", ["", "   ", "，。", '""', "“”", "date:20x", "docnum:无"])
def test_nothing_to_search_for(small_lexicon: Lexicon, query: str) -> None:
    with pytest.raises(QueryError):
        parts_of(query, small_lexicon)


def test_near_takes_one_thing_on_each_side(small_lexicon: Lexicon) -> None:
    with pytest.raises(QueryError, match="column 2: NEAR takes one word"):
        parts_of("(稀土 许可) NEAR/3 出口", small_lexicon)


def test_apart_and_as_typed(small_lexicon: Lexicon) -> None:
    """As typed, two Chinese words are two words, without alternatives."""
    parts = Compiler(_NoIndex(), small_lexicon, expand=False).compile("自主 可控").parts  # type: ignore[arg-type]
    assert [(part.typed, part.concept) for part in parts] == [("自主", ""), ("可控", "")]


@pytest.mark.parametrize("query", ["自主可控", "Autonomous and Controllable", "A&C", "自主可控 "])
def test_any_name_of_a_concept_finds_all_its_names(small_lexicon: Lexicon, query: str) -> None:
    (part,) = parts_of(query, small_lexicon)
    assert part.concept == "controllable" and {"自主可控", "autonomous and controllable"} <= set(part.forms)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("强化自主可控，自主可控。", "自主可控", ["自主可控", "自主可控"]),
        ("強化自主 可控能力", "自主可控", ["自主 可控"]),
        ("Autonomous-and-controllable chains (A&C)", "自主可控", ["Autonomous-and-controllable", "A&C"]),
        ("the category of cats", "cat", []),
        ("the category of cats", "cat*", ["category", "cats"]),
        ("5G基站与5Ｇ基站", "5G基站", ["5G基站", "5Ｇ基站"]),
        ("改革，开放与改革开放", "改革开放", ["改革开放"]),
        ("改革，开放与改革开放", "“改革，开放”", ["改革，开放"]),
        ("改革， 开放与 AI & C 及A&B", "“改革，开放”", ["改革， 开放"]),
        ("R & D, R&D and r-d", "R&D", ["R & D", "R&D"]),
        (
            "innovation- driven and innovation-driven",
            "“innovation driven”",
            ["innovation- driven", "innovation-driven"],
        ),
        ("“人工智能+”不是人工智能", "人工智能+", ["人工智能+"]),
        ("café and caf", "caf", ["caf"]),
        ("rare\n\nearth, rare\nearth", "“rare earth”", ["rare\nearth"]),
        ("自主的、可控的，自主可控", "自主 可控", ["自主", "可控", "自主可控"]),
    ],
)
def test_matches_stand_in_the_original(
    small_lexicon: Lexicon, text: str, query: str, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in find_matches(text, parts_of(query, small_lexicon))] == marked


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2021", "2021"),
        ("2021-3", "2021-03"),
        ("2021-03-09", "2021-03-09"),
        (" 2021-3-9 ", "2021-03-09"),
        ("2021/3", "2021-03"),
        ("2021.3.9", "2021-03-09"),
        ("2021年", "2021"),
        ("2021年3月", "2021-03"),
        ("2021年12月9日", "2021-12-09"),
        ("2021年3月9号", "2021-03-09"),
        ("２０２１－３", "2021-03"),
        ("", None),
    ],
)
def test_dates(typed: str, date: str | None) -> None:
    assert read_date(typed, "--from") == date


@pytest.mark.parametrize(
    "typed",
    [
        "21",
        "2021-13",
        "2021-02-30",
        "yesterday",
        "2021-3/9",
        "2021-",
        "2021年3",
        "3月9日",
        "٢٠٢١",
        "0001",
        "0999-12-31",
    ],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UsageError, match="--from"):
        read_date(typed, "--from")
