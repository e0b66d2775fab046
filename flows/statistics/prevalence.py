"""Shares of a category corrected for the classifier's errors; pure functions on arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

_ROUNDS, _TOLERANCE, _DRAWS, _SEED = 500, 1e-7, 500, 20240715


def adjusted_share(predicted: Any, recall: float, false_rate: float) -> float:
    """Adjusted classify-and-count (Forman 2008): (share predicted - false positive rate) / (recall - false positive rate),
    cut to 0 to 1. Raises ValueError where the classifier tells nothing (recall not above the false positive rate)."""
    if recall <= false_rate:
        raise ValueError(
            f"a recall of {recall} with a false positive rate of {false_rate} tells nothing about shares"
        )
    observed = float(np.mean(predicted)) if len(predicted) else 0.0
    return float(np.clip((observed - false_rate) / (recall - false_rate), 0, 1))


def em_share(probabilities: Any, trained_share: float) -> float:
    """The share that makes calibrated probabilities consistent with themselves (EM of Saerens, Latinne and Decaestecker
    2002). `trained_share` is the share under which the probabilities were calibrated, strictly between 0 and 1."""
    if not 0 < trained_share < 1:
        raise ValueError(f"trained_share {trained_share}: must lie between 0 and 1")
    values = np.asarray(probabilities, dtype=float)
    if not len(values):
        return 0.0
    share = trained_share
    for _ in range(_ROUNDS):
        yes, no = values * share / trained_share, (1 - values) * (1 - share) / (1 - trained_share)
        revised = float(np.mean(yes / np.maximum(yes + no, 1e-300)))
        if abs(revised - share) < _TOLERANCE:
            return revised
        share = revised
    return share


def adjusted_interval(
    predicted: Any, hits: int, positives: int, false: int, negatives: int
) -> tuple[float, float, float]:
    """Return the adjusted share with a 95 % interval: bootstrap over the passages and, for the classifier's rates, over the
    `positives` (of which `hits` were found) and `negatives` (of which `false` were wrongly marked) it was measured on."""
    if not positives or not negatives:
        raise ValueError("the rates need measured positives and negatives")
    rng = np.random.default_rng(_SEED)
    observed = np.asarray(predicted, dtype=float)
    point = adjusted_share(observed, hits / positives, false / negatives)
    # Beta draws with Jeffreys' prior: a rate measured as 0 or 1 isn't certain.
    recalls = rng.beta(hits + 0.5, positives - hits + 0.5, _DRAWS)
    falses = rng.beta(false + 0.5, negatives - false + 0.5, _DRAWS)
    shares = rng.binomial(max(len(observed), 1), observed.mean() if len(observed) else 0, _DRAWS) / max(
        len(observed), 1
    )
    drawn = [
        adjusted_share([share], recall, wrong)
        for share, recall, wrong in zip(shares, recalls, falses, strict=True)
        if recall > wrong
    ]
    return point, *_interval(drawn, point)


def em_interval(probabilities: Any, trained_share: float) -> tuple[float, float, float]:
    """Return the EM share with a 95 % bootstrap interval over the passages."""
    values = np.asarray(probabilities, dtype=float)
    point = em_share(values, trained_share)
    if not len(values):
        return point, point, point
    rng = np.random.default_rng(_SEED)
    drawn = [em_share(rng.choice(values, len(values)), trained_share) for _ in range(_DRAWS // 5)]
    return point, *_interval(drawn, point)


def _interval(drawn: Any, point: float) -> tuple[float, float]:
    if not len(drawn):
        return point, point
    low, high = np.percentile(drawn, [2.5, 97.5])
    return min(float(low), point), max(float(high), point)
