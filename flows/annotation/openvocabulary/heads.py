"""The last nouns of names and terms, and words typical of technologies."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Head(NamedTuple):
    """The data of a last noun: its type, and the words that do not make a name with it.

    `least` is the lowest number of characters, `tokens` the lowest number of words. A `weak` last noun ends
    the names of many other things, and needs a word of its type before it.
    """

    type: str
    general: frozenset[str]
    weak: tuple[str, ...]
    least: int
    tokens: int


@cache
def read_heads(language: str) -> dict[str, Head]:
    """Return the table of `heads.toml` by last word; a word with several types has the first."""
    text = Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
    heads: dict[str, Head] = {}
    for kind, row in tomllib.loads(text)[language].items():
        general, weak = frozenset(row["general"].split()), tuple(row.get("weak", "").split())
        for word in row["heads"].split():
            heads.setdefault(word, Head(kind, general, weak, row["least"], row.get("tokens", 2)))
    return heads


@cache
def technical_words(language: str) -> frozenset[str]:
    """Return the words that occur in names of technologies and seldom elsewhere."""
    path = Path(__file__).with_name(f"technical_{language}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def read_words(kind: str) -> tuple[str, ...]:
    """Return a list of words from `words.toml`: adjectives of names, classes, functions of places."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[kind].split())
