"""Confidence intervals of shares, by scipy."""

from __future__ import annotations


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of the share part / whole; (0, 1) for 0 / 0. Valid for small numbers.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22(158).
    """
    from scipy.stats import binomtest  # takes half a second to import: only when an interval is computed

    if not whole:
        return 0.0, 1.0
    interval = binomtest(part, whole).proportion_ci(confidence_level=0.95, method="wilson")
    return float(interval.low), float(interval.high)
