"""The page of series: chart, table, and what a mix of sources makes of changes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.store import known_corpora
from flows.web.drawing import draw_lines
from flows.web.rendering import Pages
from flows.web.series import (
    GROUPS,
    HOLDS,
    MEASURES,
    PERIODS,
    REPRINTS,
    count_largest,
    point_address,
    read_series,
)


def build_trends(pages: Pages) -> APIRouter:
    """Return the route /trends."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/trends")
    def trends(request: Request) -> HTMLResponse:
        address = read_series(request.query_params)
        counted = count_largest(library.part(address.documents), address, pages.locale(request))
        return pages.render(
            request,
            "trends.html",
            trend=address,
            counted=counted,
            chart=draw_lines(counted.rows, address.drawn) if counted.rows else None,
            measures=MEASURES,
            periods=PERIODS,
            groups=GROUPS,
            reprints=REPRINTS,
            holds=HOLDS,
            corpora=library.keep("corpora", known_corpora),
            zoom_link=address.zoom if address.by != "month" else None,
            point_link=lambda row: point_address(library.lexicon, row, address),
        )

    return router
