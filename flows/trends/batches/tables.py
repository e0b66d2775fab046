"""Tables of a batch: tidy, one row per line and column, or wide, one row per line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from flows.trends.batches.counting import BatchTable, CountedLine
from flows.trends.batches.reading import BatchLine
from flows.trends.series import SERIES_COLUMNS, Row, Series

BATCH_COLUMNS = [*SERIES_COLUMNS, "group", "query", "line"]
_FIXED = ("series", "query", "line")
_NO_GROUP = "(none)"


class WideTable(NamedTuple):
    """One row per line of the list, with `series`, `query`, `line` and a column per period or group.

    `columns` are the rows' columns in order, `cells` those with numbers: periods in order of time, groups by
    size. `low` has the positions (row, cell) of rates and shares with a low base.
    """

    columns: list[str]
    cells: list[str]
    rows: list[Row]
    low: frozenset[tuple[int, str]] = frozenset()

    @property
    def used(self) -> list[str]:
        """The cells from the first to the last column with a value above zero; all if there is none."""
        filled = [place for place, name in enumerate(self.cells) if any(row[name] for row in self.rows)]
        if not filled:
            return self.cells
        return self.cells[filled[0] : filled[-1] + 1]


def batch_rows(table: BatchTable) -> list[Row]:
    """Return the tidy rows: the columns of trends, with `group`, `query` and `line`.

    `series` is the label, or the query where a line has none. Counts are None if they are unknown.
    """
    rows: list[Row] = []
    for counted in table.counted:
        names = _names(counted)
        for series, points in zip(counted.table.series, _rows_by_series(counted), strict=True):
            for row in points:
                row |= {
                    "series": names[series.spec.typed],
                    "group": _group(series),
                    "query": series.spec.typed,
                    "line": counted.line.number,
                }
                if table.request.is_by_group:
                    row["period"] = table.request.span
                rows.append(row)
    return rows


def widen(table: BatchTable) -> WideTable:
    """Return one row per line, with the measure of the request in one cell per period or group.

    Documents without a value of the grouping are the last column, `(none)`.
    """
    request, rows = table.request, batch_rows(table)
    cells = table.columns
    if request.is_by_group:
        cells = [name or _NO_GROUP for name in table.columns]
        totals: defaultdict[str, float] = defaultdict(float)
        for row in rows:
            totals[str(row["group"])] += float(row["occurrences"] or 0)
        cells = sorted(cells, key=lambda name: (name == _NO_GROUP, -totals[name], name))
    cells = list(map(_column, cells))
    wide: dict[tuple[object, object], Row] = {}
    low = set()
    for row in rows:
        key, cell = (row["line"], row["query"]), _column(str(row["group"] or row["period"]))
        if key not in wide:
            wide[key] = {name: row[name] for name in _FIXED} | dict.fromkeys(cells)
        wide[key][cell] = row[request.measure]
        if row["low_base"] and request.is_of_rates:
            low.add((len(wide) - 1, cell))
    labelled = any(counted.line.label for counted in table.counted)
    fixed = ["series", *["query"] * labelled]
    return WideTable([*fixed, *cells], cells, list(wide.values()), frozenset(low))


def _column(name: str) -> str:
    """Return the name of a cell; a group named like a fixed column gets a space appended."""
    return f"{name} " if name in _FIXED else name


def _rows_by_series(counted: CountedLine) -> Iterator[list[Row]]:
    """Yield the rows of each series of a line."""
    rows = iter(counted.table.rows())
    for series in counted.table.series:
        yield [next(rows) for _ in series.points]


def _names(counted: CountedLine) -> dict[str, str]:
    """Return the name of each term of a line: its label, with the term if the line has several."""
    line: BatchLine = counted.line
    terms = list(dict.fromkeys(series.spec.typed for series in counted.table.series))
    if not line.label:
        return {term: term for term in terms}
    if len(terms) == 1:
        return {terms[0]: line.label}
    return {term: f"{line.label} · {term}" for term in terms}


def _group(series: Series) -> str:
    if series.group is None:
        return ""
    return series.group or _NO_GROUP
