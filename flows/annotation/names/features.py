"""Features of a word for the network: its form, its cluster, and the listed names that it is part of.

Everything depends on the word and its mark alone, so it is computed once per distinct word. The lists and
clusters belong to a trained model and are stored with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.annotation.matching import read_stock_dictionary
from flows.text import HAN, folding_table, lazy_pattern, list_translations

# Separates a word from its mark, which says which part of which kind of listed name the word is (B-GPE).
_BEFORE_MARK = "\x1f"
_LONGEST_SHAPE = 10
_HAN_FIRST = lazy_pattern(f"[{HAN}]")
_LONG_RUN = lazy_pattern(r"(.)\1{3,}")
_NAME_WORDS = lazy_pattern(r"^(\S+) \d+ (n[rstz]\w*|j)$", re.MULTILINE)
# The tables' names among spaCy's lookups.
NAMES, CLUSTERS = "names", "clusters"
_LEVELS = (1, 8, 64)


class WordTables:
    """The listed names by kind, and the cluster number of each word, of one model."""

    def __init__(self, names: Mapping[str, Iterable[str]], clusters: Mapping[str, int]) -> None:
        self.names = {name: kind for kind in names for name in names[kind]}
        self._kinds = list(self.names.values())
        self.clusters = clusters

    @cached_property
    def _finder(self) -> Any:
        return AhoCorasick(tuple(self.names), matchkind=MatchKind.LeftmostLongest)

    def mark(self, text: str, tokens: Sequence[tuple[int, int]]) -> list[str]:
        """Return the mark of each token: empty, or its part (BILU) and the kind of its listed name."""
        marks = [""] * len(tokens)
        if not self.names:
            return marks
        index = 0
        for number, start, end in self._finder.find_matches_as_indexes(text):
            while index < len(tokens) and tokens[index][0] < start:
                index += 1
            first = index
            while index < len(tokens) and tokens[index][1] < end:
                index += 1
            if index == len(tokens):
                break
            if tokens[first][0] == start and tokens[index][1] == end:
                parts = "U" if first == index else "B" + "I" * (index - first - 1) + "L"
                marks[first : index + 1] = [f"{part}-{self._kinds[number]}" for part in parts]
        return marks

    def find_clusters(self, word: str) -> tuple[str, ...]:
        """Return the clusters of a word, the finest first."""
        number = self.clusters.get(word, -1)
        if number < 0:
            number = self.clusters.get(word.lower(), -1)
        return tuple(f"{level}:{number // level}" if number >= 0 else "" for level in _LEVELS)


def list_words(text: str, tokens: Sequence[tuple[int, int]], language: str, tables: WordTables) -> list[str]:
    """Return the words of a text as the network reads them, each with its mark.

    Chinese is in simplified characters and half width.
    """
    source = text if language == "en" else text.translate(character_table())
    words = [source[start:end] for start, end in tokens]
    if not tables.names:
        return words
    marks = tables.mark(source, tokens)
    return [word + _BEFORE_MARK + mark if mark else word for word, mark in zip(words, marks, strict=True)]


def describe_word(word: str, language: str, tables: WordTables) -> list[str]:
    """Return the features of a word with its mark."""
    word, _, mark = word.partition(_BEFORE_MARK)
    clusters = tables.find_clusters(word)
    if language == "en":
        return [word.lower(), word[:2], word[-3:], _shape_english(word), *clusters, mark]
    return [word, word[0], word[-1], _shape_chinese(word), *clusters, mark]


@cache
def character_table() -> list[int]:
    """Return the table from traditional to simplified and full to half width; case is kept for acronyms."""
    wide = {point: folded for point, folded in folding_table().items() if point >= 0x3000}
    return list_translations(wide)


@cache
def name_words() -> dict[str, str]:
    """Return the words that jieba's dictionary calls names or abbreviations, with their flags."""
    return dict(_NAME_WORDS.findall(read_stock_dictionary()))


def _shape_chinese(word: str) -> str:
    length = min(len(word), 4)
    if flag := name_words().get(word):
        return f"{flag}{length}"
    if _HAN_FIRST.match(word):
        return f"h{length}"
    if word.isdigit():
        return f"d{length}"
    if word.isalpha():
        return f"{'X' if word[0].isupper() else 'x'}{length}"
    return word[:2]


def _shape_english(word: str) -> str:
    return _LONG_RUN.sub(r"\1\1\1\1", "".join(map(_shape_character, word)))[:_LONGEST_SHAPE]


def _shape_character(char: str) -> str:
    if char.isupper():
        return "X"
    if char.islower():
        return "x"
    return "d" if char.isdigit() else char
