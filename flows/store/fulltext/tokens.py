"""Tokens of the index: Han pairs, words, single marks and empty lines."""

from __future__ import annotations

import re
from operator import add

from flows.text import HAN, fold

_RUN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+|[^\\w\\s]|_|\n")
_IS_HAN = re.compile(f"[{HAN}]")
_EMPTY_LINE = "¶¶"  # two marks: no run of a text is that


def index_runs(folded: str) -> list[str]:
    """Return the runs of a folded text in order: Han runs, words, single marks, empty lines.

    No other white space.
    """
    return _RUN.findall(folded)


def index_tokens(text: str) -> list[str]:
    """Return the tokens of a text: Han pairs with the last character of each run, folded words, marks."""
    return tokens_of(fold(text).text)


def tokens_of(folded: str) -> list[str]:
    """Return the tokens of a folded text."""
    tokens: list[str] = []
    for run in index_runs(folded):
        if _IS_HAN.match(run):
            tokens.extend(map(add, run, run[1:]))
            tokens.append(run[-1])
        else:
            tokens.append(_EMPTY_LINE if run == "\n" else run)
    return tokens


def end_phrase(words: list[str], *, is_prefix: bool) -> tuple[list[str], str]:
    """Return the tokens that a phrase asks for, and the pattern of what may follow in the last of them.

    No tokens where there is no letter, digit or Chinese character to look for.
    """
    if not any(word[0].isalnum() for word in words):
        return [], ""
    if not _IS_HAN.match(words[-1]):
        return words, ".*" * (is_prefix and words[-1].isalnum())
    if len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == words[-1]:
        return words[:-1], ""  # the last character is in the pair before it
    return words, ".?"  # a last character of its own: the pair that begins with it, too
