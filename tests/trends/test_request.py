"""What a typed term counts: a concept by any name, or exactly the text in quotes; commas separate terms."""

from __future__ import annotations

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.trends.request import (
    SeriesKind,
    SeriesRequest,
    holds_comma,
    is_like_query,
    read_spec,
    split_terms,
)


@pytest.mark.parametrize(
    ("typed", "as_typed", "kind", "value"),
    [
        ("自主可控", False, SeriesKind.CONCEPT, "controllable"),
        ("Self-controllables", False, SeriesKind.TEXT, "Self-controllables"),
        ("Autonomous-and-Controllable", False, SeriesKind.CONCEPT, "controllable"),
        ('"自主可控"', False, SeriesKind.TEXT, "自主可控"),
        ("“自主可控”", False, SeriesKind.TEXT, "自主可控"),
        ("自主可控", True, SeriesKind.TEXT, "自主可控"),
        ('"自主可控"', True, SeriesKind.TEXT, "自主可控"),
        ("query:自主可控", True, SeriesKind.QUERY, "自主可控"),
        ("strategy:x", True, SeriesKind.STRATEGY, "x"),
    ],
)
def test_specs(small_lexicon: Lexicon, typed: str, as_typed: bool, kind: SeriesKind, value: str) -> None:
    spec = read_spec(typed, small_lexicon, as_typed=as_typed)
    assert (spec.typed, spec.kind, spec.value) == (typed, kind, value)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        (["自主可控,新质生产力"], ["自主可控", "新质生产力"]),
        (["自主可控，新质生产力、芯片", "稀土"], ["自主可控", "新质生产力", "芯片", "稀土"]),
        (["strategy:a, strategy:b"], ["strategy:a", "strategy:b"]),
        (["query:芯片,补贴"], ["query:芯片,补贴"]),
        (["query:芯片,补贴, query:镓"], ["query:芯片,补贴", "query:镓"]),
        (["query:芯片；query:镓，query:锗"], ["query:芯片", "query:镓", "query:锗"]),
        (["自主可控, query:芯片"], ["自主可控", "query:芯片"]),
        (['query:"a, query:b", query:c'], ['query:"a, query:b"', "query:c"]),
        (
            ["自主可控, query:芯片 NEAR/5 补贴, strategy:a，force:5"],
            ["自主可控", "query:芯片 NEAR/5 补贴", "strategy:a", "force:5"],
        ),
        (["entity:A Co., Ltd., entity:B"], ["entity:A Co., Ltd.", "entity:B"]),
        (["query:(芯片, strategy:a) OR 镓"], ["query:(芯片, strategy:a) OR 镓"]),
        (["query:芯片 strategy:a"], ["query:芯片 strategy:a"]),
        (["entity:A Co., Ltd."], ["entity:A Co., Ltd."]),
        (['"芯片,补贴",稀土'], ['"芯片,补贴"', "稀土"]),
        (["“芯片，补贴”、稀土"], ["“芯片，补贴”", "稀土"]),
        (["稀土,", ",稀土"], ["稀土"]),
        (["12,345.67,稀土"], ["12,345.67", "稀土"]),
        (["1,234,567"], ["1,234,567"]),
        (["2019,2020"], ["2019", "2020"]),
        (["863,973"], ["863", "973"]),
        (["100,000"], ["100,000"]),
        (["973、863计划"], ["973", "863计划"]),
        (["中国制造2025,863"], ["中国制造2025", "863"]),
        (["12,345,678 稀土"], ["12,345,678 稀土"]),
        (["5G,6G"], ["5G", "6G"]),
    ],
)
def test_commas_separate(small_lexicon: Lexicon, typed: list[str], terms: list[str]) -> None:
    assert split_terms(typed, small_lexicon) == terms


def test_the_command_repeats_the_request() -> None:
    request = SeriesRequest(("自主可控",), as_typed=True, allow_partial=True)
    assert request.words() == ["trends", "自主可控", "--as-typed", "--allow-partial"]


def test_a_query_with_a_comma_is_known() -> None:
    assert holds_comma("query:芯片, 补贴") and holds_comma("query:芯片、补贴")
    assert not any(map(holds_comma, ["query:芯片 补贴", 'query:"芯片, 补贴"', "芯片", "entity:A Co., Ltd."]))


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("稀土 NEAR/0 管制", True),
        ("稀土 AND 管制", True),
        ("NOT 稀土", True),
        ("title:稀土", True),
        ("corpus：sample 稀土", True),
        ("稀土 管制", False),
        ('"稀土" AND "管制"', True),
        ('"稀土 AND 管制"', False),
        ("稀土 OR", True),
        ("ORAN", False),
        ("R and D", False),
        ("http://example.org", False),
    ],
)
def test_what_looks_like_a_query(typed: str, is_one: bool) -> None:
    assert is_like_query(typed) == is_one
