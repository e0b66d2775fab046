"""Parallel concordance: every occurrence in one language with the aligned sentence of the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.errors import UsageError
from flows.search import (
    Collection,
    Filters,
    LineOrder,
    QueryPart,
    check_cost,
    check_values,
    concept_part,
    cut_context,
    find_matches,
    find_mentioned,
    nearest_first,
    plain_part,
    select_passages,
)
from flows.store.passages import FoundPassage, fetch_passages
from flows.store.translations import Counterpart, LinkedSpan, PlacedSpan, counterparts, linked_passages
from flows.text import find_sentence, has_han, in_one_line, join_sentences


@dataclass(frozen=True, slots=True)
class ParallelRequest:
    """Occurrences of `query` in aligned documents, in `language` or, by default, the language of the query.

    `rendered_as` keeps lines whose counterpart contains this text, in any case. With `not_rendered`, it keeps
    those that lack it or, without a text, those that lack every name of the query's concept that the lexicon
    knows in the other language. `width` is in Chinese characters, or half as many English words, per side.
    """

    query: str
    filters: Filters = Filters()
    width: int = 20
    sort: LineOrder = "date"
    rendered_as: str = ""
    not_rendered: bool = False
    expand: bool = True
    max_read: int | None = None
    language: Literal["", "zh", "en"] = ""

    @property
    def source(self) -> Literal["zh", "en"]:
        """The language of the occurrences: as given, or else that of the query or of the first term."""
        typed = self.query.strip() or " ".join(self.filters.term[:1])
        return self.language or ("zh" if has_han(typed) else "en")


class ParallelLine(NamedTuple):
    """One occurrence, `text[start:end]` of the passage, and the aligned text of the other language.

    `counterpart` is empty if the translation has no counterpart of the sentence. `rendering` is the text in
    it that the query's names match, at `rendering_spans` of `counterpart`. `counterpart_places` are its parts
    in code points of their passages. `known_by` and `status` are those of the pair of documents.
    """

    date: str
    corpus: str
    title: str
    left: str
    keyword: str
    right: str
    language: str
    counterpart: str
    rendering: str
    score: float | None
    known_by: str
    status: str
    passage_id: str
    start: int
    end: int
    counterpart_document_id: str
    counterpart_places: list[LinkedSpan]
    rendering_spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ParallelResult:
    """The lines, and the number of occurrences in documents without an aligned translation.

    `sentences` has, per line, a key that is equal for occurrences in the same aligned sentences. `terms` is
    the number of parts that the query searches for.
    """

    lines: list[ParallelLine]
    elsewhere: int
    sentences: list[Hashable]
    terms: int


def find_parallel(collection: Collection, request: ParallelRequest) -> ParallelResult:
    """Return the occurrences of a query with their aligned counterparts, in the requested order.

    Only matches in the script of the query count, on its side of a pair: 卡脖子 finds Chinese lines, and
    bottleneck English ones, not the English word in a Chinese text. In a part of a store, occurrences are
    those of the part; their counterparts may be outside it. Raises QueryError if more than `max_read`
    passages match, and UsageError for `not_rendered` if there is no known name to search for.
    """
    filters, beside = request.filters, collection.store.beside
    check_values(collection, filters, request.query)
    selection = select_passages(
        collection, request.query, filters, expand=request.expand, max_read=request.max_read
    )
    check_cost(selection.index, selection.query, request.max_read, "the parallel concordance")
    renderings = _Renderings(collection, request, selection.parts)
    ids = selection.rows()
    aligned = linked_passages(beside, ids)
    mentioned = find_mentioned(collection.store, ids, selection.parts)
    occurrences = [
        _Occurrence(passage, span)
        for passage in fetch_passages(collection.store, ids)
        if aligned.get(passage.rowid, passage.language) in (request.source, "mixed")
        for span in find_matches(passage.text, selection.parts, mentioned.get(passage.rowid, ()))
        if has_han(passage.text[slice(*span)]) == (request.source == "zh")
    ]
    known = [one for one in occurrences if one.passage.rowid in aligned]
    found = counterparts(beside, [one.place for one in known])
    rows = [
        (line, _sentence_of(one, found.get(one.place, ())))
        for one in known
        if (line := _line(one, found.get(one.place, ()), request, renderings))
    ]
    rows.sort(key=lambda row: _SORTS[request.sort](row[0]))
    lines, sentences = [line for line, _ in rows], [sentence for _, sentence in rows]
    return ParallelResult(lines, len(occurrences) - len(known), sentences, len(selection.parts))


class _Occurrence(NamedTuple):
    """A passage and a span in it that the query matches."""

    passage: FoundPassage
    span: tuple[int, int]

    @property
    def place(self) -> PlacedSpan:
        return PlacedSpan(self.passage.rowid, *self.span)


def _sentence_of(one: _Occurrence, found: Sequence[Counterpart]) -> Hashable:
    """Return a key shared by occurrences in the same sentences: their links, or else the sentence."""
    if found:
        return tuple(sorted({part.link for part in found if part.pair_id == found[0].pair_id}))
    return (one.passage.passage_id, find_sentence(one.passage.text, *one.span, at_semicolons=False))


def line_row(line: ParallelLine) -> dict[str, object]:
    """Return a line as a flat row for tables: places as `passage:start-end`, joined by "; "."""
    row = line._asdict()
    row["counterpart_places"] = "; ".join(place.place for place in line.counterpart_places)
    row["rendering_spans"] = "; ".join(f"{start}-{end}" for start, end in line.rendering_spans)
    return row


class _Renderings:
    """The words that the other side must have, or lack."""

    def __init__(self, collection: Collection, request: ParallelRequest, parts: Sequence[QueryPart]) -> None:
        self._is_absent = request.not_rendered
        self._has_text = bool(request.rendered_as)
        if self._has_text:
            self._parts = [plain_part(request.rendered_as, is_prefix=True)]
        else:
            known = collection.lexicon.concepts
            names = dict.fromkeys(part.concept for part in parts if part.concept in known)
            self._parts = [concept_part(known[name].zh, known[name], expand=True) for name in names]
        if self._is_absent and not self._parts:
            raise UsageError("alignment.nothing_rendered", query=request.query)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of the requested text in the other side, or else those of the concepts' names."""
        return find_matches(text, self._parts)

    def is_wanted(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Return whether to keep a line whose counterpart is `text` and matches at these spans."""
        if self._is_absent:
            return bool(text) and not spans
        return bool(spans) or not self._has_text


def _line(
    one: _Occurrence, found: Sequence[Counterpart], request: ParallelRequest, renderings: _Renderings
) -> ParallelLine | None:
    """Return the line of one occurrence, or None if its counterpart is not wanted."""
    passage, span = one
    parts = [part for part in found if part.pair_id == found[0].pair_id]
    other = "en" if request.source == "zh" else "zh"
    text = join_sentences((part.text for part in parts), other)
    places = renderings.find(text)
    if not renderings.is_wanted(text, places):
        return None
    left, right = cut_context(passage.text, *span, request.width, passage.language)
    first = parts[0] if parts else None
    return ParallelLine(
        date=passage.date,
        corpus=passage.corpus,
        title=passage.title,
        left=left,
        keyword=in_one_line(passage.text[slice(*span)]),
        right=right,
        language=request.source,
        counterpart=text,
        rendering="; ".join(dict.fromkeys(text[start:end] for start, end in places)),
        score=min((part.score for part in parts), default=None),
        known_by=first.known_by if first else "",
        status=first.status if first else "",
        passage_id=passage.passage_id,
        start=span[0],
        end=span[1],
        counterpart_document_id=first.document_id if first else "",
        counterpart_places=[LinkedSpan(part.passage_id, part.start, part.end) for part in parts],
        rendering_spans=places,
    )


def _place(line: ParallelLine) -> tuple[object, ...]:
    return (not line.date, line.date, line.passage_id, line.start)


_SORTS: dict[LineOrder, Callable[[ParallelLine], tuple[object, ...]]] = {
    "date": _place,
    "left": lambda line: (nearest_first(line.left, line.language), *_place(line)),
    "right": lambda line: (line.right.lower(), *_place(line)),
}
