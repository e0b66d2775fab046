"""Where a name or term begins: words with learned odds of being its first word, inside it, or before it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Odds(NamedTuple):
    """Log odds of a word: of being part of a name and not the word before it; of being its first word."""

    inside: float
    first: float


_NOT_KNOWN = Odds(0.5, 0.5)
_NOT_KNOWN_LETTER = Odds(-1.5, -1.5)
# The sum of odds falls with every word, so that a name has no more words than it needs.
_PRICE = 0.25
# What is nearly always part of a name may begin one, too, by this share of its odds (重点 of 重点行业).
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
    """Return the odds of a word; a word without any is likely part of a name, a single character is not."""
    known = read_odds(language).get(word)
    if known:
        return known
    return _NOT_KNOWN if len(word) > 1 else _NOT_KNOWN_LETTER


def find_start(words: list[Odds]) -> tuple[int, float]:
    """Return the index of the likeliest first word of a name that ends behind `words`, and its odds.

    The best start has the greatest sum of odds of being inside, and odds of being the first. The index is the
    number of words where none of them belongs to the name.
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
