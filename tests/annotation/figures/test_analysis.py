"""Figures in the prose of English policy analysis, by the parser: scored on sentences written for this test."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.figures import Setting, find_targets, settle_norms
from flows.annotation.parsing import Parser, load_parser
from flows.records import Target
from tests.support import MODELS

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "targets_analysis_en.jsonl").read_text(encoding="utf-8").splitlines()
]
# The first part was used in development, the second was written before the parser was first run, the third after
# that, the fourth after two rounds of corrections.
PARTS = ("dev", "last", "third", "fourth")
BLIND = [
    json.loads(line)
    for line in (Path(__file__).parent / "analysis_blind_en.jsonl").read_text(encoding="utf-8").splitlines()
]
_PLAIN = {
    *[
        "the",
        "of",
        "a",
        "an",
        "in",
        "its",
        "their",
        "for",
        "on",
        "and",
        "to",
        "s",
        "share",
        "that",
        "were",
        "was",
        "are",
        "is",
    ]
}


def is_found(target: Target, expected: dict[str, Any]) -> bool:
    is_near = abs(target.value - expected["value"]) <= 0.01 * expected["value"]
    overlaps = target.start < expected["end"] and expected["start"] < target.end
    return bool(overlaps and is_near and target.unit == expected["unit"])


def count(part: str, parser: Parser | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in ROWS:
        if row["part"] != part:
            continue
        found = find_targets(row["text"], "en", setting=Setting(parser=parser))
        counts += Counter(expected=len(row["targets"]), found=len(found))
        for expected in row["targets"]:
            target = next((target for target in found if is_found(target, expected)), None)
            if target is None:
                continue
            named = f"{target.subject} {target.indicator}".lower()
            counts += Counter(
                hits=1,
                kind=target.kind == expected["kind"],
                year=target.deadline[:4] == expected["deadline"][:4],
                indicator=expected["indicator"].lower() in named,
                subject=expected["subject"].lower() in named,
            )
    return counts


def test_sentences_are_many() -> None:
    assert len(ROWS) >= 60
    assert {row["part"] for row in ROWS} == set(PARTS)
    for row in ROWS:
        assert [row["text"][item["start"] : item["end"]] for item in row["targets"]] == [
            item["text"] for item in row["targets"]
        ]


@pytest.mark.parametrize("part", PARTS[:3])
def test_figures_of_analysis(part: str, parser: Parser) -> None:
    counts = count(part, parser)
    assert counts["hits"] / counts["expected"] >= 0.9
    assert counts["hits"] / counts["found"] >= 0.95
    for field, bar in (("kind", 0.95), ("year", 0.9), ("indicator", 0.8), ("subject", 0.85)):
        assert counts[field] / counts["hits"] >= bar, field


def test_figures_of_the_fourth_part(parser: Parser) -> None:
    """Lower thresholds: when first read, .86 of its figures were found, and .93 of those found were right."""
    counts = count("fourth", parser)
    assert counts["hits"] / counts["expected"] >= 0.85
    assert counts["hits"] / counts["found"] >= 0.9
    for field, bar in (("kind", 0.95), ("year", 0.9), ("indicator", 0.8), ("subject", 0.8)):
        assert counts[field] / counts["hits"] >= bar, field


def test_the_parser_improves_kinds_and_indicators() -> None:
    """With the parser more figures have the right kind and indicator than without."""
    with_parser, without = (
        sum((count(part, parser) for part in PARTS), Counter[str]())
        for parser in (load_parser(MODELS / "artefacts"), None)
    )
    for field in ("kind", "indicator", "subject"):
        assert with_parser[field] > 1.15 * without[field], field


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9&]+", text.lower())) - _PLAIN


def find_written(written: str, found: Sequence[Target]) -> Target | None:
    wanted = re.sub(r"[^0-9a-z.,$]+", " ", written.lower()).strip()
    for target in found:
        value = re.sub(r"[^0-9a-z.,$]+", " ", target.text.lower()).strip()
        if wanted in value or value in wanted:
            return target
    return None


def count_blind(part: str, parser: Parser | None) -> Counter[str]:
    """Count what agrees with readers who wrote and read 400 texts without seeing what is found in them.

    The first and the third part were read after their first measurements, the second and the fourth in
    development, the last by nobody since.

    An indicator agrees if it has three in five of the reader's words, and half of its words and the subject's
    are the reader's.
    """
    counts: Counter[str] = Counter()
    for row in BLIND:
        if row["part"] != part:
            continue
        made = find_targets(row["text"], "en", setting=Setting(parser=parser))
        found = list(settle_norms(made, row["text"], ""))
        counts += Counter(expected=len(row["figures"]), found=len(found))
        for expected in row["figures"]:
            target = find_written(expected["value_text"], found)
            if target is None:
                continue
            found.remove(target)
            named, own = words_of(f"{target.indicator} {target.subject}"), words_of(expected["indicator"])
            every = own | words_of(expected["of"])
            counts += Counter(
                hits=1,
                kind=target.kind == expected["kind"],
                year=target.deadline[:4] == expected["year"],
                indicator=len(own & named) >= 0.6 * len(own) and len(every & named) >= 0.5 * len(named),
            )
    return counts


@pytest.mark.parametrize(
    ("part", "found", "kind", "year", "indicator"),
    [
        ("first", 0.92, 0.94, 0.9, 0.66),
        ("second", 0.93, 0.94, 0.91, 0.54),
        ("third", 0.85, 0.94, 0.92, 0.62),
        ("fourth", 0.9, 0.94, 0.87, 0.56),
        ("unread", 0.88, 0.86, 0.87, 0.5),
    ],
)
def test_figures_as_a_reader_wrote_them_down(
    part: str, found: float, kind: float, year: float, indicator: float, parser: Parser
) -> None:
    """The bars are a little below the shares measured on 2026-12-02 (year and kind of those found).

    At the first reading of each part .93, .90, .87, .88 and .88 of the figures were found, and .59, .50, .60,
    .52 and .49 of the indicators agreed.
    """
    counts = count_blind(part, parser)
    assert counts["hits"] / counts["expected"] >= found
    assert counts["hits"] / counts["found"] >= 0.94
    for field, bar in (("kind", kind), ("year", year), ("indicator", indicator)):
        assert counts[field] / counts["hits"] >= bar, field
