"""Joining names found by models with known mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.matching.tagging import mark_nested
from flows.annotation.names.judging import is_surname
from flows.annotation.names.merging import merge_entities
from flows.records import Mention

TEXT = "武汉大学测绘遥感信息工程实验室的李雷说，二〇二一年教育部在武汉"


def mention(
    surface: str, kind: str, source: str = "model", *, nested: bool = False, within: str = TEXT
) -> Mention:
    start = within.index(surface)
    return Mention(
        start,
        start + len(surface),
        surface,
        kind,
        source=source,
        score=0.9 if source == "model" else 1.0,
        nested=nested,
    )


@pytest.mark.parametrize(
    ("known", "found", "expected"),
    [
        ([], [], []),
        ([], [("李雷", "PERSON")], [("李雷", False)]),
        (
            [("武汉大学", "ORG")],
            [("武汉大学", "ORG")],
            [("武汉大学", False)],
        ),  # the same span: the known mention is kept
        ([("武汉大学", "ORG")], [("武汉", "GPE")], [("武汉大学", False)]),  # inside
        ([("武汉大学", "ORG")], [("大学测绘", "ORG")], [("武汉大学", False)]),  # across the border
        (
            [("武汉", "GPE")],
            [("武汉大学测绘遥感信息工程实验室", "ORG")],
            [("武汉大学测绘遥感信息工程实验室", False), ("武汉", True)],
        ),
        (
            [("武汉", "GPE"), ("大学", "ORG")],
            [("武汉大学", "ORG")],
            [("武汉", False), ("大学", False)],
        ),  # only a row of names
        (
            [("遥感", "TECH")],
            [("武汉大学测绘遥感信息工程实验室", "ORG")],
            [("武汉大学测绘遥感信息工程实验室", False), ("遥感", True)],
        ),  # a term before the word for a kind of body is part of the body's name
        ([("遥感", "TECH")], [("遥感信息工程实验室", "ORG")], [("遥感", False)]),  # if it does not begin one
        (
            [("信息工程", "TERM")],
            [("武汉大学测绘遥感信息工程", "ORG")],
            [("信息工程", False)],
        ),  # not a kind of body
        ([("二〇二一年", "DATE")], [("二〇二一年教育部", "ORG")], [("二〇二一年", False)]),
        ([("教育部", "ORG")], [("李雷", "PERSON")], [("李雷", False), ("教育部", False)]),
        ([("教育部", "ORG")], [("年教育部", "ORG")], [("教育部", False)]),  # one character more is an error
    ],
)
def test_known_mentions_win(
    known: list[tuple[str, str]], found: list[tuple[str, str]], expected: list[tuple[str, bool]]
) -> None:
    merged = merge_entities(
        [mention(surface, kind, "lexicon") for surface, kind in known],
        [mention(surface, kind) for surface, kind in found],
    )
    assert [(item.text, item.nested) for item in merged] == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("the Yangtze River Delta", ["Yangtze River Delta"]),
        ("The Yangtze River Delta", ["Yangtze River Delta"]),
        ("the Yangtze River Delta Office", ["the Yangtze River Delta Office", "Yangtze River Delta"]),
    ],
)
def test_an_article_makes_no_longer_name(found: str, expected: list[str]) -> None:
    text = f"In {found} today"
    known = [mention("Yangtze River Delta", "GPE", "lexicon", within=text)]
    merged = merge_entities(known, [mention(found, "GPE", within=text)])
    assert [item.text for item in merged] == expected


def test_a_found_name_says_its_source_and_score() -> None:
    merged = merge_entities(
        [mention("教育部", "ORG", "rule")], [mention("教育部", "ORG"), mention("李雷", "PERSON")]
    )
    assert [(item.source, item.score) for item in merged] == [("model", 0.9), ("rule", 1.0)]


@st.composite
def mentions_of(draw: st.DrawFn, text: str, source: str) -> list[Mention]:
    spans = draw(st.sets(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8)), max_size=6))
    kinds = st.sampled_from(
        ["ORG", "PERSON", "GPE"] if source == "model" else ["ORG", "PERSON", "GPE", "TERM", "DATE"]
    )
    made = {(start, min(len(text), start + length)) for start, length in spans}
    ordered = sorted(made, key=lambda span: (span[0], -span[1]))
    mentions = [Mention(start, end, text[start:end], draw(kinds), source=source) for start, end in ordered]
    if source != "model":
        return mark_nested(mentions)
    chosen: list[Mention] = []
    for item in mentions:
        if not chosen or item.start >= chosen[-1].end:
            chosen.append(item)
    return chosen


@given(mentions_of(TEXT, "lexicon"), mentions_of(TEXT, "model"))
def test_joining_loses_nothing_known(known: list[Mention], found: list[Mention]) -> None:
    merged = merge_entities(known, found)
    spans = [(item.start, item.end, item.type, item.source) for item in merged]
    people = {(item.start, item.end) for item in found if item.type == "PERSON" and is_surname(item.text[0])}
    kept = [one for one in known if one.type not in ("ORG", "GPE") or (one.start - 1, one.end) not in people]
    assert {(item.start, item.end, item.type, item.source) for item in kept} <= set(spans)
    assert {span for span in spans if span[3] == "model"} <= {
        (item.start, item.end, item.type, "model") for item in found
    }
    assert [(item.start, -item.end) for item in merged] == sorted((item.start, -item.end) for item in merged)
    assert all(TEXT[item.start : item.end] == item.text for item in merged)
    assert list(merged) == mark_nested([*merged])
    for item in merged:
        overlapping = [other for other in kept if other.start < item.end and item.start < other.end]
        if item.source == "model":
            assert all(item.start <= other.start and other.end <= item.end for other in overlapping)


@given(mentions_of(TEXT, "lexicon"))
def test_joining_nothing_changes_nothing(known: list[Mention]) -> None:
    assert list(merge_entities(known, [])) == known


def test_a_given_name_is_no_university() -> None:
    """清华 is the short form of a university, but also a governor's given name."""
    text = "彭清华同志到清华调研，在清华"
    person = mention("彭清华", "PERSON", within=text)
    given_name = Mention(1, 3, "清华", "ORG", "tsinghua", "lexicon")
    others = [Mention(start, start + 2, "清华", "ORG", "tsinghua", "lexicon") for start in (6, 12)]
    merged = merge_entities([given_name, *others], [person, Mention(11, 14, "在清华", "PERSON")])
    assert [(item.text, item.start) for item in merged] == [
        ("彭清华", 0),
        ("清华", 6),
        ("在清华", 11),
        ("清华", 12),
    ]
