"""Bands compared with a plain bootstrap and known rates."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flows.trends.bands import bootstrap_rates, effective_documents


def test_the_bootstrap_covers_a_known_rate() -> None:
    generator = np.random.default_rng(7)
    covered = 0
    for round_ in range(100):
        sizes = generator.integers(200, 2000, 80)
        counts = generator.poisson(sizes * generator.gamma(2, 0.001, 80))
        low, high = bootstrap_rates(counts.tolist(), sizes.tolist(), scale=1.0, rounds=500, seed=round_)
        covered += low <= 0.002 <= high
    assert 88 <= covered <= 100  # 95 of 100, plus or minus three standard deviations
    assert math.isnan(bootstrap_rates([1], [10])[0]) and math.isnan(bootstrap_rates([1, 0], [10, 0])[0])


def test_a_term_that_no_document_has() -> None:
    low, high = bootstrap_rates([0, 0, 0], [1000, 2000, 1000], scale=1.0)
    assert low == 0 and high == pytest.approx(stats.chi2.ppf(0.975, 2) / 2 / 4000, abs=1e-12)


def test_the_bounds_are_those_of_a_plain_bootstrap_t() -> None:
    """The same by its definition: weights drawn from the Beta distribution itself, deviations squared and then weighted."""
    generator = np.random.default_rng(3)
    sizes = generator.integers(200, 2000, 12).astype(float)
    counts = generator.poisson(sizes * generator.gamma(0.5, 0.008, 12)).astype(float)

    def rates_and_errors(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        share = weights / weights.mean(axis=1, keepdims=True)
        size = (share * sizes).sum(axis=1)
        rates = (share * counts).sum(axis=1) / size
        off = (share * (counts - rates[:, None] * sizes) ** 2).sum(axis=1)
        return rates, np.sqrt(12 / 11 * off) / size

    (rate,), (error,) = rates_and_errors(np.ones((1, 12)))
    made, errors = rates_and_errors(generator.beta(0.5, 1.5, (100_000, 12)))
    low, high = np.quantile((made - rate) / errors, [0.025, 0.975])
    found = bootstrap_rates(counts.tolist(), sizes.tolist(), scale=1.0, rounds=100_000)
    assert found == pytest.approx(
        (rate - high * error, rate - low * error), abs=0.1 * error
    )  # resampled: no two runs are the same


def test_documents_that_a_band_rests_on() -> None:
    assert effective_documents([3, 3, 0, 3]) == pytest.approx(3)
    assert effective_documents([9, 1]) == pytest.approx(100 / 82)
    assert effective_documents([]) == effective_documents([0, 0]) == 0
    assert bootstrap_rates([2, 4, 6], [100, 200, 300], scale=1.0) == pytest.approx(
        (0.02, 0.02)
    )  # one rate: nothing to resample
    counts, sizes = [5, 0, 0, 1, 0, 2], [300, 800, 500, 900, 100, 400]
    low, high = bootstrap_rates(counts, sizes, scale=1.0)
    assert 0 <= low < 8 / 3000 < high
    assert bootstrap_rates(counts, [10 * size for size in sizes], scale=10.0) == pytest.approx((low, high))


@pytest.mark.parametrize("rounds", [7, 1000])
def test_weights_in_parts_are_the_weights_at_once(monkeypatch: pytest.MonkeyPatch, rounds: int) -> None:
    counts, sizes = [5, 0, 0, 1, 0, 2], [300, 800, 500, 900, 100, 400]
    whole = bootstrap_rates(counts, sizes, rounds=20_000)
    monkeypatch.setattr("flows.trends.bands._CELLS", rounds * len(sizes))
    assert bootstrap_rates(counts, sizes, rounds=20_000) == pytest.approx(whole, rel=0.1)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 900)), min_size=2, max_size=12), st.randoms())
def test_bounds_do_not_depend_on_the_order_of_documents(pairs: list[tuple[int, int]], chance: Random) -> None:
    shuffled = chance.sample(pairs, len(pairs))
    bounds = [bootstrap_rates(*zip(*some, strict=True), rounds=50) for some in (pairs, shuffled)]
    assert bounds[0] == bounds[1]
