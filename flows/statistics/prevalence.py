"""The share of a category, corrected for the errors of the classifier that assigned it.

Our own: the packages for quantification bring their own classifiers, while this needs only the measured rates
of ours.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_DRAWS, _SEED = 500, 20240715


def adjusted_share(predicted: Any, recall: float, false_rate: float) -> float:
    """Return the share of passages that have a label, 0 to 1, from what a classifier predicted.

    Adjusted classify-and-count: (share predicted - false positive rate) / (recall - false positive rate).
    Raises ValueError where the classifier tells nothing: a recall not above the false positive rate.

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
    """Return the adjusted share with its 95 % interval, by 500 bootstrap draws.

    The passages are drawn again, and so are the classifier's rates, which were measured on `positives`
    passages with the label (`hits` of them found) and `negatives` without it (`false` of them wrongly
    marked). Raises ValueError where there are no positives or no negatives.
    """
    if not positives or not negatives:
        raise ValueError("the rates need measured positives and negatives")
    rng = np.random.default_rng(_SEED)
    observed = np.asarray(predicted, dtype=float)
    point = adjusted_share(observed, hits / positives, false / negatives)
    # Beta draws with Jeffreys' prior: a rate measured as 0 or 1 is not certain.
    recalls = rng.beta(hits + 0.5, positives - hits + 0.5, _DRAWS)
    falses = rng.beta(false + 0.5, negatives - false + 0.5, _DRAWS)
    size = max(len(observed), 1)
    shares = rng.binomial(size, observed.sum() / size, _DRAWS) / size
    drawn = [
        adjusted_share([share], recall, wrong)
        for share, recall, wrong in zip(shares, recalls, falses, strict=True)
        if recall > wrong
    ]
    if not drawn:
        return point, point, point
    low, high = np.percentile(drawn, [2.5, 97.5])
    return point, min(float(low), point), max(float(high), point)
