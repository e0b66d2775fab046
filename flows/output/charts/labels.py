"""Move labels apart where they would overlap."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

LEAST_GAP = 14.0  # least pixels between two labels
NO_LIMIT = 1000  # pixels of a label


def spread_values(values: Sequence[float], top: float, height: float) -> list[float]:
    """Return the positions of the labels of `values` on a scale from 0 to `top`, moved apart."""
    return [
        top * (1 - place / height)
        for place in spread_labels([height * (1 - value / top) for value in values], LEAST_GAP, height)
    ]


def spread_labels(places: Sequence[float], least: float, height: float) -> list[float]:
    """Return the positions with neighbours at least `least` apart, between 0 and `height` if they fit."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = list(places)
    for before, number in itertools.pairwise(order):
        moved[number] = max(moved[number], moved[before] + least)
    if order and moved[order[-1]] > height:
        moved[order[-1]] = height
        for number, before in zip(order[::-1], order[-2::-1], strict=False):
            moved[before] = min(moved[before], moved[number] - least)
    return moved
