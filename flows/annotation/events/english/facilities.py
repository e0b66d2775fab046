"""English verbs about a facility: the second plant of a firm went into operation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.events.english.phrases import PUNCTUATION, TO_NAME, is_hedged, tidy
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import end_of, lazy_pattern

# Nouns for the facility that a phrase is about.
_FACILITY = lazy_pattern(
    r"\b(?:plants?|factor(?:y|ies)|(?:giga|mega)factor(?:y|ies)|fabs?|bases?|lines?"
    r"|works|sites?|units?|complex(?:es)?|facilit(?:y|ies)|reactors?|furnaces?|projects?"
    r"|laborator(?:y|ies)|labs?|cent(?:er|re)s?|parks?|offices?|headquarters|mines?|refiner(?:y|ies)"
    r"|smelters?|halls?|workshops?|warehouses?|mills?|shipyards?|terminals?|ports?|pipelines?|railways?"
    r"|joint ventures?)\b"
)
# Endings of the names of facilities that belong to no firm.
_NAMED = lazy_pattern(
    r"\b(?:bridge|airport|railway|railroad|tunnel|canal|dam|expressway|highway|motorway|metro"
    r"|(?:power|railway|hydropower) station|power plant|port|pipeline|line|museum|library"
    r"|hospital|stadium|reservoir)$"
)
_WHOSE = lazy_pattern(r"\s?whose\s")
_OWNS = lazy_pattern(r"[’']s?\s")
# Between a subject and its verb: the line, the world's first, started.
_APPOSED = lazy_pattern(r",\s(?:the|an?|its|with|worth|built|covering|costing)\s[^,;]{2,90},\s?$")
_THE = lazy_pattern(r"\s*(?:[^,;]{0,40}, )?(?:(?:that|when|and|while) )?(?:the )?")
_INSERTED_PLACE = lazy_pattern(
    r",\s(?:in|near|at|outside|on)\s[^,;]{2,30}(?:,\s[^,;]{2,20})?,\s?$|,\s(?:which|that)\s$"
)
# After the name of a province: its factory in Ningde, Fujian province, started production.
_PROVINCE_BEHIND = lazy_pattern(r"(?:\s(?:province|city|county|district))?,\s(?:(?:has|have|had)\s)?")
_OWNED_THING = lazy_pattern(
    r"\s?(?:(?:spent|paid|put)\s[^,;]{2,40}?\s(?:on|in|into|for)\s|(?!of\b|in\b|at\b)(?:[a-z-]+\s){1,3})"
    r"(?=(?:an?|the|its|one|two|three)\s)"
)
_BETWEEN = lazy_pattern(r"\sbetween\s(?:the\s)?")  # a joint venture between Haiwei and Feinlager


def read_happening(sentence: Sentence, verb: Verb, first: int) -> Roles | None:
    """Read a verb whose subject is a facility: the name that owns it is the actor.

    >>> The second plant of Haiwei Bearings went into operation -> Haiwei Bearings, the second plant
    """
    last = _end_of_subject(sentence, first, verb.start)
    for mark in PUNCTUATION.finditer(sentence.text, first, last):
        if not any(party.start < mark.start() < party.end for party in sentence.parties):
            first = mark.end()  # but not the comma within Haiwei Co., Ltd.
    for when in sentence.dates:
        if first <= when.start and when.end <= last:
            first = when.end
    if is_hedged(sentence, first, verb.start):
        return None
    if verb.is_present and not sentence.dates and not sentence.carried:
        return None
    if read := _read_named(sentence, first, last) or _read_whose(sentence, verb, first, last):
        return read
    facility = _FACILITY.search(sentence.plain, first, last)
    owners = [
        one
        for one in (*sentence.owners, *sentence.parties)
        if first <= one.start and one.end <= last and (one.kind == "ORG" or _may_be_firm(sentence, one))
    ]
    if len(owners) > 1 and facility and _BETWEEN.fullmatch(sentence.plain, facility.end(), owners[0].start):
        owners = owners[:1]
    elif len(owners) > 1:  # BOE's B9 line
        owners = [one for one in owners if one.is_owner or _OWNS.match(sentence.plain, one.end)][:1]
    if facility is None or len(owners) != 1 or facility.start() >= owners[0].end + TO_NAME:
        return None
    owner = owners[0]
    if owner.start < facility.end():
        start, end = max(owner.end, first), facility.end()
        if owner.end >= facility.end():
            return None
    else:
        start, end = first, facility.end()
    words = sentence.text[start:end]
    if verb.rule.object and not verb.rule.object.search(words.lower()):
        return None
    lead = re.match(r"(?:[’']s?)?\s*(?:in [A-Z]\w+\s)?", words)
    start += end_of(lead, 0)
    thing = _OWNED_THING.match(sentence.plain, start, end)  # Haiwei runs a plant, which opened
    start = end_of(thing, start)
    return Roles(owner, tidy(sentence.text[start:end]), start, end, "", None, owner)


def _end_of_subject(sentence: Sentence, first: int, last: int) -> int:
    """Return the end of the words for a facility, before what is inserted between them and the verb."""
    inserted = _INSERTED_PLACE.search(sentence.plain, first, last)
    inserted = inserted or _APPOSED.search(sentence.plain, first, last)
    if inserted:
        return inserted.start()
    place = _province(sentence, first, last)
    if place:
        return place.start - len(", ")
    return last


def _province(sentence: Sentence, first: int, last: int) -> Party | None:
    """Return the place between commas before a verb that says where the place before it is."""
    for party in sentence.parties:
        if first < party.start and party.end <= last and party.kind == "GPE":
            is_after_comma = sentence.plain.endswith(", ", first, party.start)
            if is_after_comma and _PROVINCE_BEHIND.fullmatch(sentence.plain, party.end, last):
                return party
    return None


def _read_whose(sentence: Sentence, verb: Verb, first: int, last: int) -> Roles | None:
    """Read an opening after "whose": Haiwei, whose second plant in Wuxi opened in 2015, makes."""
    whose = _WHOSE.match(sentence.plain, first, last)
    facility = whose and _FACILITY.search(sentence.plain, whose.end(), last)
    owner = next((one for one in sentence.parties if one.end == first - 1 and one.kind == "ORG"), None)
    if whose is None or not facility or owner is None:
        return None
    start, end = whose.end(), facility.end()
    if verb.rule.object and not verb.rule.object.search(sentence.plain, start, end):
        return None
    return Roles(owner, tidy(sentence.text[start:end]), start, end, "", None, owner)


def _may_be_firm(sentence: Sentence, party: Party) -> bool:
    """Return whether a single word taken for a person owns something, as firms do: Bosch's plant."""
    is_guess = party.kind == "PERSON" and not party.is_listed and " " not in party.text
    return is_guess and bool(_OWNS.match(sentence.plain, party.end))


def _read_named(sentence: Sentence, first: int, last: int) -> Roles | None:
    """Read a facility whose name directly precedes a verb: the Qingyun Bridge opened to traffic."""
    for party in sentence.parties:
        if first <= party.start and party.end <= last and not sentence.plain[party.end : last].strip():
            is_only_name = _THE.fullmatch(sentence.plain, first, party.start)
            is_named = is_only_name and _NAMED.search(party.text.lower())
            return Roles(party, subject=party) if is_named else None
    return None


def read_beginning(sentence: Sentence, verb: Verb, behind: Sequence[Party]) -> Roles | None:
    """Read work that begins at a facility: the name that owns the facility is the actor.

    >>> Construction began on Haiwei's second plant -> Haiwei, second plant
    """
    if is_hedged(sentence, sentence.start, verb.start) or (verb.is_present and not sentence.dates):
        return None
    owner = next((party for party in behind if party.kind == "ORG"), None)
    if owner is None or owner.start > verb.end + TO_NAME:
        return None
    facility = _FACILITY.search(sentence.plain, verb.end, min(sentence.end, owner.end + TO_NAME))
    if facility is None or PUNCTUATION.search(sentence.text, verb.end, facility.start()):
        return None
    start = verb.end
    if owner.end <= facility.start():
        lead = re.match(r"[’']s?", sentence.text[owner.end : facility.start()])
        start = owner.end + end_of(lead, 0)
    end = facility.end()
    start += len(sentence.text[start:end]) - len(sentence.text[start:end].lstrip())
    return Roles(owner, tidy(sentence.text[start:end]), start, end, "", None, owner)
