"""Candidate links: the evidence for and against each, as numbers, and their scores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from flows.alignment.linking.band import Band
from flows.alignment.linking.links import LINK_SIZES, Link, LinkParts
from flows.alignment.linking.vectors import Floats, Matrix, PairVectors, SideVectors
from flows.errors import ConfigurationError

WEIGHTS_FILE = "weights.json"
_BLOCK = 128  # rows of units that are compared at a time
_VARIANCE = 6.8  # of English characters per Chinese character: Gale and Church (1993), their s² for bytes
_FARTHEST = 6.0  # standard deviations of a length
_TINY = 1e-6

# Names of the features, in the order of their columns; those of `nested` links come last.
FEATURES = (
    "words",
    "covered",
    "marks_shared",
    "marks_apart",
    "length",
    "length_squared",
    "joins",
    "joins_twice",
)
MEANING = "meaning"
NESTED = ("zh_inside", "en_inside", "both_inside", "zh_outside", "en_outside")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over the features of a link, and the price of a unit without counterpart."""

    features: tuple[str, ...]
    values: Floats
    bias: float
    skip: float

    def score(self, features: Floats) -> Floats:
        """Return the log-odds that each candidate is a link; features are in the last axis."""
        odds: Floats = features @ self.values + np.float32(self.bias)
        return odds


@dataclass(frozen=True, slots=True)
class Nested:
    """Ties between units of both sides by the links of their sentences, in characters.

    `zh` and `en` are matrices of Chinese by English units: the characters of one side that are linked with
    the other. The lengths of the units are `zh_lengths` and `en_lengths`.
    """

    zh: Matrix
    en: Matrix
    zh_lengths: Floats
    en_lengths: Floats


@dataclass(slots=True)
class Candidates:
    """All candidate links of a pair of texts; `nested` is set if their sentences are already linked."""

    pair: PairVectors
    nested: Nested | None = None
    _sides: dict[int, tuple[SideVectors, SideVectors]] = field(default_factory=dict, repr=False)

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features, in the order of their columns."""
        meaning = () if self.pair.zh.meaning is None else (MEANING,)
        return (*FEATURES, *meaning, *(NESTED if self.nested else ()))

    def sizes(self) -> list[tuple[int, int]]:
        """Return the sizes of links that the texts have room for."""
        return [size for size in LINK_SIZES if size[0] <= len(self.pair.zh) and size[1] <= len(self.pair.en)]

    def compare(self, size: tuple[int, int], rows: range, columns: range) -> Floats:
        """Return the features of the links of a size whose first units are in `rows` and `columns`.

        The shape is rows by columns by features.
        """
        zh, en = self._joined(size[0])[0], self._joined(size[1])[1]
        z, e = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
        shape = (len(rows), len(columns))
        joins = [np.full(shape, sum(size) > limit, np.float32) for limit in (2, 3)]
        found = [*_compare_words(zh.words[z], en.words[e]), *_compare_marks(zh.marks[z], en.marks[e])]
        found += [*_compare_lengths(zh.lengths[z] * np.float32(self.pair.ratio), en.lengths[e]), *joins]
        if zh.meaning is not None and en.meaning is not None:
            found.append(zh.meaning[z] @ en.meaning[e].T)
        if self.nested:
            found += _compare_nested(self.nested, size, rows, columns)
        return np.stack(found, axis=-1)

    def parts(self, link: Link) -> LinkParts:
        """Return the parts of a link's score."""
        size, row, column = (len(link.zh), len(link.en)), link.zh[0], link.en[0]
        values = self.compare(size, range(row, row + 1), range(column, column + 1))[0, 0]
        named = dict(zip(self.features, map(float, values), strict=True))
        shared, apart = np.expm1(named["marks_shared"]), np.expm1(named["marks_apart"])
        return LinkParts(
            words=min(1.0, named["words"]),
            marks=float(2 * shared / max(_TINY, 2 * shared + apart)),
            length=float(np.exp(-named["length_squared"] * _FARTHEST / 2)),
            meaning=named.get(MEANING),
        )

    def _joined(self, size: int) -> tuple[SideVectors, SideVectors]:
        if size not in self._sides:
            self._sides[size] = (_join(self.pair.zh, size), _join(self.pair.en, size))
        return self._sides[size]


def score_band(candidates: Candidates, band: Band, weights: Weights) -> dict[tuple[int, int], list[Floats]]:
    """Return the log-odds of every link in the band, by size of link: one array per row of the band.

    Element c of row i is the link that ends with Chinese unit i - 1 and before English unit `band.first[i] +
    c`; it is -inf if there is no such link.
    """
    rows = len(candidates.pair.zh)
    scores: dict[tuple[int, int], list[Floats]] = {}
    for size in candidates.sizes():
        found = [np.full(width, -np.inf, np.float32) for width in band.widths]
        for start in range(size[0], rows + 1, _BLOCK):
            stop = min(start + _BLOCK, rows + 1)
            low = max(size[1], int(band.first[start]))
            high = int(band.last[stop - 1])
            if high < low:
                continue
            firsts = range(start - size[0], stop - size[0]), range(low - size[1], high + 1 - size[1])
            block = weights.score(candidates.compare(size, *firsts))
            for row in range(start, stop):
                first, last = max(low, int(band.first[row])), int(band.last[row])
                offset = first - int(band.first[row])
                values = block[row - start, first - low : last + 1 - low]
                found[row][offset : offset + values.size] = values
        scores[size] = found
    return scores


def _join(side: SideVectors, size: int) -> SideVectors:
    return side.joined(size) if size <= len(side) else side


def _compare_words(zh: Matrix, en: Matrix) -> Iterator[Floats]:
    """Yield the cosine of the words, and the share of the English words that the Chinese ones cover."""
    shared = (zh @ en.T).toarray().astype(np.float32)
    own, other = _squares(zh), _squares(en)
    yield shared / np.maximum(np.sqrt(np.outer(own, other)), _TINY)
    yield shared / np.maximum(other, _TINY)[None, :]


def _compare_marks(zh: Matrix, en: Matrix) -> Iterator[Floats]:
    """Yield the total rarity of the marks that both sides share, and of those that they do not."""
    shared = (zh @ en.T).toarray().astype(np.float32)
    apart = _squares(zh)[:, None] + _squares(en)[None, :] - 2 * shared
    yield np.log1p(shared)
    yield np.log1p(np.maximum(apart, 0))


def _compare_lengths(expected: Floats, lengths: Floats) -> Iterator[Floats]:
    """Yield the deviation of a length from the expected one, in standard deviations, and its square.

    After Gale and Church (1993), A Program for Aligning Sentences in Bilingual Corpora, Computational
    Linguistics 19(1), with the mean of both lengths in the variance, so that both languages count alike.
    """
    own, other = expected[:, None], lengths[None, :]
    deviation = np.abs(other - own) / np.sqrt((own + other) / 2 * _VARIANCE + 10)
    deviation = np.minimum(deviation, _FARTHEST)
    yield deviation
    yield deviation**2 / _FARTHEST


def _compare_nested(nested: Nested, size: tuple[int, int], rows: range, columns: range) -> Iterator[Floats]:
    """Yield the shares of each side's characters that are linked inside and outside the candidate."""
    height, width = size
    wide = slice(columns.start, columns.stop + width - 1)
    inside: list[Floats] = []
    for matrix in (nested.zh, nested.en):
        block = sum(matrix[rows.start + s : rows.stop + s, wide] for s in range(height)).toarray()
        inside.append(np.sum([block[:, s : s + len(columns)] for s in range(width)], axis=0))
    zh_lengths = _run_sums(nested.zh_lengths, height)[rows.start : rows.stop]
    en_lengths = _run_sums(nested.en_lengths, width)[columns.start : columns.stop]
    zh_linked = _run_sums(nested.zh.sum(axis=1), height)[rows.start : rows.stop]
    en_linked = _run_sums(nested.en.sum(axis=0), width)[columns.start : columns.stop]
    zh = inside[0] / zh_lengths[:, None]
    en = inside[1] / en_lengths[None, :]
    yield zh
    yield en
    yield np.minimum(zh, en)
    yield (zh_linked[:, None] - inside[0]) / zh_lengths[:, None]
    yield (en_linked[None, :] - inside[1]) / en_lengths[None, :]


def _run_sums(values: object, size: int) -> Floats:
    flat = np.asarray(values, np.float32).ravel()
    return np.maximum(np.convolve(flat, np.ones(size, np.float32), "valid"), _TINY).astype(np.float32)


def _squares(rows: Matrix) -> Floats:
    squares: Floats = np.asarray(rows.multiply(rows).sum(axis=1), np.float32).ravel()
    return squares


def load_weights(folder: Path) -> dict[str, Weights]:
    """Read the weights in a folder by name: `plain` and `nested`, each also with `_meaning`."""
    try:
        stored = json.loads((folder / WEIGHTS_FILE).read_text(encoding="utf-8"))
        return {
            name: Weights(
                tuple(row["features"]),
                np.array(row["values"], np.float32),
                float(row["bias"]),
                float(row["skip"]),
            )
            for name, row in stored.items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            "alignment.damaged_weights", path=folder / WEIGHTS_FILE, reason=error
        ) from None


def save_weights(folder: Path, weights: Mapping[str, Weights]) -> None:
    """Write weights into a folder, as `load_weights` reads them."""
    rows = {
        name: {
            "features": list(own.features),
            "values": [round(float(value), 4) for value in own.values],
            "bias": round(own.bias, 4),
            "skip": own.skip,
        }
        for name, own in weights.items()
    }
    (folder / WEIGHTS_FILE).write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
