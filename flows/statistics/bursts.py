"""Bursts: the periods in which a term is unusually frequent, by Kleinberg's two-state automaton."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Burst:
    """Periods `first` to `last` (indices, inclusive); `weight` is how much better the burst state fits them."""

    first: int
    last: int
    weight: float


def find_bursts(
    found: Sequence[float], total: Sequence[int], *, ratio: float = 2.0, gamma: float = 1.0
) -> list[Burst]:
    """Return the bursts of `found[t]` among `total[t]` documents, in order of time.

    Kleinberg (2002), Bursty and hierarchical structure in streams, the batched form with two states: the base state emits with
    p0 = Σ found / Σ total, the burst state with p1 = ratio p0; the cost of a state in a period is -ln of the binomial
    likelihood, entering the burst state costs gamma ln n. Periods without documents say nothing.
    """
    n = len(found)
    documents, hits = sum(total), sum(found)
    if not n or not documents or not hits:
        return []
    p0 = hits / documents
    p1 = min(ratio * p0, 0.9999)
    if p0 >= p1:
        return []
    costs = [(_cost(r, d, p0), _cost(r, d, p1)) for r, d in zip(found, total, strict=True)]
    states = _cheapest_states(costs, gamma * math.log(n))
    bursts: list[Burst] = []
    start = None
    for t, state in enumerate([*states, 0]):
        if state and start is None:
            start = t
        elif not state and start is not None:
            bursts.append(Burst(start, t - 1, sum(costs[i][0] - costs[i][1] for i in range(start, t))))
            start = None
    return bursts


def _cost(r: float, d: int, p: float) -> float:
    """Return -ln of the binomial likelihood of r in d, without the coefficient, which both states share."""
    return -(r * math.log(p) + (d - r) * math.log(1 - p))


def _cheapest_states(costs: Sequence[tuple[float, float]], entering: float) -> list[int]:
    """Return the cheapest sequence of states (Viterbi), beginning in the base state; of equal ones the base state."""
    totals = (0.0, math.inf)
    back: list[tuple[int, int]] = []
    for base, burst in costs:
        to_base = (totals[0], 0) if totals[0] <= totals[1] else (totals[1], 1)
        to_burst = (totals[0] + entering, 0) if totals[0] + entering <= totals[1] else (totals[1], 1)
        back.append((to_base[1], to_burst[1]))
        totals = (to_base[0] + base, to_burst[0] + burst)
    state = 0 if totals[0] <= totals[1] else 1
    states = []
    for pointers in reversed(back):
        states.append(state)
        state = pointers[state]
    return states[::-1]
