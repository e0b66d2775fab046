"""Find the last period of a series where the stored text ends before it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.records import last_day
from flows.search import Collection
from flows.store import end_of_text
from flows.text import last_known_day
from flows.trends.periods import period_bounds
from flows.trends.request import SeriesRequest
from flows.trends.series import SeriesTable


class UnfinishedPeriod(NamedTuple):
    """A period that ends after the newest date of the store. `is_tested`: statistics take it as a whole."""

    period: str
    newest: str
    is_tested: bool = False


def find_unfinished(
    collection: Collection, request: SeriesRequest, periods: Sequence[str]
) -> UnfinishedPeriod | None:
    """Return the last of the periods if it ends after the newest document of the whole store, else None.

    A document dated in the future is not the newest: its period is not over either. One that is dated by a
    year or month may be of the last day of it that has come.
    """
    newest = end_of_text(collection.store, request.axis)
    if not periods or not newest:
        return None
    end = last_day(period_bounds(periods[-1], request.by).last or "")
    reached = min(last_day(newest), last_known_day().isoformat())
    return UnfinishedPeriod(periods[-1], newest, request.statistics) if end > reached else None


def find_unfinished_of(collection: Collection, table: SeriesTable) -> UnfinishedPeriod | None:
    """Return the last period of a table, whose series all have the same ones, where it is not over."""
    periods = [point.period for series in table.series[:1] for point in series.points]
    return find_unfinished(collection, table.request, periods)
