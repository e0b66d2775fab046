"""Bursts compared with all sequences of states."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.statistics.bursts import find_bursts


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
