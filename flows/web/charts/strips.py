"""The strip below a time axis with the corpora that make up the text of each period."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from flows.trends import Composition

STRIP_ROOM = 13  # pixels that the strip adds to a chart
_HEIGHT = 9
_COLOURS = 6  # further corpora share one colour
_ALONE = 80.0  # the width of a single period


@dataclass(frozen=True, slots=True)
class Part:
    """A corpus' share of a period's text in the strip; `number` selects its colour."""

    x: float
    y: float
    width: float
    height: float
    number: int
    period: str
    corpus: str
    share: float


def draw_strip(composition: Composition, across: Mapping[str, float], top: float) -> list[Part]:
    """Return the corpora that make up each period, side by side across the period's part of the axis.

    `across` has the position of each period, `top` is where the strip begins.
    """
    numbers = {corpus: strip_colour(number) for number, corpus in enumerate(composition.corpora)}
    places = sorted(across.values())
    apart = min((after - before for before, after in itertools.pairwise(places)), default=_ALONE)
    parts = []
    for period, sizes in composition.sizes.items():
        total = sum(sizes.values())
        if period not in across or not total:
            continue
        x = across[period] - apart / 2 + 0.5
        for corpus in sorted(sizes, key=lambda name: (numbers[name], name)):
            width = (apart - 1) * sizes[corpus] / total
            share = sizes[corpus] / total
            parts.append(
                Part(round(x, 1), top, round(width, 1), _HEIGHT, numbers[corpus], period, corpus, share)
            )
            x += width
    return parts


def strip_colour(number: int) -> int:
    """Return the colour of the corpus of this rank; small ones share one."""
    return min(number, _COLOURS)
