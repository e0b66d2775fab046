"""Find a draft's figures among those of texts in the other language, by what their indicators measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.assistants.drafts.candidates import Candidates
from flows.assistants.drafts.figures.matching import is_same_time, is_same_value
from flows.assistants.drafts.figures.meanings import IndicatorReader, Meaning
from flows.assistants.drafts.quotations import find_sentence_near
from flows.records import Target
from flows.store.documents import read_document
from flows.store.facts import FigureValue
from flows.text import detect_language, has_han, lazy_pattern

# Of what an English share is one: 10 percent of GDP. Chinese indicators say it themselves.
_SHARE_OF = lazy_pattern(
    r"\s+of (?:the )?([A-Za-z&][\w& -]{0,60}?)(?=[,.;:!?)]|\s(?:by|in|and|for|from)\b|\s*$)"
)
_LONGEST_PLACE = 80  # code points after a figure
_COUNTED = {"jobs": "people"}  # the unit of the same figure in Chinese
_VAGUE = "percentage points"  # of a change, of a contribution to one, or of a difference


class ForeignFigures:
    """Compares the figures of one draft with those of texts in the other language."""

    def __init__(self, candidates: Candidates, draft: str) -> None:
        self._candidates = candidates
        self._draft = draft
        self._reader = IndicatorReader(candidates.lexicon)

    def other_language(self, place: int) -> str:
        """Return the language that the sentence at a place of the draft is not in: en or zh."""
        first, last = find_sentence_near(self._draft, place, place + 1)
        return "en" if has_han(self._draft[first:last]) else "zh"

    def is_foreign(self, place: int, documents: Iterable[str]) -> bool:
        """Return whether all documents named beside a figure at a place are in the other language."""
        other = self.other_language(place)
        found = [read_document(self._candidates.store, document) for document in documents]
        return bool(found) and all(one is not None and one.language == other for one in found)

    def title_of(self, documents: Iterable[str]) -> str:
        """Return the title of the first of documents."""
        found = read_document(self._candidates.store, min(documents))
        assert found
        return found.title

    def find_same(
        self, target: Target, end: int, rows: Iterable[FigureValue], *, is_named: bool
    ) -> FigureValue | None:
        """Return a figure of the same number, time and meaning in the other language.

        `end` is where the figure ends in the draft. Unless the document is named, both must state the year.
        """
        target = as_counted(target)
        same = [row for row in rows if is_same_value(target, row) and _may_be(target, row, is_named)]
        return self._first(target, end, same)

    def find_other(self, target: Target, end: int, rows: Iterable[FigureValue]) -> FigureValue | None:
        """Return a figure of the same time and meaning, but with another number, in a document named."""
        target = as_counted(target)
        others = [row for row in rows if row.unit == target.unit and not is_same_value(target, row)]
        return self._first(target, end, [row for row in others if _may_be(target, row, False)])

    def _first(self, target: Target, end: int, rows: Sequence[FigureValue]) -> FigureValue | None:
        if not rows or target.unit == _VAGUE:
            return None
        meaning = self._read(target, self._draft[end : end + _LONGEST_PLACE])
        if meaning is None:
            return None
        other = self.other_language(end - 1)
        fitting = [row for row in rows if self._read_stored(row, other) == meaning]
        return min(fitting, key=lambda row: (row.kind != target.kind, row.date or "9999"), default=None)

    def _read_stored(self, row: FigureValue, language: str) -> Meaning | None:
        """Return the meaning of a stored figure; None if its passage is in another language."""
        if self._reader.read(row) is None:
            return None
        text = self._candidates.read([row.passage])[0].source.text
        if detect_language(text) != language:
            return None
        return self._read(row, text[row.end : row.end + _LONGEST_PLACE])

    def _read(self, figure: Target | FigureValue, behind: str) -> Meaning | None:
        """Return the meaning of a figure, including of what it is a share."""
        meaning = self._reader.read(figure)
        share = _SHARE_OF.match(behind)
        if meaning is None or share is None or figure.unit != "%":
            return meaning
        whole = self._reader.read_name(share[1])
        if whole is None:
            return None
        return meaning | whole | {"share"}


def as_counted(target: Target) -> Target:
    """Return a figure in the unit in which the other language counts the same: 12 million jobs are people."""
    return replace(target, unit=_COUNTED.get(target.unit, target.unit))


def _may_be(target: Target, row: FigureValue, is_named: bool) -> bool:
    if is_named and not (target.deadline and row.deadline):
        return True
    return bool(target.deadline and row.deadline) and is_same_time(target, row)
