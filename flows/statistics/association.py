"""Association: how much more often two things occur together than chance would have it."""

from __future__ import annotations

import math


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return Dunning's G2 of two things in `total` passages: `first` have the one, `second` the other, `both` the two.

    Dunning (1993), Accurate methods for the statistics of surprise and coincidence: 2 Σ O ln(O / E) over the four cells.
    """
    cells = (
        (both, first * second),
        (first - both, first * (total - second)),
        (second - both, (total - first) * second),
        (total - first - second + both, (total - first) * (total - second)),
    )
    return 2 * sum(
        seen * math.log(seen * total / product) for seen, product in cells if seen > 0 and product > 0
    )
