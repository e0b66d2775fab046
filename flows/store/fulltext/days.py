"""Days as numbers that sort, and how much a passage of a day weighs."""

from __future__ import annotations

import math


def date_number(date: str) -> int:
    """Return an ISO date, month or year as a number that sorts: `2021-03-12` is 20210312, `2021-03` 20210300.

    "" is 0.
    """
    year, month, day = [*(int(part) for part in date.split("-") if part), 0, 0, 0][:3]
    return year * 10000 + month * 100 + day


def date_bound(date: str, *, upper: bool = False) -> int:
    """Return the number that bounds dates from below, or with `upper` from above.

    `date` is an ISO date, month or year: `2021-03` is 20210300 or 20210399.
    """
    parts = [int(part) for part in date.split("-")]
    filler = 99 * upper
    year, month, day = ([*parts, filler, filler])[:3]
    if not upper and day == 1 and len(parts) == 3:
        day = 0  # a document known by its month only counts from the first of that month
        if month == 1:
            month = 0
    return year * 10000 + month * 100 + day


def recent_weight(weight: int, date: str) -> int:
    """Return w such that log2(2 + w) is 20 log2(2 + weight), halved for every five years before 2035.

    Tantivy multiplies a score by log2(2 + w), so a passage counts half as much as the same one five years
    later. Without a date it counts as one of 1990.
    """
    years = 2035 - int(date[:4] or 1990)
    return max(0, round(math.exp2(min(60.0, 20 * math.log2(2 + weight) * math.exp2(-years / 5))) - 2))
