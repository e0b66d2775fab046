"""The reference for word cutting: jieba itself, in Python."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import jieba


class JiebaCutter:
    """A separate jieba tokenizer, so that the module-level dictionary stays unchanged."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = list(words)

    @cached_property
    def _tokenizer(self) -> Any:
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        frequencies, tokenizer.total = read_dictionary()
        tokenizer.FREQ = dict(frequencies)
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


@cache
def read_dictionary() -> tuple[dict[str, int], int]:
    """Return jieba's words with their frequencies, and the sum of these (0.7 s, once per process).

    It does not use jieba's own cache, a file in the shared temporary folder.
    """
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as dictionary:
        frequencies, total = tokenizer.gen_pfdict(dictionary)
    return frequencies, total
