"""Round values for axis ticks and the bounds of shades."""

from __future__ import annotations

import math


def nice_ticks(highest: float, number: int = 5) -> list[float]:
    """Return values from 0 to at least `highest`, in about `number` steps of 1, 2 or 5 × a power of ten."""
    raw = highest / number
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    count = math.ceil(round(highest / step, 9))
    return [round(step * i, 10) for i in range(count + 1)]
