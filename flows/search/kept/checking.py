"""Check names of collections and tags against those in the store."""

from __future__ import annotations

from collections.abc import Sequence

from flows.errors import unknown_value
from flows.search.passages import show_known
from flows.store import Store
from flows.store.desk import ListName, list_collections, list_tags


def check_list(store: Store, kind: ListName, name: str, column: int = 0) -> str:
    """Return the query of a collection; "" for a tag, or for a collection without a query.

    Raises UsageError for an unknown name; `column` is its place in a query, 0 outside of one.
    """
    if kind == "collection":
        queries = {one.name: one.query for one in list_collections(store)}
    else:
        queries = {one.name: "" for one in list_tags(store)}
    if name not in queries:
        raise unknown_value(kind, name, show_known(name, queries), column=column)
    return queries[name]


def check_lists(store: Store, collections: Sequence[str], tags: Sequence[str]) -> None:
    """Raise UsageError for an unknown collection or tag of a filter.

    A query made by `join_query` would raise it, too, with a column that nobody typed.
    """
    kinds: tuple[tuple[ListName, Sequence[str]], ...] = (("collection", collections), ("tag", tags))
    for kind, names in kinds:
        for name in names:
            check_list(store, kind, name)


def join_query(query: str, collections: Sequence[str] = (), tags: Sequence[str] = ()) -> str:
    """Return a query limited to collections and tags; several of each are alternatives."""
    parts = [f"({query})"] if query.strip() else []
    for field, names in (("collection", collections), ("tag", tags)):
        if names:
            parts.append("(" + " OR ".join(f'{field}:"{name}"' for name in names) + ")")
    return query if len(parts) == 1 and query.strip() else " ".join(parts)
