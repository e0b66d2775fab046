"""Charts as numbers: where lines, points, bars and labels stand.

The templates draw them, each point a link.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 320, 64, 14, 12, 34
_LABELS = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` are series with their points (x, y, period, row).

    `ticks` of the value axis and `labels` of the time axis.
    """

    width: int
    height: int
    left: int
    right: int
    lines: list[dict[str, Any]]
    ticks: list[tuple[float, str]]
    labels: list[tuple[float, str]]


def draw_lines(rows: Sequence[dict[str, Any]], measure: str) -> Chart:
    """Lay out one line a series over its periods, broken where the measure is unknown."""
    periods = list(dict.fromkeys(row["period"] for row in rows))
    highest = max((row[measure] for row in rows if row[measure] is not None), default=0) or 1
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
            {"x": at[row["period"]], "y": place(row[measure]), "period": row["period"], "row": row}
            for row in rows
            if row["series"] == name and row[measure] is not None
        ]
        lines.append(
            {"name": name, "number": number % 8, "points": points, "paths": list(_paths(points, periods))}
        )
    every = -(-len(periods) // _LABELS)
    return Chart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _WIDTH - _RIGHT,
        lines,
        [(place(tick), f"{tick:,.10g}") for tick in ticks],
        [(at[period], period) for number, period in enumerate(periods) if number % every == 0],
    )


def draw_years(counts: Mapping[str, int]) -> dict[str, Any] | None:
    """Lay out bars of hits a year, 10 wide and at most 56 high, every year between the first and the last.

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
        bars.append(
            {
                "year": year,
                "count": count,
                "x": 10 * number,
                "height": max(1.0, round(56 * count / highest, 1)) if count else 0,
            }
        )
    return {"bars": bars, "width": 10 * len(bars), "undated": counts.get("", 0)}


def _paths(points: Sequence[dict[str, Any]], periods: Sequence[str]) -> list[str]:
    """Return the runs of points in neighbouring periods as SVG point lists."""
    index = {period: number for number, period in enumerate(periods)}
    runs: list[list[dict[str, Any]]] = []
    for point in points:
        if runs and index[point["period"]] == index[runs[-1][-1]["period"]] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [" ".join(f"{point['x']},{point['y']}" for point in run) for run in runs if len(run) > 1]


def nice_ticks(highest: float, number: int = 5) -> list[float]:
    """Return values from 0 to at least `highest`, about `number` steps of 1, 2 or 5 × a power of ten."""
    raw = highest / number
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    count = math.ceil(round(highest / step, 9))
    return [round(step * i, 10) for i in range(count + 1)]
