"""Links: units of a text and the units of its translation that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# The numbers of Chinese and English units that a link may join; (1, 0) and (0, 1) are units without
# counterpart.
LINK_SIZES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


class LinkParts(NamedTuple):
    """The parts of a score, each from 0 to 1.

    `words`: shared words by the translation table. `marks`: the share of numbers, names, concepts and Latin
    words, by rarity, that both sides have. `length`: how well the lengths fit each other. `meaning`: the
    cosine of the sentence vectors, None without an encoder.
    """

    words: float
    marks: float
    length: float
    meaning: float | None


@dataclass(frozen=True, slots=True)
class Link:
    """Units of both sides by 0-based index, ascending; if one side is empty, the other has no counterpart.

    `score` estimates the probability that exactly these units translate each other. If a side is empty, it is
    0 and `parts` is None.
    """

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float = 0.0
    parts: LinkParts | None = None

    @property
    def is_aligned(self) -> bool:
        """Whether both sides have units."""
        return bool(self.zh and self.en)
