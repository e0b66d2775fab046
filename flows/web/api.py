"""The JSON interface under /api: the same answers as the pages, described by OpenAPI."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Response

from flows.errors import UsageError
from flows.output.bibliography import STYLES, cite, file_name, find_items, media_type
from flows.records import (
    SURE_SCORE,
    CitationStyle,
    DateOrder,
    FigureKind,
    GroupChoice,
    HoldChoice,
    PeriodChoice,
    ReprintsChoice,
)
from flows.references import (
    FigureRequest,
    cited_rows,
    collect_cited,
    document_on,
    edge_rows,
    event_filter,
    list_events,
    list_stated,
    match_cited,
    narrow_events,
)
from flows.search import (
    FACET_NAMES,
    Collection,
    LineOrder,
    Order,
    SearchRequest,
    find_hit_counterparts,
    find_lines,
    hit_rows,
    search_passages,
)
from flows.search.similarity import SimilarRequest, find_similar
from flows.store.documents import document_versions, find_one, read_document
from flows.store.facts import FigureOrder, TargetFilter
from flows.store.passages import count_passages, read_passages
from flows.trends import answer_series
from flows.web import limits
from flows.web.library import Library
from flows.web.lists import (
    REFUSED,
    AllFilters,
    AsOf,
    Chosen,
    ChosenByDocumentKind,
    Date,
    FirstDate,
    Identifier,
    Limit,
    Many,
    Narrowed,
    Offset,
)
from flows.web.refusals import strict_router
from flows.web.series import SeriesAddress, rows_of

MoreFacets = Annotated[
    list[Literal["term", "entity", "programme"]],
    Query(default_factory=limits.no_values, max_length=3, description="facets besides the usual ones"),
]
Json = dict[str, Any]


def build_api(library: Library) -> APIRouter:
    """Return the routes. Everything is read-only; lists are limited."""
    router = strict_router(prefix="/api", responses=REFUSED)
    for add in (
        _add_search,
        _add_similar,
        _add_concordance,
        _add_trends,
        _add_documents,
        _add_targets,
        _add_events,
        _add_citations,
    ):
        add(router, library)
    return router


def _add_search(router: APIRouter, library: Library) -> None:

    @router.get("/search")
    def search(
        narrowed: Narrowed,
        *,
        sort: Order = "relevance",
        facet: MoreFacets,
        limit: Annotated[int, Query(ge=1, le=1000)] = 20,
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
        counterparts: Annotated[
            bool, Query(description="add the aligned sentences of the other language to each hit")
        ] = False,
    ) -> Json:
        """Search tagged passages; `total` and `facets` count every match."""
        address = replace(narrowed, order=sort)
        facets = tuple(dict.fromkeys((*FACET_NAMES, *facet)))
        request = address.request(limit=limit, offset=offset, facets=facets)
        return _answer_search(library.part(address.documents), request, counterparts=counterparts)


def _answer_search(collection: Collection, request: SearchRequest, *, counterparts: bool) -> Json:
    found = search_passages(collection, request)
    beside = find_hit_counterparts(collection.store, found) if counterparts else None
    answer: Json = {
        "query": found.query,
        "expansions": found.expansions,
        "total": found.total,
        "hits": hit_rows(found, beside),
        "facets": found.facets,
    }
    if found.similar:
        answer["similar"] = asdict(found.similar)
    return answer


def _add_similar(router: APIRouter, library: Library) -> None:
    @router.get("/similar")
    def similar(
        *,
        target: Annotated[
            str,
            Query(min_length=1, max_length=2000, description="the id of a passage or document, or text"),
        ],
        filters: AllFilters,
        limit: Annotated[int, Query(ge=1, le=200)] = 10,
    ) -> Json:
        """Rank the passages most similar to a passage, a document or a text: a ranking, not a count.

        Filters choose what is ranked; the target may be outside it.
        """
        request = SimilarRequest(target, filters.filters, limit)
        return asdict(find_similar(library.part(filters.documents), request))


def _add_concordance(router: APIRouter, library: Library) -> None:
    @router.get("/concordance")
    def keyword_in_context(
        narrowed: Narrowed,
        *,
        width: Annotated[int, Query(ge=1, le=200)] = 20,
        sort: LineOrder = "date",
        limit: Limit = limits.ROWS,
        offset: Offset = 0,
    ) -> Json:
        """List every occurrence with the text to its left and right."""
        rows = find_lines(library.part(narrowed.documents), narrowed.concordance(sort, width))
        shown = rows[offset : offset + limit]
        return {"query": narrowed.query, "total": len(rows), "rows": [row._asdict() for row in shown]}


def _add_trends(router: APIRouter, library: Library) -> None:
    @router.get("/trends")
    def trends(
        term: Annotated[list[str], Query(min_length=1, max_length=20)],
        by: PeriodChoice = "year",
        group: GroupChoice | None = None,
        first: FirstDate = "",
        to: Date = "",
        corpus: Annotated[list[str], Query(max_length=50)] = [],  # noqa: B006 - read only
        reprints: ReprintsChoice = "raw",
        hold: HoldChoice | None = None,
        *,
        chosen: Chosen,
        vanished_share: bool = False,
    ) -> list[Json]:
        """Count terms over time, one row per series and period, zeros included.

        `corpus` keeps to some corpora, `status`, `level`, `kind`, `publisher`, `province`, `collection` and
        `tag` to some documents or passages, and `as_of` to the versions of a day. `reprints` says how
        repeated passages count. `hold` adds the rate with the mix of its groups held fixed, and cannot be
        combined with `group`. `vanished_share` adds the share of each period's text that is gone from its
        source.
        """
        if group and hold:
            raise HTTPException(422, "hold compares groups itself and cannot be combined with group")
        address = SeriesAddress(
            tuple(term),
            by,
            group or "",
            first=first,
            last=to,
            corpora=tuple(corpus),
            reprints=reprints,
            hold=hold or "",
            with_vanished=vanished_share,
        ).with_documents_of(chosen)
        return rows_of(answer_series(library.part(address.documents), address.request))


def _add_documents(router: APIRouter, library: Library) -> None:
    @router.get("/documents/{document_id}", responses={404: {"description": "no such document"}})
    def document(
        document_id: Identifier,
        first: Offset = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        as_of: AsOf = "",
    ) -> Json:
        """Return a document's metadata, versions and passages with all annotations.

        With `as_of`, it is the edition and version of that day.
        """
        found = read_document(library.store, find_one(library.store, document_id) or "")
        if found and as_of:
            found = read_document(library.store, document_on(library.store, found.id, as_of).document_id)
        if found is None:
            raise HTTPException(404, f"no document {document_id}")
        document_id = found.id
        return {
            **asdict(found),
            "versions": [asdict(version) for version in document_versions(library.store, document_id)],
            "passage_count": count_passages(library.store, document_id),
            "passages": [
                asdict(passage)
                for passage in read_passages(library.store, document_id, first=first, limit=limit)
            ],
        }

    @router.get(
        "/cite/{identifier}",
        response_class=Response,
        responses={
            200: {
                "description": "the reference",
                "content": {media_type(style).partition(";")[0]: {} for style in STYLES},
            },
            404: {"description": "no such document or passage"},
        },
    )
    def reference(
        identifier: Annotated[str, Path(pattern=r"^[0-9a-f]{4,16}(-\d{1,7})?$")],
        style: CitationStyle = "gbt7714",
    ) -> Response:
        """Return the reference to a document or passage, as `zhengce cite` writes it."""
        try:
            items = find_items(library, [identifier])
        except UsageError as error:
            raise HTTPException(404, str(error)) from None
        headers = {}
        if name := file_name(identifier, style):
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(cite(items, style, library.lexicon), headers=headers, media_type=media_type(style))

    @router.get("/concepts/{name}", responses={404: {"description": "no such concept"}})
    def concept(name: Annotated[str, Path(max_length=200)]) -> Json:
        """Return a concept of the lexicon, by its id or any of its names."""
        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404, f"the lexicon has no {name!r}")
        return {key: value for key, value in asdict(found).items() if key != "place"}


def _add_targets(router: APIRouter, library: Library) -> None:
    @router.get("/targets")
    def targets(
        *,
        q: Annotated[str, Query(max_length=200, description="only in passages that this query finds")] = "",
        indicator: Annotated[
            str, Query(max_length=200, description="a term counts under its names in both languages")
        ] = "",
        kind: Literal["", FigureKind] = "",
        sure: bool = False,
        unit: Many,
        entity: Many,
        corpus: Many,
        language: Many,
        deadline_from: Date = "",
        deadline_to: Date = "",
        first: FirstDate = "",
        to: Date = "",
        sort: FigureOrder = "document",
        fold: Annotated[
            bool, Query(description="equal figures as one row, as on the page; total counts these")
        ] = False,
        same: Annotated[
            str, Query(max_length=100, description="the figures equal to one: PASSAGE_ID:START")
        ] = "",
        chosen: ChosenByDocumentKind,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Json:
        """List figures that texts state: targets with deadlines, actual values, and norms.

        `from` and `to` are dates of documents, `deadline_from` and `deadline_to` those of the figures.
        They are sorted by the date of their document; with `sort` by deadline or year, the latest or earliest
        first. Every figure is a row and counts in `total`, even if several documents state the same one. With
        `fold=true` equal figures are one row, as on the page and in the command: that of the newest document,
        with the number of passages and documents that state it. `total` is then the number of these rows, as
        the page shows it; `figures` counts every figure either way.
        """
        wanted = TargetFilter(
            indicator=indicator,
            units=unit,
            kinds=[kind] if kind else [],
            deadline_first=deadline_from,
            deadline_last=deadline_to,
            entities=entity,
            corpora=corpus,
            languages=language,
            first=first,
            last=to,
            least_score=SURE_SCORE if sure else 0.0,
        )
        request = FigureRequest(wanted, q, sort, every=not fold, same=same)
        found = list_stated(library.part(chosen.documents), request, limit=limit, offset=offset)
        rows = [row.as_row() for row in found.rows]
        return {"total": found.total, "figures": found.figures, "rows": rows}


def _add_events(router: APIRouter, library: Library) -> None:
    @router.get("/events")
    def events(
        *,
        q: Annotated[str, Query(max_length=200, description="only in passages that this query finds")] = "",
        name: Annotated[str, Query(max_length=200)] = "",
        action: Many,
        first: FirstDate = "",
        last: Annotated[str, Query(alias="to", max_length=limits.LONGEST_DATE)] = "",
        corpus: Many,
        language: Many,
        sort: DateOrder = "earliest",
        chosen: Chosen,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Json:
        """List dated things that happened to firms, bodies, persons and places, by date."""
        wanted = event_filter(
            library.lexicon,
            name,
            actions=action,
            first=first,
            last=last,
            corpora=corpus,
            languages=language,
        )
        part = library.part(chosen.documents)
        wanted = narrow_events(part, wanted, q)
        rows, total = list_events(part.store, wanted, limit=offset + limit, order=sort)
        return {"total": total, "rows": [row._asdict() for row in rows[offset:]]}


def _add_citations(router: APIRouter, library: Library) -> None:
    @router.get("/citations")
    def citations(
        *,
        document: Annotated[
            str, Query(max_length=200, description="a number, a title or part of one, or an id")
        ] = "",
        dangling: bool = False,
        corpus: Many,
        chosen: Chosen,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Json:
        """List the most cited documents; with `dangling` those that are not in the store.

        With `document`, list each citation of what it names. A choice (`kind`, `collection` ...) selects the
        documents that cite; what they cite may be outside it. Copies of a citing text count once.
        """
        found = collect_cited(library.part(chosen.documents).store, corpus)
        if document.strip():
            matches = match_cited(library.store, document, library.lexicon)
            entries = [entry for entry in found if not (dangling and entry.document_id)]
            edges = edge_rows(filter(matches, entries))
            return {"total": len(edges), "rows": [edge.as_row() for edge in edges[offset : offset + limit]]}
        rows = cited_rows(found, dangling=dangling)
        return {"total": len(rows), "rows": [asdict(row) for row in rows[offset : offset + limit]]}

    @router.get("/status")
    def status() -> Json:
        """Return what is stored and when it was last read."""
        return {key: value for key, value in library.status().items() if key not in ("store", "rejections")}
