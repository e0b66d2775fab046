"""English surnames: within a document, Trump is the Donald Trump that the document names in full."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.names.linking import Alias
from flows.annotation.names.model import is_common_word

_FULL = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiou]+(?:ng?|r)?"
_CHINESE = re.compile(rf"(?:^| ){_SYLLABLE} (?:{_SYLLABLE}){{1,2}}$")
_SHORTEST = 4


def find_surnames(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the surnames of the lexicon's people whose full English names occur in a document's text.

    A surname that two of them share is left out, as is an ordinary word (Cook). Chinese names are left out,
    too: their surnames come first and are borne by many.

    >>> "Donald Trump spoke. Trump then left." -> Trump is the person of the first sentence
    """
    owners: dict[str, set[Concept]] = defaultdict(set)
    for concept in _people(lexicon):
        if concept.en in text:
            owners[_surname(concept)].add(concept)
    return tuple(
        Alias(surname, "PERSON", concept.id, concept.id)
        for surname, concepts in sorted(owners.items())
        if len(concepts) == 1
        for concept in concepts
    )


@lru_cache(maxsize=2)  # of a lexicon and its edited form
def _people(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return the people of a lexicon whose surnames, alone, can name them."""
    named = (one for one in lexicon.concepts.values() if one.type == "PERSON" and _FULL.fullmatch(one.en))
    return tuple(
        one
        for one in named
        if len(_surname(one)) >= _SHORTEST
        and not is_common_word(_surname(one).lower())
        and not _is_chinese(one)
    )


def _surname(person: Concept) -> str:
    return person.en.rsplit(" ", 1)[1]


def _is_chinese(concept: Concept) -> bool:
    """Return whether a name is romanised Chinese: its last words are one syllable, and one or two."""
    return _CHINESE.search(concept.en.lower().replace("-", "")) is not None
