"""Search tagged passages: exact, filtered, counted over all matches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.analysis.dates import check_range
from flows.analysis.query import Part, build_index_query, find_matches, parse_query
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.reading import fetch_passages

FACET_NAMES = ("strategy", "instrument", "language", "publisher", "corpus", "year")


@dataclass(frozen=True, slots=True)
class Filters:
    """What passages must have besides the query's words; several values of one filter are alternatives."""

    term: Sequence[str] = ()
    strategy: Sequence[str] = ()
    instrument: Sequence[str] = ()
    entity: Sequence[str] = ()
    corpus: Sequence[str] = ()
    publisher: Sequence[str] = ()
    language: Sequence[str] = ()
    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in Filters.__slots__)


@dataclass(slots=True)
class SearchResult:
    """`total` and `facets` count every matching passage; `hits` are the page asked for."""

    query: str
    expansions: list[str]
    total: int
    hits: list[dict[str, Any]] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


def build_query(index: FullText, lexicon: Lexicon, query: str, filters: Filters, *, expand: bool) -> tuple[Any, list[Part]]:
    """Return the index query of words and filters, and the parts by which matches are highlighted."""
    parts = parse_query(query, lexicon, expand=expand) if query.strip() or not filters else []
    required = [build_index_query(index, parts, expand=expand)] if parts else []
    for name in ("strategy", "instrument", "corpus", "publisher", "language"):
        if values := getattr(filters, name):
            required.append(index.is_field(name, values))
    if filters.term:
        required.append(index.is_field("concept", [_concept_id(lexicon, term) for term in filters.term]))
    if filters.entity:
        required.append(index.is_field("entity", [_entity_key(lexicon, name) for name in filters.entity]))
    if filters.first or filters.last:
        required.append(index.between(*check_range(filters.first, filters.last)))
    return index.all_of(required), parts


def _check_filters(index: FullText, filters: Filters) -> None:
    """Raise UsageError for a value that no stored passage has, with those that there are."""
    names = [name for name in ("strategy", "instrument", "corpus", "language") if getattr(filters, name)]
    known = index.search(index.all_of([]), limit=1, facets=names).facets if names else {}
    for name in names:
        for value in getattr(filters, name):
            if value not in known[name]:
                raise UsageError(
                    f"--{name} {value!r}: no stored passage has it; known are {', '.join(sorted(known[name])) or 'none'}"
                )


def _concept_id(lexicon: Lexicon, term: str) -> str:
    concept = lexicon.find(term)
    if concept is None:
        raise UsageError(f"--term {term!r}: no such concept in the lexicon; `zhengce lexicon list {term}` looks for similar ones")
    return concept.id


def _entity_key(lexicon: Lexicon, name: str) -> str:
    concept = lexicon.find(name)
    return concept.id if concept else name


def search_passages(
    store: Store,
    lexicon: Lexicon,
    query: str = "",
    filters: Filters = Filters(),
    *,
    limit: int = 20,
    by_date: bool = False,
    expand: bool = True,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> SearchResult:
    """Search; raises QueryError or UsageError for what can't be asked. An index that lags is brought up to date first."""
    index = FullText(store)
    index.sync(report)
    _check_filters(index, filters)
    wanted, parts = build_query(index, lexicon, query, filters, expand=expand)
    page = index.search(wanted, limit=limit, by_date=by_date, facets=FACET_NAMES)
    scores = dict(page.hits)
    for name in ("publisher", "year"):  # fields with one value a passage: what is missing is counted, too
        if missing := page.total - sum(page.facets[name].values()):
            page.facets[name][""] = missing
    hits = [_hit(row, parts, scores) for row in fetch_passages(store, [identifier for identifier, _ in page.hits])]
    expansions = [surface for part in parts for surface in part.expansions]
    return SearchResult(query, expansions, page.total, hits, page.facets)


def _hit(row: dict[str, Any], parts: Sequence[Part], scores: dict[int, float]) -> dict[str, Any]:
    keys = ("passage_id", "document_id", "title", "date", "publisher", "corpus", "language", "kind", "heading", "url")
    return {
        **{key: row[key] for key in keys},
        "text": row["text"],
        "highlights": [list(span) for span in find_matches(row["text"], parts)],
        "labels": row["labels"],
        "instruments": row["instruments"],
        "score": round(scores[row["rowid"]], 4),
    }
