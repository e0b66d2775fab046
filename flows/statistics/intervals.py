"""Intervals of shares."""

from __future__ import annotations

from scipy import stats


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927, Probable inference), which holds for small numbers, too.

    Of nothing, a share may be anything: 0 to 1.
    """
    if not whole:
        return 0.0, 1.0
    interval = stats.binomtest(part, whole).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
