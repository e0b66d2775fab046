"""The JSON interface under /api: the same answers as the pages, described by OpenAPI."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query

from flows.references import cited_rows, collect_cited, list_figures
from flows.search import (
    FACET_NAMES,
    ConcordanceRequest,
    Filters,
    SearchRequest,
    find_lines,
    read_range,
    search_passages,
)
from flows.store import TargetFilter, count_passages, document_versions, read_document, read_passages
from flows.web.library import Library
from flows.web.parameters import MOST_READ

Text = Annotated[str, Query(max_length=2000)]
Many = Annotated[list[str], Query(default_factory=list, max_length=50)]
Date = Annotated[str, Query(max_length=10, description="2021, 2021-03 or 2021-03-12")]
Identifier = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Refused = {
    400: {"description": "the query, a filter or a date can't be read"},
    422: {"description": "a parameter is out of range"},
}
_ROWS = 10_000

Json = dict[str, Any]


def build_api(library: Library) -> APIRouter:
    """Return the routes. Everything is read only; lists are bounded."""
    router = APIRouter(prefix="/api", responses=Refused)  # type: ignore[arg-type]

    @router.get("/search")
    def search(
        *,
        q: Text = "",
        strategy: Many,
        instrument: Many,
        term: Many,
        entity: Many,
        publisher: Many,
        corpus: Many,
        language: Many,
        first: Annotated[str, Query(alias="from", max_length=10)] = "",
        to: Date = "",
        sort: Literal["relevance", "recent", "date"] = "relevance",
        expand: bool = True,
        facet: Annotated[
            list[Literal["term", "entity", "programme"]],
            Query(default_factory=list, max_length=3, description="facets besides the usual ones"),
        ],
        limit: Annotated[int, Query(ge=1, le=1000)] = 20,
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> Json:
        """Search tagged passages; `total` and `facets` count every match."""
        filters = Filters(
            tuple(term),
            tuple(strategy),
            tuple(instrument),
            tuple(entity),
            tuple(corpus),
            tuple(publisher),
            tuple(language),
            read_range(first, to),
        )
        found = search_passages(
            library.collection,
            SearchRequest(
                q,
                filters,
                limit=limit,
                offset=offset,
                order=sort,
                expand=expand,
                facets=tuple(dict.fromkeys((*FACET_NAMES, *facet))),
                max_read=MOST_READ,
            ),
        )
        return {
            "query": found.query,
            "expansions": found.expansions,
            "total": found.total,
            "hits": [asdict(hit) for hit in found.hits],
            "facets": found.facets,
        }

    @router.get("/concordance")
    def keyword_in_context(
        *,
        q: Text,
        corpus: Many,
        language: Many,
        first: Annotated[str, Query(alias="from", max_length=10)] = "",
        to: Date = "",
        width: Annotated[int, Query(ge=1, le=200)] = 20,
        sort: Literal["date", "left", "right"] = "date",
        expand: bool = True,
    ) -> Json:
        """Every occurrence with what stands left and right of it; at most 10,000 rows."""
        filters = Filters(corpus=tuple(corpus), language=tuple(language), dates=read_range(first, to))
        rows = find_lines(
            library.collection,
            ConcordanceRequest(q, filters, width=width, sort=sort, expand=expand, max_read=MOST_READ),
        )
        return {"query": q, "total": len(rows), "rows": [row._asdict() for row in rows[:_ROWS]]}

    @router.get("/trends")
    def trends(
        term: Annotated[list[str], Query(min_length=1, max_length=20)],
        by: Literal["year", "quarter", "month", "plan", "congress"] = "year",
        group: Literal["publisher", "corpus", "language", "strategy"] | None = None,
        first: Annotated[str, Query(alias="from", max_length=10)] = "",
        to: Date = "",
        corpus: Annotated[list[str], Query(max_length=50)] = [],  # noqa: B006 - read only
        reprints: Literal["raw", "discounted", "first", "fold"] = "raw",
        hold: Literal["publisher", "level", "corpus", "language"] | None = None,
    ) -> list[Json]:
        """Term frequencies over time, one row a series and period, zeros included.

        `corpus` keeps to some corpora, `reprints` says what a
        passage counts that is printed again, `hold` adds the rate with the mix of
        its groups held fixed (without `group`)."""
        from flows.web.series import trend_rows

        if group and hold:
            raise HTTPException(422, "hold compares groups itself: no group with it")
        return trend_rows(
            library,
            term,
            by=by,
            group=group,
            first=first,
            last=to,
            corpus=corpus,
            reprints=reprints,
            hold=hold or "",
        )

    @router.get("/documents/{document_id}", responses={404: {"description": "no such document"}})
    def document(
        document_id: Identifier,
        first: Annotated[int, Query(ge=0, le=10**7)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> Json:
        """A document's metadata, versions and passages with all annotations."""
        found = read_document(library.store, document_id)
        if found is None:
            raise HTTPException(404, f"no document {document_id}")
        return {
            **asdict(found),
            "versions": [asdict(version) for version in document_versions(library.store, document_id)],
            "passage_count": count_passages(library.store, document_id),
            "passages": [
                asdict(passage)
                for passage in read_passages(library.store, document_id, first=first, limit=limit)
            ],
        }

    @router.get("/concepts/{name}", responses={404: {"description": "no such concept"}})
    def concept(name: Annotated[str, Path(max_length=200)]) -> Json:
        """A concept of the lexicon, by its id or any of its names."""
        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404, f"the lexicon has no {name!r}")
        return {key: value for key, value in asdict(found).items() if key != "place"}

    @router.get("/targets")
    def targets(
        *,
        indicator: Annotated[str, Query(max_length=200)] = "",
        kind: Literal["", "target", "actual"] = "",
        entity: Many,
        corpus: Many,
        limit: Annotated[int, Query(ge=1, le=_ROWS)] = 100,
    ) -> Json:
        """Figures that texts state of indicators."""
        rows, total = list_figures(
            library.store,
            library.lexicon,
            TargetFilter(indicator=indicator, kinds=[kind] if kind else [], entities=entity, corpora=corpus),
            limit=limit,
        )
        return {"total": total, "rows": [row._asdict() for row in rows]}

    @router.get("/citations")
    def citations(
        *, dangling: bool = False, corpus: Many, limit: Annotated[int, Query(ge=1, le=_ROWS)] = 100
    ) -> Json:
        """The most cited documents; `dangling`: those that the store does not hold."""
        rows = cited_rows(collect_cited(library.store, corpus), dangling=dangling)
        return {"total": len(rows), "rows": [asdict(row) for row in rows[:limit]]}

    @router.get("/status")
    def status() -> Json:
        """What is stored and when it was last read."""
        return {key: value for key, value in library.status().items() if key not in ("store", "rejections")}

    return router
