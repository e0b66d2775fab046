"""Passages that are printed again: which are nearly the same, and what each of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from flows.statistics import MINIMUM_CHARACTERS, cluster, shingle, sign
from flows.text import fold

# Jaccard similarity of runs of five characters; passages of up to 450 characters need 0.9 (see minhash).
THRESHOLD = 0.8


def weigh_repeats(passages: Sequence[tuple[int, str]], *, only_first: bool) -> dict[int, float]:
    """Return the weight of each passage; `passages` are (id, text) in order of date.

    Passages that are nearly the same make a cluster. With `only_first` its earliest weighs 1 and the others 0; else each of n
    weighs 1/n, so that a text counts once however often it is printed.
    """
    clusters = group_repeats([text for _, text in passages])
    sizes = np.bincount(clusters, minlength=len(passages)) if clusters else np.zeros(0)
    if only_first:
        return {
            number: 1 if leader == row else 0
            for row, ((number, _), leader) in enumerate(zip(passages, clusters, strict=True))
        }
    return {
        number: 1 / sizes[leader] if sizes[leader] > 1 else 1
        for (number, _), leader in zip(passages, clusters, strict=True)
    }


def group_repeats(texts: Sequence[str]) -> list[int]:
    """Return for each text the place of the first one that says nearly the same (its own where none does).

    Letters, digits and Chinese characters decide, folded; texts with fewer than 40 of them must have the same. MinHash finds
    the candidates, their shingles are then compared exactly.
    """
    leaders = list(range(len(texts)))
    first: dict[str, int] = {}
    rows: list[int] = []
    for row, text in enumerate(texts):
        key = "".join(character for character in fold(text).text if character.isalnum())
        leaders[row] = first.setdefault(key, row)
        if leaders[row] == row and len(key) >= MINIMUM_CHARACTERS:
            rows.append(row)
    if len(rows) > 1:
        hashes_of = lru_cache(maxsize=4_096)(lambda place: shingle(texts[rows[place]]))
        signatures = np.array([sign(hashes_of(place)) for place in range(len(rows))])
        joined = {
            rows[place]: rows[members[0][0]]
            for members in cluster(signatures, hashes_of, THRESHOLD)
            for place, _ in members
        }
        leaders = [joined.get(leader, leader) for leader in leaders]
    return leaders
