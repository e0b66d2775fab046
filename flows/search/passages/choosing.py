"""Choose passages by a query and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.search.collection import Collection
from flows.search.compiler import Compiler, FindSimilar, find_concept
from flows.search.parts import QueryPart, entity_keys, mentions_part, unite_parts
from flows.search.request import PLAIN_FILTERS, STATE_FIELDS, Filters, field_of
from flows.store import choose_publishers
from flows.store.fulltext import FullText


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages chosen by a query and filters, with the parts of the query that matches show."""

    index: FullText
    query: Any
    parts: tuple[QueryPart, ...]

    def rows(self) -> list[int]:
        """Return the row ids of the passages."""
        return self.index.matching_ids(self.query)

    def count(self) -> int:
        """Return the number of the passages."""
        return self.index.count(self.query)


def select_passages(
    collection: Collection,
    query: str,
    filters: Filters,
    *,
    expand: bool = True,
    max_read: int | None = None,
    find_similar: FindSimilar | None = None,
) -> Selection:
    """Return the passages that a query and filters choose in the collection's present state.

    Raises QueryError or UsageError for an invalid request. `max_read` limits the passages that NEAR may read.
    `find_similar` chooses similar passages; without it a query for them is refused.
    """
    index = collection.index
    required, parts = _require(collection, index, filters)
    if query.strip() or not (filters or index.queried_store.words):
        compiler = Compiler(
            index,
            collection.lexicon,
            expand=expand,
            within=required,
            max_read=max_read,
            find_similar=find_similar,
            read_values=collection.read_values,
        )
        compiled = compiler.compile(query)
        required = [compiled.query, *required]
        parts = (*compiled.parts, *parts)
    return Selection(index, index.all_of(required), unite_parts(parts))


def filter_queries(collection: Collection, filters: Filters) -> list[Any]:
    """Return the index queries for the filters; none if there are no filters."""
    return _require(collection, collection.index, filters)[0]


def _require(
    collection: Collection, index: FullText, filters: Filters
) -> tuple[list[Any], tuple[QueryPart, ...]]:
    """Return the index queries for the filters, and the parts that they add."""
    lexicon = collection.lexicon
    required = [
        index.with_values(field_of(name), collection.read_values(name, values))
        for name in (*PLAIN_FILTERS, *STATE_FIELDS)
        if (values := getattr(filters, name))
    ]
    parts: list[QueryPart] = []
    if filters.publisher:
        required.append(index.with_values("publisher", choose_publishers(index.store, filters.publisher)))
    if filters.term:
        concepts = [find_concept(index.store, lexicon, term, "--term") for term in filters.term]
        required.append(index.with_values("concept", concepts))
        parts += [
            mentions_part(term, (concept,), concept)
            for term, concept in zip(filters.term, concepts, strict=True)
        ]
    if filters.entity:
        keys = [entity_keys(lexicon, name) for name in filters.entity]
        required.append(index.with_values("entity", [key for some in keys for key in some]))
        parts += [mentions_part(name, some) for name, some in zip(filters.entity, keys, strict=True)]
    if filters.dates:
        required.append(index.between(filters.dates))
    return required, tuple(parts)


def find_new(
    collection: Collection, query: str, filters: Filters, *, after: int, up_to: int
) -> tuple[list[int], tuple[QueryPart, ...]]:
    """Return the matching passages with row ids in (after, up_to], and the parts of the query.

    Without query and filters, all of them match.
    """
    index = collection.index
    selection = Selection(index, index.all_of([]), ())
    if query.strip() or filters:
        selection = select_passages(collection, query, filters)
    wanted = index.all_of([selection.query, index.stored_between(after, up_to)])
    return index.matching_ids(wanted), selection.parts
