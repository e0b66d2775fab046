"""The words of `words.toml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.annotation.figures.words import read_table, split_words


@dataclass(frozen=True, slots=True)
class TreeWords:
    """The lists of `words.toml`; each is explained there."""

    accounting: frozenset[str]
    holding: frozenset[str]
    reaching: frozenset[str]
    changing: frozenset[str]
    amounts: frozenset[str]
    shares: frozenset[str]
    changes: frozenset[str]
    marks: frozenset[str]
    bases: frozenset[str]
    adverbial: frozenset[str]
    intentions: frozenset[str]
    aims: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    pointers: frozenset[str]
    urging: frozenset[str]
    leads: frozenset[str]
    scopes: frozenset[str]
    times: frozenset[str]
    raising: frozenset[str]
    plans: frozenset[str]
    measures: frozenset[str]
    ensuring: frozenset[str]
    adverbs: frozenset[str]
    fixed: frozenset[str]
    fixing: frozenset[str]
    making: frozenset[str]
    founded: frozenset[str]
    plan_nouns: frozenset[str]
    announcing: frozenset[str]
    reporting: frozenset[str]
    illustrations: tuple[str, ...]
    giving: frozenset[str]
    resting: frozenset[str]
    failing: frozenset[str]
    intransitive: frozenset[str]
    recording: frozenset[str]
    in_s: frozenset[str]
    firms: frozenset[str]
    holders: frozenset[str]
    served: frozenset[str]
    participles: Mapping[str, str]
    nouns_of_deeds: Mapping[str, str]
    complements: Mapping[str, frozenset[str]]  # by preposition


@cache
def load_tree_words() -> TreeWords:
    """Read `words.toml`, once."""
    table = read_table("parsed/words.toml")
    lists = {name: frozenset(split_words(value)) for name, value in table.items() if isinstance(value, str)}
    complements = {sign: frozenset(split_words(nouns)) for sign, nouns in table["complements"].items()}
    return TreeWords(
        **lists,
        illustrations=tuple(table["illustrations"]),
        participles=table["participles"],
        nouns_of_deeds=table["nouns_of_deeds"],
        complements=complements,
    )
