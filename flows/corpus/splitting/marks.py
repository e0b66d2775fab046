"""Spans of a text: marks, which are not part of its content, and lines. Nothing is removed from the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span of a text in code points, and its kind.

    The kind is furniture, contents, note (a footnote within the text) or page (a page number within the
    text).
    """

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Line:
    """A stretch of a text, and its kind; `level` is that of a heading, from 1."""

    start: int
    end: int
    kind: str
    level: int = 0


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order. If marks overlap, the longer one is kept."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end - mark.start > kept[-1].end - kept[-1].start:
            kept[-1] = mark
    return kept
