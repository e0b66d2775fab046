"""Scales of values: the position of a value between the bottom (0) and the top (1) of a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from flows.output.maps import nice_ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from `low` to `high`, with its ticks: values and texts from the bottom up."""

    low: float
    high: float
    ticks: list[tuple[float, str]]
    is_log: bool = False

    def place(self, value: float) -> float | None:
        """Return the position of a value, from 0 to 1; None if the scale lacks it (0 on a log scale)."""
        if not self.is_log:
            return (value - self.low) / (self.high - self.low)
        if value <= 0:
            return None
        return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))


def make_scale(
    values: Iterable[float], kind: str = "linear", *, is_share: bool = False, ticks: int = 5
) -> Scale:
    """Return a scale of a kind with room for the values and about `ticks` ticks.

    `is_share` writes them as percentages.
    """
    known = [value for value in values if value > 0]
    if kind == "log" and known:
        return _log_scale(min(known), max(known), is_share, ticks)
    values = nice_ticks(max(known, default=1.0), ticks)
    return Scale(0.0, values[-1], [(tick, _write(tick, is_share)) for tick in values])


def _log_scale(lowest: float, highest: float, is_share: bool, number: int) -> Scale:
    """Return powers of ten around the values; if there are many, every second or third."""
    first, last = math.floor(math.log10(lowest)), math.ceil(math.log10(highest))
    last = max(last, first + 1)
    step = -(-(last - first) // number)
    ticks = [10.0**power for power in range(first, last + 1, step)]
    return Scale(10.0**first, 10.0**last, [(tick, _write(tick, is_share)) for tick in ticks], is_log=True)


def _write(value: float, is_share: bool) -> str:
    return f"{value * 100:,.6g}%" if is_share else f"{value:,.10g}"
