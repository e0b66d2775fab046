"""English surnames: within a document, Trump is the Donald Trump that the document names in full."""

from __future__ import annotations

import re
from collections import defaultdict

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
    for concept in lexicon.concepts.values():
        if concept.type != "PERSON" or not _FULL.fullmatch(concept.en) or concept.en not in text:
            continue
        surname = concept.en.rsplit(" ", 1)[1]
        is_usable = len(surname) >= _SHORTEST and not is_common_word(surname.lower())
        if is_usable and not _is_chinese(concept):
            owners[surname].add(concept)
    return tuple(
        Alias(surname, "PERSON", concept.id, concept.id)
        for surname, concepts in sorted(owners.items())
        if len(concepts) == 1
        for concept in concepts
    )


def _is_chinese(concept: Concept) -> bool:
    """Return whether a name is romanised Chinese: its last words are one syllable, and one or two."""
    return _CHINESE.search(concept.en.lower().replace("-", "")) is not None
