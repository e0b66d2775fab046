"""Choose cited and stored documents by what a reader typed: an id, a number, or words of a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from flows.annotation import normalise_title, official_key
from flows.annotation.lexicon import Lexicon
from flows.references.citations.editions import edition_of
from flows.references.citations.naming import find_by_any_name
from flows.references.citations.records import Cited
from flows.references.citations.resolving import SERIES
from flows.store import Store
from flows.store.documents import document_names
from flows.text import parse_number

_SHORTEST_PART = 4  # least length of a title that may match part of another title


def find_stored(store: Store, name: str, lexicon: Lexicon) -> str:
    """Return the id of the latest stored document that a reader names, or "".

    If none has the name, one with the name in its title is meant. It may be outside a part of a store.
    """
    if named := find_by_any_name(store.beside, name, lexicon):
        return named[0]
    title = normalise_title(name)
    if len(title) < _SHORTEST_PART:
        return ""
    titles = (row for row in document_names(store.beside) if row.kind == "title")
    found = [row.document_id for row in titles if title in row.name]
    return found[-1] if found else ""


def find_editions(store: Store, document_id: str) -> frozenset[str]:
    """Return the ids of the stored copies and editions of a document, including its own.

    They share its number, its title, or the event that it is named after, but not the name of a yearly
    series.
    """
    names = document_names(store.beside)
    own = {(row.kind, row.name) for row in names if row.document_id == document_id}
    counts = Counter((row.kind, row.name) for row in names)
    shared = {name for name in own if name[0] != "concept" and counts[name] < SERIES}
    return frozenset([document_id, *(row.document_id for row in names if (row.kind, row.name) in shared)])


def keep_cited(
    found: Iterable[Cited], matches: Callable[[Cited], bool], relation: str | None = None
) -> list[Cited]:
    """Return the matching cited documents, each with its citations of a relation (None: all)."""
    kept = []
    for entry in found:
        edges, copies = (
            [edge for edge in citations if not relation or edge.relation == relation]
            for citations in (entry.edges, entry.copies)
        )
        if edges and matches(entry):
            kept.append(replace(entry, edges=edges, copies=copies))
    return kept


def match_cited(store: Store, document: str, lexicon: Lexicon | None = None) -> Callable[[Cited], bool]:
    """Return a test for what `document` names: a number, words of a title, or a stored document.

    A stored document is named as in `find_by_any_name` and stands for all its copies; an empty text for every
    cited document.
    """
    if not document.strip():
        return lambda _: True
    edition, stored = edition_of(document), document
    if not edition:
        stored = next(iter(find_by_any_name(store, document, lexicon)), document)
    editions = find_editions(store, stored)
    number, title, key = parse_number(document), normalise_title(document), official_key(document)

    def is_named(entry: Cited) -> bool:
        if key and any(official_key(edge.text) == key for edge in entry.edges):
            return True
        if number:
            return parse_number(entry.number) == number or any(edge.number == number for edge in entry.edges)
        return any(title in edge.title for edge in entry.edges) or title in normalise_title(entry.name)

    def matches(entry: Cited) -> bool:
        return entry.document_id in editions or (_may_be_of(entry, edition) and is_named(entry))

    return matches


def _may_be_of(entry: Cited, edition: str) -> bool:
    """Return whether a cited document is named with this edition, or with none; true for edition ""."""
    known = {edition_of(name) for name in (entry.name, *entry.surfaces)} - {""}
    return not edition or not known or edition in known
