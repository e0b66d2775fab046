"""Corrected shares on simulated passages whose true share is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.statistics.prevalence import adjusted_interval, adjusted_share, em_interval, em_share

TRAINED = 0.3


def simulate(share: float, count: int = 20_000, seed: int = 5) -> tuple[Any, Any]:
    """Return truth and probabilities calibrated at TRAINED: scores are normal about -1 (no) and +1 (yes)."""
    rng = np.random.default_rng(seed)
    truth = rng.random(count) < share
    scores = rng.normal(np.where(truth, 1, -1), 1.2)
    odds = TRAINED / (1 - TRAINED) * np.exp(2 * scores / 1.2**2)
    return truth, odds / (1 + odds)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.6, 0.95])
def test_both_methods_find_the_share_that_counting_misses(share: float) -> None:
    truth, probabilities = simulate(share)
    known, measured = simulate(TRAINED, seed=6)
    recall, false_rate = float((measured[known] > 0.5).mean()), float((measured[~known] > 0.5).mean())
    assert adjusted_share(probabilities > 0.5, recall, false_rate) == pytest.approx(truth.mean(), abs=0.02)
    assert em_share(probabilities, TRAINED) == pytest.approx(truth.mean(), abs=0.02)
    if share != TRAINED:
        assert abs((probabilities > 0.5).mean() - truth.mean()) > abs(
            em_share(probabilities, TRAINED) - truth.mean()
        )


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = [0, 0]
    for seed in range(40):
        _, probabilities = simulate(0.15, 400, seed)
        known, measured = simulate(TRAINED, 500, 1000 + seed)
        said = measured > 0.5
        counts = int((said & known).sum()), int(known.sum()), int((said & ~known).sum()), int((~known).sum())
        for method, (_, low, high) in enumerate(
            (adjusted_interval(probabilities > 0.5, *counts), em_interval(probabilities, TRAINED))
        ):
            held[method] += low <= 0.15 <= high
    assert all(count >= 34 for count in held), held


@given(st.lists(st.floats(0, 1), max_size=30), st.floats(0.01, 0.99))
def test_shares_are_shares(probabilities: list[float], trained: float) -> None:
    point, low, high = em_interval(probabilities, trained)
    assert 0 <= low <= point <= high <= 1


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 20), st.integers(1, 20))
def test_adjusted_interval_bounds(predicted: list[bool], positives: int, negatives: int) -> None:
    point, low, high = adjusted_interval(predicted, positives, positives, 0, negatives)
    assert 0 <= low <= point <= high <= 1
    assert point == pytest.approx(np.mean(predicted) if predicted else 0)


@pytest.mark.parametrize(("recall", "false_rate"), [(0.5, 0.5), (0.2, 0.6), (0, 0)])
def test_a_classifier_that_tells_nothing(recall: float, false_rate: float) -> None:
    with pytest.raises(ValueError, match="tells nothing"):
        adjusted_share([True], recall, false_rate)


@pytest.mark.parametrize("share", [0, 1, -1, 2])
def test_impossible_trained_share(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        em_share([0.5], share)
