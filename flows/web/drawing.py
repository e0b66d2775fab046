"""Charts as numbers: where lines, points, bars and labels stand.

The templates draw them, each point a link.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.output import clean, cut
from flows.references.networks import Neighbourhood, NeighbouringDocument
from flows.trends import Row

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 320, 64, 150, 12, 34
_NAME_CELLS, _NAME_HEIGHT = 20, 15  # of a series' name at the end of its line: cells, and pixels apart
_LABELS = 12
_COLOURS = 8
_BAR, _BAR_HEIGHT = 10, 56
_ROW, _AXIS, _SIDE = 26, 26, 36  # of a neighbourhood: height of a row and of the axis, margins
_LABEL_CELLS, _CELL = 60, 6.8  # the longest label in cells of a terminal, and the pixels of a cell


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a line, in pixels from the top left, with the row that it shows."""

    x: float
    y: float
    row: Row

    @property
    def period(self) -> str:
        """The period of the row."""
        return str(self.row["period"])


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its points, and its unbroken runs as SVG point lists. `number` chooses its colour."""

    name: str
    number: int
    points: list[Spot]
    paths: list[str]


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name of a series beside the end of its line; `y` is moved where names would lie on each other."""

    text: str
    number: int
    y: float


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar of the chart of hits per year."""

    year: str
    count: int
    x: int
    height: float


@dataclass(frozen=True, slots=True)
class YearBars:
    """The bars of every year between the first and the last; `undated` hits have no bar."""

    bars: list[YearBar]
    undated: int

    @property
    def width(self) -> int:
        """The width of all bars."""
        return _BAR * len(self.bars)


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` are series with their points (x, y, period, row).

    `ticks` of the value axis and `labels` of the time axis.
    """

    width: int
    height: int
    left: int
    right: int
    lines: list[Line]
    ticks: list[tuple[float, str]]
    labels: list[tuple[float, str]]
    ends: list[EndLabel]


def draw_lines(rows: Sequence[Row], measure: str) -> Chart:
    """Lay out one line per series over its periods, broken where the measure is unknown."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    highest = max((_number(row[measure]) or 0 for row in rows), default=0) or 1
    ticks = nice_ticks(highest)
    top = ticks[-1]
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(periods) - 1)
    at = {
        period: round(_LEFT + number * step, 1) if len(periods) > 1 else _WIDTH / 2
        for number, period in enumerate(periods)
    }

    def place(value: float) -> float:
        return round(_HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM), 1)

    lines = []
    for number, name in enumerate(dict.fromkeys(row["series"] for row in rows)):
        points = [
            Spot(at[row["period"]], place(value), row)
            for row in rows
            if row["series"] == name and (value := _number(row[measure])) is not None
        ]
        lines.append(Line(str(name), number % _COLOURS, points, _paths(points, periods)))
    every = -(-len(periods) // _LABELS)
    return Chart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _WIDTH - _RIGHT,
        lines,
        [(place(tick), f"{tick:,.10g}") for tick in ticks],
        [(at[period], str(period)) for number, period in enumerate(periods) if number % every == 0],
        place_ends(lines),
    )


def place_ends(lines: Sequence[Line]) -> list[EndLabel]:
    """Return a label for the last point of each line, at least a line of text apart, from the top down."""
    ends = sorted((line.points[-1].y, line.number, line.name) for line in lines if line.points)
    lowest = _HEIGHT - _BOTTOM - _NAME_HEIGHT * (len(ends) - 1)
    labels, least = [], float(_TOP)
    for place, (end, number, name) in enumerate(ends):
        y = min(max(end, least), lowest + _NAME_HEIGHT * place)
        labels.append(EndLabel(cut(clean(name), _NAME_CELLS), number, round(y, 1)))
        least = y + _NAME_HEIGHT
    return labels


def draw_years(counts: Mapping[str, int]) -> YearBars | None:
    """Lay out bars of hits per year, 10 wide and at most 56 high, every year between the first and the last.

    None without dates.
    """
    years = sorted(year for year in counts if year)
    if not years:
        return None
    highest = max(counts[year] for year in years)
    spanned = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    bars = []
    for number, year in enumerate(spanned):
        count = counts.get(year, 0)
        height = max(1.0, round(_BAR_HEIGHT * count / highest, 1)) if count else 0
        bars.append(YearBar(year, count, _BAR * number, height))
    return YearBars(bars, counts.get("", 0))


@dataclass(frozen=True, slots=True)
class Tie:
    """A document beside another in the drawing: its point, its label, and the curve between the two points.

    `side` is cites or cited_by; `label` is set before the point (`is_before`) or after it.
    """

    x: float
    y: float
    label: str
    is_before: bool
    side: str
    curve: str
    document: NeighbouringDocument


@dataclass(frozen=True, slots=True)
class NeighbourChart:
    """The neighbourhood of a document, from left to right in time: cited documents above, citing ones below.

    `own` is the point of the document itself, `years` are the marks of the axis.
    """

    width: int
    height: int
    own: tuple[float, float]
    ties: list[Tie]
    years: list[tuple[float, str]]


def draw_neighbours(found: Neighbourhood, date: str) -> NeighbourChart | None:
    """Lay out the neighbourhood of a document of this date; None where there is none.

    Documents without a date stand at the left edge.
    """
    if not found:
        return None
    others = [*found.cites, *found.cited_by]
    known = [year for one in (date, *(other.date for other in others)) if (year := _year(one)) is not None]
    low, high = math.floor(min(known, default=0)), math.ceil(max(known, default=1) + 0.01)

    def across(text: str) -> float:
        year = _year(text)
        if year is None:
            return _SIDE / 2
        return round(_SIDE + (year - low) / (high - low) * (_WIDTH - 2 * _SIDE), 1)

    above = sorted(found.cites, key=lambda one: (not one.date, one.date))
    below = sorted(found.cited_by, key=lambda one: (not one.date, one.date))
    middle = _ROW * (len(above) + 1)
    own = (across(date) if date else _WIDTH / 2, float(middle))
    rows = [(one, "cites", _ROW * (number + 1)) for number, one in enumerate(above)]
    rows += [(one, "cited_by", middle + _ROW * (number + 1)) for number, one in enumerate(below)]
    height = middle + _ROW * (len(below) + 1) + _AXIS
    ties = [_tie(one, side, (across(one.date), float(y)), own) for one, side, y in rows]
    step = max(1, -(-(high - low) // _LABELS))
    years = [(across(str(year)), str(year)) for year in range(low, high + 1, step) if known]
    return NeighbourChart(_WIDTH, height, own, ties, years)


def _tie(
    document: NeighbouringDocument, side: str, point: tuple[float, float], own: tuple[float, float]
) -> Tie:
    x, y = point
    is_before = x > _WIDTH * 0.55
    room = (x if is_before else _WIDTH - x) - 14
    label = cut(clean(document.name), max(8, min(_LABEL_CELLS, int(room / _CELL))))
    bend = round((y + own[1]) / 2, 1)
    curve = f"M{own[0]},{own[1]} C{own[0]},{bend} {x},{bend} {x},{y}"
    return Tie(x, y, label, is_before, side, curve, document)


def _year(date: str) -> float | None:
    """Return an ISO date, month or year as years with a fraction; None for no date."""
    if not date[:4].isdecimal():
        return None
    year, month, day = (int(part) for part in f"{date}-01-01"[:10].split("-"))
    return year + (month - 1) / 12 + (day - 1) / 366


def _paths(points: Sequence[Spot], periods: Sequence[object]) -> list[str]:
    """Return the runs of points in neighbouring periods as SVG point lists."""
    index = {period: number for number, period in enumerate(periods)}
    runs: list[list[Spot]] = []
    for point in points:
        if runs and index[point.period] == index[runs[-1][-1].period] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [" ".join(f"{point.x},{point.y}" for point in run) for run in runs if len(run) > 1]


def _number(value: str | float | None) -> float | None:
    return None if value is None or isinstance(value, str) else value


def nice_ticks(highest: float, number: int = 5) -> list[float]:
    """Return values from 0 to at least `highest`, about `number` steps of 1, 2 or 5 × a power of ten."""
    raw = highest / number
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    count = math.ceil(round(highest / step, 9))
    return [round(step * i, 10) for i in range(count + 1)]
