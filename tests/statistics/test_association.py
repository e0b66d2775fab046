"""Log-likelihood compared with scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flows.statistics.association import log_likelihood, two_cell_log_likelihood


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1000, 10**6), st.integers(1000, 10**6))
def test_two_cells_are_a_power_divergence(here: int, there: int, size_here: int, size_there: int) -> None:
    if here + there == 0:
        return
    expected = [(here + there) * size / (size_here + size_there) for size in (size_here, size_there)]
    reference = stats.power_divergence([here, there], expected, lambda_="log-likelihood").statistic
    assert two_cell_log_likelihood(here, there, size_here, size_there) == pytest.approx(
        reference, abs=1e-6, rel=1e-9
    )


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 900))
def test_four_cells_are_a_contingency_table(both: int, one: int, other: int, neither: int) -> None:
    table = np.array([[both, one], [other, neither]])
    if 0 in table.sum(axis=0) or 0 in table.sum(axis=1):
        return
    reference = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    found = log_likelihood(both, both + one, both + other, int(table.sum()))
    assert found == pytest.approx(reference, abs=1e-6, rel=1e-9)


def test_worked_example() -> None:
    """Ten of twenty passages have both of two features: 2 * 20 ln 2."""
    assert log_likelihood(10, 10, 10, 20) == pytest.approx(27.725887, abs=1e-6)
