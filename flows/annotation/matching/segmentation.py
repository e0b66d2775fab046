"""Cut text into words: Chinese as jieba does, English by spaCy's rules; terms forced whole."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import resources
from typing import Any, Protocol

import rjieba

from flows.text import HAN, Shadow

_HAN = re.compile(f"[{HAN}]")
Spans = list[tuple[int, int]]


class Cutter(Protocol):
    """What the segmenter needs of a word cutter: the words of a text, in order, white space included."""

    def cut(self, text: str) -> Iterable[str]: ...

    def load(self) -> None: ...


class RustCutter:
    """jieba's algorithm and dictionary in Rust (rjieba), an instance of our own.

    On 3,000 news paragraphs 99.9 % are cut as by jieba itself (all of them without the model for unknown words), at ten times
    the speed. `words` are added with the least frequency at which each wins over its parts, so that no stock word is lost.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = list(words)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = rjieba.Jieba()
        for word in self._words:
            if not tokenizer.has_word(word):
                tokenizer.add_word(word, tokenizer.suggest_freq(word), "n")
        return tokenizer

    def cut(self, text: str) -> Iterable[str]:
        words: Iterable[str] = self._tokenizer.cut(text)
        return words

    def load(self) -> None:
        """Read the dictionary now (0.1 s), before worker processes are forked."""
        assert self._tokenizer


class JiebaCutter:
    """The same by jieba itself, the reference: an own tokenizer, its module-level dictionary stays untouched (0.7 s to load)."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = list(words)

    @cached_property
    def _tokenizer(self) -> Any:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        with (
            tokenizer.get_dict_file() as dictionary
        ):  # as jieba does, without its cache file in the shared temp folder
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
        tokenizer.initialized = True
        for word in self._words:
            if not tokenizer.FREQ.get(word):
                tokenizer.add_word(word, tokenizer.suggest_freq(word))
        return tokenizer

    def cut(self, text: str) -> Iterable[str]:
        words: Iterable[str] = self._tokenizer.cut(text)
        return words

    def load(self) -> None:
        assert self._tokenizer.initialized


def read_stock_words() -> dict[str, tuple[int, str]]:
    """Return jieba's own dictionary: 349,046 words with their count in a general corpus and part of speech (0.4 s)."""
    lines = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), kind) for word, count, kind in (line.split(" ") for line in lines)}


def cut_chinese(shadow: Shadow, cutter: Cutter) -> Spans:
    """Return the spans, in the shadow, of the words that are not white space."""
    spans: Spans = []
    position = 0
    for word in cutter.cut(shadow.text):
        end = position + len(word)
        if not word.isspace():
            spans.append((position, end))
        position = end
    return spans


def force_spans(tokens: Spans, forced: Sequence[tuple[int, int]], cut: Any) -> Spans:
    """Return `tokens` with each span of `forced` as one token; what is left of a token that crosses one is cut anew.

    `forced` are disjoint and in order; `cut(start, end)` gives the spans of a rest of two or more characters.
    """
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
                result.extend(_rest(piece, current[0], start, end, cut))
            piece = max(piece, current[1])
            if current[1] > end:
                break
            result.append(current)
            current = next(pending, None)
        if piece < end:
            result.extend(_rest(piece, end, start, end, cut))
    while current:
        result.append(current)
        current = next(pending, None)
    return result


def _rest(start: int, end: int, token_start: int, token_end: int, cut: Any) -> Spans:
    whole = (start, end) == (token_start, token_end) or end - start < 2
    return [(start, end)] if whole else list(cut(start, end))


def cover(text: str, spans: Spans) -> Spans:
    """Return `spans` with every character in between that is not white space put into tokens of its own."""
    result: Spans = []
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > position:
            result.extend(_runs(text, position, start))
        if end > start:
            result.append((start, end))
        position = max(position, end)
    return result


def _runs(text: str, start: int, end: int) -> Spans:
    return [match.span() for match in re.compile(r"\S+").finditer(text, start, end)]


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))
