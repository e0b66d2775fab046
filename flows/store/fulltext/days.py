"""Days as sortable numbers, and the weight of a passage by its day."""

from __future__ import annotations

import math
from typing import NamedTuple

from flows.records import DateRange


class DaySpan(NamedTuple):
    """Days from `low` to `high` as numbers, without those in `cut` (`DateRange.cut`)."""

    low: int
    high: int
    cut: tuple[int, ...]


def date_number(date: str) -> int:
    """Return an ISO date, month or year as a number that sorts: `2021-03-12` is 20210312, `2021-03` 20210300.

    "" is 0.
    """
    year, month, day = [*(int(part) for part in date.split("-") if part), 0, 0, 0][:3]
    return year * 10000 + month * 100 + day


def span_days(dates: DateRange) -> DaySpan:
    """Return the numbers of the dates in a range; undated documents (0) are in none."""
    low = max(1, date_number(dates.lower_bound))
    high = date_number(dates.upper_bound) if dates.last else 99_999_999
    return DaySpan(
        low, high, tuple(number for number in map(date_number, dates.cut_periods) if number >= low)
    )


def recent_weight(weight: int, date: str) -> int:
    """Return w such that log2(2 + w) is 20 log2(2 + weight), halved for every five years before 2035.

    Tantivy multiplies a score by log2(2 + w), so a passage counts half as much as the same one five years
    later. An undated passage counts as one of 1990.
    """
    years = 2035 - int(date[:4] or 1990)
    return max(0, round(math.exp2(min(60.0, 20 * math.log2(2 + weight) * math.exp2(-years / 5))) - 2))
