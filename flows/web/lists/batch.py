"""The page of a batch: a pasted list of terms and queries, and its table with a link behind each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.annotation.lexicon import Lexicon
from flows.store.documents import known_corpora
from flows.trends import Row, period_bounds, without_options
from flows.trends.batches import (
    BATCH_DIVISIONS,
    BATCH_GROUPS,
    BATCH_MEASURES,
    BatchTable,
    WideTable,
    count_batch,
    describe_batch,
    widen,
)
from flows.web.addresses import exact_value, make_address, unless_default
from flows.web.lists.addresses import BATCH_LINES, read_batch_address
from flows.web.lists.choosing import document_fields
from flows.web.rendering import Pages
from flows.web.series import MEASURES, NO_GROUPS, term_parameter

_GROUPS = 24  # columns of groups shown on a page, the largest ones
_PERIODS = 36  # columns of periods shown, the last ones
_LEVELS = 5  # shades of a cell
_LEAST = 0.00005  # the least share that two decimals of a percentage can show
_DATED = "1000"  # a first date that leaves out only undated documents, as counting does
# No search finds exactly these: a strategy finds all passages that have it, while counting takes a passage's
# likeliest one.
_UNFILTERED = ("strategy",)


class Cell(NamedTuple):
    """A number of the table as shown, with its shade (0 to 5) and the search behind it.

    `text` is empty if the number is unknown, `address` if no search finds exactly what was counted.
    """

    text: str
    level: int
    address: str


class Grid(NamedTuple):
    """The data behind the rows of the page; `documents` are the parameters that choose documents."""

    lexicon: Lexicon
    table: BatchTable
    documents: tuple[tuple[str, str], ...] = ()


class GridRow(NamedTuple):
    """A line of the list with its cells; `query` is empty if it is the name."""

    name: str
    query: str
    address: str
    cells: list[Cell]


def build_batch(pages: Pages) -> APIRouter:
    """Return the route /batch."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/batch")
    def batch(request: Request) -> HTMLResponse:
        address, locale = read_batch_address(request.query_params), pages.locale(request)
        counted: Mapping[str, Any] = {}
        if address.lines:
            chosen = library.part(address.documents)
            table = count_batch(chosen, address.request())
            notes = without_options(describe_batch(chosen, table, locale))
            grid = Grid(library.lexicon, table, tuple(address.document_pairs))
            counted = {"table": table, "notes": notes, **_show(grid, locale)}
        return pages.render(
            request,
            "batch.html",
            asked=address,
            divisions=BATCH_DIVISIONS,
            groups=BATCH_GROUPS,
            measures=BATCH_MEASURES,
            most=BATCH_LINES,
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address),
            parameters=urlencode([pair for pair in address.parameters() if pair[1]]),
            **counted,
        )

    return router


def _show(grid: Grid, locale: str) -> Mapping[str, Any]:
    """Return the template's values for a batch: columns, rows, the number of columns left out, problems."""
    table = grid.table
    wide = widen(table)
    shown = wide.used[-_PERIODS:]
    if table.request.is_by_group:
        shown = wide.used[:_GROUPS]
    return {
        "columns": shown,
        "rows": draw_grid(grid, wide, shown),
        "hidden": len(wide.cells) - len(shown),
        "problems": [(one.line, one.message(locale, for_page=True)) for one in table.problems],
    }


def draw_grid(grid: Grid, wide: WideTable, columns: Sequence[str]) -> list[GridRow]:
    """Return the rows of the page, each cell shaded by its share of the row's highest value."""
    low = [{cell for place, cell in wide.low if place == number} for number in range(len(wide.rows))]
    return [
        _draw_row(grid, row, {name: name in low[number] for name in columns})
        for number, row in enumerate(wide.rows)
    ]


def _draw_row(grid: Grid, row: Row, columns: Mapping[str, bool]) -> GridRow:
    """Return a row of the page; `columns` shows which numbers have a low base."""
    request, query, name = grid.table.request, str(row["query"]), str(row["series"])
    numbers = {column: _number(row[column]) for column in columns}
    top = max((value for value in numbers.values() if value is not None), default=0.0)
    cells = []
    for column, value in numbers.items():
        if value is None:
            cells.append(Cell("", 0, ""))
            continue
        text = show_number(value, request.measure)
        if columns[column]:
            text += "*"
        if not value:
            cells.append(Cell(text, 0, ""))
            continue
        level = max(1, round(_LEVELS * value / top))
        cells.append(Cell(text, level, _find_address(grid, query, column)))
    return GridRow(name, "" if query == name else query, _trend_of(grid, query), cells)


def _trend_of(grid: Grid, query: str) -> str:
    """Return the address of a line's trend, in the same documents, periods or groups, and measure."""
    request = grid.table.request
    dates, measure = request.series.dates, request.measure if request.measure in MEASURES else ""
    division = ("group", request.by) if request.is_by_group else ("by", unless_default(request.by, "year"))
    measured = ("measure", unless_default(measure, MEASURES[0]))
    ends = (("from", dates.first or ""), ("to", dates.last or ""))
    corpora = (("corpus", name) for name in request.series.corpora)
    return make_address("/trends", ("term", query), division, measured, *ends, *corpora, *grid.documents)


def _number(value: str | float | None) -> float | None:
    return None if value is None or isinstance(value, str) else value


def show_number(value: float, measure: str) -> str:
    """Return a number as shown in a table: shares in per cent, rates with two decimals."""
    if measure.endswith("_share"):
        decimals = 4 if 0 < value < _LEAST else 2
        return f"{value:.{decimals}%}"
    if measure.startswith("per_"):
        return f"{value:,.2f}"
    return f"{value:,.10g}"


def _find_address(grid: Grid, query: str, column: str) -> str:
    """Return the address of a search for what a cell counts."""
    request, searched = grid.table.request, term_parameter(grid.lexicon, query)
    if searched is None:
        return ""
    # Several values of a filter are alternatives, so the group of a cell replaces them.
    kept = [("corpus", name) for name in request.series.corpora if request.by != "corpus"]
    kept += [pair for pair in grid.documents if pair[0] != request.by]
    if not request.is_by_group:
        dates = period_bounds(column, request.by)  # counted whole, even if a requested date cuts it
        ends = (("from", dates.first or ""), ("to", dates.last or ""))
        return make_address("/search", searched, *kept, *ends)
    value = column.strip()
    if value in NO_GROUPS or request.by in _UNFILTERED:
        return ""
    dates = request.series.dates
    ends = (("from", dates.first or _DATED), ("to", dates.last or ""))
    return make_address("/search", searched, (request.by, exact_value(request.by, value)), *kept, *ends)
