"""Keyness: terms more frequent in one corpus than another. Dispersion: how evenly a term is spread.

Our own, because scipy has the tests (chi-squared, false discovery control) but neither the effect size nor
the dispersion.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.statistics.association import two_cell_log_likelihood

_Z95 = 1.959963984540054  # the 97.5 % quantile of the normal distribution


@dataclass(frozen=True, slots=True)
class Key:
    """The keyness of a term; `q` is `p` corrected for all terms compared (Benjamini and Hochberg 1995).

    `low` and `high` are the 95 % interval of the Log Ratio.
    """

    term: str
    here: int
    there: int
    g2: float
    p: float
    q: float
    log_ratio: float
    low: float
    high: float


def log_ratio(here: int, there: int, size_here: int, size_there: int) -> tuple[float, float, float]:
    """Return the Log Ratio, log2 of the ratio of two relative frequencies, with its 95 % interval.

    A count of zero is replaced by 0.5, as in CQPweb. The interval is that of the log of a rate ratio, ± 1.96
    sqrt(1/a + 1/b).

    Source: Hardie (2014), Log Ratio: an informal introduction.
    """
    a, b = here or 0.5, there or 0.5
    value = math.log2((a / size_here) / (b / size_there))
    half = _Z95 * math.sqrt(1 / a + 1 / b) / math.log(2)
    return value, value - half, value + half


def compare(
    here: Mapping[str, int], there: Mapping[str, int], size_here: int, size_there: int, *, minimum: int = 3
) -> list[Key]:
    """Return the keyness of each term with at least `minimum` occurrences in total, highest G2 first.

    Sizes are in tokens; [] if one is 0. Terms more frequent here have a positive Log Ratio.
    """
    from scipy import stats  # takes half a second to import: only when corpora are compared

    terms = sorted(term for term in {*here, *there} if here.get(term, 0) + there.get(term, 0) >= minimum)
    if not terms or not size_here or not size_there:
        return []
    counts = [(here.get(term, 0), there.get(term, 0)) for term in terms]
    scores = [two_cell_log_likelihood(*pair, size_here, size_there) for pair in counts]
    p = stats.chi2.sf(scores, 1)
    q = stats.false_discovery_control(p, method="bh")
    keys = [
        Key(term, *pair, score, float(raw), float(corrected), *log_ratio(*pair, size_here, size_there))
        for term, pair, score, raw, corrected in zip(terms, counts, scores, p, q, strict=True)
    ]
    return sorted(keys, key=lambda key: (-key.g2, key.term))


def deviation_of_proportions(counts: Sequence[float], sizes: Sequence[int]) -> tuple[float, float]:
    """Return the deviation of proportions DP over the parts of a corpus, and its normalised form.

    DP = ½ Σ |share of the occurrences - share of the corpus|: 0 for an even spread, towards 1 for a clump.
    The normalised form is DP / (1 - smallest share of the corpus). Both are NaN if the term or the corpus is
    empty.

    Sources: Gries (2008), Dispersions and adjusted frequencies in corpora; Lijffijt and Gries (2012),
    correction to it, both International Journal of Corpus Linguistics.
    """
    if not sum(counts) or not sum(sizes):
        return math.nan, math.nan
    observed = [count / sum(counts) for count in counts]
    expected = [size / sum(sizes) for size in sizes]
    deviation = sum(abs(one - other) for one, other in zip(observed, expected, strict=True)) / 2
    smallest = min(expected)
    if smallest == 1:
        return deviation, 0.0
    return deviation, deviation / (1 - smallest)
