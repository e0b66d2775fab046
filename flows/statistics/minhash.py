"""Near-duplicates by MinHash: sets of character runs, signatures, bands, then exact comparison.

Our own instead of datasketch, because the signatures of all documents are stored and compared as one numpy
array, and because a document joins the earliest similar one, which requires date order.

Source: Broder (1997), On the resemblance and containment of documents, Compression and Complexity of
Sequences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.text import fold, lazy_pattern

Hashes = npt.NDArray[np.uint64]
_RUN = 5  # characters per shingle; in Chinese about three words
_PERMUTATIONS = 128
# 32 bands of 4 rows: a pair with Jaccard similarity s becomes a candidate with probability 1 - (1 - s^4)^32:
# 0.5 at 0.39, 0.99 at 0.6.
_ROWS = 4
_CHUNK = 4_096
# Notices of up to 450 characters share set phrases: two of a kind reach 0.88, reprints of one 0.9 or more.
_SHORT, _SHORT_THRESHOLD = 450, 0.9
_SLACK = 0.15  # allowed shortfall of an estimate below the threshold: 3.5 standard errors
_PER_BUCKET = 8  # rows of a bucket with which later rows are compared
_NOT_TEXT = lazy_pattern(r"[\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
# Stored with each signature; must change when the same text would get another signature.
WAY = "runs of 5, 128 permutations, 1"
_SEEDS = np.random.default_rng(20260101).integers(1, 2**63, size=(2, _PERMUTATIONS), dtype=np.uint64)
_FACTORS, _TERMS = _SEEDS[0] | np.uint64(1), _SEEDS[1]
MINIMUM_CHARACTERS = 40


def shingle(text: str) -> Hashes:
    """Return the hashes of all runs of five characters of the folded text, sorted and distinct.

    White space and punctuation are removed first; a text of fewer than five characters has no hashes.
    """
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
    """Return the signature, shape (128,): the upper 32 bits of the smallest value under each permutation."""
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
    may_join: Callable[[int, int], bool] = lambda _row, _leader: True,
) -> list[list[tuple[int, float]]]:
    """Return the clusters of two or more rows, each a list of (row, similarity to its leader).

    The rows, shape (rows, 128), are in order of date: each joins the most similar leader that is similar
    enough, and the leader comes first. `hashes_of` returns the hashes of a row; `may_join` can keep a row
    from joining a leader, whatever their texts. A row is compared only with the leaders in its buckets, so
    that n copies take n comparisons and not n².
    """
    leader = list(range(len(signatures)))
    found: dict[int, float] = {}
    for row, candidates in _candidates(signatures):
        if leader[row] != row:
            continue
        best, score = _best(
            row,
            {leader[candidate] for candidate in candidates},
            signatures,
            hashes_of,
            threshold,
            may_join,
        )
        if best >= 0:
            leader[row], found[row] = best, score
    groups: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for row, score in found.items():
        groups[leader[row]].append((row, score))
    return [[(first, 1.0), *sorted(members)] for first, members in sorted(groups.items())]


def _candidates(signatures: npt.NDArray[np.uint32]) -> Iterable[tuple[int, list[int]]]:
    """Yield each row with the earlier rows that share a band with it, only the first few of each bucket."""
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
    """Return which values occur more than once; most buckets have one row and need no list."""
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
    may_join: Callable[[int, int], bool],
) -> tuple[int, float]:
    """Return the most similar leader of a row and the similarity; (-1, 0) if none is similar enough.

    Signatures estimate the similarity first; those near the threshold are then compared exactly. Of 100,000
    notices made of set phrases, most have candidates and hardly any come near: no text is read.
    """
    ordered: Sequence[int] = sorted(leaders)
    if not ordered:
        return -1, 0.0
    estimates = (signatures[ordered] == signatures[row]).mean(axis=1)
    near = [
        leader for leader, estimate in zip(ordered, estimates, strict=True) if estimate >= threshold - _SLACK
    ]
    promising = [leader for leader in near if may_join(row, leader)]
    if not promising:
        return -1, 0.0
    own = hashes_of(row)
    scored = [
        (similarity(own, other), -leader)
        for leader in promising
        if is_enough(own, other := hashes_of(leader), threshold)
    ]
    score, negative = max(scored, default=(0.0, 1))
    return -negative, score


def is_enough(one: Hashes, other: Hashes, threshold: float) -> bool:
    """Return whether two sets reach the threshold, which is higher for short texts."""
    if min(len(one), len(other)) < _SHORT:
        threshold = max(threshold, _SHORT_THRESHOLD)
    return similarity(one, other) >= threshold
