"""Repeats: passages that are near-duplicates of an earlier one, and the resulting weight of each passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from flows.statistics import MINIMUM_CHARACTERS, cluster, shingle, sign
from flows.text import fold

# Jaccard similarity of runs of five characters; passages of up to 450 characters need 0.9 (see minhash).
THRESHOLD = 0.8
_SHINGLES_KEPT = 4_096  # passages whose shingles are kept while candidates are compared


def weigh_repeats(passages: Sequence[tuple[int, str]], *, only_first: bool) -> dict[int, float]:
    """Return the weight of each passage by its id; `passages` are (id, text) in order of date.

    Near-duplicates form a cluster. With `only_first`, its earliest passage weighs 1 and the others 0.
    Otherwise each of n weighs 1/n, so a text counts once however often it is printed.
    """
    leaders = group_repeats([text for _, text in passages])
    ids = [identifier for identifier, _ in passages]
    if only_first:
        return {
            identifier: int(leader == row)
            for row, (identifier, leader) in enumerate(zip(ids, leaders, strict=True))
        }
    sizes = Counter(leaders)
    return {
        identifier: 1 / sizes[leader] if sizes[leader] > 1 else 1
        for identifier, leader in zip(ids, leaders, strict=True)
    }


def group_repeats(texts: Sequence[str]) -> list[int]:
    """Return for each text the position of its first near-duplicate, or its own if there is none.

    Compares letters, digits and Chinese characters, folded; texts with fewer than 40 of them must be equal.
    MinHash finds the candidates, whose shingles are then compared exactly.
    """
    leaders: list[int] = []
    first: dict[str, int] = {}
    rows: list[int] = []
    for row, text in enumerate(texts):
        key = "".join(character for character in fold(text).text if character.isalnum())
        leaders.append(first.setdefault(key, row))
        if leaders[row] == row and len(key) >= MINIMUM_CHARACTERS:
            rows.append(row)
    if len(rows) < 2:
        return leaders
    hashes_of = lru_cache(maxsize=_SHINGLES_KEPT)(lambda place: shingle(texts[rows[place]]))
    signatures = np.array([sign(hashes_of(place)) for place in range(len(rows))])
    joined = {
        rows[place]: rows[members[0][0]]
        for members in cluster(signatures, hashes_of, THRESHOLD)
        for place, _ in members
    }
    return [joined.get(leader, leader) for leader in leaders]
