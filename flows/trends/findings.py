"""Findings about a series: first and last use, peak, trend, bursts, dispersion and change of level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.statistics import Burst, deviation_of_proportions, find_bursts, find_change, trend_test
from flows.trends.request import SeriesKind
from flows.trends.series import Series, SeriesTable

_SIGNIFICANT = 0.05
_SMALL_P = 0.001


class SeriesStatistics(NamedTuple):
    """The statistics of one series. All of them leave out periods without text.

    The slope is per period, and periods without text count as elapsed time. Trend, change point and peak are
    of the request's measure. `after_peak` is the trend after the peak, so that a series that rose and fell is
    not called "no trend"; the peak itself was chosen as the highest and is left out. `bursts` are of
    documents (Kleinberg), as `first–last`. `dp_norm` is Gries' dispersion over the periods, by tokens.
    `change` is the first period of a new level (Pettitt, p < 0.05), else empty.
    """

    series: str
    periods: int
    occurrences: float
    first: str
    peak: str
    last: str
    verdict: str
    slope: float | None
    slope_low: float | None
    slope_high: float | None
    tau: float | None
    p: float | None
    method: str
    after_peak: str
    after_peak_p: float | None
    bursts: str
    dp_norm: float | None
    change: str
    change_p: float | None
    level_before: float | None
    level_after: float | None


STATISTICS = list(SeriesStatistics._fields)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Occurrences of a concept outside the years in which it existed: a namesake, or a look back or ahead."""

    series: str
    term: str
    side: str  # before or after
    date: str  # the concept's date
    occurrences: int


def describe_series(table: SeriesTable) -> list[SeriesStatistics]:
    """Return the statistics of each series with known counts."""
    known = (series for series in table.series if series.spec.typed not in table.lacking)
    return [_describe(series, table.request.column) for series in known]


def _describe(series: Series, column: str) -> SeriesStatistics:
    points, places = series.known, [place for place, point in enumerate(series.points) if point.is_known]
    periods = [point.period for point in points]
    rates = [point.rate(column) or 0.0 for point in points]
    counts = [float(point.counts.occurrences) for point in points]
    used = [period for period, count in zip(periods, counts, strict=True) if count > 0]
    peak = rates.index(max(rates)) if used else 0
    trend = trend_test(rates, times=places)
    after = trend_test(rates[peak + 1 :], times=places[peak + 1 :])
    change = find_change(rates)
    documents = [float(point.counts.documents) for point in points]
    bursts = find_bursts(documents, [point.total.documents for point in points])
    _, dispersion = deviation_of_proportions(counts, [point.total.tokens for point in points])
    levels: tuple[str, float | None, float | None, float | None] = ("", None, None, None)
    if change:
        since = periods[change.at] if change.p < _SIGNIFICANT else ""
        levels = (since, _round_p(change.p), _round(change.before), _round(change.after))
    return SeriesStatistics(
        series.name,
        len(points),
        _whole(sum(counts)),
        used[0] if used else "",
        periods[peak] if used else "",
        used[-1] if used else "",
        trend.verdict,
        _round(trend.slope),
        _round(trend.slope_low),
        _round(trend.slope_high),
        _round(trend.tau),
        _round_p(trend.p),
        trend.method,
        after.verdict,
        _round_p(after.p),
        ", ".join(_span(burst, periods) for burst in bursts),
        _round(dispersion),
        *levels,
    )


def _span(burst: Burst, periods: Sequence[str]) -> str:
    if burst.last == burst.first:
        return periods[burst.first]
    return f"{periods[burst.first]}–{periods[burst.last]}"


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(float(value), 3)


def _round(value: float, digits: int = 4) -> float | None:
    return None if math.isnan(value) else round(value, digits) + 0.0  # never -0.0


def _round_p(value: float) -> float | None:
    """Return a p with six decimals, or with three digits where it is small: no test finds a p of 0."""
    if math.isnan(value):
        return None
    return round(value, 6) if value >= _SMALL_P else float(f"{value:.3g}")


def find_doubts(table: SeriesTable, lexicon: Lexicon) -> list[Doubt]:
    """Return the series with occurrences outside the years of their concept.

    Read these before quoting them: 小巨人 in 2013, for example, is a city's scheme, not the national one.
    Only calendar periods can be checked.
    """
    doubts = []
    for series in table.series:
        if series.spec.kind is not SeriesKind.CONCEPT or not all(
            _has_year(point.period) for point in series.points
        ):
            continue
        concept = lexicon.concepts[series.spec.value]
        for side, day in (("before", concept.valid_from), ("after", concept.valid_to)):
            counts = (
                point.counts.occurrences for point in series.points if _is_outside(point.period, side, day)
            )
            if day and (number := int(sum(counts))):
                doubts.append(Doubt(series.name, series.spec.typed, side, day, number))
    return doubts


def _has_year(period: str) -> bool:
    """Return whether a period is a calendar period: 2019, 2019-Q3 or 2019-07."""
    return period[:4].isdigit() and period[4:5] in ("", "-")


def _is_outside(period: str, side: str, day: str) -> bool:
    if side == "before":
        return period[:4] < day[:4]
    return period[:4] > day[:4]
