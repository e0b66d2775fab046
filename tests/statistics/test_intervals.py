"""Wilson's interval compared with its formula."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.statistics.intervals import wilson_interval


@given(st.integers(1, 400), st.integers(0, 400))
def test_interval_is_wilsons(whole: int, part: int) -> None:
    part, z = min(part, whole), 1.959963984540054
    share = part / whole
    centre = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z / (1 + z**2 / whole) * math.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2))
    assert wilson_interval(part, whole) == pytest.approx((centre - half, centre + half), abs=1e-9)


def test_worked_example() -> None:
    assert wilson_interval(3, 10) == pytest.approx((0.107791, 0.603222), abs=1e-6)


def test_nothing_counted_leaves_everything_open() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
