"""Trend tests compared with scipy, pymannkendall, enumeration and their definitions."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flows.statistics.trendtests import (
    exact_p,
    find_change,
    hamed_rao_factor,
    kendall_s,
    kendall_variance,
    median_slope,
    trend_test,
)

DISTINCT = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=9, unique=True)
SERIES = st.lists(st.integers(0, 30).map(float), min_size=10, max_size=40)


@given(DISTINCT)
def test_exact_p_is_kendalls(values: list[float]) -> None:
    expected = stats.kendalltau(range(len(values)), values, method="exact").pvalue
    assert trend_test(values).p == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_exact_p_by_enumeration(n: int) -> None:
    sums = [kendall_s(np.array(order, dtype=float)) for order in itertools.permutations(range(n))]
    for s in set(sums):
        assert exact_p(n, s) == pytest.approx(
            min(1.0, sum(abs(one) >= abs(s) for one in sums) / len(sums)), abs=1e-12
        )
    assert exact_p(n, n * (n - 1) // 2) == pytest.approx(2 / math.factorial(n))


@given(SERIES)
def test_the_normal_form_is_pymannkendalls(values: list[float]) -> None:
    reference = pymannkendall.original_test(values)
    x = np.array(values)
    assert kendall_s(x) == reference.s
    assert kendall_variance(x) == pytest.approx(reference.var_s, rel=1e-9)
    found = trend_test(values)
    if found.method == "normal":
        assert found.p == pytest.approx(reference.p, abs=1e-9)
    assert found.slope == pytest.approx(reference.slope, abs=1e-9)


@given(SERIES)
def test_the_correction_is_hamed_and_raos(values: list[float]) -> None:
    if len(set(values)) < 2:
        return
    reference = pymannkendall.hamed_rao_modification_test(values)
    factor = hamed_rao_factor(np.array(values), np.arange(len(values)))
    assert factor >= 1
    if factor > 1:
        assert kendall_variance(np.array(values)) * factor == pytest.approx(reference.var_s, rel=1e-9)
        assert trend_test(values).p == pytest.approx(reference.p, abs=1e-9)


def test_negative_autocorrelation_makes_no_trend_surer() -> None:
    values = [0.0, 0.0, 0.0, 32.0, 255.0, 1066.0, 195.0, 69.0, 0.0, 135.0, 520.0]
    found = trend_test(values)
    assert hamed_rao_factor(np.array(values), np.arange(len(values))) == 1
    assert found.p == pytest.approx(pymannkendall.original_test(values).p, abs=0.01)
    assert found.verdict == "no trend"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([], "too few periods"),
        ([1.0], "too few periods"),
        ([1.0, 2.0, 3.0, 4.0], "too few periods"),
        ([1.0, 2.0, 3.0, 4.0, 5.0], "rising"),
        ([9.0, 7.0, 5.0, 3.0, 1.0], "falling"),
        ([1.0, 3.0, 2.0, 3.5, 1.5], "no trend"),
        ([0.0] * 12, "no trend"),
    ],
)
def test_verdicts(values: list[float], verdict: str) -> None:
    assert trend_test(values).verdict == verdict


@given(SERIES, st.randoms(use_true_random=False))
def test_the_median_slope_is_scipys(values: list[float], chooser: random.Random) -> None:
    """To the last digit, with gaps between the times."""
    times = np.array(sorted(chooser.sample(range(100), len(values))), dtype=float)
    expected = stats.theilslopes(values, times)[0]
    assert median_slope(np.array(values), times) == expected


def test_the_median_slope_of_a_line_with_one_outlier() -> None:
    assert median_slope(np.array([1.0, 3.0, 5.0, 99.0, 9.0]), np.arange(5)) == 2.0


@given(st.lists(st.floats(-100, 100), min_size=12, max_size=30, unique=True))
def test_the_interval_of_the_slope_by_its_definition(values: list[float]) -> None:
    """Sen (1968): of the N slopes in order, those at (N - C) / 2 from either end, C = z sqrt(variance of S)."""
    n = len(values)
    slopes = sorted((values[j] - values[i]) / (j - i) for i in range(n) for j in range(i + 1, n))
    reach = 1.959963984540054 * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
    low, high = (round((len(slopes) - reach) / 2), round((len(slopes) + reach) / 2))
    found = trend_test(values)
    assert (found.slope_low, found.slope_high) == pytest.approx(
        (slopes[max(low - 1, 0)], slopes[min(high, len(slopes) - 1)]), abs=1e-9
    )


@given(st.lists(st.sampled_from([0.0, -0.0, 1.0]), min_size=3, max_size=12))
def test_no_bound_of_a_slope_is_minus_zero(values: list[float]) -> None:
    found = trend_test(values)
    assert all(math.copysign(1, one) > 0 for one in (found.slope_low, found.slope_high) if one == 0)


def test_a_gap_takes_its_time() -> None:
    """Three years, a gap of seven, three more years: 2 per year, by the years, not 4 per value."""
    years = [1950, 1951, 1952, 1960, 1961, 1962]
    found = trend_test([2.0 * (year - 1950) for year in years], times=years)
    assert (found.slope, found.verdict) == (2.0, "rising")
    assert trend_test([0.0, 2.0, 4.0, 20.0, 22.0, 24.0]).slope > 2.0


def test_pettitt_by_its_definition() -> None:
    values = [2.0, 3.0, 1.0, 2.5, 9.0, 8.0, 9.5, 7.0, 8.5]
    n = len(values)
    u = [sum(np.sign(values[i] - values[j]) for i in range(t) for j in range(t, n)) for t in range(1, n)]
    at = int(np.argmax(np.abs(u))) + 1
    found = find_change(values)
    assert found is not None
    assert found.at == at == 4
    assert found.p == pytest.approx(2 * math.exp(-6 * max(map(abs, u)) ** 2 / (n**3 + n**2)))
    assert find_change(values[:4]) is None
