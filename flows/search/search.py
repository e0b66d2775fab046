"""Search tagged passages: exact, filtered, counted over all matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.errors import QueryError, UsageError
from flows.search.compiler import (
    Compiler,
    Part,
    concept_id,
    entity_keys,
    explain_match,
    find_matches,
    find_mentioned,
    mentions_part,
)
from flows.search.date_options import check_range
from flows.search.grammar import list_fields, parse
from flows.store import FoundPassage, FullText, Store, fetch_passages, find_publishers, later_passages

FACET_NAMES = ("strategy", "instrument", "language", "publisher", "corpus", "year")
_CHECKED = ("strategy", "instrument", "corpus", "language")
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
    """`total` and `facets` count every matching passage; `hits` are the page asked for; `concepts` those that the query names."""

    query: str
    expansions: list[str]
    total: int
    hits: list[dict[str, Any]] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    concepts: list[str] = field(default_factory=list)


def build_query(
    index: FullText, lexicon: Lexicon, query: str, filters: Filters, *, expand: bool, most: int | None = None
) -> tuple[Any, tuple[Part, ...]]:
    """Return the index query of words and filters, and the parts by which matches are highlighted."""
    required: list[Any] = []
    parts: tuple[Part, ...] = ()
    for name in ("strategy", "instrument", "corpus", "publisher", "language"):
        if values := getattr(filters, name):
            if name == "publisher":
                values = _with_joint(index.store, values)
            required.append(index.is_field(name, values))
    if filters.term:
        ids = [concept_id(lexicon, term, "--term") for term in filters.term]
        required.append(index.is_field("concept", ids))
        parts += tuple(
            mentions_part(term, (identifier,), identifier)
            for term, identifier in zip(filters.term, ids, strict=True)
        )
    if filters.entity:
        keys = [entity_keys(lexicon, name) for name in filters.entity]
        required.append(index.is_field("entity", [key for some in keys for key in some]))
        parts += tuple(mentions_part(name, some) for name, some in zip(filters.entity, keys, strict=True))
    if filters.first or filters.last:
        required.append(index.between(*check_range(filters.first, filters.last)))
    if query.strip() or not filters:
        compiled = Compiler(index, lexicon, expand=expand, within=required, most=most).compile(query)
        return index.all_of([compiled.query, *required]), (*compiled.parts, *parts)
    return index.all_of(required), parts


def _with_joint(store: Store, values: Sequence[str]) -> list[str]:
    """Return publishers with the joint ones that they are part of: a document of 示范部 样例局 is one of 示范部, too."""
    joint = (
        known for value in values for known in find_publishers(store, value) if value in _JOINT.split(known)
    )
    return list(dict.fromkeys([*values, *joint]))


def check_filters(index: FullText, query: str, filters: Filters) -> None:
    """Raise UsageError for a value, of a filter or of a field in the query, that no stored passage has, with those that there are."""
    asked = [(name, value, f"--{name} {value!r}") for name in _CHECKED for value in getattr(filters, name)]
    with suppress(QueryError):  # what can't be read is said when it is compiled
        asked += [
            (node.name, node.value, f"column {node.column}: {node.name}:{node.value}")
            for node in (list_fields(parse(query)) if ":" in query or "：" in query else ())
            if node.name in _CHECKED
        ]
    names = sorted({name for name, _, _ in asked})
    known = index.search(index.all_of([]), limit=1, facets=names).facets if names else {}
    for name, value, where in asked:
        if value not in known[name]:
            raise UsageError(
                f"{where}: no stored passage has it; known are {', '.join(sorted(known[name])) or 'none'}"
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
    most: int | None = None,
    fold: bool = False,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> SearchResult:
    """Search; raises QueryError or UsageError for what can't be asked. An index that lags is brought up to date first.

    `order`: relevance (BM25), recent (BM25, halved for every five years of age) or date. `facets` are counted over all
    matches; term and programme hold concepts of those types, entity the ids of bodies, people, places, technologies,
    programmes, documents and meetings. `most` bounds the passages that NEAR may read. With `fold`, of documents known to be reprints
    of each other only the earliest is searched.
    """
    index = FullText(store)
    index.sync(report)
    check_filters(index, query, filters)
    wanted, parts = build_query(index, lexicon, query, filters, expand=expand, most=most)
    if fold and (later := later_passages(store)):
        wanted = index.all_of([wanted], [index.is_row(later)])
    fields = list(dict.fromkeys("concept" if name in _CONCEPT_FACETS else name for name in facets))
    page = index.search(wanted, limit=limit, offset=offset, order=order, facets=fields)
    scores = dict(page.hits)
    for name in {"publisher", "year"} & set(
        facets
    ):  # fields with one value a passage: what is missing is counted, too
        if missing := page.total - sum(page.facets[name].values()):
            page.facets[name][""] = missing
    ids = [identifier for identifier, _ in page.hits]
    mentioned = find_mentioned(store, ids, parts)
    hits = [_hit(row, parts, mentioned.get(row.rowid, ()), scores) for row in fetch_passages(store, ids)]
    expansions = [surface for part in parts for surface in part.expansions]
    concepts = list(dict.fromkeys(part.concept for part in parts if part.concept))
    return SearchResult(
        query,
        expansions,
        page.total,
        hits,
        {name: _facet(page.facets, name, lexicon) for name in facets},
        concepts,
    )


def _facet(counted: dict[str, dict[str, int]], name: str, lexicon: Lexicon) -> dict[str, int]:
    if name not in _CONCEPT_FACETS:
        return counted[name]
    kinds = _CONCEPT_FACETS[name]
    return {
        concept: number
        for concept, number in counted["concept"].items()
        if lexicon.concepts.get(concept) and lexicon.concepts[concept].type in kinds
    }


def _hit(
    row: FoundPassage,
    parts: Sequence[Part],
    mentioned: Sequence[tuple[int, int, str]],
    scores: dict[int, float],
) -> dict[str, Any]:
    keys = (
        "passage_id",
        "document_id",
        "title",
        "date",
        "publisher",
        "corpus",
        "language",
        "kind",
        "heading",
        "url",
    )
    return {
        **{key: getattr(row, key) for key in keys},
        "text": row.text,
        "highlights": [list(span) for span in find_matches(row.text, parts, mentioned)],
        "labels": row.labels,
        "instruments": row.instruments,
        "why": explain_match(row.text, parts, mentioned),
        "score": round(scores[row.rowid], 4),
    }


def find_new(
    store: Store, lexicon: Lexicon, query: str, filters: Filters, *, after: int, up_to: int
) -> tuple[list[int], tuple[Part, ...]]:
    """Return the matching passages (row ids) that were stored after the passage `after`, up to the passage `up_to`, and the parts
    of the query by which their matches are found."""
    index = FullText(store)
    index.sync()
    wanted, parts = build_query(index, lexicon, query, filters, expand=True)
    return index.matching_ids(index.all_of([wanted, index.stored_between(after, up_to)])), parts
