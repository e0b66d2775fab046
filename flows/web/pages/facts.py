"""Pages of facts in documents: figures and citations."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.references import cited_rows, collect_cited, list_figures
from flows.web import limits
from flows.web.addresses import read_figures
from flows.web.rendering import Pages

_SIGNS = {"=": "", "~": "≈", ">=": "≥", "<=": "≤", "+": "+", "-": "−", "x": "×", "range": ""}


def build_facts(pages: Pages) -> APIRouter:
    """Return the routes /targets and /citations."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/targets")
    def targets(request: Request) -> HTMLResponse:
        address = read_figures(request.query_params)
        shown = address.page * limits.LINES
        rows, total = list_figures(library.store, library.lexicon, address.filters, limit=shown)
        return pages.render(
            request,
            "targets.html",
            figures=address,
            rows=rows[shown - limits.LINES :],
            total=total,
            has_more=total > shown,
            signs=_SIGNS,
        )

    @router.get("/citations")
    def citations(request: Request) -> HTMLResponse:
        is_dangling = request.query_params.get("view", "") == "dangling"
        rows = cited_rows(library.keep("cited", collect_cited), dangling=is_dangling)
        shown = rows[: limits.LINES]
        return pages.render(request, "citations.html", rows=shown, total=len(rows), is_dangling=is_dangling)

    return router
