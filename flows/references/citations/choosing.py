"""Choose cited and stored documents by what a reader typed: an id, a number, or words of a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from flows.annotation import normalise_title, official_key
from flows.annotation.lexicon import Lexicon
from flows.references.citations.editions import edition_of
from flows.references.citations.records import Cited
from flows.references.citations.resolving import ABOUT_OTHERS, SERIES
from flows.store import Store
from flows.store.documents import NamedDocument, document_names, find_by_name
from flows.text import parse_number

_SHORTEST_PART = 4  # least length of a title that may match part of another title


def find_stored(store: Store, identifier: str, number: str, title: str) -> str:
    """Return the id of the stored document with this id, number key or normalised title, or "".

    The title may also be part of a title. These are tried in turn; of several documents the latest is
    returned. It may be outside a part of a store.
    """
    names = document_names(store.beside)
    tests: tuple[Callable[[NamedDocument], bool], ...] = (
        lambda row: row.document_id == identifier,
        lambda row: bool(number) and (row.kind, row.name) == ("number", number),
        lambda row: bool(title) and (row.kind, row.name) == ("title", title),
        lambda row: len(title) >= _SHORTEST_PART and row.kind == "title" and title in row.name,
    )
    for matches in tests:
        found = [row.document_id for row in names if matches(row)]
        if found:
            return found[-1]
    return ""


def find_by_any_name(store: Store, name: str, lexicon: Lexicon | None) -> list[str]:
    """Return the ids of the documents that a reader names, the newest first; several may share a name.

    Names are, in turn, those of `find_by_name` (ids, addresses, exact titles), a number (国发〔2015〕28号), a
    title without 中华人民共和国 or “of the People's Republic of China”, and the names of a law or plan in the
    lexicon, in both languages. Without a lexicon, only the first count. News that are named after a document
    count only if nothing else has the name.
    """
    if found := find_by_name(store, name):
        return found
    concept = lexicon.find(name.strip()) if lexicon else None
    if lexicon is None or not name.strip():
        return []
    keys = {
        "number": parse_number(name),
        "title": normalise_title(name),
        "concept": concept.id if concept and concept.type == "DOC" else "",
    }
    rows = document_names(store, [key for key in keys.values() if key])
    for kind, key in keys.items():
        if named := [row for row in rows if key and (row.kind, row.name) == (kind, key)]:
            own = [row for row in named if row.document_kind not in ABOUT_OTHERS] or named
            return list(dict.fromkeys(row.document_id for row in reversed(own)))
    return []


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
        edges = [edge for edge in entry.edges if not relation or edge.relation == relation]
        if edges and matches(entry):
            kept.append(replace(entry, edges=edges))
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
