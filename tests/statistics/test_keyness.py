"""Keyness and dispersion compared with published examples."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from flows.statistics.association import two_cell_log_likelihood
from flows.statistics.keyness import compare, deviation_of_proportions, log_ratio


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
    )  # Lijffijt and Gries (2012): 1 minus the smallest part
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
    for number, score in enumerate(target):  # counts whose G2 is as close to the score as whole numbers allow
        here[f"t{number:02}"] = min(
            range(5_000_000, 5_010_000, 1),
            key=lambda count: abs(two_cell_log_likelihood(count, 5_000_000, 10**9, 10**9) - score),
        )
    keys = compare(here, dict.fromkeys(here, 5_000_000), 10**9, 10**9)
    assert [key.p for key in keys] == pytest.approx(values, abs=2e-3)
    assert sum(key.q < 0.05 for key in keys) == 4
