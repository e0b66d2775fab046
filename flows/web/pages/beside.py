"""A text beside its translation: linked sentences row by row, and text that only one side has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse

from flows.alignment.pairing import ListedPair, list_pair
from flows.store import Store
from flows.store.documents import find_one
from flows.store.passages import find_passages
from flows.store.translations import (
    AlignedPassage,
    DocumentPair,
    LinkedSpan,
    PairFilter,
    SentencePair,
    passages_to_align,
    read_alignment,
    read_pairs,
)
from flows.web.addresses import SearchAddress, make_address, page_start, read_choice, read_search, read_start
from flows.web.library import Library
from flows.web.marking import Part, split_text
from flows.web.reading import mark_matches
from flows.web.rendering import Pages

Language = Literal["zh", "en"]
Certainty = Literal["sure", "likely", "weak", "lone", "unlinked"]
SHOWN = ("", "lone", "weak")
_ROWS = 80
_SURE_SCORE, _LIKELY_SCORE = 0.95, 0.7


class Piece(NamedTuple):
    """A sentence or stretch of one side; `is_first` means that it begins its passage, number `position`."""

    parts: list[Part]
    kind: str
    position: int
    is_first: bool


class Row(NamedTuple):
    """One row of two texts side by side: linked sentences, or text of one or both sides without a link."""

    number: int
    certainty: Certainty
    score: float
    reasons: Mapping[str, float]
    own: list[Piece]
    other: list[Piece]

    @property
    def is_linked(self) -> bool:
        """Whether the two sides are linked."""
        return self.certainty in ("sure", "likely", "weak")

    @property
    def begins(self) -> bool:
        """Whether a passage begins here on either side."""
        return any(piece.is_first for piece in (*self.own[:1], *self.other[:1]))


@dataclass(frozen=True, slots=True)
class Side:
    """A document of a pair as a column; `coverage` is the share of its text with a counterpart."""

    language: Language
    document_id: str
    title: str
    date: str
    corpus: str
    coverage: float | None


def judge(link: SentencePair) -> Certainty:
    """Return a word for how certain a link is, or for adjacent texts without one."""
    if not link.is_aligned:
        return "unlinked" if link.zh and link.en else "lone"
    return judge_score(link.score)


def judge_score(score: float) -> Literal["sure", "likely", "weak"]:
    """Return a word for a link's score.

    The score estimates the probability that exactly these sentences translate each other: sure is 0.95 or
    more, likely 0.7 or more.
    """
    if score >= _SURE_SCORE:
        return "sure"
    return "likely" if score >= _LIKELY_SCORE else "weak"


def find_beside(store: Store, document_id: str, other: str) -> DocumentPair | None:
    """Return the pair of two documents, dismissed or not; None if they are not a pair."""
    other = find_one(store, other) or ""
    pairs = read_pairs(store, PairFilter(documents=(document_id,)))
    return next((pair for pair in pairs if other in (pair.zh_document_id, pair.en_document_id)), None)


def list_sides(pair: DocumentPair, first: str) -> tuple[Side, Side]:
    """Return the columns of a pair; the document `first` is on the left."""
    zh = Side("zh", pair.zh_document_id, pair.zh_title, pair.zh_date, pair.zh_corpus, pair.zh_coverage)
    en = Side("en", pair.en_document_id, pair.en_title, pair.en_date, pair.en_corpus, pair.en_coverage)
    return (zh, en) if first == zh.document_id else (en, zh)


def show_beside(pages: Pages, request: Request, document_id: str, other: str) -> HTMLResponse:
    """Return the page of a document beside its translation. Raises HTTPException (404) for no such pair."""
    library = pages.library
    pair = find_beside(library.store, document_id, other)
    if pair is None:
        raise HTTPException(404)
    sides = list_sides(pair, document_id)
    links = read_alignment(library.store, pair.id)
    shown = read_choice(request.query_params, "show", SHOWN)
    chosen = _choose(links, shown)
    first = read_start(request.query_params, "first", len(chosen))
    search = read_search(request.query_params)

    def address(number: int = 0, show: str = shown, *, is_swapped: bool = False) -> str:
        ids = [side.document_id for side in sides]
        own, beside = reversed(ids) if is_swapped else ids
        pairs = [("beside", beside), ("show", show), ("first", str(max(0, number) or ""))]
        return make_address(f"/document/{own}", *pairs, *search.marking())

    listed: ListedPair = list_pair(pair, pages.locale(request), pages.names_for(request))
    return pages.render(
        request,
        "beside.html",
        search=search,
        pair=listed,
        is_in_use=pair.is_in_use,
        is_frozen=library.store.is_frozen,
        sides=sides,
        rows=list_rows(library, sides, chosen[first : first + _ROWS], search),
        show=shown,
        first=first,
        size=_ROWS,
        total=len(chosen),
        counts={name: len(_choose(links, name)) for name in SHOWN},
        link=address,
    )


def find_row(store: Store, pair: DocumentPair, passage_id: str, start: int) -> int | None:
    """Return the number of the row that contains a place in a passage, or None."""
    last = None
    for number, link in enumerate(read_alignment(store, pair.id)):
        for span in (*link.zh, *link.en):
            if span.passage_id == passage_id:
                if start < span.end:
                    return number
                last = number
    return last


def address_beside(library: Library, passage_id: str, other: str, start: int, search: SearchAddress) -> str:
    """Return the address of a passage beside the document `other`; "" if the two are not a pair."""
    document_id = find_one(library.store, passage_id.rpartition("-")[0]) or ""
    pair = find_beside(library.store, document_id, other)
    if pair is None:
        return ""
    row = find_row(library.store, pair, passage_id, start)
    beside = next(side.document_id for side in list_sides(pair, document_id)[1:])
    first = page_start(row or 0, _ROWS)
    address = make_address(
        f"/document/{document_id}", ("beside", beside), ("first", str(first or "")), *search.marking()
    )
    return address if row is None else f"{address}#r{row}"


def _choose(links: Sequence[SentencePair], shown: str) -> list[tuple[int, SentencePair]]:
    """Return the links of a view (all, without counterpart, or not sure), each with its number among all."""
    wanted: Mapping[str, tuple[Certainty, ...]] = {
        "": ("sure", "likely", "weak", "lone", "unlinked"),
        "lone": ("lone", "unlinked"),
        "weak": ("weak", "likely"),
    }
    return [(number, link) for number, link in enumerate(links) if judge(link) in wanted[shown]]


def list_rows(
    library: Library,
    sides: tuple[Side, Side],
    links: Sequence[tuple[int, SentencePair]],
    search: SearchAddress,
) -> list[Row]:
    """Return the rows of some links, with the matches of a search marked on both sides."""
    passages = {
        passage.id: passage
        for side in sides
        for passage in passages_to_align(library.store, side.document_id)
    }
    spans = [span for _, link in links for span in (*link.zh, *link.en)]
    found = find_passages(library.store, list(dict.fromkeys(span.passage_id for span in spans)))
    matches = mark_matches(library, search, list(found.values()))

    def cut(side: Side, link: SentencePair) -> list[Piece]:
        own = link.zh if side.language == "zh" else link.en
        return [_cut(passages[span.passage_id], span, matches.get(span.passage_id, ())) for span in own]

    left, right = sides
    return [
        Row(number, judge(link), link.score, link.parts, cut(left, link), cut(right, link))
        for number, link in links
    ]


def _cut(passage: AlignedPassage, span: LinkedSpan, matches: Sequence[tuple[int, int]]) -> Piece:
    text = passage.text[span.start : span.end]
    inside = [
        (max(start, span.start) - span.start, min(end, span.end) - span.start)
        for start, end in matches
        if start < span.end and span.start < end
    ]
    position = int(passage.id.rpartition("-")[2])
    return Piece(list(split_text(text, (), inside)), passage.kind, position, span.start == 0)
