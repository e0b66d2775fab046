"""The share of a category, corrected for the errors of the classifier that assigned it.

Our own: quantification packages bring their own classifiers, while this needs only the measured rates of
ours.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_DRAWS, _SEED = 500, 20240715


def adjusted_share(predicted: Any, recall: float, false_rate: float) -> float:
    """Return the share of passages with a label, 0 to 1, from a classifier's predictions.

    Adjusted classify-and-count: (share predicted - false positive rate) / (recall - false positive rate).
    Raises ValueError if the classifier is uninformative: a recall not above the false positive rate.

    Source: Forman (2008), Quantifying counts and costs via classification, Data Mining and Knowledge
    Discovery 17(2).
    """
    if recall <= false_rate:
        raise ValueError("a recall that is not above the false positive rate tells nothing about shares")
    observed = float(np.mean(predicted)) if len(predicted) else 0.0
    return float(np.clip((observed - false_rate) / (recall - false_rate), 0, 1))


def adjusted_interval(
    predicted: Any, hits: int, positives: int, false: int, negatives: int
) -> tuple[float, float, float]:
    """Return the adjusted share with its 95 % interval, by 500 draws.

    Draws are of the share marked and of the classifier's rates, which were measured on `positives` passages
    with the label (`hits` of them found) and `negatives` without it (`false` of them wrongly marked). Each is
    drawn from the Beta distribution of its count with Jeffreys' prior, so that a count of zero still has an
    upper bound (Brown, Cai and DasGupta 2001, Interval estimation for a binomial proportion, Statistical
    Science 16(2)).

    If fewer passages are marked than the measured false rate alone would mark, the adjusted share is 0, and
    these texts have fewer false marks than the measured ones. The upper bound is then that of the share
    marked, divided by the recall. For the lower bound of an adjusted share of 1, the recall is taken as 1
    instead. Raises ValueError if there are no positives or no negatives.
    """
    if not positives or not negatives:
        raise ValueError("the rates need measured positives and negatives")
    rng = np.random.default_rng(_SEED)
    observed = np.asarray(predicted, dtype=float)
    marked = observed.sum()
    point = adjusted_share(observed, hits / positives, false / negatives)
    recalls = rng.beta(hits + 0.5, positives - hits + 0.5, _DRAWS)
    false_rates = rng.beta(false + 0.5, negatives - false + 0.5, _DRAWS)
    shares = rng.beta(marked + 0.5, len(observed) - marked + 0.5, _DRAWS)
    is_informative = recalls > false_rates
    drawn = (shares - false_rates)[is_informative] / (recalls - false_rates)[is_informative]
    if not drawn.size:
        return point, 0.0, 1.0
    low, high = np.percentile(drawn, [2.5, 97.5])
    if point == 0:
        high = max(high, np.percentile(shares / recalls, 97.5))
    if point == 1:
        low = min(low, np.percentile((shares - false_rates) / (1 - false_rates), 2.5))
    return point, float(np.clip(low, 0, point)), float(np.clip(high, point, 1))
