"""Measures of repeated sequences in a long array of numbers (characters or words): how firm, how free.

Our own with numpy, because the collocation finders of NLTK and gensim keep each n-gram as a Python object,
which is too much for the millions of characters of a corpus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """The frequent sequences of `length` symbols, in parallel arrays with one entry per sequence.

    `positions` has the first occurrence of each; see `measure_sequences` for the measures.
    """

    length: int
    positions: Ints
    counts: Ints
    documents: Ints
    cohesion: NDArray[np.float64]
    freedom: NDArray[np.float64]
    bordered: NDArray[np.float64]


def measure_sequences(
    symbols: Ints, owners: Ints, borders: NDArray[np.bool_], longest: int, minimum: int
) -> Iterator[Level]:
    """Yield sequences of 2 to `longest` symbols that occur at least `minimum` times, one level per length.

    `symbols` above 0 form sequences. 0 is a break, and each break is a different neighbour. Numbers below 0
    are known terms, which end a sequence but are the same neighbour each time. `owners` is the document at
    each place, `borders` marks where words may begin or end (one entry more than symbols). The measures of a
    sequence are:

    * `cohesion`: the least pointwise mutual information, in bits, of its splits in two (Church and Hanks
    1990, Word association norms, Computational Linguistics 16(1); least over splits as for Chinese words by
    Sproat and Shih 1990);
    * `freedom`: the smaller of the entropies, in bits, of its left and right neighbours (Jin and
    Tanaka-Ishii 2006, Unsupervised segmentation of Chinese text by use of branching entropy, COLING/ACL
    posters). Breaks count as different neighbours (as in Feng et al. 2004, Accessor variety criteria,
    Computational Linguistics 30(1));
    * `bordered`: the share of its occurrences that begin and end at borders.

    A sequence is tried only if both of its shorter parts are frequent enough, so that rare ones cost nothing.
    Memory: 4 bytes per symbol and length, and about 100 bytes per symbol while the pairs are sorted (10 M
    symbols: 1.4 GB in all).
    """
    values, ids = np.unique(symbols, return_inverse=True)
    base, zero = len(values), _index_of_break(values)
    total = float((symbols > 0).sum())
    at_place = [np.empty(0, np.int32), (np.bincount(ids) * (values > 0))[ids].astype(np.int32)]
    group_at = ids
    for length in range(2, longest + 1):
        shorter = at_place[-1]
        places = np.flatnonzero((shorter[:-1] >= minimum) & (shorter[1:] >= minimum))
        places = places[places + length < len(symbols)]
        keys = group_at[places] * base + ids[places + length - 1]
        order = np.argsort(keys, kind="stable")
        _, counts = _runs(keys[order])
        frequent = counts >= minimum
        places, counts = places[order][np.repeat(frequent, counts)], counts[frequent]
        if not len(counts):
            return
        group = np.repeat(np.arange(len(counts)), counts)
        at_place.append(_spread(np.zeros(len(symbols), np.int32), places, counts[group]))
        group_at = _spread(np.zeros(len(symbols), np.int64), places, group)
        heads = places[np.cumsum(counts) - counts]
        yield Level(
            length,
            heads,
            counts,
            documents=_distinct(group, owners[places], len(counts)),
            cohesion=_cohesion(at_place, heads, counts, total),
            freedom=np.minimum(
                *(
                    _entropy(group, ids[beside], counts, base, zero)
                    for beside in (places - 1, places + length)
                )
            ),
            bordered=np.bincount(group, borders[places] & borders[places + length], len(counts)) / counts,
        )


def _index_of_break(values: Ints) -> int:
    """Return the index of 0 among sorted values, or -1."""
    index = int(np.searchsorted(values, 0))
    return index if index < len(values) and values[index] == 0 else -1


def _cohesion(at_place: list[Any], heads: Ints, counts: Ints, total: float) -> NDArray[np.float64]:
    length = len(at_place) - 1
    products = [
        at_place[cut][heads].astype(float) * at_place[length - cut][heads + cut] for cut in range(1, length)
    ]
    found: NDArray[np.float64] = np.log2(counts * total / np.maximum.reduce(products))
    return found


def _entropy(group: Ints, neighbours: Ints, counts: Ints, base: int, zero: int) -> NDArray[np.float64]:
    """Return log2 n - sum(k log2 k) / n over the counts k of the neighbours; each break counts once."""
    real = neighbours != zero
    keys = np.sort(group[real] * base + neighbours[real])
    firsts, met = _runs(keys)
    entropy: NDArray[np.float64] = (
        np.log2(counts) - np.bincount(keys[firsts] // base, met * np.log2(met), len(counts)) / counts
    )
    return entropy


def _distinct(group: Ints, owners: Ints, groups: int) -> Ints:
    base = int(owners.max()) + 1
    keys = np.sort(group * base + owners)
    return np.bincount(keys[_runs(keys)[0]] // base, minlength=groups)


def _runs(keys: Ints) -> tuple[Ints, Ints]:
    """Return the start and length of each run of equal keys; the keys are sorted."""
    changes = np.flatnonzero(np.diff(keys)) + 1
    firsts = np.concatenate([np.zeros(min(1, len(keys)), np.int64), changes])
    return firsts, np.diff(firsts, append=len(keys))


def _spread(target: Any, places: Ints, values: Ints) -> Any:
    target[places] = values
    return target
