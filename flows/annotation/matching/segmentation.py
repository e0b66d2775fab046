"""Words: Chinese cut as jieba cuts it, lexicon terms forced whole, every character covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import rjieba

from flows.text import Shadow, lazy_pattern

Spans = list[tuple[int, int]]
_NOT_BLANK = lazy_pattern(r"\S+")
# One-character words that jieba joins to an adjacent rare character, as if both were a name: 对镓, 锂价.
_BEFORE, _AFTER = frozenset("对将把由以从用含掺提除如即为是和与及或"), frozenset("价")


class Cutter(Protocol):
    """A word cutter as the tagger needs it."""

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of `text` in order, white space included."""
        ...

    def load(self) -> None:
        """Read the dictionary now, not with the first text."""
        ...


class RustCutter:
    """jieba's algorithm and dictionary in Rust (rjieba), with its own copy of the dictionary.

    On 3,000 news paragraphs, 99.9 % are cut as by jieba itself, at ten times the speed; without jieba's model
    for unknown words, all of them are. Each of `words` is added with the lowest frequency at which it is
    preferred to its parts, so no word of the dictionary is lost.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(words)

    @cached_property
    def _tokenizer(self) -> Any:
        return _make_tokenizer(self._words)

    def cut(self, text: str) -> Iterable[str]:
        """Return the words of `text` in order, white space included."""
        words: Iterable[str] = self._tokenizer.cut(text)
        return words

    def knows(self, word: str) -> bool:
        """Return whether the dictionary has a word."""
        return bool(self._tokenizer.has_word(word))

    def load(self) -> None:
        """Read the dictionary now (0.1 s), before worker processes are forked."""
        assert self._tokenizer


@lru_cache(maxsize=2)  # for a lexicon and its edited form, which often share their short words
def _make_tokenizer(words: tuple[str, ...]) -> Any:
    tokenizer = rjieba.Jieba()
    for word in words:
        if not tokenizer.has_word(word):
            tokenizer.add_word(word, tokenizer.suggest_freq(word), "n")
    return tokenizer


def read_stock_dictionary() -> str:
    """Return jieba's dictionary as text: each line has a word, its count in a corpus and its part of speech.

    jieba itself is not imported: Python 3.12 and later warn of its regular expressions when compiling it.
    """
    spec = find_spec("jieba")
    assert spec and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], "dict.txt").read_text(encoding="utf-8")


def read_stock_words() -> dict[str, tuple[int, str]]:
    """Return jieba's dictionary: 349,045 words with their count in a corpus and part of speech (0.4 s)."""
    lines = read_stock_dictionary().splitlines()
    return {word: (int(count), kind) for word, count, kind in (line.split(" ") for line in lines)}


def cut_chinese(shadow: Shadow, cutter: Cutter) -> Spans:
    """Return the spans of the words in the shadow that are not white space."""
    spans: Spans = []
    position = 0
    for word in cutter.cut(shadow.text):
        end = position + len(word)
        if not word.isspace():
            spans.append((position, end))
        position = end
    return spans


def find_edges(text: str, characters: Iterable[int]) -> Iterator[int]:
    """Yield the borders of one-character words at these places: after 对 and the like, and before 价."""
    for place in characters:
        if text[place - 1 : place] in _BEFORE:
            yield place
        if text[place + 1 : place + 2] in _AFTER:
            yield place + 1


def force_spans(
    tokens: Spans, forced: Sequence[tuple[int, int]], cut: Callable[[int, int], Iterable[tuple[int, int]]]
) -> Spans:
    """Return `tokens` with each span of `forced` as one token, and the rest of a crossed token cut again.

    `forced` are disjoint and in order; `cut(start, end)` returns the spans of a rest of two or more
    characters.
    """

    def cut_rest(start: int, end: int, token: tuple[int, int]) -> Iterable[tuple[int, int]]:
        if (start, end) == token or end - start < 2:
            return [(start, end)]
        return cut(start, end)

    result: Spans = []
    pending = iter(forced)
    current = next(pending, None)
    for start, end in tokens:
        while current and current[1] <= start:
            result.append(current)
            current = next(pending, None)
        piece = start
        while current and current[0] < end:
            if current[0] > piece:
                result.extend(cut_rest(piece, current[0], (start, end)))
            piece = max(piece, current[1])
            if current[1] > end:
                break
            result.append(current)
            current = next(pending, None)
        if piece < end:
            result.extend(cut_rest(piece, end, (start, end)))
    while current:
        result.append(current)
        current = next(pending, None)
    return result


def cover(text: str, spans: Spans) -> Spans:
    """Return `spans`, with all other characters that are not white space as separate tokens."""
    result: Spans = []
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > position:
            result.extend(match.span() for match in _NOT_BLANK.finditer(text, position, start))
        if end > start:
            result.append((start, end))
        position = max(position, end)
    return result
