"""The band of cells that is searched for the path through a text and its translation.

A path through n by m units is found in two steps, so that memory grows with n + m. Units are joined two by
two until few are left, and these are aligned over all cells. Then each finer level searches only near the
path of the coarser one (compare Thompson and Koehn (2019), Vecalign, EMNLP).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.alignment.linking.vectors import Floats, Matrix, PairVectors

_FEW = 300  # units of a side that are aligned over all cells
_RADIUS = 40  # cells to either side of the coarser path
_LEAST_AGREEMENT = 0.8  # standard deviations above the mean from which a link of joined units gains
_BLOCK = 256  # rows that are multiplied at a time


@dataclass(frozen=True, slots=True)
class Band:
    """For 0 to n Chinese units read, the range of numbers of English units to consider: `first` to `last`."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]

    @property
    def widths(self) -> list[int]:
        """The number of cells of each row."""
        widths: list[int] = (self.last - self.first + 1).tolist()
        return widths


def full_band(rows: int, columns: int) -> Band:
    """Return the band with every cell of `rows` by `columns` units."""
    return Band(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))


def find_band(pair: PairVectors) -> Band:
    """Return the cells near the coarse path of the pair, or all of them if the texts are short."""
    rows, columns = len(pair.zh), len(pair.en)
    if min(rows, columns) <= 2 or max(rows, columns) <= _FEW:
        return full_band(rows, columns)
    coarse = pair.halved()
    path = _follow(coarse, find_band(coarse))
    return _around(path, rows, columns)


def _around(path: NDArray[np.int64], rows: int, columns: int) -> Band:
    """Return the band around a path of the coarser level: `path[i]` English groups after i Chinese ones."""
    centre = 2 * path[np.minimum(np.arange(rows + 1) // 2, path.size - 1)]
    ahead = 2 * path[np.minimum(np.arange(rows + 1) // 2 + 1, path.size - 1)]
    first = np.maximum.accumulate(np.clip(centre - _RADIUS, 0, columns))
    last = np.maximum.accumulate(np.clip(ahead + _RADIUS, 0, columns))
    first[0], last[-1] = 0, columns
    return Band(first, last)


def _follow(pair: PairVectors, band: Band) -> NDArray[np.int64]:
    """Return the best path over joined units: for i Chinese units, the English units before its end."""
    rows, columns = len(pair.zh), len(pair.en)
    best = np.where(np.arange(columns + 1) <= band.last[0], 0.0, -np.inf)
    moves: list[NDArray[np.int8]] = []
    agreement = _Agreement(pair, band)
    for row in range(rows):
        first, last = int(band.first[row + 1]), int(band.last[row + 1])
        gains = agreement.row(row, max(1, first), last)
        reached = np.full(columns + 1, -np.inf)
        reached[first : last + 1] = best[first : last + 1]
        low = max(1, first)
        reached[low : last + 1] = np.maximum(reached[low : last + 1], best[low - 1 : last] + gains)
        ahead = np.maximum.accumulate(reached)
        kind = np.where(ahead > reached, 0, np.where(reached > best, 2, 1))
        moves.append(kind[first : last + 1].astype(np.int8))
        ahead[:first] = -np.inf
        ahead[last + 1 :] = -np.inf
        best = ahead
    return _trace(moves, band, rows, columns)


def _trace(moves: Sequence[NDArray[np.int8]], band: Band, rows: int, columns: int) -> NDArray[np.int64]:
    path = np.zeros(rows + 1, np.int64)
    row, column = rows, columns
    while row:
        path[row] = max(path[row], column)
        move = moves[row - 1][column - band.first[row]]
        if move == 0:
            column -= 1
            continue
        column -= int(move == 2)
        row -= 1
    return path


class _Agreement:
    """The agreement of joined units: cosines of words, marks and meaning, standardised over the band."""

    def __init__(self, pair: PairVectors, band: Band) -> None:
        self._pair, self._band = pair, band
        self._block: Floats = np.zeros((0, 0), np.float32)
        self._from = self._first = 0

    def row(self, row: int, first: int, last: int) -> Floats:
        """Return the gain of linking unit `row` with each English unit that ends at `first` to `last`."""
        if not self._from <= row < self._from + len(self._block):
            self._multiply(row)
        return self._block[row - self._from, first - 1 - self._first : last - self._first]

    def _multiply(self, row: int) -> None:
        stop = min(row + _BLOCK, len(self._pair.zh))
        first, last = max(0, int(self._band.first[row]) - 1), int(self._band.last[stop])
        zh, en = self._pair.zh, self._pair.en
        total = np.zeros((stop - row, last - first), np.float32)
        for own, other in ((zh.words, en.words), (zh.marks, en.marks)):
            total += _cosines(own[row:stop], other[first:last])
        if zh.meaning is not None and en.meaning is not None:
            total += 2 * _standardised(zh.meaning[row:stop] @ en.meaning[first:last].T)
        self._block = _standardised(total) - _LEAST_AGREEMENT
        self._from, self._first = row, first


def _cosines(zh: Matrix, en: Matrix) -> Floats:
    shared = (zh @ en.T).toarray()
    norms = np.sqrt(np.outer(zh.multiply(zh).sum(axis=1), en.multiply(en).sum(axis=1)))
    cosines: Floats = (shared / np.maximum(norms, 1e-6)).astype(np.float32)
    return cosines


def _standardised(values: Floats) -> Floats:
    standard: Floats = (values - values.mean()) / max(1e-6, float(values.std()))
    return standard
