"""Sums of series per province over all their periods: the numbers of a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from flows.store.series import PeriodTotal
from flows.trends import Counts, Point, Series, SeriesTable

_SUMMED = ("tokens", "characters", "passages", "documents", "unannotated")


def sum_places(table: SeriesTable) -> dict[str, dict[str, Point]]:
    """Return, by term as typed and by group, the sum of the points of each series.

    Each document is in one period and one group, so counts and sizes add up, and the rate of a sum is exact.
    """
    places: dict[str, dict[str, Point]] = {}
    for series in table.series:
        places.setdefault(series.spec.typed, {})[series.group or ""] = sum_points(series.points)
    return places


def sum_periods(table: SeriesTable, measure: str) -> SeriesTable:
    """Return a table with one point per series, the sum of its points; per term, highest rate first."""
    span = name_span(table)
    sums = [replace(sum_points(one.points), period=span) for one in table.series]
    series = [replace(one, points=[point]) for one, point in zip(table.series, sums, strict=True)]
    terms = list(dict.fromkeys(one.spec.typed for one in series))

    def place(one: Series) -> tuple[int, float]:
        rate = one.points[0].rate(measure)
        return terms.index(one.spec.typed), 1.0 if rate is None else -rate

    return replace(table, series=sorted(series, key=place))


def name_span(table: SeriesTable) -> str:
    """Return the first and last period of a table as a range: 2013–2026."""
    periods = list(dict.fromkeys(point.period for series in table.series for point in series.points))
    return "–".join(dict.fromkeys([*periods[:1], *periods[-1:]]))


def sum_points(points: Iterable[Point]) -> Point:
    """Return the sum of points, leaving out those with unknown counts.

    Tokens are unknown (0) if they are for one of the points: words are then counted in all text.
    """
    known = [point for point in points if not point.is_blank]
    counts = (sum(map(attrgetter(name), (point.counts for point in known))) for name in Counts._fields)
    sizes = {name: sum(getattr(point.total, name) for point in known) for name in _SUMMED}
    total = PeriodTotal("", "", **sizes)
    if any(point.total.unannotated and not point.total.tokens for point in known):
        total = total._replace(tokens=0, characters=0)
    loose = [point.loose for point in known]
    return Point("", Counts(*counts), None if None in loose else sum(filter(None, loose)), total)
