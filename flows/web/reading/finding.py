"""Matches in a whole document, each with its page and place."""

from __future__ import annotations

from dataclasses import dataclass

from flows.store.passages import read_passages
from flows.web.addresses import SearchAddress, make_address, page_start
from flows.web.library import Library
from flows.web.reading.matches import mark_matches

_READ = 5_000  # passages of a document that are searched
_LISTED = 60
_AROUND = 24  # characters beside a match


@dataclass(frozen=True, slots=True)
class Match:
    """The first match in a passage: its number and address, and the text before, in and after it."""

    position: int
    address: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """The number of matches in a document, and the first of them by passage."""

    total: int
    matches: list[Match]
    passages: int


def find_in_document(library: Library, document_id: str, search: SearchAddress) -> Found | None:
    """Return the matches of a search in a document; None if there is no search."""
    if not search.query.strip() and not (search.values_of("term") or search.values_of("entity")):
        return None
    passages = read_passages(library.store, document_id, limit=_READ)
    marked = mark_matches(library, search, passages)
    matches: list[Match] = []
    for passage in passages:
        spans = marked.get(passage.passage_id, [])
        if not spans or len(matches) >= _LISTED:
            continue
        start, end = spans[0]
        first = page_start(passage.position)
        address = make_address(f"/document/{document_id}", ("first", str(first or "")), *search.marking())
        text = passage.text
        matches.append(
            Match(
                passage.position,
                f"{address}#p{passage.position}",
                text[max(0, start - _AROUND) : start],
                text[start:end],
                text[end : end + _AROUND],
            )
        )
    total = sum(len(spans) for spans in marked.values())
    return Found(total, matches, sum(1 for spans in marked.values() if spans))
