"""Clauses of a Chinese passage, and the clause in which a figure has its name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.records import Mention, Target
from flows.text import has_han, lazy_pattern

_BORDER = lazy_pattern(r"，|(?<!\d),|,(?!\d{3}(?!\d))|[。;；:：！？!?\n]")
_SENTENCE_END, _ITEM_END = "。！？!?\n", ";；"
_OPENING, _CLOSING = "“（(「", "”）)」"
# A time, and what may stand between the start of a clause and its subject.
_TIME = read_pattern("passage", "time").pattern
_ADVERB = read_pattern("passage", "adverb").pattern
LEAD = lazy_pattern(f"(?:{_TIME}|{_ADVERB}|\\s)*")
# A clause of its own that only tells a time or a source.
_ASIDE = lazy_pattern(f"(?:{_TIME}|{_ADVERB}|{read_pattern('passage', 'aside').pattern})+")


class Clause(NamedTuple):
    """A clause of a passage; `opens` is set for the first of its sentence, `is_item` after a semicolon."""

    start: int
    end: int
    opens: bool
    is_item: bool


class Passage:
    """A passage with its clauses and its names."""

    def __init__(self, text: str, mentions: Sequence[Mention], headings: Sequence[str]) -> None:
        self.text, self.mentions, self.headings = text, mentions, headings
        self.clauses = _cut(text)
        self._starts = [one.start for one in self.clauses]

    def clause_at(self, place: int) -> int:
        """Return the number of the clause that contains a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def start_of_sentence(self, number: int) -> int:
        """Return the number of the first clause of the sentence, or item of it, of a clause."""
        while number and not (self.clauses[number].opens or self.clauses[number].is_item):
            number -= 1
        return number

    def lead(self, number: int) -> int:
        """Return where the subject of a clause may begin, behind its time and adverbs."""
        clause = self.clauses[number]
        match = LEAD.match(self.text, clause.start, clause.end)
        if match:
            return match.end()
        return clause.start

    def is_aside(self, number: int) -> bool:
        """Return whether a clause only tells a time or a source."""
        clause = self.clauses[number]
        return _ASIDE.fullmatch(self.text[clause.start : clause.end].strip()) is not None

    def is_quoted_apart(self, start: int, end: int) -> bool:
        """Return whether a quotation or a bracket opens or closes between two places."""
        depth = 0
        for sign in self.text[start:end]:
            depth += (sign in _OPENING) - (sign in _CLOSING)
            if depth < 0:
                return True
        return depth != 0

    def place_of(self, target: Target) -> int:
        """Return where the name of a figure begins in its sentence, -1 if it is not before the figure."""
        name = target.indicator
        if not has_han(name):
            return -1
        first = self.clauses[self.start_of_sentence(self.clause_at(target.start))].start
        return self.text.rfind(name, first, target.start)

    def opens_clause(self, place: int) -> bool:
        """Return whether only a time and adverbs stand between the start of a clause and a place."""
        clause = self.clauses[self.clause_at(place)]
        return LEAD.fullmatch(self.text, clause.start, place) is not None


def _cut(text: str) -> list[Clause]:
    found: list[Clause] = []
    start, opens, is_item = 0, True, False
    for border in _BORDER.finditer(text):
        found.append(Clause(start, border.start(), opens, is_item))
        opens, is_item = border[0] in _SENTENCE_END, border[0] in _ITEM_END
        start = border.end()
    if start < len(text):
        found.append(Clause(start, len(text), opens, is_item))
    return [one for one in found if text[one.start : one.end].strip() or one.opens]
