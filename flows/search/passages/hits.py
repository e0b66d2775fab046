"""Search: the matching passages, exactly, with facets counted over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from dataclasses import field as make_field
from typing import TYPE_CHECKING, Any

from flows.search.collection import Collection
from flows.search.parts import (
    Match,
    MentionSpan,
    QueryPart,
    Span,
    explain_matches,
    find_mentioned,
    list_expansions,
)
from flows.search.passages.checking import check_values
from flows.search.passages.choosing import select_passages
from flows.search.request import CONCEPT_FACETS, STATE_FIELDS, SearchRequest, SimilarRanking, field_of
from flows.store import Store, publisher_groups
from flows.store.documents import later_passages
from flows.store.fulltext import FullText, Page, ValueCounts
from flows.store.passages import FoundPassage, fetch_passages

if TYPE_CHECKING:
    from flows.search.similarity import Neighbour, SimilarFinder


_SIMILAR_SIGNS = ("like", "~", "～")
_MANY_VALUED = "entity"
_SINGLE_VALUED = ("publisher", "year", *STATE_FIELDS)  # passages that lack one of these are counted as well


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching passage with its document; `highlights` are spans in code points of `text`.

    `why` has one entry per part of the query that the passage has. If the query asks for similar passages,
    `similarity` is the cosine and `copies` the number of further passages with nearly the same text.
    """

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
    highlights: list[Span]
    labels: list[str]
    instruments: list[str]
    why: list[Match]
    score: float
    similarity: float | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The result of a search.

    `total` and `facets` count every matching passage, `hits` is the requested page. `expansions` are the
    surfaces searched besides those typed, `concepts` the ids that the query names. With `similar` the hits
    are a ranking of limited length, and `total` is its length.
    """

    query: str
    expansions: list[str]
    total: int
    hits: list[Hit] = make_field(default_factory=list)
    facets: dict[str, dict[str, int]] = make_field(default_factory=dict)
    concepts: list[str] = make_field(default_factory=list)
    similar: SimilarRanking | None = None


def search_passages(collection: Collection, request: SearchRequest) -> SearchResult:
    """Return the passages that match a request, and how many match in all.

    Raises QueryError or UsageError for an invalid request.
    """
    wanted, parts, finder = narrow(collection, request)
    index = collection.index
    near = finder.found if finder else {}
    page, counts = _read_facets(index, wanted, request, near)
    return SearchResult(
        request.query,
        list_expansions(parts),
        page.total,
        fetch_hits(collection.store, page.hits, parts, near),
        {name: _facet(page.total, counts, name, collection) for name in request.facets},
        list(dict.fromkeys(part.concept for part in parts if part.concept)),
        finder.ranking() if finder else None,
    )


def narrow(
    collection: Collection, request: SearchRequest
) -> tuple[Any, Sequence[QueryPart], SimilarFinder | None]:
    """Return the index query for a request, its parts, and the finder of similar passages.

    Raises QueryError or UsageError for an invalid request.
    """
    check_values(collection, request.filters, request.query)
    finder = _similar_finder(collection, request.query)
    selection = select_passages(
        collection,
        request.query,
        request.filters,
        expand=request.expand,
        max_read=request.max_read,
        find_similar=finder,
    )
    wanted = selection.query
    if request.fold and (later := later_passages(collection.store)):
        wanted = selection.index.all_of([wanted], [selection.index.among(later)])
    return wanted, selection.parts, finder


def _similar_finder(collection: Collection, query: str) -> SimilarFinder | None:
    """Return a finder of similar passages if a query may need one; numpy is loaded only then."""
    if not any(sign in query for sign in _SIMILAR_SIGNS):
        return None
    from flows.search.similarity import SimilarFinder

    return SimilarFinder(collection)


def _read_facets(
    index: FullText, wanted: Any, request: SearchRequest, near: Mapping[int, Neighbour]
) -> tuple[Page, ValueCounts]:
    """Return a page of matches and the counts of the facets of a request.

    Names are counted in a separate thread: they take as long as everything else, and the index works without
    the interpreter's lock.
    """
    fields = list(dict.fromkeys(map(field_of, request.facets)))
    if _MANY_VALUED not in fields:
        return _read_page(index, wanted, request, near), index.count_values(wanted, fields)
    fields.remove(_MANY_VALUED)
    most = {_MANY_VALUED: request.facet_values} if request.facet_values else {}
    with ThreadPoolExecutor(1) as other:
        counted = other.submit(index.count_values, wanted, [_MANY_VALUED], most)
        page, counts = _read_page(index, wanted, request, near), index.count_values(wanted, fields)
        names = counted.result()
    return page, ValueCounts(counts.values | names.values, counts.left_out | names.left_out)


def _read_page(index: FullText, wanted: Any, request: SearchRequest, near: Mapping[int, Neighbour]) -> Page:
    """Return a page of matches; a ranking by similarity keeps its order unless sorted by date."""
    if not near or request.order in ("date", "oldest"):
        return index.search(wanted, limit=request.limit, offset=request.offset, order=request.order)
    page = index.search(wanted, limit=len(near))
    ranked = sorted((rowid for rowid, _ in page.hits), key=lambda rowid: -near[rowid].similarity)
    chosen = ranked[request.offset : request.offset + request.limit]
    return replace(page, hits=[(rowid, near[rowid].similarity) for rowid in chosen])


def _facet(total: int, counted: ValueCounts, name: str, collection: Collection) -> dict[str, int]:
    lexicon = collection.lexicon
    if kinds := CONCEPT_FACETS.get(name):
        return {
            concept: number
            for concept, number in counted.values["topic"].items()
            if concept in lexicon.concepts and lexicon.concepts[concept].type in kinds
        }
    field = field_of(name)
    counts = counted.values[field]
    if name == "publisher":
        counts = _in_groups(counts, publisher_groups(collection.store))
    missing = total - sum(counts.values()) - counted.left_out[field]
    return counts | {"": missing} if name in _SINGLE_VALUED and missing else counts


def _in_groups(counts: Mapping[str, int], groups: Mapping[str, str]) -> dict[str, int]:
    """Return the counts of publishers by group, largest first."""
    merged = Counter[str]()
    for name, number in counts.items():
        merged[groups.get(name, name)] += number
    return dict(merged.most_common())


def fetch_hits(
    store: Store,
    found: Sequence[tuple[int, float]],
    parts: Sequence[QueryPart],
    near: Mapping[int, Neighbour],
) -> list[Hit]:
    """Return passages (row id and score) with the places where the parts of a query match, in their order."""
    scores = dict(found)
    mentioned = find_mentioned(store, list(scores), parts)
    return [
        _hit(row, parts, mentioned.get(row.rowid, ()), scores[row.rowid], near.get(row.rowid))
        for row in fetch_passages(store, list(scores))
    ]


def _hit(
    row: FoundPassage,
    parts: Sequence[QueryPart],
    mentioned: Sequence[MentionSpan],
    score: float,
    near: Neighbour | None,
) -> Hit:
    highlights, why = explain_matches(row.text, parts, mentioned)
    return Hit(
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
        highlights=highlights,
        labels=row.labels,
        instruments=row.instruments,
        why=why,
        score=round(score, 4),
        similarity=near.similarity if near else None,
        copies=near.copies if near else 0,
    )
