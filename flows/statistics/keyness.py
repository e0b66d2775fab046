"""Keyness: what one set of passages says more often than another; dispersion: how evenly a term is spread."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

COLUMNS = [
    "concept",
    "name",
    "here",
    "there",
    "per_million_here",
    "per_million_there",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "g2",
    "p",
    "q",
]


@dataclass(frozen=True, slots=True)
class Key:
    """One term's keyness. `q` is p after Benjamini and Hochberg over all terms compared."""

    term: str
    here: int
    there: int
    g2: float
    p: float
    q: float
    log_ratio: float
    low: float
    high: float


def g2(here: int, there: int, size_here: int, size_there: int) -> float:
    """Return the two-cell log-likelihood of Rayson and Garside (2000): 2 Σ O ln(O / E), E = size × (here + there) / both sizes."""
    whole = size_here + size_there
    both = here + there
    return 2 * sum(
        seen * math.log(seen * whole / (size * both))
        for seen, size in ((here, size_here), (there, size_there))
        if seen
    )


def log_ratio(here: int, there: int, size_here: int, size_there: int) -> tuple[float, float, float]:
    """Return Hardie's Log Ratio (2014), log2 of the ratio of relative frequencies, with its 95 % interval.

    A zero count is taken as 0.5, as in CQPweb; the interval is the one of the log of a rate ratio, ± 1.96 sqrt(1/a + 1/b).
    """
    a, b = here or 0.5, there or 0.5
    value = math.log2((a / size_here) / (b / size_there))
    half = 1.959963984540054 * math.sqrt(1 / a + 1 / b) / math.log(2)
    return value, value - half, value + half


def compare(
    here: Mapping[str, int], there: Mapping[str, int], size_here: int, size_there: int, *, minimum: int = 3
) -> list[Key]:
    """Return the keyness of every term with at least `minimum` occurrences in both together, the highest G2 first.

    Sizes are tokens, positive. Terms more frequent here have a positive Log Ratio.
    """
    terms = sorted(term for term in {*here, *there} if here.get(term, 0) + there.get(term, 0) >= minimum)
    if not terms or not size_here or not size_there:
        return []
    scores = [g2(here.get(term, 0), there.get(term, 0), size_here, size_there) for term in terms]
    p = stats.chi2.sf(scores, 1)
    q = stats.false_discovery_control(p, method="bh")
    keys = [
        Key(
            term,
            here.get(term, 0),
            there.get(term, 0),
            score,
            float(one),
            float(other),
            *log_ratio(here.get(term, 0), there.get(term, 0), size_here, size_there),
        )
        for term, score, one, other in zip(terms, scores, p, q, strict=True)
    ]
    return sorted(keys, key=lambda key: (-key.g2, key.term))


def deviation_of_proportions(counts: Sequence[float], sizes: Sequence[int]) -> tuple[float, float]:
    """Return Gries' DP (2008) and its normalised form (Lijffijt and Gries 2012) over parts of a corpus.

    DP = ½ Σ |share of the term's occurrences - share of the corpus|; 0 is evenly spread, towards 1 is clumped. DPnorm = DP /
    (1 - smallest share). NaN where the term or the corpus is empty.
    """
    if not sum(counts) or not sum(sizes):
        return math.nan, math.nan
    observed = np.asarray(counts) / sum(counts)
    expected = np.asarray(sizes) / sum(sizes)
    dp = float(np.abs(observed - expected).sum() / 2)
    smallest = float(expected.min())
    return dp, dp / (1 - smallest) if smallest < 1 else 0.0
