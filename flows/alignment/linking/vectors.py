"""Units of one language as vectors: words, marks, lengths and, with an encoder, meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from flows.alignment.linking.marks import find_marks
from flows.alignment.linking.translations import TranslationTable
from flows.text import fold

Matrix = Any  # a scipy sparse matrix in compressed rows; the package has no types
Floats = NDArray[np.float32]
Concepts = Callable[[str], Iterable[str]]  # the concepts that a folded text names

_ENOUGH_UNITS = 20  # units of the English side from which a stem's rarity also depends on the text


@dataclass(frozen=True, slots=True)
class SideVectors:
    """One row per unit: `words` over stems, `marks` over the marks of both sides, `meaning` or None.

    Entries are scaled by the root of their rarity, so that the product of two rows is the total rarity of
    what they share. `lengths` counts the characters of each unit without blanks.
    """

    words: Matrix
    marks: Matrix
    lengths: Floats
    meaning: Floats | None

    def __len__(self) -> int:
        return int(self.lengths.size)

    def joined(self, size: int) -> SideVectors:
        """Return the vectors of every run of `size` adjacent units, one row per first unit."""
        if size == 1:
            return self
        runs = len(self) - size + 1
        shifts = range(size)
        meaning = self.meaning
        if meaning is not None:
            meaning = _unit_length(np.sum([meaning[shift : shift + runs] for shift in shifts], axis=0))
        return SideVectors(
            _highest([self.words[shift : shift + runs] for shift in shifts]),
            _highest([self.marks[shift : shift + runs] for shift in shifts]),
            np.convolve(self.lengths, np.ones(size, np.float32), "valid").astype(np.float32),
            meaning,
        )

    def halved(self) -> SideVectors:
        """Return the vectors of the units joined two by two; the last may remain single."""
        groups = np.arange(len(self)) // 2
        ones = np.ones(len(self), np.float32)
        join = sparse.csr_matrix((ones, (groups, np.arange(len(self)))))
        meaning = None if self.meaning is None else _unit_length(join @ self.meaning)
        return SideVectors(join @ self.words, join @ self.marks, join @ self.lengths, meaning)


@dataclass(frozen=True, slots=True)
class PairVectors:
    """Both sides of a text and its translation."""

    zh: SideVectors
    en: SideVectors

    @property
    def ratio(self) -> float:
        """English characters per Chinese character, over all units."""
        return float(self.en.lengths.sum() / max(1.0, float(self.zh.lengths.sum())))

    def halved(self) -> PairVectors:
        """Return the vectors of both sides, units joined two by two."""
        return PairVectors(self.zh.halved(), self.en.halved())


def read_units(
    zh: Sequence[str],
    en: Sequence[str],
    table: TranslationTable,
    concepts: Concepts | None = None,
    meaning: tuple[Floats, Floats] | None = None,
) -> PairVectors:
    """Return the vectors of the units of both sides; `meaning` has their sentence vectors, one per row."""
    zh_marks = [_marks_of(text, "zh", concepts) for text in zh]
    latin = {mark for found in zh_marks for mark in found if mark.startswith("@")}
    en_marks = [
        {mark for mark in _marks_of(text, "en", concepts) if not mark.startswith("@") or mark in latin}
        for text in en
    ]
    rarity = _rarity_of_marks([*zh_marks, *en_marks])
    columns = {mark: number for number, mark in enumerate(rarity)}
    zh_words = _rows([table.stems_of_zh(text) for text in zh], len(table.stems))
    en_words = _rows([table.stems_of_en(text) for text in en], len(table.stems))
    scale = sparse.diags(np.sqrt(_local_rarity(table.rarity, en_words)))

    def side(
        texts: Sequence[str], words: Matrix, marks: Sequence[Iterable[str]], meaning: Floats | None
    ) -> SideVectors:
        weights = [{columns[mark]: math.sqrt(rarity[mark]) for mark in found} for found in marks]
        return SideVectors(
            (words @ scale).tocsr(), _rows(weights, len(columns)), count_characters(texts), meaning
        )

    zh_meaning, en_meaning = meaning or (None, None)
    return PairVectors(side(zh, zh_words, zh_marks, zh_meaning), side(en, en_words, en_marks, en_meaning))


def count_characters(texts: Sequence[str]) -> Floats:
    """Return the number of non-blank characters of each text."""
    return np.array([len("".join(text.split())) for text in texts], np.float32)


def sum_meaning(rows: Floats, owners: Sequence[int], units: int) -> Floats:
    """Return the vectors of `units` units, each the direction of the sum of its sentences' vectors."""
    ones = np.ones(len(owners), np.float32)
    join = sparse.csr_matrix(
        (ones, (np.array(owners, np.int64), np.arange(len(owners)))), (units, len(owners))
    )
    return _unit_length(join @ rows)


def _marks_of(text: str, language: str, concepts: Concepts | None) -> set[str]:
    found = set(find_marks(text, language))
    if concepts:
        found |= {f"={concept}" for concept in concepts(fold(text).text)}
    return found


def _rarity_of_marks(units: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return the rarity of each mark among the units of both sides: ln(units / units with it) + 1/2."""
    uses = Counter(mark for marks in units for mark in marks)
    return {mark: math.log(len(units) / uses[mark]) + 0.5 for mark in sorted(uses)}


def _local_rarity(rarity: Floats, en_words: Matrix) -> Floats:
    """Return the rarity of each stem, lower for stems that occur in many of the English units."""
    units = en_words.shape[0]
    if units <= _ENOUGH_UNITS:
        return rarity
    uses = np.asarray((en_words > 0).sum(axis=0)).ravel()
    share: Floats = np.log1p(units / (1.0 + uses)) / math.log1p(units)
    return rarity * share.astype(np.float32)


def _rows(units: Sequence[Mapping[int, float]], width: int) -> Matrix:
    ends = np.cumsum([0, *(len(unit) for unit in units)])
    columns = np.array([column for unit in units for column in unit], np.int32)
    values = np.array([value for unit in units for value in unit.values()], np.float32)
    return sparse.csr_matrix((values, columns, ends), shape=(len(units), max(1, width)))


def _highest(matrices: Sequence[Matrix]) -> Matrix:
    highest = matrices[0]
    for matrix in matrices[1:]:
        highest = highest.maximum(matrix)
    return highest.tocsr()


def _unit_length(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
