"""Number words: `words.toml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.annotation.figures.words import read_table, split_words


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of `words.toml`; each is explained there."""

    parts: Mapping[str, float]
    numerals: Mapping[str, float]
    ordinals: Mapping[str, float]
    concrete: frozenset[str]


@cache
def load_numbers() -> NumberWords:
    """Read `words.toml`, once."""
    table = read_table("worded/words.toml")
    sizes = {
        name: {word: float(value) for word, value in table[name].items()}
        for name in ("parts", "numerals", "ordinals")
    }
    return NumberWords(**sizes, concrete=frozenset(split_words(table["counted"]["concrete"])))
