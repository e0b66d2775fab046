"""The start of a name or term: words with learned odds of being first in it, inside it, or before it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Odds(NamedTuple):
    """The log odds that a word is part of a name rather than the word before it, and that it is the first."""

    inside: float
    first: float


_NOT_KNOWN = Odds(0.5, 0.5)
_NOT_KNOWN_LETTER = Odds(-1.5, -1.5)
# Subtracted for every word, so that a name has no more words than it needs.
_PRICE = 0.25
# A word that is nearly always part of a name may also begin one, at this share of its odds (重点 in
# 重点行业).
_NOUN = 0.4
# A word this unlikely to be part of a name ends the search for its start.
_STOP = -0.9


@cache
def read_odds(language: str) -> dict[str, Odds]:
    """Return the odds of the words of `borders_zh.txt` or `borders_en.txt`."""
    path = Path(__file__).with_name(f"borders_{language}.txt")
    table: dict[str, Odds] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, inside, first = line.split()
            table[word] = Odds(float(inside), float(first))
    return table


def odds_of(word: str, language: str) -> Odds:
    """Return the odds of a word; without listed odds, a word is likely in a name, a single character not."""
    known = read_odds(language).get(word)
    if known:
        return known
    return _NOT_KNOWN if len(word) > 1 else _NOT_KNOWN_LETTER


def find_start(words: list[Odds]) -> tuple[int, float]:
    """Return the index of the likeliest first word of a name that ends after `words`, and its odds.

    The best start has the greatest sum of the odds of words inside and of the first word. If no word belongs
    to the name, the index is the number of words.
    """
    best, best_score, total = len(words), 0.0, 0.0
    for index in range(len(words) - 1, -1, -1):
        if words[index].inside < _STOP:
            break
        total += words[index].inside - _PRICE
        word = words[index]
        score = total - word.inside + max(word.first, _NOUN * word.inside)
        if score > best_score:
            best, best_score = index, score
    return best, best_score
