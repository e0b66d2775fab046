"""The nearest passages to a target, with near-copies folded, for rankings and queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from flows.embedding import content_key, load_encoder
from flows.errors import UsageError
from flows.search.similarity.targets import target_rowids
from flows.statistics import shingle
from flows.store.passages import fetch_texts

if TYPE_CHECKING:
    import numpy.typing as npt

    from flows.search.similarity.targets import Target
    from flows.search.similarity.vectors import PassageVectors
    from flows.store.fulltext import FullText

# The least cosine that counts as similar to a passage or document. Chosen by reading 85 passages of
# ministries, journals and party news with their nearest (below 0.6 few are about the same subject), and on
# translated news: of 900 blocks of four sentences, 95 % reach 0.6 with their translation and 9 % with
# another.
FLOOR = 0.6
# The same for free text, which is mostly shorter than a passage. Chosen by 16 questions to the same texts:
# the nearest passage has 0.45 or more if one is about the question, else at most 0.39.
TEXT_FLOOR = 0.4
_COPY = 0.8  # Jaccard similarity of runs of five characters, as for documents
_BLOCK = 200  # candidates whose texts are read at once


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage near a target; `copies` more passages have nearly the same text."""

    rowid: int
    similarity: float
    copies: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest passages, nearest first, and the number of other passages with the target's own text.

    `is_cut` is set if more passages than the limit are above the floor.
    """

    found: list[Neighbour]
    own_copies: int
    is_cut: bool


def find_neighbours(
    index: FullText, vectors: PassageVectors, target: Target, limit: int, within: Sequence[Any] = ()
) -> Neighbours:
    """Return the `limit` passages nearest to a target among those that match `within`.

    Raises UsageError if there are no vectors, or if the encoder is needed and missing.
    """
    if vectors.state() is None:
        raise UsageError("search.no_vectors")
    own_rows = target_rowids(index.store, target)
    vector = _vector_of(vectors, target, own_rows)
    among = index.matching_ids(index.all_of(within)) if within else None
    folded = _Folding(target.text if target.kind == "passage" else "")
    left_out = set(own_rows)
    for rowid, cosine, text in _current(index, vectors, vectors.rank(vector, floor_for(target), among)):
        if rowid not in left_out and not folded.add(rowid, cosine, text, limit):
            break
    return folded.neighbours()


def floor_for(target: Target) -> float:
    """Return the least cosine that counts as similar to a target."""
    return TEXT_FLOOR if target.kind == "text" else FLOOR


def _vector_of(vectors: PassageVectors, target: Target, own_rows: Sequence[int]) -> npt.NDArray[np.float32]:
    """Return the vector of a target; a document's is the mean of its passages' vectors."""
    rows = vectors.vectors_of(own_rows)
    if not len(rows):
        rows = load_encoder().encode([target.text])
    mean: npt.NDArray[np.float32] = rows.mean(axis=0)
    length = np.linalg.norm(mean)
    return (mean / (length or 1)).astype(np.float32)


def _current(
    index: FullText, vectors: PassageVectors, ranked: Sequence[tuple[int, float]]
) -> Iterator[tuple[int, float, str]]:
    """Yield (row id, cosine, text) of ranked passages, except those removed or changed since."""
    for start in range(0, len(ranked), _BLOCK):
        block = dict(ranked[start : start + _BLOCK])
        keys = vectors.keys_of(list(block))
        present = index.matching_ids(index.all_of([index.among(list(block))]))
        texts = dict(fetch_texts(index.store, present))
        for rowid, cosine in block.items():
            if rowid in texts and content_key(texts[rowid]) == keys[rowid]:
                yield rowid, cosine, texts[rowid]


class _Folding:
    """Ranked passages, with each near-copy counted at the earlier passage that it resembles."""

    def __init__(self, own: str) -> None:
        self._own = shingle(own) if own else None
        self._own_text = own
        self._own_copies = 0
        self._rows: list[tuple[int, float]] = []
        self._runs: list[npt.NDArray[np.uint64]] = []
        self._texts: dict[str, int] = {}
        self._copies: list[int] = []
        self._is_cut = False

    def add(self, rowid: int, cosine: float, text: str, limit: int) -> bool:
        """Add a passage; return False if there are already `limit` of them."""
        runs = shingle(text)
        if self._own is not None and (text == self._own_text or _is_copy(runs, self._own)):
            self._own_copies += 1
            return True
        place = self._texts.get(text)
        if place is None:
            place = next((at for at, other in enumerate(self._runs) if _is_copy(runs, other)), None)
        if place is not None:
            self._copies[place] += 1
            return True
        if len(self._rows) == limit:
            self._is_cut = True
            return False
        self._texts[text] = len(self._rows)
        self._rows.append((rowid, cosine))
        self._runs.append(runs)
        self._copies.append(0)
        return True

    def neighbours(self) -> Neighbours:
        """Return the passages added."""
        found = [
            Neighbour(rowid, round(min(cosine, 1.0), 4), copies)
            for (rowid, cosine), copies in zip(self._rows, self._copies, strict=True)
        ]
        return Neighbours(found, self._own_copies, self._is_cut)


def _is_copy(runs: npt.NDArray[np.uint64], others: npt.NDArray[np.uint64]) -> bool:
    """Return whether two texts, as sets of runs of five characters, are near-copies."""
    if not len(runs) or not len(others) or min(len(runs), len(others)) < _COPY * max(len(runs), len(others)):
        return False
    common = len(np.intersect1d(runs, others, assume_unique=True))
    return common >= _COPY * (len(runs) + len(others) - common)
