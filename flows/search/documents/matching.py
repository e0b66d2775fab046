"""Search results by document: the number of matching passages in each, and the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as make_field

from flows.errors import QueryError
from flows.search.collection import Collection
from flows.search.parts import list_expansions
from flows.search.passages import Hit, fetch_hits, narrow
from flows.search.request import SearchRequest
from flows.store.passages import MatchingDocument, MatchingDocuments, documents_of_passages, passage_documents

_MOST_JOINED = 20_000  # matching passages per request, above which documents are not joined


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that matches, the number of its matching passages, and the first of these."""

    document: MatchingDocument
    first: Hit


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A search result by document: `total` documents with `passages` matching passages.

    `expansions` are the surfaces searched besides those typed. `hits` is the requested page.
    """

    query: str
    expansions: list[str]
    total: int
    passages: int
    hits: list[DocumentHit] = make_field(default_factory=list)


def search_documents(collection: Collection, request: SearchRequest) -> DocumentResult:
    """Return the documents with matching passages, those with most of them first, or by date.

    Facets are not counted. Raises QueryError or UsageError for an invalid request, and for more than
    `max_read` matching passages.
    """
    wanted, parts, _ = narrow(collection, request)
    index = collection.index
    if request.max_read is not None and (total := index.count(wanted)) > request.max_read:
        raise QueryError(
            "search.too_many_to_read",
            what="a list by document",
            total=total,
            limit=request.max_read,
            column=1,
        )
    rows = index.matching_ids(wanted)
    documents = documents_of_passages(
        collection.store, rows, limit=request.limit, offset=request.offset, order=request.order
    )
    first = fetch_hits(collection.store, [(row.first, 0.0) for row in documents.rows], parts, {})
    return DocumentResult(
        request.query,
        list_expansions(parts),
        documents.total,
        len(rows),
        [DocumentHit(row, replace(hit, score=0.0)) for row, hit in zip(documents.rows, first, strict=True)],
    )


def documents_with_each(
    collection: Collection, requests: Sequence[SearchRequest], *, limit: int
) -> MatchingDocuments:
    """Return the documents in which every request finds a passage, the same one or not, newest first.

    Their passages are those of the request that finds the fewest. Returns none if any request finds more than
    20,000. Raises QueryError or UsageError for an invalid request.
    """
    store, index = collection.store, collection.index
    asked = [narrow(collection, request)[0] for request in requests]
    if not all(0 < index.count(wanted) <= _MOST_JOINED for wanted in asked):
        return MatchingDocuments([], 0)
    rows = sorted((index.matching_ids(wanted) for wanted in asked), key=len)
    common = set.intersection(*(passage_documents(store, found) for found in rows))
    return documents_of_passages(store, rows[0], among=common, limit=limit, order="date")
