"""Find the documents of a query that have vanished from their source since a saved search last ran."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flows.alerts.finding import Found
from flows.errors import UsageError
from flows.records import SourceState
from flows.search import Collection, Filters, QueryPart, find_new, select_passages
from flows.search.kept import needs_annotations
from flows.store import Store, waiting_documents
from flows.store.part import StorePart
from flows.store.passages import fetch_passages, newest_passage
from flows.store.sightings import VanishedFilter, first_passages, list_vanished, newest_sighting


def find_vanished(
    collection: Collection, query: str, filters: Filters, ways: Sequence[SourceState], after: int
) -> Found:
    """Return the first matching passage (row id) of each document, and the parts of the query.

    Documents are those that vanished in one of the `ways` after the sighting with the number `after`. For a
    changed text, the former version is searched. Without query and filters, all documents are found.
    Conditions that need annotations are checked up to the first document that waits for them.
    """
    store = collection.store
    last = newest_sighting(store)
    parts = find_parts(collection, query, filters)
    wanted = VanishedFilter(how=tuple(ways), after=after)
    sightings = {row.document_id: row.sighting for row in list_vanished(store, wanted).documents}
    waiting: set[str] = set()
    if needs_annotations(store, query, filters):
        waiting = waiting_documents(store, list(sightings))
        last = min([last, *(sightings[document] - 1 for document in waiting)])
    gone = [document for document, sighting in sightings.items() if sighting <= last]
    if not gone:
        rows: list[int] = []
    elif _has_words(query, filters):
        rows = _find_in(collection, query, filters, gone)
    else:
        rows = first_passages(store, gone)
    return Found(sorted(rows), parts, last, len(waiting))


def _find_in(collection: Collection, query: str, filters: Filters, documents: Sequence[str]) -> list[int]:
    """Return the first matching passage (row id) of each of these documents, including former versions."""
    store = collection.store
    rows: list[int] = []
    with (
        StorePart(Store(store.path, read_only=True), [(document, "") for document in documents]) as part,
        suppress(UsageError),  # the filters' values are in the store, but in none of these documents
    ):
        found = Collection(part, collection.lexicon, taxonomy=collection.taxonomy)
        rows, _ = find_new(found, query, filters, after=0, up_to=newest_passage(store))
    first: dict[str, int] = {}
    for passage in fetch_passages(store, sorted(rows)):
        first.setdefault(passage.document_id, passage.rowid)
    return list(first.values())


def find_parts(collection: Collection, query: str, filters: Filters) -> tuple[QueryPart, ...]:
    """Return the parts of a query that mark its matches; none for a search for vanishing alone.

    Raises QueryError for a query that can't be parsed, UsageError for a value that never occurs.
    """
    return select_passages(collection, query, filters).parts if _has_words(query, filters) else ()


def _has_words(query: str, filters: Filters) -> bool:
    return bool(query.strip()) or filters != Filters()
