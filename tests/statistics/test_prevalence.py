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
    """Return the truth and a classifier's predictions; its scores are normal around -1 (no) and +1 (yes)."""
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


@pytest.mark.parametrize(
    ("passages", "false", "expected"),
    [
        (55, 0, 0.064),  # Jeffreys' upper bound of 0 of 55 is .0448; with a recall of .7: .064
        (55, 200, 0.064),
        (2000, 200, 0.0018),  # 5 % false marks would be 100 of 2000 passages: there are fewer here
    ],
)
def test_a_share_of_zero_has_an_upper_bound(passages: int, false: int, expected: float) -> None:
    point, low, high = adjusted_interval([False] * passages, 700, 1000, false, 4000)
    assert (point, low) == (0, 0)
    assert high == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize(("passages", "expected"), [(55, 0.95), (2000, 0.998)])
def test_a_share_of_one_has_a_lower_bound(passages: int, expected: float) -> None:
    point, low, high = adjusted_interval([True] * passages, 700, 1000, 40, 4000)
    assert (point, high) == (1, 1)
    assert low == pytest.approx(expected, abs=0.01)
    assert low < 1


def test_marks_below_the_false_rate_leave_room_for_a_share() -> None:
    """1 % marked with a measured false rate of 5 %: 1.4 % at the usual recall is possible."""
    point, low, high = adjusted_interval([True] * 20 + [False] * 1980, 700, 1000, 200, 4000)
    assert (point, low) == (0, 0)
    assert 0.01 / 0.7 < high < 0.03


def test_no_passages_leave_everything_open() -> None:
    point, low, high = adjusted_interval([], 700, 1000, 40, 4000)
    assert (point, low) == (0, 0)
    assert high > 0.95


@pytest.mark.parametrize(("recall", "false_rate"), [(0.5, 0.5), (0.2, 0.6), (0, 0)])
def test_classifier_that_tells_nothing_is_refused(recall: float, false_rate: float) -> None:
    with pytest.raises(ValueError, match="tells nothing"):
        adjusted_share([True], recall, false_rate)
