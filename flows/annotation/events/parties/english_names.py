"""English names in capitals joined with the tagged names inside them: Haiwei Semiconductors Co., Ltd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.capitals import find_capitals, is_chinese_person, split_title
from flows.annotation.events.parties.party import Party
from flows.annotation.events.parties.tagged import PARTY_TYPES, as_parties
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import Sweep, lazy_pattern

_WITHIN_NAMES = frozenset(("TERM", "TECH"))  # Haiwei Semiconductors
_BRACKET = lazy_pattern(
    r"\s\((?:[A-Z][a-z]+|US|UK|HK)\)"
    r"(?P<legal>\s(?:Co(?:mpany|rporation|rp)?\.?,?\s)?(?:Ltd|Limited|Inc|LLC|Co)\b\.?)?"
)
_IN_PLACE = lazy_pattern(r"\b(?:in|at|near|outside)\s$")
_PHRASE_END = lazy_pattern(r"[,.;)]|$|\s(?:in|on)\s")


def settle_persons(parties: list[Party]) -> list[Party]:
    """Return the parties; a guessed person whose name is part of a body's name becomes that body.

    >>> Suzhou Haiwei, Haiwei -> both stand for Suzhou Haiwei
    """
    bodies = {word: party for party in parties if party.kind == "ORG" for word in party.text.split()[1:]}
    return [
        replace(party, entity=bodies[party.text].entity, kind="ORG")
        if party.kind == "PERSON" and not party.is_listed and party.text in bodies
        else party
        for party in parties
    ]


def without_regions(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return the parties without unlisted words that only say where a place is: in Arnstadt, Thuringia."""
    kept: list[Party] = []
    for party in parties:
        is_guess = not party.is_listed and party.kind != "GPE" and " " not in party.text
        if is_guess and kept and kept[-1].kind == "GPE" and _is_region(text, kept[-1], party):
            continue
        kept.append(party)
    return kept


def _is_region(text: str, place: Party, party: Party) -> bool:
    """Return whether a word follows a place that says where something is, and ends the phrase."""
    if text[place.end : party.start] != ", " or not _IN_PLACE.search(
        text, max(0, place.start - 9), place.start
    ):
        return False
    return _PHRASE_END.match(text, party.end) is not None


def join_capitals(text: str, named: Sequence[Mention], mentions: Sequence[Mention]) -> list[Party]:
    """Merge tagged names with capitalised words; if two overlap, the longer is kept."""
    tagged = Sweep([party for mention in named for party in as_parties(text, mention, mentions)])
    others = Sweep([mention for mention in mentions if mention.type not in PARTY_TYPES])
    replaced: set[int] = set()
    found: list[Party] = []
    for start, end in find_capitals(text, mentions):  # in order, disjoint
        inside = tagged.overlapping(start, end)
        if any(party.start < start or end < party.end for party in inside):
            continue
        if _is_other(start, end, others.overlapping(start, end)):
            continue
        if inside and end - start - sum(party.end - party.start for party in inside) < 2:
            continue
        replaced.update(party.start for party in inside)
        found.append(_name_capitals(text[start:end], start, inside))
    found += [party for party in tagged.spans if party.start not in replaced]
    return _join_brackets(text, sorted(found, key=lambda party: party.start))


def _is_other(start: int, end: int, inside: Sequence[Mention]) -> bool:
    """Return whether capitalised words are a title, date, sum or term, and not a name that contains one."""
    if any(
        mention.type not in _WITHIN_NAMES or mention.start < start or end < mention.end for mention in inside
    ):
        return True
    return any(mention.end - mention.start > end - start - 3 for mention in inside)


def _name_capitals(name: str, start: int, inside: Sequence[Party]) -> Party:
    """Return capitalised words as a person if a post, a person's name or pinyin shows one, else as a body."""
    skipped, has_post = split_title(name)
    ends_with_person = bool(inside) and inside[-1].kind == "PERSON" and inside[-1].end == start + len(name)
    is_person = is_chinese_person(name[skipped:])
    if is_person or (has_post and (ends_with_person or not inside)):
        start, name = start + skipped, name[skipped:]
        entity = next((party.entity for party in inside if party.start == start), "")
        is_listed = is_person or any(party.is_listed for party in inside)
        return Party(
            start,
            start + len(name),
            name,
            entity or make_entity_id("PERSON", name),
            "PERSON",
            is_listed=is_listed,
        )
    first = next((party for party in inside if party.start == start and party.kind == "ORG"), None)
    entity = first.entity if first else make_entity_id("ORG", name)
    return Party(start, start + len(name), name, entity, "ORG", is_listed=bool(inside))


def _join_brackets(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return the parties, with a place in brackets made part of a firm's name: Haiwei (Suzhou) Ltd."""
    found: list[Party] = []
    for party in parties:
        if found and party.start < found[-1].end:
            continue
        bracket = _BRACKET.match(text, party.end) if party.kind == "ORG" else None
        is_firm = load_words("en").firms.fullmatch(party.text.lower().split(" ")[-1])
        if bracket and (is_firm or bracket["legal"]):
            found.append(replace(party, end=bracket.end(), text=text[party.start : bracket.end()]))
        else:
            found.append(party)
    return found
