"""Decide which sequences may be terms, by the words at their edges, and how common words are in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from flows.text import lazy_pattern

Cut = Callable[[str], Iterable[str]]
# jieba's dictionary has 3 for words that were only added to it, and more for words counted in its corpus: the
# ordinary ones.
_NOT_COUNTED = 3
# Of 60 million words, fewer than 30 occurrences say little, so rarer words weigh the same.
_LEAST_COUNT = 30
# Parts of speech, in jieba's notation, that neither begin nor end a term.
_FUNCTION_KIND = lazy_pattern("[dpcrmqyftueokhx]|u[jlzvgd]|mq|rr|rz|zg")
# Common nouns, verbal nouns and short forms; places and persons are covered by other checks.
_SUBJECT_KIND = lazy_pattern("n|nz|ng|vn|an|j|l|b")
_NUMERAL = lazy_pattern("^[一二三四五六七八九十百千万亿年月日第两]|[一二三四五六七八九十百千万亿年月日第]$")
_LONGEST_OPENING = 3
_SHORTEST_ENGLISH = 2


@cache
def _read_words(name: str) -> frozenset[str]:
    """Return the words of a file beside this module, without its comments."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True)
class Stock:
    """The words of general Chinese, each with its count in a corpus and jieba's part of speech."""

    words: Mapping[str, tuple[int, str]]

    @cached_property
    def size(self) -> int:
        """The number of words in the general corpus."""
        return sum(count for count, _ in self.words.values())

    def rarest(self, words: Iterable[str]) -> float:
        """Return the share of the corpus of the rarest of `words`; unknown words count as rare."""
        counts = (self.words.get(word, (1, ""))[0] for word in words)
        return min(max(count, _LEAST_COUNT) for count in counts) / max(self.size, 1)

    def is_ordinary(self, word: str) -> bool:
        """Return whether the general corpus has the word."""
        return self.words.get(word, (0, ""))[0] > _NOT_COUNTED

    def kind(self, word: str) -> str:
        """Return the part of speech of a word, or "" if unknown."""
        return self.words.get(word, (0, ""))[1]


def is_chinese_term(term: str, cut: Cut, stock: Stock) -> bool:
    """Return whether `term` is not an ordinary word, without function word, verb or numeral at its edges."""
    opening, closing = _read_words("opening_words.txt"), _read_words("closing_words.txt")
    if stock.is_ordinary(term) or _NUMERAL.search(term) or term in opening:
        return False
    # 推进 + a word, which jieba may not separate.
    sizes = range(1, _LONGEST_OPENING + 1)
    if any(term[:size] in opening and term[size:] in stock.words for size in sizes):
        return False
    words = list(cut(term))
    if len(words) == 1:
        return term[0] not in opening and term[-1] not in closing
    if words[0] in opening or words[-1] in closing:
        return False
    return not any(_FUNCTION_KIND.fullmatch(stock.kind(word)) for word in (words[0], words[-1]))


def is_english_term(term: str) -> bool:
    """Return whether a folded term has no function word or single letter at its edges."""
    words = term.split()
    edges = _read_words("edge_words_en.txt")
    return not any(word in edges or len(word) < _SHORTEST_ENGLISH for word in (words[0], words[-1]))


def is_subject_word(word: str, language: str, stock: Stock) -> bool:
    """Return whether a single word may name a subject: no function word, and in Chinese a kind of noun."""
    if language == "en":
        return word not in _read_words("edge_words_en.txt") | _read_words("general_words_en.txt")
    if word in _read_words("opening_words.txt") or word in _read_words("closing_words.txt"):
        return False
    return _SUBJECT_KIND.fullmatch(stock.kind(word)) is not None
