"""The part of a store that collections and tags choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from flows.search.collection import Collection
from flows.search.kept.checking import check_list
from flows.search.passages import select_passages
from flows.search.request import Filters
from flows.store import Store
from flows.store.desk import (
    ListName,
    chosen_rows,
    documents_of_rows,
    list_items,
    place_items,
    rows_of_documents,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whole documents (ids) and further passages (row ids) that are chosen."""

    documents: frozenset[str] = frozenset()
    passages: frozenset[int] = frozenset()

    def __or__(self, other: Chosen) -> Chosen:
        return Chosen(self.documents | other.documents, self.passages | other.passages)

    def owners(self, store: Store) -> set[str]:
        """Return the ids of all documents with anything chosen."""
        return {*self.documents, *documents_of_rows(store, self.passages).values()}

    def rows(self, store: Store) -> set[int]:
        """Return the row ids of all chosen passages, including those of whole documents."""
        return {*self.passages, *rows_of_documents(store, self.documents)}


def choose_lists(
    collection: Collection, collections: Sequence[str], tags: Sequence[str] = ()
) -> Chosen | None:
    """Return the contents of any of the collections under any of the tags; None if none are named.

    Raises UsageError for an unknown name, QueryError for a query that is no longer valid.
    """
    kinds: tuple[tuple[ListName, Sequence[str]], ...] = (("collection", collections), ("tag", tags))
    sets = [
        reduce(Chosen.__or__, [_choose_list(collection, kind, name) for name in dict.fromkeys(names)])
        for kind, names in kinds
        if names
    ]
    if not sets:
        return None
    return reduce(lambda one, other: _in_both(collection.store, one, other), sets)


def _choose_list(collection: Collection, kind: ListName, name: str) -> Chosen:
    store = collection.store
    if query := check_list(store, kind, name):
        return Chosen(passages=frozenset(select_passages(collection, query, Filters()).rows()))
    documents, passages = chosen_rows(place_items(store, list_items(store, kind, name)))
    return Chosen(frozenset(documents), frozenset(passages))


def _in_both(store: Store, one: Chosen, other: Chosen) -> Chosen:
    documents = one.documents & other.documents
    return Chosen(documents, frozenset((one.rows(store) & other.rows(store)) - Chosen(documents).rows(store)))
