"""The pages of one thing: a document, a name's dossier, the trend of terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.reports import collect_dossier, draw_bars
from flows.store import (
    AnnotatedPassage,
    adjacent_documents,
    cited_names,
    cluster_of,
    count_passages,
    document_labels,
    document_mentions,
    document_versions,
    known_corpora,
    read_document,
    read_passages,
)
from flows.web.concepts import Bars, list_neighbours
from flows.web.drawing import draw_lines
from flows.web.library import Library
from flows.web.pages import Pages, whole_number
from flows.web.parameters import MOST_COUNTED, MOST_READ, make_address, read_request
from flows.web.parameters import Request as Asked
from flows.web.series import GROUPS, HOLDS, MEASURES, PERIODS, REPRINTS, point_address, read_trend

# For programs: where page numbers stand, and which rule set each field (`zhengce show` tells it).
_LEFT_OUT = frozenset(("page_numbers", "origins"))

_PASSAGES, _SUMMARY = 60, 12


def build_subjects(pages: Pages) -> APIRouter:
    """Return the routes of documents, passages, dossiers and trends."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/trends")
    def show_trends(request: Request) -> HTMLResponse:
        trend = read_trend(library, request.query_params)
        return pages.render(
            request,
            "trends.html",
            terms=trend.terms,
            by=trend.by,
            group=trend.group,
            measure=trend.measure,
            first=trend.first,
            last=trend.last,
            rows=trend.rows,
            left_out=trend.left_out,
            chart=draw_lines(trend.rows, trend.drawn) if trend.rows else None,
            drawn=trend.drawn,
            measures=MEASURES,
            periods=PERIODS,
            groups=GROUPS,
            reprints=REPRINTS,
            holds=HOLDS,
            asked_for=trend,
            mix=trend.mix,
            corpora=library.keep("corpora", known_corpora),
            zoom_link=trend.zoom if trend.by != "month" else None,
            wider=trend.address(by="year", from_="", to="") if trend.first or trend.last else "",
            point_link=lambda row: point_address(library.lexicon, row, trend.by, trend.group, trend.corpus),
        )

    @router.get("/document/{document_id}")
    def document(request: Request, document_id: str) -> HTMLResponse:
        found = read_document(library.store, document_id)
        if found is None:
            raise HTTPException(404)
        first = whole_number(request.query_params.get("first", "0"))
        passages = read_passages(library.store, document_id, first=first, limit=_PASSAGES)
        asked = read_request(request.query_params)
        before, after = adjacent_documents(library.store, document_id)
        alike = cluster_of(library.store, document_id)
        neighbours = {
            "before": [before] if before else [],
            "after": [after] if after else [],
            "alike": alike[:_SUMMARY],
            "cites": cited_names(library.store, document_id, _SUMMARY),
        }
        return pages.render(
            request,
            "document.html",
            asked=asked,
            document=found,
            passages=passages,
            matches=_find(library, asked, passages),
            first=first,
            size=_PASSAGES,
            total=count_passages(library.store, document_id),
            versions=document_versions(library.store, document_id),
            neighbours=neighbours,
            metadata=metadata_lines(found.metadata),
            summary=_summarise(library, document_id, pages.name_of(pages.tongue(request))),
            link=found.url if re.match(r"https?://", found.url) else "",
        )

    @router.get("/passage/{passage_id}")
    def passage(request: Request, passage_id: str) -> RedirectResponse:
        document_id, _, position = passage_id.rpartition("-")
        number = whole_number(position)
        pairs = [("first", str(max(0, number - 3) or "")), *read_request(request.query_params).marking()]
        return RedirectResponse(f"{make_address(f'/document/{document_id}', *pairs)}#p{number}", 303)

    @router.get("/dossier")
    def dossier(request: Request) -> HTMLResponse:
        name = request.query_params.get("name", "").strip()[:200]
        found = (
            library.keep(
                f"dossier {name}",
                lambda store: collect_dossier(store, library.lexicon, name, max_passages=MOST_COUNTED),
            )
            if name
            else None
        )
        return pages.render(
            request,
            "dossier.html",
            name=name,
            dossier=found,
            bars_drawn=list(draw_bars(found.years)) if found else [],
            neighbours=list_neighbours(found, ("entity", found.entity), pages.name_of(pages.tongue(request)))
            if found
            else [],
        )

    return router


def _summarise(library: Library, document_id: str, name_of: Callable[[str], str]) -> dict[str, Bars]:
    """Return what a document is about: its labels and what it mentions most, each with its number."""
    found: dict[str, Bars] = {"strategy": [], "instrument": [], "mentioned": []}
    for row in document_labels(library.store, document_id):
        found[row.kind].append(
            (name_of(row.label), make_address("/search", (row.kind, row.label)), row.passages)
        )
    for mention in document_mentions(library.store, document_id, _SUMMARY):
        is_concept = mention.id in library.lexicon.concepts
        address = f"/concept/{mention.id}" if is_concept else make_address("/search", ("entity", mention.id))
        found["mentioned"].append(
            (name_of(mention.id) if is_concept else mention.surface, address, mention.mentions)
        )
    return found


def _find(
    library: Library, asked: Asked, passages: Sequence[AnnotatedPassage]
) -> dict[int, list[tuple[int, int]]]:
    """Return where the search that led to a document is met in its passages, by position."""
    from flows.search import Filters, find_matches, find_mentioned, select_passages

    filters = Filters(term=asked.filters.term, entity=asked.filters.entity)
    if not asked.query.strip() and not filters:
        return {}
    parts = select_passages(
        library.collection, asked.query, filters, expand=asked.expand, max_read=MOST_READ
    ).parts
    mentioned = find_mentioned(library.store, [passage.id for passage in passages], parts)
    return {one.position: find_matches(one.text, parts, mentioned.get(one.id, ())) for one in passages}


def metadata_lines(metadata: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name, value) in the order of the metadata.

    A record inside gives a line a field, a list one line.
    """
    return [(name, value) for name, value in _lines(metadata) if value]


def _lines(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in metadata.items():
        if name in _LEFT_OUT:
            continue
        if isinstance(value, Mapping):
            yield from _lines(value)
        elif isinstance(value, list):
            yield name, "; ".join(filter(None, map(_text, value)))
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " · ".join(filter(None, map(_text, value.values())))
    return "" if value is None or value != value else str(value)
