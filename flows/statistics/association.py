"""Association: how much more often things occur together, or in one place, than chance predicts.

A single formula of the log-likelihood ratio G2 serves all uses here. scipy's `power_divergence` also computes
it, but takes more than a hundred times as long per table, and a large corpus has a million pairs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return G2 of two features among `total` passages (Dunning 1993).

    `first` passages have one feature, `second` the other, `both` have both. The cells are those of the 2 x 2
    table.

    Source: Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1).
    """
    return _g2(
        total,
        (
            (both, first * second),
            (first - both, first * (total - second)),
            (second - both, (total - first) * second),
            (total - first - second + both, (total - first) * (total - second)),
        ),
    )


def two_cell_log_likelihood(here: int, there: int, size_here: int, size_there: int) -> float:
    """Return G2 of a term in two corpora of the given sizes in tokens (Rayson and Garside 2000).

    Only the two cells with the term count: the expected value of each is the corpus's share of all
    occurrences.

    Source: Rayson and Garside (2000), Comparing corpora using frequency profiling, Workshop on Comparing
    Corpora.
    """
    occurrences = here + there
    return _g2(size_here + size_there, ((here, size_here * occurrences), (there, size_there * occurrences)))


def _g2(total: int, cells: Iterable[tuple[int, int]]) -> float:
    """Return 2 Σ O ln(O / E) over cells of (observed O, product of margins), where E is product / total."""
    return 2 * sum(
        observed * math.log(observed * total / product)
        for observed, product in cells
        if observed > 0 and product > 0
    )
