"""Candidates: stored passages that may contain the words of a quotation, found by the full-text index."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.assistants.drafts.comparing import Source
from flows.search import Collection
from flows.store import Store
from flows.store.fulltext import FullText
from flows.store.passages import RunningPassage, fetch_passages, running_passages
from flows.text import HAN, fold, lazy_pattern

_CLAUSE = lazy_pattern(rf"(?:[{HAN}]|[^\W_])(?:[{HAN}]|[^\W_]| )*")
_LEAST_HAN, _LEAST_LATIN = 3, 9  # characters of a clause to search for
_CLAUSES = 4
_WINDOW, _STEP, _WINDOWS = 6, 3, 24  # Han characters per piece, step between pieces, and number of pieces
_SHORT, _SHORT_WINDOW, _SHORT_STEP = 40, 4, 2  # the same for a quotation of at most 40 characters
_WORDS, _FEW_WORDS = 4, 8  # words per piece; of a clause of few words, one less
_EXACT_HITS, _NEAR_HITS = 40, 24
_KEPT = 3000  # passages kept in memory
_KEPT_DOCUMENTS = 48
_LAST = 10**9  # greater than the last position in any document
_IS_HAN = lazy_pattern(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Place:
    """A stored passage with its text for comparison, and the fields of its document."""

    rowid: int
    passage_id: str
    document_id: str
    position: int
    title: str
    date: str
    source: Source


class Stretch:
    """Consecutive passages of a document, as one text joined by line breaks."""

    def __init__(self, document_id: str, passages: Sequence[RunningPassage]) -> None:
        self.document_id = document_id
        self.passages = passages
        lengths = (len(passage.text) + 1 for passage in passages)
        self.starts = [0, *accumulate(lengths)][:-1]

    @cached_property
    def source(self) -> Source:
        """The text for comparison."""
        return Source("\n".join(passage.text for passage in self.passages))

    def passage_at(self, place: int) -> RunningPassage:
        """Return the passage that contains a code point of the text."""
        return self.passages[max(0, bisect_right(self.starts, place) - 1)]


class Candidates:
    """Finds passages of one collection, and keeps those already read."""

    def __init__(self, collection: Collection, corpora: Sequence[str] = ()) -> None:
        self._collection = collection
        self._index: FullText = collection.index
        self._corpora = tuple(corpora)
        self._places: OrderedDict[int, Place] = OrderedDict()
        self._documents: OrderedDict[str, Stretch] = OrderedDict()

    @property
    def store(self) -> Store:
        """The store."""
        return self._collection.store

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon."""
        return self._collection.lexicon

    def with_clauses(self, quoted: str, within: Sequence[str] = ()) -> list[Place]:
        """Return passages that contain the longest clauses of a quotation, best first.

        `within` limits the documents; none means all.
        """
        phrases = [self._index.form(clause) for clause in longest_clauses(quoted)]
        return self._search(self._index.all_of(phrases), _EXACT_HITS, within) if phrases else []

    def count_clauses(self, quoted: str) -> int:
        """Return the number of passages that contain the longest clauses of a quotation."""
        phrases = [self._index.form(clause) for clause in longest_clauses(quoted)]
        return self._index.count(self._index.all_of(phrases)) if phrases else 0

    def with_pieces(self, quoted: str, within: Sequence[str] = ()) -> list[Place]:
        """Return passages that contain many short pieces of a quotation, best first."""
        phrases = [self._index.form(piece) for piece in short_pieces(quoted)]
        if not phrases:
            return []
        return self._search(self._index.any_of(phrases), _NEAR_HITS, within)

    def _search(self, query: Any, limit: int, within: Sequence[str]) -> list[Place]:
        if within:
            rowids = [passage.rowid for document in within for passage in self.whole(document).passages]
            query = self._index.all_of([query, self._index.among(rowids)])
        elif self._corpora:
            query = self._index.all_of([query, self._index.with_values("corpus", self._corpora)])
        page = self._index.search(query, limit=limit)
        return self.read([rowid for rowid, _ in page.hits])

    def read(self, rowids: Sequence[int]) -> list[Place]:
        """Return passages by row id, in this order."""
        missing = [rowid for rowid in rowids if rowid not in self._places]
        for row in fetch_passages(self.store, missing):
            self._places[row.rowid] = Place(
                row.rowid,
                row.passage_id,
                row.document_id,
                row.position,
                row.title,
                row.date,
                Source(row.text),
            )
        found = [self._places[rowid] for rowid in rowids if rowid in self._places]
        while len(self._places) > _KEPT:
            self._places.popitem(last=False)
        return found

    def window(self, document_id: str, first: int, last: int) -> Stretch:
        """Return the passages of a document from position `first` to `last`."""
        return Stretch(document_id, running_passages(self.store, document_id, first, last))

    def whole(self, document_id: str) -> Stretch:
        """Return all passages of a document."""
        if document_id not in self._documents:
            self._documents[document_id] = self.window(document_id, 0, _LAST)
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        return self._documents[document_id]


def longest_clauses(quoted: str) -> list[str]:
    """Return the longest clauses of a quotation (stretches without punctuation), folded like the index."""
    found = [match[0].strip() for match in _CLAUSE.finditer(fold(quoted).text)]
    wanted = [clause for clause in dict.fromkeys(found) if _is_long(clause)]
    return sorted(wanted, key=_weight, reverse=True)[:_CLAUSES]


def short_pieces(quoted: str) -> list[str]:
    """Return pieces of a few characters or words from all over a quotation, folded like the index."""
    pieces: dict[str, None] = {}
    folded = fold(quoted).text
    window, step = (_SHORT_WINDOW, _SHORT_STEP) if len(folded) <= _SHORT else (_WINDOW, _STEP)
    for match in _CLAUSE.finditer(folded):
        pieces |= dict.fromkeys(_cut(match[0].strip(), window, step))
    found = list(pieces)
    if len(found) <= _WINDOWS:
        return found
    return [found[number * len(found) // _WINDOWS] for number in range(_WINDOWS)]


def _cut(clause: str, window: int, step: int) -> Iterable[str]:
    if not _is_long(clause):
        return
    words = clause.split(" ")
    if not _IS_HAN.search(clause):
        size, pace = (_WORDS, 2) if len(words) > _FEW_WORDS else (_WORDS - 1, 1)
        for first in _starts(len(words), size, pace):
            yield " ".join(words[first : first + size])
        return
    if len(clause) <= window:
        yield clause
        return
    for first in _starts(len(clause), window, step):
        start, end = _whole_words(clause, first, first + window)
        piece = clause[start:end].strip()
        if len(piece) >= _LEAST_HAN:
            yield piece


def _starts(length: int, window: int, step: int) -> list[int]:
    """Return where pieces of a clause start; the last one ends with it: any word may be changed."""
    last = max(0, length - window)
    return sorted({*range(0, last + 1, step), last})


def _whole_words(clause: str, start: int, end: int) -> tuple[int, int]:
    """Return the span extended by the rest of the Latin words and numbers that it cuts."""
    while start > 0 and clause[start - 1].isascii() and clause[start].isascii() and clause[start] != " ":
        start -= 1
    while end < len(clause) and clause[end - 1].isascii() and clause[end].isascii() and clause[end] != " ":
        end += 1
    return start, end


def _is_long(clause: str) -> bool:
    return len(clause) >= (_LEAST_HAN if _IS_HAN.search(clause) else _LEAST_LATIN)


def _weight(clause: str) -> int:
    return len(clause) * (3 if _IS_HAN.search(clause) else 1)
