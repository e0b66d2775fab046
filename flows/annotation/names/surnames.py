"""People named in full once: within a document, Trump is Donald Trump, and 李强 is 国务院总理李强."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.names.linking import Alias
from flows.annotation.names.model import is_common_word, is_surname

_FULL = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiou]+(?:ng?|r)?"
_CHINESE = re.compile(rf"(?:^| ){_SYLLABLE} (?:{_SYLLABLE}){{1,2}}$")
_SHORTEST = 4
_SHORTEST_POST = 2  # 外长


def find_surnames(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the surnames of the lexicon's people whose full English names occur in a document's text.

    A surname that two of them share is left out, as is an ordinary word (Cook). Chinese names are left out,
    too: their surnames come first and are borne by many.

    >>> "Donald Trump spoke. Trump then left." -> Trump is the person of the first sentence
    """
    owners: dict[str, set[Concept]] = defaultdict(set)
    for concept in _known_by_surname(lexicon):
        if concept.en in text:
            owners[_surname(concept)].add(concept)
    return tuple(
        Alias(surname, "PERSON", concept.id, concept.id)
        for surname, concepts in sorted(owners.items())
        if len(concepts) == 1
        for concept in concepts
    )


def find_bare_names(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the Chinese names of the lexicon's people whom a document's text names with their posts.

    These are names that others bear, too, and that the lexicon has with a post alone.

    >>> "国务院总理李强主持会议。李强指出" -> 李强 is the premier
    """
    owners: dict[str, set[Concept]] = defaultdict(set)
    for name, concept in _known_by_posts(lexicon):
        if any(surface in text for surface in concept.zh_surfaces):
            owners[name].add(concept)
    return tuple(
        Alias(name, "PERSON", concept.id, concept.id)
        for name, concepts in sorted(owners.items())
        if len(concepts) == 1
        for concept in concepts
    )


@lru_cache(maxsize=2)
def _known_by_posts(lexicon: Lexicon) -> tuple[tuple[str, Concept], ...]:
    """Return the people of a lexicon that it has with their posts alone, each with the bare name."""
    named = ((_bare_name(one.en, one.zh_surfaces), one) for one in _people(lexicon))
    return tuple((name, one) for name, one in named if name)


def _bare_name(english: str, surfaces: tuple[str, ...]) -> str:
    """Return the name that all surfaces have before or behind a post, "" where one is the name itself."""
    given = english.lower().replace("-", "").split()[1:]
    syllables = 1 + bool(given and not re.fullmatch(_SYLLABLE, given[0]))
    length = 1 + syllables
    if any(len(surface) < length + _SHORTEST_POST for surface in surfaces):
        return ""
    return next(_names_at_ends(surfaces, length), "")


def _names_at_ends(surfaces: tuple[str, ...], length: int) -> Iterator[str]:
    for name in (surfaces[0][-length:], surfaces[0][:length]):
        at_ends = (surface.startswith(name) or surface.endswith(name) for surface in surfaces)
        if is_surname(name[0]) and all(at_ends):
            yield name


@lru_cache(maxsize=2)  # of a lexicon and its edited form
def _people(lexicon: Lexicon) -> tuple[Concept, ...]:
    return tuple(one for one in lexicon.concepts.values() if one.type == "PERSON")


@lru_cache(maxsize=2)
def _known_by_surname(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return the people of a lexicon whose surnames, alone, can name them."""
    return tuple(
        one
        for one in _people(lexicon)
        if _FULL.fullmatch(one.en)
        and len(_surname(one)) >= _SHORTEST
        and not is_common_word(_surname(one).lower())
        and not _is_chinese(one)
    )


def _surname(person: Concept) -> str:
    return person.en.rsplit(" ", 1)[1]


def _is_chinese(concept: Concept) -> bool:
    """Return whether a name is romanised Chinese: its last words are one syllable, and one or two."""
    return _CHINESE.search(concept.en.lower().replace("-", "")) is not None
