"""Corrected shares on simulated passages whose true share is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.statistics.prevalence import adjusted_interval, adjusted_share

TRAINED = 0.3


def simulate(share: float, count: int = 20_000, seed: int = 5) -> tuple[Any, Any]:
    """Return the truth and what a classifier predicts: its scores are normal around -1 (no) and +1 (yes)."""
    rng = np.random.default_rng(seed)
    truth = rng.random(count) < share
    scores = rng.normal(np.where(truth, 1, -1), 1.2)
    odds = TRAINED / (1 - TRAINED) * np.exp(2 * scores / 1.2**2)
    return truth, odds / (1 + odds) > 0.5


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.6, 0.95])
def test_adjusted_share_is_nearer_than_counting(share: float) -> None:
    truth, predicted = simulate(share)
    known, measured = simulate(TRAINED, seed=6)
    found = adjusted_share(predicted, float(measured[known].mean()), float(measured[~known].mean()))
    assert found == pytest.approx(truth.mean(), abs=0.02)
    if share != TRAINED:
        assert abs(predicted.mean() - truth.mean()) > abs(found - truth.mean())


def test_interval_covers_the_truth_about_as_often_as_it_claims() -> None:
    covered = 0
    for seed in range(40):
        _, predicted = simulate(0.15, 400, seed)
        known, measured = simulate(TRAINED, 500, 1000 + seed)
        counts = (measured & known).sum(), known.sum(), (measured & ~known).sum(), (~known).sum()
        _, low, high = adjusted_interval(predicted, *map(int, counts))
        covered += low <= 0.15 <= high
    assert covered >= 34


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 20), st.integers(1, 20))
def test_interval_surrounds_the_share(predicted: list[bool], positives: int, negatives: int) -> None:
    point, low, high = adjusted_interval(predicted, positives, positives, 0, negatives)
    assert 0 <= low <= point <= high <= 1
    assert point == pytest.approx(np.mean(predicted) if predicted else 0)


@pytest.mark.parametrize(("recall", "false_rate"), [(0.5, 0.5), (0.2, 0.6), (0, 0)])
def test_classifier_that_tells_nothing_is_refused(recall: float, false_rate: float) -> None:
    with pytest.raises(ValueError, match="tells nothing"):
        adjusted_share([True], recall, false_rate)
