"""Every statistic against an independent reference: scipy, pymannkendall, enumeration, published worked examples."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flows.statistics.bursts import find_bursts
from flows.statistics.keyness import compare, deviation_of_proportions, g2, log_ratio
from flows.statistics.trendtests import (
    exact_p,
    find_change,
    hamed_rao_factor,
    kendall_s,
    kendall_variance,
    trend_test,
)
from flows.trends.bands import bootstrap_rates, effective_documents

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
    factor = hamed_rao_factor(np.array(values))
    if factor != 1.0:
        assert kendall_variance(np.array(values)) * factor == pytest.approx(reference.var_s, rel=1e-9)
        assert trend_test(values).p == pytest.approx(reference.p, abs=1e-9)


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


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9), st.floats(0.5, 2))
def test_bursts_are_the_cheapest_of_all_state_sequences(periods: list[tuple[int, int]], gamma: float) -> None:
    found, total = [min(r, d) for r, d in periods], [d for _, d in periods]
    if not sum(found) or 2 * sum(found) / sum(total) >= 0.9999:
        return
    p = [sum(found) / sum(total), 2 * sum(found) / sum(total)]
    entering = gamma * math.log(len(found))

    def price(states: tuple[int, ...]) -> float:
        emission = sum(
            -(r * math.log(p[s]) + (d - r) * math.log(1 - p[s]))
            for r, d, s in zip(found, total, states, strict=True)
        )
        return emission + entering * sum(b > a for a, b in itertools.pairwise((0, *states)))

    bursts = find_bursts(found, total, gamma=gamma)
    states = tuple(int(any(burst.first <= t <= burst.last for burst in bursts)) for t in range(len(found)))
    assert price(states) == pytest.approx(
        min(price(one) for one in itertools.product((0, 1), repeat=len(found))), abs=1e-9
    )


def test_a_burst_is_where_it_was_put() -> None:
    bursts = find_bursts([1, 1, 0, 9, 8, 9, 1, 0, 1], [20] * 9)
    assert [(burst.first, burst.last) for burst in bursts] == [(3, 5)]
    assert bursts[0].weight > 0


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1000, 10**6), st.integers(1000, 10**6))
def test_g2_is_the_two_cell_power_divergence(here: int, there: int, size_here: int, size_there: int) -> None:
    if here + there == 0:
        return
    expected = [(here + there) * size / (size_here + size_there) for size in (size_here, size_there)]
    reference = stats.power_divergence([here, there], expected, lambda_="log-likelihood").statistic
    assert g2(here, there, size_here, size_there) == pytest.approx(reference, abs=1e-6, rel=1e-9)


def test_log_ratio_of_worked_examples() -> None:
    assert log_ratio(200, 100, 10_000, 10_000)[0] == pytest.approx(1.0)
    assert log_ratio(100, 100, 10_000, 80_000)[0] == pytest.approx(3.0)
    assert log_ratio(0, 8, 1000, 1000)[0] == pytest.approx(-4.0)
    value, low, high = log_ratio(50, 25, 1000, 1000)
    assert (high - value, value - low) == pytest.approx(
        (1.959963984540054 * math.sqrt(1 / 50 + 1 / 25) / math.log(2),) * 2
    )


@pytest.mark.parametrize(
    ("here", "there", "published"),
    [(1, 1, 3.526202), (7, 113, -0.486622), (1, 7, 0.718847), (2, 45, -0.965651), (2, 3, 2.941240)],
)
def test_log_ratio_of_a_published_table(here: int, there: int, published: float) -> None:
    """Counts and values, six digits each, of the example in the documentation of the package association-measures 0.2.2."""
    assert log_ratio(here, there, 15_334, 176_664)[0] == pytest.approx(published, abs=5e-7)


def test_benjamini_and_hochberg() -> None:
    keys = compare({"a": 90, "b": 40, "c": 31, "d": 30}, {"a": 10, "b": 20, "c": 29, "d": 30}, 10_000, 10_000)
    ordered = sorted(keys, key=lambda key: key.p)
    n = len(ordered)
    expected = [min(ordered[j].p * n / (j + 1) for j in range(i, n)) for i in range(n)]
    assert [key.q for key in ordered] == pytest.approx([min(1.0, one) for one in expected])
    assert keys[0].term == "a"
    assert compare({}, {}, 10, 10) == []
    assert compare({"rare": 2}, {}, 10, 10) == []


def test_dispersion_of_gries_example() -> None:
    """Gries (2008, International Journal of Corpus Linguistics 13), the word "a" in five parts of 50 words: DP = 0.18."""
    dp, norm = deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert dp == pytest.approx(0.18, abs=1e-12)
    assert norm == pytest.approx(
        0.18 / (1 - 0.18), abs=1e-12
    )  # Lijffijt and Gries (2012): 1 less the smallest part
    assert deviation_of_proportions([2, 2], [10, 10])[0] == 0
    assert deviation_of_proportions([4, 0], [10, 10]) == pytest.approx((0.5, 1.0))
    assert math.isnan(deviation_of_proportions([0, 0], [1, 1])[0])


def test_benjamini_and_hochbergs_example() -> None:
    """Their fifteen p values (1995, JRSS B 57, section 3.2): four are rejected at 0.05."""
    values = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    target = stats.chi2.isf(values, 1)
    here = {}
    for number, score in enumerate(target):  # counts whose G2 is as near to the score as whole numbers can be
        here[f"t{number:02}"] = min(
            range(5_000_000, 5_010_000, 1), key=lambda count: abs(g2(count, 5_000_000, 10**9, 10**9) - score)
        )
    keys = compare(here, dict.fromkeys(here, 5_000_000), 10**9, 10**9)
    assert [key.p for key in keys] == pytest.approx(values, abs=2e-3)
    assert sum(key.q < 0.05 for key in keys) == 4


def test_the_bootstrap_covers_a_known_rate() -> None:
    generator = np.random.default_rng(7)
    covered = 0
    for round_ in range(100):
        sizes = generator.integers(200, 2000, 80)
        counts = generator.poisson(sizes * generator.gamma(2, 0.001, 80))
        low, high = bootstrap_rates(counts.tolist(), sizes.tolist(), scale=1.0, rounds=500, seed=round_)
        covered += low <= 0.002 <= high
    assert 88 <= covered <= 100  # 95 of 100 give or take three standard deviations
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
