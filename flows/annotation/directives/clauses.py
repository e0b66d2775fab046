"""What the readers of both languages share: a sentence of a passage, and a directive read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a passage, in code points; empty (0, 0) for what is not there."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Found(NamedTuple):
    """A directive as a reader finds it."""

    cue: Span
    grade: int
    addressee: Span
    object: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence within its passage: `plain` is the folded passage, in which all places count."""

    plain: str
    start: int
    end: int
    has_end: bool  # whether a mark ends it: a heading has none
