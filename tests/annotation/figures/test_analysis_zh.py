"""Figures in the prose of Chinese analysis, reports and news: scored on sentences written for this test.

Their author saw neither the program nor its output, and read the figures before it was run. Half of the sentences
("read") were used in development, the others only for the totals. Durations and ranks are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.annotator import Annotator
from flows.records import Target

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "analysis_blind_zh.jsonl").read_text(encoding="utf-8").splitlines()
]
_PLAIN = set("的了在为占比 ")
_ENOUGH = 0.6  # of the reader's characters


def agrees(expected: str, found: str) -> bool:
    """Return whether most characters of a reader's words are in those found."""
    characters = [one for one in expected if one not in _PLAIN]
    return bool(characters) and sum(one in found for one in characters) / len(characters) >= _ENOUGH


def is_found(target: Target, expected: dict[str, Any], start: int) -> bool:
    end = start + len(expected["words"])
    ends = [value for value in (target.value, target.value_to) if value is not None]
    is_near = any(abs(value - expected["value"]) <= 0.011 * abs(expected["value"]) for value in ends)
    return is_near and target.start < end and start < target.end


def count(part: str, annotator: Annotator) -> Counter[str]:
    counts: Counter[str] = Counter()
    chosen = [row for row in ROWS if row["part"] == part]
    for row, made in zip(chosen, annotator.annotate([row["text"] for row in chosen]), strict=True):
        used: Counter[str] = Counter()
        matched = set()
        for expected in row["figures"]:
            counts["expected"] += 1
            start = -1
            for _ in range(used[expected["words"]] + 1):
                place = row["text"].find(expected["words"], start + 1)
                start = place if place >= 0 else start
            used[expected["words"]] += 1
            target = next((one for one in made.targets if is_found(one, expected, start)), None)
            if target is None:
                continue
            matched.add(target.start)
            named = target.subject + target.indicator
            counts += Counter(
                hits=1,
                kind=target.kind == expected["kind"],
                year=target.deadline[:4] == expected["year"][:4],
                indicator=agrees(expected["indicator"], named),
                owner=not expected["owner"] or agrees(expected["owner"], named),
            )
        counts["others"] += sum(one.start not in matched and one.unit != "rank" for one in made.targets)
    return counts


@pytest.mark.parametrize(
    ("part", "found", "precision", "kind", "year", "indicator"),
    [("read", 0.94, 0.98, 0.95, 0.91, 0.61), ("unread", 0.85, 0.98, 0.78, 0.90, 0.57)],
)
def test_figures_as_a_reader_wrote_them_down(
    part: str,
    found: float,
    precision: float,
    kind: float,
    year: float,
    indicator: float,
    annotator: Annotator,
) -> None:
    counts = count(part, annotator)
    hits = counts["hits"]
    assert hits / counts["expected"] >= found, counts
    assert hits / (hits + counts["others"]) >= precision, counts
    assert counts["kind"] / hits >= kind, counts
    assert counts["year"] / hits >= year, counts
    assert counts["indicator"] / hits >= indicator, counts
