"""The words by which names are carried: classes of things with their measures, and bare names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from flows.annotation.figures.words import any_of_words, read_table, split_words

_WORDS = "words"
_NUMBERED = "(?:[一二三四五六\\dA-Z]+[期号线段]{1,2}(?:工程|项目)?)?"


class Class(NamedTuple):
    """A class of things that text names, and the names of the measures that each of them has."""

    name: str
    subject: re.Pattern[str]
    measures: re.Pattern[str]


@cache
def load_classes() -> tuple[Class, ...]:
    """Return the classes of things, in the order of `words.toml`."""
    table = _read(_WORDS)
    predicate = table["predicates"]["words"].strip()
    found = []
    for name, one in table["classes"].items():
        heads, measures = any_of_words(one["heads"]), any_of_words(one["measures"])
        subject = (
            f"(?P<name>[^,，。;；:：、（）()\\n]{{1,26}}?(?:{heads})[”》]?{_NUMBERED})"
            f"(?:[（(][^（）()]{{1,20}}[）)])?(?={predicate}|的?(?:{measures}))"
        )
        found.append(Class(name, re.compile(subject), re.compile(f"{_qualified()}(?:{measures})")))
    return tuple(found)


@cache
def leading_thing() -> re.Pattern[str]:
    """Return the pattern of a thing of some class at the start of the name of a measure of it."""
    heads = sorted(
        {word for one in _read(_WORDS)["classes"].values() for word in split_words(one["heads"])},
        key=len,
        reverse=True,
    )
    return re.compile(f"(?P<name>[^的]{{2,18}}?(?:{'|'.join(heads)})[”》]?{_NUMBERED})的?(?P<rest>.{{2,12}})")


@cache
def _qualified() -> str:
    return read_pattern("vocabulary", "qualified").pattern


@cache
def attributes() -> re.Pattern[str]:
    """Return the pattern of names that leave out whose measure they are."""
    return re.compile(f"{_qualified()}(?:{any_of_words(_read('words')['attributes']['words'])})")


@cache
def bare_names() -> frozenset[str]:
    """Return names that are bare without what they are the change or part of: 出口, 涨幅."""
    return frozenset(split_words(_read(_WORDS)["attributes"]["bare"]))


@cache
def measure_heads() -> re.Pattern[str]:
    """Return the pattern of the measure at the end of a name."""
    return re.compile(f"(?:总|年|累计)?(?:{any_of_words(_read('words')['attributes']['heads'])})$")


def is_name(words: str) -> bool:
    """Return whether words may be the name of a thing: no verb, no pointer, no list."""
    return read_pattern("vocabulary", "no_name").search(words) is None


@cache
def read_pattern(module: str, name: str) -> re.Pattern[str]:
    """Return a pattern that `patterns.toml` has for a module of this room, compiled."""
    return re.compile(_read("patterns")[module][name])


@cache
def _read(name: str) -> Mapping[str, Any]:
    return read_table(f"settling/carrying/{name}.toml")
