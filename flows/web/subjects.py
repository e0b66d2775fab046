"""The pages of one thing: a document, a concept, a name's dossier, the trend of terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.analysis.dossier import Dossier, collect_dossier
from flows.annotation.lexicon import Concept
from flows.errors import UsageError
from flows.folding import fold_label
from flows.operations.dossier import draw_bars
from flows.store.documents import (
    adjacent_documents,
    cited_names,
    count_passages,
    document_labels,
    document_mentions,
    document_versions,
    read_document,
    read_passages,
)
from flows.store.reprints import cluster_of
from flows.store.series import known_corpora
from flows.web.drawing import draw_lines
from flows.web.library import Library
from flows.web.pages import Pages, whole_number
from flows.web.parameters import MOST_READ, make_address, read_request
from flows.web.parameters import Request as Asked
from flows.web.series import GROUPS, HOLDS, MEASURES, PERIODS, REPRINTS, point_address, read_trend, trend_rows, without_silence

_PASSAGES, _COLLOCATES, _SUMMARY = 60, 24, 12
Bars = list[tuple[str, str, int]]


def build_subjects(pages: Pages) -> APIRouter:
    """Return the routes of documents, passages, concepts, dossiers and trends."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/trends")
    def show_trends(request: Request) -> HTMLResponse:
        trend = read_trend(library, request.query_params)
        return pages.render(
            request, "trends.html", terms=trend.terms, by=trend.by, group=trend.group, measure=trend.measure, first=trend.first, last=trend.last,
            rows=trend.rows, left_out=trend.left_out, chart=draw_lines(trend.rows, trend.drawn) if trend.rows else None, drawn=trend.drawn,
            measures=MEASURES, periods=PERIODS, groups=GROUPS, reprints=REPRINTS, holds=HOLDS, asked_for=trend, mix=trend.mix,
            corpora=library.keep("corpora", known_corpora), zoom_link=trend.zoom if trend.by != "month" else None,
            wider=trend.address(by="year", from_="", to="") if trend.first or trend.last else "",
            point_link=lambda row: point_address(library.lexicon, row, trend.by, trend.group, trend.corpus),
        )  # fmt: skip

    @router.get("/document/{document_id}")
    def document(request: Request, document_id: str) -> HTMLResponse:
        found = read_document(library.store, document_id)
        if found is None:
            raise HTTPException(404)
        first = whole_number(request.query_params.get("first", "0"))
        passages = read_passages(library.store, document_id, first=first, limit=_PASSAGES)
        asked = read_request(request.query_params)
        before, after = adjacent_documents(library.store, document_id)
        alike = [row for row in cluster_of(library.store, document_id) if row["id"] != document_id]
        neighbours = {
            "before": before,
            "after": after,
            "alike": alike[:_SUMMARY],
            "cites": cited_names(library.store, document_id, _SUMMARY),
        }
        return pages.render(
            request, "document.html", asked=asked, document=found, passages=passages, matches=_find(library, asked, passages), first=first, size=_PASSAGES,
            total=count_passages(library.store, document_id), versions=document_versions(library.store, document_id), neighbours=neighbours,
            summary=_summarise(library, document_id, pages.name_of(pages.tongue(request))), link=found["url"] if re.match(r"https?://", found["url"]) else "",
        )  # fmt: skip

    @router.get("/passage/{passage_id}")
    def passage(request: Request, passage_id: str) -> RedirectResponse:
        document_id, _, position = passage_id.rpartition("-")
        number = whole_number(position)
        pairs = [("first", str(max(0, number - 3) or "")), *read_request(request.query_params).marking()]
        return RedirectResponse(f"{make_address(f'/document/{document_id}', *pairs)}#p{number}", 303)

    @router.get("/concept/{name}")
    def concept(request: Request, name: str) -> HTMLResponse:
        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404)
        label = found.zh or found.en
        name_of = pages.name_of(pages.tongue(request))
        kept = library.keep(f"concept {found.id}", lambda _: _collect_concept(library, found))
        dossier, near, rows = kept
        return pages.render(
            request, "concept.html", concept=found, name=label, dossier=dossier, near=near, measure=MEASURES[0], counts=_count_surfaces(found, dossier),
            chart=draw_lines(rows, MEASURES[0]) if any(row["occurrences"] for row in rows) else None,
            strategies=_linked(dossier.strategies if dossier else {}, "strategy", found.id, name_of),
            instruments=_linked(dossier.instrument_counts if dossier else {}, "instrument", found.id, name_of),
            neighbours=_neighbours(dossier, ("term", found.id)), near_query=lambda word: f'"{label}" NEAR/5 "{word}"',
            point_link=lambda row: point_address(library.lexicon, row, "year", ""),
        )  # fmt: skip

    @router.get("/dossier")
    def dossier(request: Request) -> HTMLResponse:
        name = request.query_params.get("name", "").strip()[:200]
        found = library.keep(f"dossier {name}", lambda store: collect_dossier(store, library.lexicon, name)) if name else None
        return pages.render(
            request, "dossier.html", name=name, dossier=found, bars_drawn=list(draw_bars(found.years)) if found else [],
            neighbours=_neighbours(found, ("entity", found.entity)) if found else [],
        )  # fmt: skip

    return router


def collect_collocates(library: Library, concept: Concept) -> list[dict[str, Any]]:
    """Return the collocates that a concept's page shows; none where its passages are too many to read for a page."""
    from flows.analysis.collocates import find_collocates
    from flows.annotation.segmentation import RustCutter

    try:
        return find_collocates(
            library.store, library.lexicon, concept.zh or concept.en, RustCutter().cut, limit=_COLLOCATES, most=MOST_READ
        )
    except UsageError:
        return []


def _collect_concept(library: Library, concept: Concept) -> tuple[Dossier | None, list[dict[str, Any]], list[dict[str, Any]]]:
    rows = without_silence(trend_rows(library, [concept.zh or concept.en]))
    try:
        dossier = collect_dossier(library.store, library.lexicon, concept.id)
    except UsageError:
        return None, [], rows
    return dossier, collect_collocates(library, concept), rows


def _count_surfaces(concept: Concept, dossier: Dossier | None) -> dict[str, int]:
    """Return how often each surface of the lexicon was met, whatever its script and case."""
    counts: dict[str, int] = {}
    if dossier:
        for surface, number in dossier.surfaces.items():
            key = fold_label(" ".join(surface.split()))
            counts[key] = counts.get(key, 0) + number
    return {surface: counts.get(fold_label(surface), 0) for surface in concept.surfaces}


def _linked(counts: Mapping[str, int], kind: str, concept: str, name_of: Callable[[str], str]) -> Bars:
    return [
        (name_of(label), make_address("/search", ("term", concept), (kind, label)), number) for label, number in counts.items()
    ]


def _neighbours(dossier: Dossier | None, own: tuple[str, str]) -> list[tuple[str, Bars]]:
    """Return by kind what stands with a thing: name, address of the passages that have both, number of them."""
    found = dossier.neighbours if dossier else {}
    return [
        (kind, [(row["name"], make_address("/search", own, *_other(own, row["entity"])), row["passages"]) for row in rows])
        for kind, rows in found.items()
    ]


def _other(own: tuple[str, str], entity: str) -> list[tuple[str, str]]:
    # Two values of one filter are alternatives: what must be there besides goes into the query.
    return [("entity", entity)] if own[0] != "entity" else [("q", f'entity:"{entity}"')]


def _summarise(library: Library, document_id: str, name_of: Callable[[str], str]) -> dict[str, Bars]:
    """Return what a document is about: its labels and what it mentions most, with the number of passages or mentions."""
    found: dict[str, Bars] = {"strategy": [], "instrument": [], "mentioned": []}
    for row in document_labels(library.store, document_id):
        found[row["kind"]].append((name_of(row["label"]), make_address("/search", (row["kind"], row["label"])), row["passages"]))
    for row in document_mentions(library.store, document_id, _SUMMARY):
        is_concept = row["id"] in library.lexicon.concepts
        address = f"/concept/{row['id']}" if is_concept else make_address("/search", ("entity", row["id"]))
        found["mentioned"].append((name_of(row["id"]) if is_concept else row["surface"], address, row["mentions"]))
    return found


def _find(library: Library, asked: Asked, passages: Sequence[Mapping[str, Any]]) -> dict[int, list[tuple[int, int]]]:
    """Return where the search that led to a document is met in its passages, by position."""
    from flows.analysis.query import find_matches, find_mentioned
    from flows.analysis.search import Filters, build_query
    from flows.store.fulltext import FullText

    filters = Filters(term=asked.filters.term, entity=asked.filters.entity)
    if not asked.query.strip() and not filters:
        return {}
    index = FullText(library.store)
    index.sync()
    _, parts = build_query(index, library.lexicon, asked.query, filters, expand=asked.expand, most=MOST_READ)
    mentioned = find_mentioned(library.store, [passage["id"] for passage in passages], parts)
    return {one["position"]: find_matches(one["text"], parts, mentioned.get(one["id"], ())) for one in passages}
