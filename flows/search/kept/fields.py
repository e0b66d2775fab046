"""List the fields of a query, with those of the collections that it names: what an answer depends on."""

from __future__ import annotations

from collections.abc import Iterator

from flows.errors import QueryError, UsageError
from flows.search.grammar import list_fields, parse
from flows.search.request import STATE_FIELDS, Filters
from flows.store import Store, list_watches
from flows.store.desk import ListName, list_collections

# Written by annotating a passage and settling its document; other fields are known from the start.
_ANNOTATED = ("concept", "term", "strategy", "instrument", "sure", "entity", *STATE_FIELDS)
_ANNOTATED_FILTERS = ("term", "strategy", "instrument", "entity", *STATE_FIELDS)


def needs_annotations(store: Store, query: str, filters: Filters) -> bool:
    """Return whether a query or its filters need what only annotated passages have.

    Words find a passage by its text, even if they name a concept.
    """
    if any(getattr(filters, name) for name in _ANNOTATED_FILTERS):
        return True
    return any(name in _ANNOTATED for name, _ in _deep_fields(query, _queries(store)))


def check_circle(store: Store, name: str, query: str) -> None:
    """Raise UsageError if a query for the collection `name` leads back to that collection."""
    if ("collection", name) in _deep_fields(query, _queries(store)):
        raise UsageError("search.collection_in_itself", name=name)


def users_of(store: Store, kind: ListName, name: str) -> tuple[list[str], list[str]]:
    """Return the saved searches, and the collections, whose queries name a collection or tag.

    Those that name it through another collection are included.
    """
    queries = _queries(store)
    searches = [
        watch.name for watch in list_watches(store) if (kind, name) in _deep_fields(watch.query, queries)
    ]
    collections = [
        other
        for other, query in queries.items()
        if (kind, other) != ("collection", name) and (kind, name) in _deep_fields(query, queries)
    ]
    return searches, collections


def _queries(store: Store) -> dict[str, str]:
    return {one.name: one.query for one in list_collections(store)}


def _deep_fields(query: str, queries: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of a query's fields; `queries` are the collections' queries by name."""
    waiting, opened = [query], set[str]()
    while waiting:
        for name, value in _own_fields(waiting.pop()):
            yield name, value
            if name == "collection" and value not in opened:
                opened.add(value)
                waiting.append(queries.get(value, ""))


def _own_fields(query: str) -> list[tuple[str, str]]:
    """Return names and values of the fields of a query; none if it can't be read."""
    if ":" not in query and "：" not in query:
        return []
    try:
        return [(field.name, field.value) for field in list_fields(parse(query))]
    except QueryError:
        return []
