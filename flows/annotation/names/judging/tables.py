"""The tables for judging what models take for names, from `names.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.text import read_patterns

_BEFORE_ACTS = r"(?:[等也还一]|\d+[日号]|同志|先生|女士){0,2}"


@dataclass(frozen=True, slots=True)
class NameTables:
    """The tables of `names.toml`."""

    kinds_of_places: frozenset[str]
    adjectives: frozenset[str]
    posts: tuple[str, ...]
    people: tuple[str, ...]
    countries: frozenset[str]
    more_countries: frozenset[str]
    things: frozenset[str]
    surnames: frozenset[str]
    bodies: frozenset[str]
    no_bodies: frozenset[str]  # last words of English names
    kinds: dict[str, str]  # by name
    endings: dict[str, str]  # types by last word
    post: re.Pattern[str]  # before a person
    acts: re.Pattern[str]  # after a person
    acts_of_surnamed: re.Pattern[str]  # after a person with a Chinese surname
    firm: re.Pattern[str]  # after a firm
    partner: re.Pattern[str]  # after the second of two firms: 与中兴签署协议
    crops: frozenset[str]
    goods: re.Pattern[str]  # after a firm named like a crop: 苹果手机
    farming: re.Pattern[str]


@cache
def load_tables() -> NameTables:
    """Return the tables of `names.toml`, read once."""
    table = read_patterns(Path(__file__).with_name("names.toml"))
    return NameTables(
        frozenset(table["kinds_of_places"].split()),
        frozenset(table["adjectives"].split()),
        tuple(table["posts"].split()),
        tuple(table["people"].split()),
        frozenset(table["countries"]),
        frozenset(table["countries"] + table["more_countries"]),
        frozenset(table["things"].split()),
        frozenset(table["surnames"]) - {"\n"},
        frozenset(table["bodies"].split()),
        frozenset(table["no_bodies"].split()),
        {name: kind for kind, names in table["kinds"].items() for name in names.split()},
        {word.replace("-", " "): kind for kind, words in table["endings"].items() for word in words.split()},
        re.compile(rf"(?:{'|'.join(table['posts_of_people'].split())})$"),
        re.compile(_BEFORE_ACTS + f"(?:{'|'.join(table['acts'].split())})"),
        re.compile(_BEFORE_ACTS + f"(?:{'|'.join((table['acts'] + table['acts_of_surnamed']).split())})"),
        re.compile("|".join(table["firms"].split())),
        re.compile("|".join(table["acts_of_partners"].split())),
        frozenset(table["crops"].split()),
        re.compile("|".join(table["goods_of_firms"].split())),
        re.compile("|".join(table["farming"].split())),
    )


def is_surname(character: str) -> bool:
    """Return whether a character is a common Chinese surname."""
    return character in load_tables().surnames
