"""Detect a last period that ends after the stored text does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from flows.records import last_day
from flows.search import Collection
from flows.store.documents import days_of_text, end_of_text
from flows.text import last_known_day, this_day
from flows.trends.periods import period_bounds
from flows.trends.request import SeriesRequest
from flows.trends.series import SeriesTable

_USUAL = 0.9  # of the pauses
_LEAST_PAUSES = 10  # fewer do not show what is usual


class UnfinishedPeriod(NamedTuple):
    """A period that ends after the newest date of the text. `is_tested`: statistics treat it as complete."""

    period: str
    newest: str
    is_tested: bool = False


def find_unfinished(
    collection: Collection, request: SeriesRequest, periods: Sequence[str]
) -> UnfinishedPeriod | None:
    """Return the last of the periods if it ends after the newest document, else None.

    The documents are those of the corpora asked for, or of the whole store. A document dated in the future is
    not the newest: its period is not over either. A document dated by year or month may be from the last day
    of it so far. A period that is over counts as complete if the rest of it is no longer than the 90th
    percentile of the pauses between days with documents, over the last year of the text, if there are ten or
    more (so text that ends on 30 December covers its year).
    """
    newest = end_of_text(collection.store, request.axis, request.corpora)
    if not periods or not newest:
        return None
    end = last_day(period_bounds(periods[-1], request.by).last or "")
    reached = min(last_day(newest), last_known_day().isoformat())
    if end <= reached or _is_usual_pause(collection, request, reached, end):
        return None
    return UnfinishedPeriod(periods[-1], newest, request.statistics)


def _is_usual_pause(collection: Collection, request: SeriesRequest, reached: str, end: str) -> bool:
    """Return whether the time from `reached` to the `end` of a period that is over is a usual pause."""
    if end >= this_day().isoformat():
        return False
    days = days_of_text(collection.store, request.axis, reached, request.corpora)
    pauses = sorted(later - day for day, later in pairwise(days))
    if len(pauses) < _LEAST_PAUSES:
        return False
    left = date.fromisoformat(end) - date.fromisoformat(reached)
    return left <= pauses[ceil(_USUAL * len(pauses)) - 1]


def find_unfinished_of(collection: Collection, table: SeriesTable) -> UnfinishedPeriod | None:
    """Return the last period of a table, whose series share the same periods, if it is not over."""
    periods = [point.period for series in table.series[:1] for point in series.points]
    return find_unfinished(collection, table.request, periods)
