"""The last nouns of names and terms, and the words of technologies."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Head(NamedTuple):
    """What the last noun of a name tells: its type, and the words that make no name with it.

    `least` is the least number of characters, `tokens` of words. A `weak` last noun ends the names of many
    other things and needs one word of its type before it.
    """

    type: str
    general: frozenset[str]
    weak: tuple[str, ...]
    least: int
    tokens: int


@cache
def read_heads(language: str) -> dict[str, Head]:
    """Return the table of `heads.toml` by last word; a word of several types belongs to the first one."""
    text = Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
    heads: dict[str, Head] = {}
    for kind, row in tomllib.loads(text)[language].items():
        general, weak = frozenset(row["general"].split()), tuple(row.get("weak", "").split())
        for word in row["heads"].split():
            heads.setdefault(word, Head(kind, general, weak, row["least"], row.get("tokens", 2)))
    return heads


@cache
def technical_words(language: str) -> frozenset[str]:
    """Return the words that names of technologies have and others seldom."""
    path = Path(__file__).with_name(f"technical_{language}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def read_words(kind: str) -> tuple[str, ...]:
    """Return a list of words of `words.toml`: adjectives of names, classes, functions of places."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[kind].split())
