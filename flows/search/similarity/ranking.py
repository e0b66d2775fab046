"""More like this: rank the passages nearest to a passage, a document or a text, up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.search.collection import Collection
from flows.search.passages import check_values, filter_queries
from flows.search.request import Filters
from flows.search.similarity.nearest import Neighbour, find_neighbours, floor_for
from flows.search.similarity.targets import Target, read_target
from flows.search.similarity.vectors import PassageVectors, VectorState
from flows.store.passages import FoundPassage, fetch_passages


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """A request for passages similar to `target`: the id of a passage or document, or a text.

    `kind` is one of these; "" decides by the look of the target.
    """

    target: str
    filters: Filters = Filters()
    limit: int = 10
    kind: Literal["", "id", "text"] = ""


@dataclass(frozen=True, slots=True)
class SimilarPassage:
    """A passage with its cosine to the target; `copies` more passages have nearly the same text."""

    passage_id: str
    document_id: str
    title: str
    date: str
    publisher: str
    corpus: str
    language: str
    kind: str
    heading: str
    url: str
    text: str
    similarity: float
    copies: int


@dataclass(frozen=True, slots=True)
class SimilarResult:
    """The passages most similar to a target: a ranking of at most `limit`, not a count.

    `compared` and `waiting` are the passages with a vector, and the newer ones without. `own_copies` more
    passages have the text of the target. `is_cut` is set if the limit left out passages above the `floor`.
    """

    target: Target
    hits: list[SimilarPassage]
    limit: int
    floor: float
    is_cut: bool
    own_copies: int
    compared: int
    waiting: int


def find_similar(collection: Collection, request: SimilarRequest) -> SimilarResult:
    """Return the passages most similar to the target, nearest first.

    Raises UsageError for a target or filter that matches nothing stored, if there are no vectors yet, and if
    a text must be encoded but the encoder is missing.
    """
    check_values(collection, request.filters)
    vectors = PassageVectors(collection.store)
    target = read_target(collection.store, request.target, request.kind)
    within = filter_queries(collection, request.filters)
    near = find_neighbours(collection.index, vectors, target, request.limit, within)
    state = vectors.state() or VectorState(0, 0, "")
    rows = {row.rowid: row for row in fetch_passages(collection.store, [one.rowid for one in near.found])}
    return SimilarResult(
        target=target,
        hits=[_describe(rows[one.rowid], one) for one in near.found if one.rowid in rows],
        limit=request.limit,
        floor=floor_for(target),
        is_cut=near.is_cut,
        own_copies=near.own_copies,
        compared=state.passages,
        waiting=state.waiting,
    )


def _describe(row: FoundPassage, near: Neighbour) -> SimilarPassage:
    return SimilarPassage(
        passage_id=row.passage_id,
        document_id=row.document_id,
        title=row.title,
        date=row.date,
        publisher=row.publisher,
        corpus=row.corpus,
        language=row.language,
        kind=row.kind,
        heading=row.heading,
        url=row.url,
        text=row.text,
        similarity=near.similarity,
        copies=near.copies,
    )
