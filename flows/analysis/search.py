"""Search tagged passages: exact, filtered, counted over all matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.analysis.dates import check_range
from flows.analysis.query import Compiler, Part, concept_id, entity_keys, explain_match, find_matches
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.store.database import Store
from flows.store.fulltext import FullText
from flows.store.reading import fetch_passages, find_publishers
from flows.store.reprints import later_passages

FACET_NAMES = ("strategy", "instrument", "language", "publisher", "corpus", "year")
_JOINT = re.compile(r"[\s\u3000]*[、，,；;/][\s\u3000]*|[\s\u3000]+")
_CONCEPT_FACETS = {"term": ("TERM", "TECH"), "programme": ("PROGRAMME",)}


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


def build_query(index: FullText, lexicon: Lexicon, query: str, filters: Filters, *, expand: bool) -> tuple[Any, tuple[Part, ...]]:
    """Return the index query of words and filters, and the parts by which matches are highlighted."""
    required: list[Any] = []
    parts: tuple[Part, ...] = ()
    if query.strip() or not filters:
        compiled = Compiler(index, lexicon, expand=expand).compile(query)
        required, parts = [compiled.query], compiled.parts
    for name in ("strategy", "instrument", "corpus", "publisher", "language"):
        if values := getattr(filters, name):
            if name == "publisher":
                values = _with_joint(index.store, values)
            required.append(index.is_field(name, values))
    if filters.term:
        required.append(index.is_field("concept", [concept_id(lexicon, term, "--term") for term in filters.term]))
    if filters.entity:
        required.append(index.is_field("entity", [key for name in filters.entity for key in entity_keys(lexicon, name)]))
    if filters.first or filters.last:
        required.append(index.between(*check_range(filters.first, filters.last)))
    return index.all_of(required), parts


def _with_joint(store: Store, values: Sequence[str]) -> list[str]:
    """Return publishers with the joint ones that they are part of: a document of 示范部 样例局 is one of 示范部, too."""
    joint = (known for value in values for known in find_publishers(store, value) if value in _JOINT.split(known))
    return list(dict.fromkeys([*values, *joint]))


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


def search_passages(
    store: Store,
    lexicon: Lexicon,
    query: str = "",
    filters: Filters = Filters(),
    *,
    limit: int = 20,
    offset: int = 0,
    order: str = "relevance",
    facets: Sequence[str] = FACET_NAMES,
    expand: bool = True,
    fold: bool = False,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> SearchResult:
    """Search; raises QueryError or UsageError for what can't be asked. An index that lags is brought up to date first.

    `order`: relevance (BM25), recent (BM25, halved for every five years of age) or date. `facets` are counted over all
    matches; term and programme hold concepts of those types, entity the ids of bodies, people, places, technologies,
    programmes, documents and meetings. With `fold`, of documents known to be reprints of each other only the earliest is searched.
    """
    index = FullText(store)
    index.sync(report)
    _check_filters(index, filters)
    wanted, parts = build_query(index, lexicon, query, filters, expand=expand)
    if fold and (later := later_passages(store)):
        wanted = index.all_of([wanted], [index.is_row(later)])
    fields = list(dict.fromkeys("concept" if name in _CONCEPT_FACETS else name for name in facets))
    page = index.search(wanted, limit=limit, offset=offset, order=order, facets=fields)
    scores = dict(page.hits)
    for name in {"publisher", "year"} & set(facets):  # fields with one value a passage: what is missing is counted, too
        if missing := page.total - sum(page.facets[name].values()):
            page.facets[name][""] = missing
    hits = [_hit(row, parts, scores) for row in fetch_passages(store, [identifier for identifier, _ in page.hits])]
    expansions = [surface for part in parts for surface in part.expansions]
    return SearchResult(query, expansions, page.total, hits, {name: _facet(page.facets, name, lexicon) for name in facets})


def _facet(counted: dict[str, dict[str, int]], name: str, lexicon: Lexicon) -> dict[str, int]:
    if name not in _CONCEPT_FACETS:
        return counted[name]
    kinds = _CONCEPT_FACETS[name]
    return {
        concept: number
        for concept, number in counted["concept"].items()
        if lexicon.concepts.get(concept) and lexicon.concepts[concept].type in kinds
    }


def _hit(row: dict[str, Any], parts: Sequence[Part], scores: dict[int, float]) -> dict[str, Any]:
    keys = ("passage_id", "document_id", "title", "date", "publisher", "corpus", "language", "kind", "heading", "url")
    return {
        **{key: row[key] for key in keys},
        "text": row["text"],
        "highlights": [list(span) for span in find_matches(row["text"], parts)],
        "labels": row["labels"],
        "instruments": row["instruments"],
        "why": explain_match(row["text"], parts),
        "score": round(scores[row["rowid"]], 4),
    }


def find_new(store: Store, lexicon: Lexicon, query: str, filters: Filters, *, after: int, up_to: int) -> list[int]:
    """Return the matching passages (row ids) that were stored after the passage `after`, up to the passage `up_to`."""
    index = FullText(store)
    index.sync()
    wanted, _ = build_query(index, lexicon, query, filters, expand=True)
    return index.matching_ids(index.all_of([wanted, index.stored_between(after, up_to)]))
