"""Near-duplicates by MinHash (Broder 1997): sets of runs of characters, signatures, bands, then exact comparison of candidates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.text import fold

Hashes = npt.NDArray[np.uint64]
_RUN = 5  # characters; in Chinese about three words
_PERMUTATIONS = 128
# 32 bands of 4 rows: a pair of Jaccard similarity s becomes a candidate with 1 - (1 - s^4)^32: 0.5 at 0.39, 0.99 at 0.6.
_ROWS = 4
_CHUNK = 4_096
# Notices and announcements of up to 450 characters share their set phrases: two of a kind reach 0.88, reprints of one 0.9 and more.
_SHORT, _SHORT_THRESHOLD = 450, 0.9
_PER_BUCKET = 8  # rows of a bucket that later ones are compared with
_NOT_TEXT = re.compile(r"[\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
WAY = "runs of 5, 128 permutations, 1"  # changes when the same text gives another signature
_SEEDS = np.random.default_rng(20260101).integers(1, 2**63, size=(2, _PERMUTATIONS), dtype=np.uint64)
_FACTORS, _TERMS = _SEEDS[0] | np.uint64(1), _SEEDS[1]
MINIMUM_CHARACTERS = 40


def shingle(text: str) -> Hashes:
    """Return the distinct hashes of all runs of five characters of the folded text, without white space and punctuation, sorted."""
    codes = np.frombuffer(
        _NOT_TEXT.sub("", fold(text).text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    ).astype(np.uint64)
    if len(codes) < _RUN:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(len(codes) - _RUN + 1, dtype=np.uint64)
    for place in range(_RUN):
        hashes = (hashes ^ codes[place : len(hashes) + place]) * _MIX
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)


def sign(hashes: Hashes) -> npt.NDArray[np.uint32]:
    """Return the signature: for each of 128 permutations (multiply-shift) the smallest value, upper 32 bits."""
    smallest = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _CHUNK):
        values = hashes[start : start + _CHUNK, None] * _FACTORS + _TERMS
        np.minimum(smallest, values.min(axis=0), out=smallest)
    return (smallest >> np.uint64(32)).astype(np.uint32)


def similarity(one: Hashes, other: Hashes) -> float:
    """Return the Jaccard similarity of two sets of hashes, each sorted and distinct."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(len(one) + len(other) - shared, 1)


def cluster(
    signatures: npt.NDArray[np.uint32],
    hashes_of: Callable[[int], Hashes],
    threshold: float,
    may_join: Callable[[int, int], bool] = lambda row, leader: True,
) -> list[list[tuple[int, float]]]:
    """Return the clusters of two or more rows of `signatures`: (row, similarity to the member it was joined by), first row first.

    Rows are in order of date: each joins the earliest row that it is similar enough to. Inside a bucket a row is compared with the
    first row of each cluster that is there, so that a bucket of n copies costs n comparisons and not n². `may_join` can refuse a
    row to a leader whatever their texts.
    """
    leader = list(range(len(signatures)))
    found: dict[int, float] = {}
    for row, candidates in _candidates(signatures):
        if leader[row] != row:
            continue
        best, score = _best(
            row,
            {leader[candidate] for candidate in candidates if may_join(row, leader[candidate])},
            signatures,
            hashes_of,
            threshold,
        )
        if best >= 0:
            leader[row], found[row] = best, score
    groups: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, score in found.items():
        groups[leader[row]].append((row, score))
    return [[(first, 1.0), *sorted(members)] for first, members in sorted(groups.items())]


def _candidates(signatures: npt.NDArray[np.uint32]) -> Iterable[tuple[int, list[int]]]:
    """Yield each row that has any, in order, with the earlier rows that share a band with it: of each bucket the first few."""
    earlier: defaultdict[int, list[int]] = defaultdict(list)
    bands = _PERMUTATIONS // _ROWS
    keys = signatures.reshape(len(signatures), bands, _ROWS)
    mixed: npt.NDArray[Any] = np.zeros((len(signatures), bands), dtype=np.uint64)
    for place in range(_ROWS):
        mixed = np.multiply(mixed ^ keys[:, :, place], _MIX)
        mixed ^= mixed >> np.uint64(31)
    mixed = mixed * np.uint64(64) + np.arange(bands, dtype=np.uint64)
    shared = _repeated(mixed)
    for row in np.flatnonzero(shared.any(axis=1)).tolist():
        candidates: set[int] = set()
        for bucket in mixed[row, shared[row]].tolist():
            members = earlier[bucket]
            candidates.update(members)
            if len(members) < _PER_BUCKET:
                members.append(row)
        yield row, sorted(candidates)


def _repeated(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return where a value stands that stands elsewhere, too: most buckets hold one row, and need no list."""
    order = np.argsort(values, axis=None, kind="stable")
    same = np.diff(values.ravel()[order]) == 0
    repeated = np.zeros(values.size, dtype=np.bool_)
    repeated[order[1:][same]] = True
    repeated[order[:-1][same]] = True
    return repeated.reshape(values.shape)


def _best(
    row: int,
    leaders: set[int],
    signatures: npt.NDArray[np.uint32],
    hashes_of: Callable[[int], Hashes],
    threshold: float,
) -> tuple[int, float]:
    """Return the leader most similar to a row, estimated from signatures and then counted exactly; (-1, 0) where none is enough."""
    ordered: Sequence[int] = sorted(leaders)
    if not ordered:
        return -1, 0.0
    estimates = (signatures[ordered] == signatures[row]).mean(axis=1)
    promising = [
        leader for leader, estimate in zip(ordered, estimates, strict=True) if estimate >= threshold - 0.15
    ]
    own = hashes_of(row)
    scored = [
        (similarity(own, other), -leader)
        for leader in promising
        if is_enough(own, other := hashes_of(leader), threshold)
    ]
    score, negative = max(scored, default=(0.0, 1))
    return -negative, score


def is_enough(one: Hashes, other: Hashes, threshold: float) -> bool:
    """Return whether two sets are similar enough; short texts, in which a set phrase weighs much, must be more so."""
    needed = threshold if min(len(one), len(other)) >= _SHORT else max(threshold, _SHORT_THRESHOLD)
    return similarity(one, other) >= needed
