"""Bursts: the periods in which a term is unusually frequent, by Kleinberg's automaton with two states.

Our own, because no maintained package has the batched form (documents per period) needed for counts by month
or year.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HIGHEST_RATE = 0.9999


@dataclass(frozen=True, slots=True)
class Burst:
    """A burst from `first` to `last` (indices, inclusive); `weight` is how much better it fits them."""

    first: int
    last: int
    weight: float


def find_bursts(
    found: Sequence[float], total: Sequence[int], *, ratio: float = 2.0, gamma: float = 1.0
) -> list[Burst]:
    """Return the bursts of `found[t]` among `total[t]` documents, in order of time.

    The base state emits with the rate p0 = Σ found / Σ total, the burst state with p1 = ratio p0. A state
    costs -ln of the binomial likelihood in each period; entering the burst state costs gamma ln n. Periods
    without documents cost nothing.

    Source: Kleinberg (2002), Bursty and hierarchical structure in streams, KDD; section 2, batched arrivals.
    """
    documents, hits = sum(total), sum(found)
    if not documents or not hits:
        return []
    base = hits / documents
    burst = min(ratio * base, _HIGHEST_RATE)
    if base >= burst:
        return []
    costs = [(_cost(r, d, base), _cost(r, d, burst)) for r, d in zip(found, total, strict=True)]
    states = _cheapest_states(costs, gamma * math.log(len(found)))
    return [
        Burst(first, last, sum(costs[t][0] - costs[t][1] for t in range(first, last + 1)))
        for first, last in _stretches(states)
    ]


def _cost(r: float, d: int, p: float) -> float:
    """Return -ln of the binomial likelihood of r in d, without the coefficient common to both states."""
    return -(r * math.log(p) + (d - r) * math.log(1 - p))


def _stretches(states: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each run in the burst state."""
    start = None
    for t, state in enumerate([*states, 0]):
        if state and start is None:
            start = t
        elif not state and start is not None:
            yield start, t - 1
            start = None


def _cheapest_states(costs: Sequence[tuple[float, float]], entering: float) -> list[int]:
    """Return the cheapest sequence of states, from the base state on (Viterbi); ties go to the base state."""
    totals = (0.0, math.inf)
    pointers: list[tuple[int, int]] = []
    for base, burst in costs:
        to_base = min((totals[0], 0), (totals[1], 1))
        to_burst = min((totals[0] + entering, 0), (totals[1], 1))
        pointers.append((to_base[1], to_burst[1]))
        totals = (to_base[0] + base, to_burst[0] + burst)
    state = min((totals[0], 0), (totals[1], 1))[1]
    states = []
    for pointer in reversed(pointers):
        states.append(state)
        state = pointer[state]
    return states[::-1]
