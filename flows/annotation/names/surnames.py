"""Names given in full once: Trump is Donald Trump, 李强 is 国务院总理李强, "the Party" is the CPC."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.names.judging import is_common_word, is_surname
from flows.annotation.names.linking import Alias
from flows.text import lazy_pattern

_FULL = lazy_pattern(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiou]+(?:ng?|r)?"
_CHINESE = lazy_pattern(rf"(?:^| ){_SYLLABLE} (?:{_SYLLABLE}){{1,2}}$")
# Names of the Communist Party of China, and signs that a text is about its state.
_PARTY = "Communist Party of China"
_COMMITTEE = "Central Committee of the Communist Party of China"
_NAMED = lazy_pattern(r"\b(?:Communist Party of China|Chinese Communist Party|CPC|CCP)\b")
_LEADER = lazy_pattern(r"\b(?:Xi Jinping|[Ff]ive-[Yy]ear [Pp]lan)\b")
# Other countries with a ruling party, and the island's: near "the Party", the party may be theirs.
_ABROAD = (
    r"\b(?:Viet ?[Nn]am(?:ese)?|Hanoi|Lao(?:s|tian)?|Cuban?|(?:North )?Korean?|Pyongyang|Soviet|Moscow"
    r"|Albanian?|Taiwan['’]s|Taipei)\b"
)
_SHORT = r"\b(?:[Tt]he|[Oo]ur)\s(?:Party|Central Committee)\b"
_NEAR_ABROAD = lazy_pattern(rf"{_ABROAD}.{{0,60}}?{_SHORT}|{_SHORT}.{{0,60}}?{_ABROAD}", re.DOTALL)
# Parties to a contract or treaty.
_TREATY = lazy_pattern(
    r"\b[Tt]he Party (?:to (?:whom|which|this|the)|concerned|in (?:breach|default)|so )"
    r"|\b[Tt]he Party (?:making|receiving|giving)\b"
    r"|\b[Tt]his (?:Agreement|Contract|Convention|Treaty|Protocol)\b"
    r"|\b(?:Sellers?|Buyer|Licensor|Licensee|Lessor|Lessee)\b"
)
# Other parties, and those to a contract: then "the Party" is ambiguous.
_OTHER_PARTY = lazy_pattern(
    r"\b(?:Labou?r|Conservative|Democratic|Democrat|Republican|Liberal|Green|Workers['’]?|Nationalist"
    r"|Progressive|Socialist|Social Democratic|Justice|Congress|Janata|Reform|Unionist|Independence|Freedom"
    r"|Tea|Nazi|Brexit|Centre|Center|Each|Either|Other|Another|Contracting|Requesting|Requested|Disclosing"
    r"|disclosing|receiving|requesting|requested|contracting|either|each|other|another) Party\b"
    r"|\b(?!Chinese )[A-Z]\w+ Communist Party\b|\bCommunist Party of (?!China\b)|\bKuomintang\b"
    r"|\bParty [AB]\b|\bParties\b"
    r"|\bKMT\b|\bDPP\b|\bDemocratic Progressive\b|\bParty of (?!China\b)(?:the )?[A-Z]"
)
_SHORTEST = 4
_SHORTEST_POST = 2  # 外长


def find_surnames(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the surnames of the lexicon's people whose full English names occur in a document's text.

    A surname that two of them share is left out, and so is an ordinary word (Cook). Chinese names are also
    left out: their surnames come first and are common to many people.

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

    These are names that other people also bear, and that the lexicon lists only with a post.

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


def find_party(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the short names of the Communist Party of China in an English document that can mean no other.

    >>> "Xi Jinping spoke in China. The Party leads." -> "the Party" is the CPC
    >>> "China met guests of the Labour Party. The Party leads." -> nothing
    """
    if "Party" not in text and "Central Committee" not in text:
        return ()
    party, committee = lexicon.find_tagged(_PARTY), lexicon.find_tagged(_COMMITTEE)
    if party is None or committee is None or not _is_of_china(text):
        return ()
    names = (
        ("Central Committee of the Party", committee),
        ("the Central Committee", committee),
        ("the Party", party),
    )
    return tuple(Alias(name, concept.type, concept.id, concept.id) for name, concept in names)


def _is_of_china(text: str) -> bool:
    """Return whether a text names the Communist Party of China, or its state, and no other party."""
    if not (_NAMED.search(text) or ("China" in text and _LEADER.search(text))):
        return False
    return not any(other.search(text) for other in (_OTHER_PARTY, _NEAR_ABROAD, _TREATY))


@lru_cache(maxsize=2)
def _known_by_posts(lexicon: Lexicon) -> tuple[tuple[str, Concept], ...]:
    """Return the people whom a lexicon lists only with their posts, each with the bare name."""
    named = ((_bare_name(one.en, one.zh_surfaces), one) for one in _people(lexicon))
    return tuple((name, one) for name, one in named if name)


def _bare_name(english: str, surfaces: tuple[str, ...]) -> str:
    """Return the name that all surfaces have before or after a post, "" if one is the name itself."""
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


@lru_cache(maxsize=2)  # for a lexicon and its edited form
def _people(lexicon: Lexicon) -> tuple[Concept, ...]:
    return tuple(one for one in lexicon.concepts.values() if one.type == "PERSON")


@lru_cache(maxsize=2)
def _known_by_surname(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return the people of a lexicon who can be named by surname alone."""
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
    """Return whether a name is romanised Chinese: its last words have one syllable, and one or two."""
    return _CHINESE.search(concept.en.lower().replace("-", "")) is not None
