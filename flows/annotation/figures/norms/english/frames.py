r"""Frames: the sentences of `words.toml` in which English rules lay a figure down.

A new sentence for a rule is a new frame in the table. `#` is the figure:

- `'may hold up to #'` matches the words before it, from the beginning of a word to the figure;
- `'#[- ]<limit_noun> (?:on|for) [a-z]'` matches the words right behind it;
- `'<duty>.*# that they already pay'` matches both;
- `'by law\b'`, without a figure, matches anywhere in the sentence.

`<duty>` stands for any entry of the list `duty` under [words] or [phrases].
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from flows.annotation.figures.words import any_of_words, join_alternatives, read_table
from flows.text import compile_alternatives, lazy_pattern

FIGURE = "#"
_FILE = "norms/english/words.toml"
_LISTS = ("words", "phrases")
_REFERENCE = lazy_pattern(r"(?<!\?P)<([a-z_]+)>")


class Frames:
    """The frames of one rule, compiled: a sentence fits if it matches any of them."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Sort frames by the side of the figure that they match."""
        before, behind, anywhere, self._both = [], [], [], []
        for pattern in patterns:
            left, figure, right = pattern.partition(FIGURE)
            if not figure:
                anywhere.append(_from_word(pattern))
            elif not left:
                behind.append(right)
            elif not right:
                before.append(f"{_from_word(left)}$")
            else:
                self._both.append((re.compile(f"{_from_word(left)}$"), re.compile(right)))
        self._before, self._behind, self._anywhere = map(_compile, (before, behind, anywhere))

    def match(self, before: str, behind: str) -> bool:
        """Return whether the words before and behind a figure match a frame."""
        if self._before and self._before.search(before):
            return True
        if self._behind and self._behind.match(behind):
            return True
        if self._anywhere and self._anywhere.search(f"{before}{FIGURE}{behind}"):
            return True
        return any(right.match(behind) and left.search(before) for left, right in self._both)


@cache
def load_frames() -> Mapping[str, Frames]:
    """Read the frames of `words.toml`, once, by table and name: "limits.may_hold"."""
    table = read_table(_FILE)
    lists = read_lists(table)
    return {
        f"{section}.{name}": Frames(_expand(frame, lists) for frame in frames)
        for section, rules in table.items()
        if section not in _LISTS
        for name, frames in rules.items()
    }


def read_lists(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the words and phrases of the table by name, each as the alternatives of one expression."""
    words = {name: any_of_words(text) for name, text in table["words"].items()}
    return words | {name: join_alternatives(entries) for name, entries in table["phrases"].items()}


def _expand(pattern: str, lists: Mapping[str, str]) -> str:
    """Return a pattern with the lists that it names, and those that they name, written out."""
    return _REFERENCE.sub(lambda match: f"(?:{_expand(lists[match[1]], lists)})", pattern)


def _from_word(pattern: str) -> str:
    r"""Return a pattern that begins where a word does; (?:^|, ) finds its beginning by itself."""
    return pattern if pattern.startswith("(?:^") else rf"\b(?:{pattern})"


def _compile(patterns: list[str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return compile_alternatives(join_alternatives(patterns))
