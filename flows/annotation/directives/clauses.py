"""Types shared by the readers of both languages: a sentence of a passage, and a directive found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a passage, in code points; (0, 0) if there is none."""

    start: int
    end: int


NOWHERE = Span(0, 0)
_CLOSED_BY = {"“": "”", '"': '"'}
# The rule of an instruction without a word of duty, by its grade.
RULES = {1: "explore", 2: "encourage", 3: "promote", 5: "strict"}


class FoundDirective(NamedTuple):
    """A directive as a reader returns it."""

    cue: Span
    grade: int
    addressee: Span
    object: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence within its passage; `plain` is the folded passage, to which all positions refer.

    `has_end` says whether a punctuation mark ends the sentence; a heading has none. `is_review` says that the
    headings above it announce a review of past work, or that it is an item of a list of cases or rights: only
    words of duty count.
    """

    plain: str
    start: int
    end: int
    has_end: bool
    is_review: bool = False


def trim(plain: str, start: int, end: int) -> Span:
    """Return a stretch without leading blanks, commas and quotation marks, and without trailing blanks.

    A leading mark that is closed within the stretch stays: “一张图”改革试点.
    """
    while start < end and plain[start] in ' \n“”"、':
        if plain[start] in _CLOSED_BY and plain.find(_CLOSED_BY[plain[start]], start + 1, end) > 0:
            break
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else NOWHERE
