"""The best path through a text and its translation: dynamic programming over a band of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flows.alignment.linking.band import Band
from flows.alignment.linking.links import LINK_SIZES, Link
from flows.alignment.linking.vectors import Floats

Reached = NDArray[np.float64]

_EPSILON = 1e-6
_SKIP_EN, _SKIP_ZH = 0, 1  # moves; others are 2 + the number of a size of link


def find_path(scores: Mapping[tuple[int, int], Sequence[Floats]], band: Band, skip: float) -> list[Link]:
    """Return the links of the best path, in order; they cover every unit of both sides once.

    A link gains its log-odds times half the number of units it joins; a unit without counterpart costs
    `skip`. `scores` are those of `score_band`.
    """
    rows, columns = band.first.size - 1, int(band.last[-1])
    best: list[Reached] = []
    moves: list[NDArray[np.int8]] = []
    for row in range(rows + 1):
        first, last = int(band.first[row]), int(band.last[row])
        places = np.arange(first, last + 1, dtype=np.float64)
        if row == 0:
            best.append(-skip * places)
            moves.append(np.full(places.size, _SKIP_EN, np.int8))
            continue
        reached = _earlier(best, band, row - 1, first, last) - skip
        kinds = np.full(reached.size, _SKIP_ZH, np.int8)
        for kind, size in enumerate(LINK_SIZES, start=2):
            if size not in scores or row < size[0]:
                continue
            before = _earlier(best, band, row - size[0], first - size[1], last - size[1])
            gained = before + scores[size][row] * (sum(size) / 2)
            better = gained > reached
            reached[better] = gained[better]
            kinds[better] = kind
        ahead = np.maximum.accumulate(reached + skip * places) - skip * places
        moves.append(np.where(ahead > reached + _EPSILON, _SKIP_EN, kinds).astype(np.int8))
        best.append(np.maximum(ahead, reached))
    return _trace(scores, band, moves, rows, columns)


def _earlier(best: list[Reached], band: Band, row: int, first: int, last: int) -> Reached:
    """Return the values reached at columns `first` to `last` of an earlier row, -inf outside its band."""
    values = np.full(last - first + 1, -np.inf)
    low, high = max(first, int(band.first[row])), min(last, int(band.last[row]))
    if low <= high:
        start = int(band.first[row])
        values[low - first : high - first + 1] = best[row][low - start : high - start + 1]
    return values


def _trace(
    scores: Mapping[tuple[int, int], Sequence[Floats]],
    band: Band,
    moves: Sequence[NDArray[np.int8]],
    row: int,
    column: int,
) -> list[Link]:
    links: list[Link] = []
    while row or column:
        place = column - int(band.first[row])
        move = int(moves[row][place]) if row else _SKIP_EN
        if move == _SKIP_EN:
            column -= 1
            links.append(Link((), (column,)))
        elif move == _SKIP_ZH:
            row -= 1
            links.append(Link((row,), ()))
        else:
            size = LINK_SIZES[move - 2]
            odds = float(scores[size][row][place])
            row, column = row - size[0], column - size[1]
            zh, en = tuple(range(row, row + size[0])), tuple(range(column, column + size[1]))
            links.append(Link(zh, en, float(1 / (1 + np.exp(-odds)))))
    return links[::-1]
