"""The sides of a comparison as shown on the page: their interpretation, and documents they may mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.errors import ZhengceError
from flows.reports.comparisons import SIDE_KINDS, ComparedSide, Comparison, read_side
from flows.search import SearchRequest, search_passages
from flows.store.documents import (
    DocumentFilter,
    DocumentRequest,
    ListedDocument,
    find_by_title,
    list_documents,
)
from flows.text import lazy_pattern
from flows.web import limits
from flows.web.library import Library

_CHOICES = 5
_LOOKED_AT = 200  # documents; those with the shortest titles, the closest to the typed one, are offered
_IS_SAID = lazy_pattern(rf"(?:{'|'.join(SIDE_KINDS)}):|.*[:：*]|.*\b(?:AND|OR|NOT|NEAR)\b")


class TitledChoice(NamedTuple):
    """A document whose title has the words of a side, with the address of its comparison instead."""

    document: ListedDocument
    address: str


class ShownSide(NamedTuple):
    """A side, A or B: the text in its box, its interpretation (None: unreadable), and documents to choose.

    `passages` is the number of a query's passages. `titled` is the number of documents with the words in
    their title; the choices are the first of these.
    """

    letter: str
    box: str
    read: ComparedSide | None
    passages: int
    choices: list[TitledChoice]
    titled: int


def show_side(
    library: Library, letter: str, typed: str, found: Comparison | None, at: Callable[[str], str]
) -> ShownSide:
    """Return a side as typed; `at` makes the address with another text in its place."""
    if not typed:
        return ShownSide(letter, "", None, 0, [], 0)
    side, passages = _read(library, letter, typed, found)
    if side and side.document:
        return ShownSide(letter, _name_in_box(library, typed, side), side, 0, [], 0)
    if (side and side.kind == "period") or _IS_SAID.match(typed):
        return ShownSide(letter, typed, side, passages, [], 0)
    listed = list_documents(library.store, DocumentRequest(DocumentFilter(title=typed), limit=_LOOKED_AT))
    nearest = sorted(listed.documents, key=lambda one: len(one.title))[:_CHOICES]
    return ShownSide(
        letter, typed, side, passages, [TitledChoice(one, at(one.id)) for one in nearest], listed.total
    )


def _read(
    library: Library, letter: str, typed: str, found: Comparison | None
) -> tuple[ComparedSide | None, int]:
    """Return a side, and the number of passages that its query finds."""
    if found:
        sides = {"A": (found.a, found.size_a), "B": (found.b, found.size_b)}
        side, size = sides[letter]
        return side, size.passages
    try:
        side = read_side(library.collection, typed, limits.MAX_READ)
        if side.kind != "query":
            return side, 0
        request = SearchRequest(side.typed, limit=1, max_read=limits.MAX_READ)
        return side, search_passages(library.collection, request).total
    except ZhengceError:
        return None, 0


def _name_in_box(library: Library, typed: str, side: ComparedSide) -> str:
    """Return the title of a document if it can only mean that document, else the typed text."""
    title = " ".join(side.title.split())
    is_alone = len(find_by_title(library.store, title)) == 1
    if is_alone and not library.collection.lexicon.find(title) and not _IS_SAID.match(title):
        return title
    return typed
