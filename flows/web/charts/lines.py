"""Line charts: one for up to six series, otherwise a small one per series.

Positions are pixels from the top left of a chart.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.output import BAND_ROOM, clean, shorten_names
from flows.trends import Row
from flows.web.charts.scales import Scale, make_scale
from flows.web.charts.shapes import LARGE, Chart, ChartRequest, EndLabel, Frame, Line, Mark, Spot
from flows.web.charts.strips import STRIP_ROOM, draw_strip, strip_colour

TOGETHER = 6  # series that can be distinguished in one chart
FEW = 12  # small charts that can be viewed at once
_NAME_CELLS, _NAME_HEIGHT = 30, 15  # a series' name at the end of its line: cells, and pixels of height
_COLOURS, _DASHES = 8, 4
_EVENT_ROOM = 0.82  # share of the height: lines stay below the labels of events
_EVENT_APART = 13  # pixels between two labels of events
_SMALL = Frame(280, 150, 44, 12, 12, 24, 2, 2, 9)


def draw_charts(rows: Sequence[Row], request: ChartRequest) -> list[Chart]:
    """Lay out one chart of up to six series, or a small one per series, each on its own scale.

    Lines are broken where the measure is unknown. If there are more than six series, those never above zero
    are left out (see `silent_series`); small charts start with the most frequent one. Returns [] without
    rows.
    """
    silent = set(silent_series(rows, request.measure))
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        if row["series"] not in silent:
            by_name.setdefault(str(row["series"]), []).append(row)
    if len(by_name) <= TOGETHER:
        shown = [row for some in by_name.values() for row in some]
        return [_draw(shown, request, LARGE)] if shown else []
    alone = ChartRequest(request.measure, request.scale)
    return [_draw(by_name[name], alone, _SMALL, name) for name in _most_frequent(by_name)]


@dataclass(frozen=True, slots=True)
class TermChart:
    """The chart of a term by groups: one line for each of the largest; `left_out` groups have none."""

    term: str
    chart: Chart
    left_out: int


def draw_by_term(rows: Sequence[Row], request: ChartRequest) -> list[TermChart]:
    """Lay out one chart per term, with its most frequent groups as lines, six at most.

    Returns [] for few series, which small charts show well, and if there is only one term or no group.
    """
    silent = set(silent_series(rows, request.measure))
    terms: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        if row["series"] not in silent:
            term, _, group = str(row["series"]).rpartition(" · ")
            terms.setdefault(term, {}).setdefault(group, []).append({**row, "series": group})
    if not request.is_grouped or len(terms) < 2 or sum(map(len, terms.values())) <= FEW:
        return []
    kept = {term: _most_frequent(groups)[:TOGETHER] for term, groups in terms.items()}
    together = list(dict.fromkeys(name for names in kept.values() for name in names))
    looks = {name: (number % _COLOURS, number // _COLOURS % _DASHES) for number, name in enumerate(together)}
    alone = replace(request, is_grouped=False, looks=looks)
    charts = []
    for term, groups in terms.items():
        shown = [row for name in kept[term] for row in groups[name]]
        charts.append(TermChart(term, _draw(shown, alone, LARGE), len(groups) - len(kept[term])))
    return charts


def _most_frequent(series: Mapping[str, Sequence[Row]]) -> list[str]:
    return sorted(series, key=lambda name: -_sum(series[name]))


def _sum(rows: Sequence[Row]) -> float:
    return sum(_number(row["occurrences"]) or 0 for row in rows)


def silent_series(rows: Sequence[Row], measure: str) -> list[str]:
    """Return the series that charts of more than six leave out: those never above zero."""
    highest: dict[str, float] = {}
    for row in rows:
        name = str(row["series"])
        highest[name] = max(highest.get(name, 0.0), _number(row[measure]) or 0.0)
    return [name for name, value in highest.items() if not value] if len(highest) > TOGETHER else []


def _draw(rows: Sequence[Row], request: ChartRequest, frame: Frame, name: str = "") -> Chart:
    values = _values(rows, request)
    scale = make_scale(
        _all_values(rows, values, request), request.scale, is_share=_is_share(request), ticks=frame.ticks
    )
    frame = frame.with_room(scale)
    periods = list(dict.fromkeys(str(row["period"]) for row in rows))
    across = frame.across(periods)
    corpora = request.composition.corpora
    has_strip = len(corpora) > 1
    bottom = frame.height - frame.bottom
    room = (bottom - frame.top) * (_EVENT_ROOM if request.events else 1.0)
    plot = _Plot(across, bottom, room, scale)
    lines = _lines(rows, values, request, plot)
    return Chart(
        frame.width,
        frame.height + (STRIP_ROOM if has_strip else 0),
        frame.left,
        frame.width - frame.right,
        frame.top,
        bottom,
        name,
        lines,
        [(y, text) for tick, text in scale.ticks if (y := plot.height(tick)) is not None],
        _marks(periods, across, request.events, frame),
        place_ends(lines, frame) if not name else [],
        draw_strip(request.composition, across, frame.height) if has_strip else [],
        [(corpus, strip_colour(number)) for number, corpus in enumerate(corpora)] if has_strip else [],
        is_cut=any(high > scale.high for high in _upper_bounds(rows, request)),
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """The positions of periods and values: `bottom` is the axis, `room` the height of the scale."""

    across: Mapping[str, float]
    bottom: float
    room: float
    scale: Scale

    @property
    def top(self) -> float:
        """The position of the highest value of the scale."""
        return round(self.bottom - self.room, 1)

    def height(self, value: float) -> float | None:
        place = self.scale.place(value)
        return None if place is None else round(self.bottom - place * self.room, 1)


def _is_share(request: ChartRequest) -> bool:
    return request.scale == "share" or request.measure.endswith("_share")


def _values(rows: Sequence[Row], request: ChartRequest) -> list[float | None]:
    """Return the drawn value of each row: the measure, or its share of the series' highest value."""
    values = [_number(row[request.measure]) for row in rows]
    if request.scale != "share":
        return values
    highest: dict[object, float] = {}
    for row, value in zip(rows, values, strict=True):
        highest[row["series"]] = max(highest.get(row["series"], 0.0), value or 0.0)
    return [
        None if value is None else value / (highest[row["series"]] or 1.0)
        for row, value in zip(rows, values, strict=True)
    ]


def _all_values(rows: Sequence[Row], values: Sequence[float | None], request: ChartRequest) -> list[float]:
    """Return all values that need room: those of the lines, and upper bounds as far as BAND_ROOM."""
    known = [value for value in values if value is not None]
    most = BAND_ROOM * max(known, default=0.0)
    return [*known, *(min(high, most) for high in _upper_bounds(rows, request))]


def _upper_bounds(rows: Sequence[Row], request: ChartRequest) -> list[float]:
    if not _has_bands(request):
        return []
    return [high for row in rows if (high := _number(row.get("high"))) is not None]


def _has_bands(request: ChartRequest) -> bool:
    return request.measure == "per_million_tokens" and request.scale != "share"


def _lines(
    rows: Sequence[Row], values: Sequence[float | None], request: ChartRequest, plot: _Plot
) -> list[Line]:
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    looks = request.looks or _looks(names, request.is_grouped)
    periods = list(plot.across)
    lines = []
    for name in names:
        points = [
            Spot(plot.across[str(row["period"])], y, row)
            for row, value in zip(rows, values, strict=True)
            if row["series"] == name and value is not None and (y := plot.height(value)) is not None
        ]
        runs = _runs(points, periods)
        paths = [" ".join(f"{point.x},{point.y}" for point in run) for run in runs if len(run) > 1]
        bands = [band for run in runs if _has_bands(request) and (band := _band(run, plot))]
        lines.append(Line(name, *looks[name], points, paths, bands))
    return lines


def _looks(names: Sequence[str], is_grouped: bool) -> dict[str, tuple[int, int]]:
    """Return the colour and dash of each series; of several terms in groups, each term has a colour."""
    terms = list(dict.fromkeys(name.rpartition(" · ")[0] for name in names))
    if not is_grouped or len(terms) < 2:
        return {name: (number % _COLOURS, 0) for number, name in enumerate(names)}
    groups = list(dict.fromkeys(name.rpartition(" · ")[2] for name in names))
    return {
        name: (terms.index(term) % _COLOURS, groups.index(group) % _DASHES)
        for name in names
        for term, _, group in [name.rpartition(" · ")]
    }


def _runs(points: Sequence[Spot], periods: Sequence[str]) -> list[list[Spot]]:
    """Return the runs of points in adjacent periods."""
    index = {period: number for number, period in enumerate(periods)}
    runs: list[list[Spot]] = []
    for point in points:
        if runs and index[point.period] == index[runs[-1][-1].period] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _band(run: Sequence[Spot], plot: _Plot) -> str:
    """Return the outline of a run's bounds, cut at the top of the scale; empty for fewer than two bounds."""
    bounds = [
        (spot.x, low, high)
        for spot in run
        if (bottom := _number(spot.row.get("low"))) is not None
        and (top := _number(spot.row.get("high"))) is not None
        and (high := plot.height(top)) is not None
        and (low := plot.height(max(bottom, plot.scale.low))) is not None
    ]
    if len(bounds) < 2:
        return ""
    there = [f"{x},{y}" for x, y in _cut_above([(x, high) for x, _, high in bounds], plot.top)]
    back = [f"{x},{low}" for x, low, _ in reversed(bounds)]
    return " ".join([*there, *back])


def _cut_above(line: Sequence[tuple[float, float]], top: float) -> list[tuple[float, float]]:
    """Return a line cut at a height, with a point where it leaves the picture and one where it returns."""
    shown = [(line[0][0], max(line[0][1], top))]
    for (x, y), (next_x, next_y) in itertools.pairwise(line):
        if (y < top) != (next_y < top):
            shown.append((round(x + (next_x - x) * (top - y) / (next_y - y), 1), top))
        shown.append((next_x, max(next_y, top)))
    return shown


def place_ends(lines: Sequence[Line], frame: Frame = LARGE) -> list[EndLabel]:
    """Return a label for the last point of each line, at least one text line apart, from the top down."""
    ends = sorted((line.points[-1].y, line.number, line.name) for line in lines if line.points)
    lowest = frame.height - frame.bottom - _NAME_HEIGHT * (len(ends) - 1)
    labels, least = [], float(frame.top)
    names = shorten_names([clean(line.name) for line in lines], _NAME_CELLS)
    for place, (end, number, name) in enumerate(ends):
        y = min(max(end, least), lowest + _NAME_HEIGHT * place)
        labels.append(EndLabel(names[clean(name)], number, round(y, 1)))
        least = y + _NAME_HEIGHT
    return labels


def _marks(
    periods: Sequence[str], across: Mapping[str, float], events: Mapping[str, str], frame: Frame
) -> list[Mark]:
    marks, free = [], -float("inf")
    for number, period in enumerate(periods):
        event = events.get(period, "")
        is_told = bool(event) and across[period] - free >= _EVENT_APART
        free = across[period] if is_told else free
        marks.append(Mark(across[period], period, frame.names(number, len(periods)), event, is_told))
    return marks


def _number(value: str | float | None) -> float | None:
    return None if value is None or isinstance(value, str) else value
