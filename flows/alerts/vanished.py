"""Find the documents of a query that have vanished from their source since a saved search last ran."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flows.errors import UsageError
from flows.records import SourceState
from flows.search import Collection, Filters, Part, find_new, select_passages
from flows.store import (
    Store,
    VanishedFilter,
    fetch_passages,
    first_passages,
    list_vanished,
    newest_passage,
)
from flows.store.part import Part as StorePart


def find_vanished(
    collection: Collection, query: str, filters: Filters, ways: Sequence[SourceState], after: int
) -> tuple[list[int], tuple[Part, ...]]:
    """Return the first matching passage (row id) of each document, and the parts of the query.

    Documents are those that vanished in one of the `ways` after the sighting of that number. Of a text that
    was changed, the former version is searched. Without query and filters all documents are found.
    """
    store = collection.store
    parts = find_parts(collection, query, filters)
    wanted = VanishedFilter(how=tuple(ways), after=after)
    gone = [(row.document_id, "") for row in list_vanished(store, wanted).documents]
    if not gone:
        return [], parts
    if not _has_words(query, filters):
        return sorted(first_passages(store, [document for document, _ in gone])), parts
    rows: list[int] = []
    with (
        StorePart(Store(store.path, read_only=True), gone) as part,
        suppress(UsageError),  # what the filters ask for is in the store, but in none of these documents
    ):
        found = Collection(part, collection.lexicon)
        rows, _ = find_new(found, query, filters, after=0, up_to=newest_passage(store))
    first: dict[str, int] = {}
    for passage in fetch_passages(store, sorted(rows)):
        first.setdefault(passage.document_id, passage.rowid)
    return sorted(first.values()), parts


def find_parts(collection: Collection, query: str, filters: Filters) -> tuple[Part, ...]:
    """Return the parts of a query that mark its matches; none where only vanishing is asked for.

    Raises QueryError for a query that can't be read, UsageError for a value that nothing has.
    """
    return select_passages(collection, query, filters).parts if _has_words(query, filters) else ()


def _has_words(query: str, filters: Filters) -> bool:
    return bool(query.strip()) or filters != Filters()
