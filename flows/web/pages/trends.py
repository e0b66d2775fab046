"""The page of series: chart, table, and the effect of the mix of sources on changes."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.records import Locale
from flows.store import Store
from flows.store.documents import known_corpora
from flows.trends import known_events, name_in_notes, place_events
from flows.web.charts import (
    ChartRequest,
    SeriesNames,
    draw_by_term,
    draw_charts,
    name_rows,
    silent_series,
)
from flows.web.lists import document_fields
from flows.web.rendering import Pages
from flows.web.series import (
    GROUPS,
    HOLDS,
    MEASURES,
    PERIODS,
    REPRINTS,
    SCALES,
    CountedSeries,
    SeriesAddress,
    count_largest,
    pivot_rows,
    point_address,
    read_series,
    tile_address,
)

_BRUSHED = ("year", "month")  # periods that are dates


def build_trends(pages: Pages) -> APIRouter:
    """Return the route /trends."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/trends")
    def trends(request: Request) -> HTMLResponse:
        address = read_series(request.query_params)
        locale = pages.locale(request)

        def count(_: Store) -> CountedSeries:
            return count_largest(library.part(address.documents), address, locale)

        name = f"series {locale} {address.address()}"
        counted = library.keep_if(address.rests_on_store_alone, name, count)
        names = SeriesNames(library.lexicon, pages.names(locale), locale, address.group)
        shown = names.of(str(row["series"]) for row in counted.rows)
        rows = name_rows(counted.rows, shown)
        drawn = _chart_request(address, counted, locale)
        by_term = draw_by_term(rows, drawn)
        return pages.render(
            request,
            "trends.html",
            trend=address,
            counted=counted,
            rows=rows,
            notes=name_in_notes(counted.notes, shown),
            names=shown,
            term_name=names.term,
            charts=draw_charts(rows, drawn),
            by_term=by_term,
            arranged=lambda charts: replace(address, charts=charts).address(),
            pivot=pivot_rows(rows),
            silent=silent_series(rows, address.drawn),
            brush=address.brushed() if address.by in _BRUSHED else "",
            held=replace(address, hold="corpus").address(),
            scales=SCALES,
            measures=MEASURES,
            periods=PERIODS,
            groups=GROUPS,
            reprints=REPRINTS,
            holds=HOLDS,
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address),
            zoom_link=address.zoom if address.by != "month" else None,
            tile_link=lambda term, tile: tile_address(library.lexicon, term, tile, address),
            point_link=lambda row: point_address(library.lexicon, row, address),
        )

    return router


def _chart_request(address: SeriesAddress, counted: CountedSeries, locale: Locale) -> ChartRequest:
    """Return what the chart shows of the rows of an address."""
    periods = list(dict.fromkeys(str(row["period"]) for row in counted.rows))
    return ChartRequest(
        address.drawn,
        address.scale,
        is_grouped=bool(address.group),
        events=place_events(known_events(), periods, address.by, locale),
        composition=counted.composition,
    )
