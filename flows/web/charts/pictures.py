"""Charts as files: the content of the page of series, drawn for a slide, with its caption."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from flows.errors import UsageError
from flows.output import Style, build_chart, save_chart
from flows.output.maps import LIMIT, draw_map, lay_out_maps
from flows.records import Grouping
from flows.trends import (
    SeriesAnswer,
    answer_series,
    describe_counting,
    known_events,
    name_in_notes,
    notes_within,
    without_options,
)
from flows.web.addresses import download_parameters
from flows.web.charts.lines import TOGETHER
from flows.web.charts.naming import SeriesNames
from flows.web.messages import choose_locale
from flows.web.refusals import check_download
from flows.web.rendering import Pages
from flows.web.series import SeriesAddress, note_cut, read_series, rows_of, without_silence

_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def build_pictures(pages: Pages) -> APIRouter:
    """Return the routes `/download/trends.svg` and `/download/trends.png`, with the parameters of /trends."""
    router = APIRouter(include_in_schema=False)

    @router.get("/download/trends.svg")
    def svg(request: Request) -> FileResponse:
        return _picture(pages, request, ".svg")

    @router.get("/download/trends.png")
    def png(request: Request) -> FileResponse:
        return _picture(pages, request, ".png")

    return router


def _picture(pages: Pages, request: Request, ending: str) -> FileResponse:
    """Draw the series of an address. Raises UsageError if there is nothing to draw."""
    check_download(request.query_params, download_parameters("trends"))
    library, address = pages.library, read_series(request.query_params)
    if not address.terms:
        raise UsageError("output.nothing_to_draw")
    parameters = request.query_params
    language = choose_locale(parameters.get("lang", ""), request.cookies.get("lang", ""), "")
    answer = answer_series(library.part(address.documents), address.request, language)
    counted = describe_counting(library.collection, address.request, address.drawn, language)
    names = SeriesNames(library.lexicon, pages.names(language), language, address.group)
    shown = names.of(str(row["series"]) for row in rows_of(answer))
    caption = without_options([*counted, *notes_within(answer, _periods(address, answer), language)])
    if not address.first:
        caption += note_cut(rows_of(answer), without_silence(rows_of(answer)), language)
    caption = name_in_notes(caption, shown)
    style = Style(caption=caption, by=address.by, events=known_events(), language=language)
    folder = tempfile.TemporaryDirectory(prefix="zhengce-")
    path = Path(folder.name) / f"zhengce-trends{ending}"
    save_chart(_draw(address, answer, style, shown), path, ending)
    cleanup = BackgroundTask(folder.cleanup)
    return FileResponse(path, media_type=_TYPES[ending], filename=path.name, background=cleanup)


def _periods(address: SeriesAddress, answer: SeriesAnswer) -> set[str]:
    """Return the drawn periods: all if a first one is requested, else from the first use on."""
    rows = rows_of(answer)
    if not address.first:
        rows = without_silence(rows)
    return {str(row["period"]) for row in rows}


def _draw(address: SeriesAddress, answer: SeriesAnswer, style: Style, names: Mapping[str, str]) -> Any:
    """Return the chart that the page shows first: maps of provinces, small charts, or lines."""
    if address.group == Grouping.PROVINCE:
        return draw_map(lay_out_maps(answer.table, address.drawn)[:LIMIT], style)
    kind = "multiples" if len(answer.table.series) > TOGETHER else "lines"
    frame = answer.table.frame()
    frame = frame[frame["period"].isin(_periods(address, answer))]
    frame["series"] = frame["series"].map(names)
    return build_chart(frame, address.drawn, kind, style)
