"""Roles in English: the subject before the verb, its object, and the party after by, from or with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, has_object, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.text import end_of

_AGENT = {"passive": r"\bby\s", "undergone": r"\bby\s", "received": r"\b(?:from|by)\s"}
_JOINT = frozenset(("opened", "merged", "founded", "invested"))
_WITH = re.compile(r"\bwith\s")
_PUNCTUATION = re.compile(r"[,;:()\[\]—。，；]|\.(?=\s|$)|\s-\s")
_ARTICLES = re.compile(r"\s*(?:the|a|an|its|his|her|their)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?\b")
_BODY_OF = re.compile(r"(?:government|authorities|city|province|municipality|state|county)\sof\s(?:the\s)?$")
_PLACE_BEHIND = re.compile(r"\s(?:in|at)\s(?:the\s)?")
_LONGEST = 90  # code points of an object
_REACH = 110  # code points from a subject to its verb
_TO_NAME = 45  # code points from a verb to the name that it is about
_CONDITION = re.compile(r"\b(?:if|unless|whether)\b")
_INSERTION = re.compile(r"\s?[,(–—-]")
_JOINED = re.compile(r"\s(?:and|but|then|which|who)\s|,\s")
_TO_RECEIVER = re.compile(r"\s?(?:to\s)?(?:(?!of\b|for\b|in\b|by\b|with\b|on\b|from\b)[\w-]+\s){0,4}")
_TO = re.compile(r"\bto\s(?:the\s)?(?:[\w-]+\s){0,2}$")
# "Haiwei denied that it was", "the rumour that Haiwei bought"
_DENIED = re.compile(
    r"\b(?:den(?:ied|ies|ial)|rumou?rs?|speculation|allegations?|fears?|demands?|hopes?)"
    r"(?: that)?(?: the)?\s$"
)
_LINE_OPENING = re.compile(r"\s*[:–—-]?\s*(?:\w+ly\s)?")  # between the date of a line and its verb
_HABIT = re.compile(
    r"\b(?:every|always|usually|often|sometimes|each (?:year|day|month|week)|regularly|whenever)\b"
)
_QUESTION = re.compile(r"\s*(?:how|why|what|when|where|who|can|does|is|are)\b")
_RELATIVE = re.compile(r"\b(?:that|which|who|when|where|how|to)\b")
_OPENING = 8  # code points before the date that opens a sentence ("On ", "Beijing, ")
_SHARES_OF = re.compile(r"\b(?:shares|stock) (?:of|in)\s$")
# The facility that a phrase is about, before the verb that says that it opened.
_FACILITY = re.compile(
    r"\b(?:plants?|factor(?:y|ies)|fabs?|bases?|(?:production|assembly) lines?|laborator(?:y|ies)|labs?"
    r"|cent(?:er|re)s?|parks?|offices?|headquarters|mines?|refiner(?:y|ies)|smelters?|shipyards?|terminals?"
    r"|ports?|pipelines?|railways?)\b"
)
_WITH_BEFORE = re.compile(r"\bwith\s(?:the\s)?$")
# "the ministry holds a third of the fund, which was launched": the fund was.
_OF_ANOTHER = re.compile(r"\s\w.*\bwhich\s$")
_AND_BEFORE = re.compile(r"\band\s(?:the\s)?$")


def read_roles(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Return the roles of a verb, or None where it tells no event; `previous` is the subject before it."""
    first, last = sentence.stretch(verb.start)
    subject = (
        _find_subject(sentence, verb, first) or previous or _find_subject(sentence, verb, sentence.start)
    )
    if verb.rule.frame == "happened":
        return _read_happening(sentence, verb, first)
    if (
        subject is None
        and sentence.silent
        and _LINE_OPENING.fullmatch(sentence.plain, _after_date(sentence), verb.start)
    ):
        subject = sentence.silent
    if subject is None and (verb.rule.frame == "gave" or verb.rule.name == "invested-in"):
        subject = _find_body(sentence, verb, first)
    if subject is None or _DENIED.search(sentence.plain, sentence.start, subject.start):
        return None
    hedged_from = max(first, subject.end if subject.end <= verb.start else first)
    if _is_hedged(sentence, hedged_from, verb.start):
        return None
    if verb.is_present and not _is_told_in_present(sentence, verb, subject):
        return None
    stretch = sentence.plain[first:last]
    if _CONDITION.search(sentence.plain, first, verb.start):
        return None
    if verb.rule.excluded.search(stretch) or (verb.rule.needs and not verb.rule.needs.search(stretch)):
        return None
    behind = [party for party in sentence.parties if verb.end <= party.start and party.end <= last]
    match verb.rule.frame:
        case "gave":
            return _read_gift(sentence, verb, subject, behind, last)
        case "undergone":
            return _read_undergone(sentence, verb, subject, behind, last)
        case _:
            return _read_deed(sentence, verb, subject, behind, last)


def _is_hedged(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether words make what follows a plan, demand or denial; the "may" of a date does not."""
    return any(
        not any(when.start <= match.start() < when.end for when in sentence.dates)
        for match in load_words("en").hedges.finditer(sentence.plain, first, last)
    )


def _after_date(sentence: Sentence) -> int:
    return sentence.carried.end if sentence.carried else sentence.start


def _find_body(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the body without a name that gives something (the central bank granted), or None."""
    for match in load_words("en").bodies.finditer(sentence.plain, first, verb.start):
        if load_words("en").between.fullmatch(sentence.plain, match.end(), verb.start):
            article = _ARTICLES.match(match[0])
            start = match.start() + end_of(article, 0)
            name = sentence.text[start : match.end()]
            return Party(start, match.end(), name, make_entity_id("ORG", name), "ORG")
    return None


def _is_told_in_present(sentence: Sentence, verb: Verb, subject: Party) -> bool:
    """Return whether a verb in the present tense tells what has happened, as in chronicles and headlines.

    A date must open the sentence, or the line, or (but not for "is named") be its date with the verb close
    behind its subject. "Firms that are named" and "opens every day" tell of no event.
    """
    if _HABIT.search(sentence.plain, sentence.start, sentence.end) or _QUESTION.match(
        sentence.plain, sentence.start
    ):
        return False
    if _RELATIVE.search(sentence.plain, subject.end, verb.start):
        return False
    if sentence.carried or any(when.start <= sentence.start + _OPENING for when in sentence.dates):
        return True
    if verb.match[0].startswith(("is ", "are ")):
        return False
    gap = sentence.plain[subject.end : verb.start] if subject.end <= verb.start else ""
    return bool(sentence.dates) and bool(load_words("en").between.fullmatch(gap))


def _find_subject(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the nearest name or pronoun before the verb that no preposition governs.

    "Leaderdrive, a maker from Suzhou, was named": Suzhou is no subject. "Huawei's chairman was named": nor is
    Huawei.
    """
    words = load_words("en")
    candidates = [
        party
        for party in sentence.parties
        if first <= party.start and party.end <= verb.start and not _is_bracketed(sentence, party)
    ]
    for party in reversed(candidates):
        before = sentence.plain[max(sentence.start, party.start - 24) : party.start]
        is_governed = words.prepositions.search(before) and not _BODY_OF.search(before)
        if verb.rule.action == "listed" and _SHARES_OF.search(before):
            is_governed = None
        if is_governed or _POSSESSIVE.match(sentence.plain, party.end):
            continue
        if _AND_BEFORE.search(before) and _is_governed(sentence, candidates, party):
            continue
        if verb.start - party.end <= _REACH and _may_govern(sentence.plain[party.end : verb.start]):
            return party
    return None


def _is_bracketed(sentence: Sentence, party: Party) -> bool:
    opened = sentence.plain.rfind("(", sentence.start, party.start)
    return opened >= 0 and ")" not in sentence.plain[opened : party.start]


def _may_govern(gap: str) -> bool:
    """Return whether a name can be the subject of a verb with these words between.

    An insertion, another verb of the same subject, or adverbs may stand there, but no noun: "Lockheed Martin
    frigates were" is not about the firm.
    """
    return bool(_INSERTION.match(gap) or _JOINED.search(gap) or load_words("en").between.fullmatch(gap))


def _is_governed(sentence: Sentence, candidates: Sequence[Party], party: Party) -> bool:
    """Return whether the name joined to this one by "and" follows a preposition: from Suzhou and Wuxi."""
    index = list(candidates).index(party)
    if not index:
        return False
    other = candidates[index - 1]
    before = sentence.plain[max(sentence.start, other.start - 24) : other.start]
    return party.start - other.end < 10 and bool(load_words("en").prepositions.search(before))


def _read_deed(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the actor."""
    if not may_act(subject, verb.rule.action, verb.rule.name):
        return None
    if verb.rule.subject and not verb.rule.subject.search(subject.text.lower()):
        return None
    is_passive = verb.rule.frame == "passive" and verb.rule.action == "founded"
    if is_passive and _OF_ANOTHER.match(sentence.plain[subject.end : verb.start]):
        return None
    start, end = _object_span(sentence, verb, behind, last)
    words = sentence.plain[start:end]
    entity = next((party.entity for party in behind if party.start < end and start < party.end), "")
    if verb.rule.object_is_party:
        if not entity or entity == subject.entity or not _names_body(behind, start, end):
            return None
    elif not has_object(verb.rule, words):
        return None
    if verb.rule.object_is_optional and not verb.rule.object and not _is_place(behind, start):
        start = end = 0
    return Roles(
        subject,
        _tidy(sentence.text[start:end]),
        start,
        end,
        entity if verb.rule.object_is_party else "",
        _find_counterpart(sentence, verb, behind, start, last),
        subject,
    )


def _names_body(behind: Sequence[Party], start: int, end: int) -> bool:
    """Return whether the object names a body, or something of a guessed kind: places are not acquired."""
    return any(
        party.kind == "ORG" or not party.is_listed
        for party in behind
        if party.start < end and start < party.end
    )


def _is_place(behind: Sequence[Party], start: int) -> bool:
    """Return whether a name follows the verb at once: went public in Hong Kong."""
    return any(0 <= party.start - start < 5 for party in behind)


def _read_happening(sentence: Sentence, verb: Verb, first: int) -> Roles | None:
    """Read a verb whose subject is a facility: the name that owns it is the actor.

    >>> The second plant of Haiwei Bearings went into operation -> Haiwei Bearings, the second plant
    """
    for mark in _PUNCTUATION.finditer(sentence.text, first, verb.start):
        first = mark.end()
    for when in sentence.dates:
        if first <= when.start and when.end <= verb.start:
            first = when.end
    if _is_hedged(sentence, first, verb.start):
        return None
    if verb.is_present and not sentence.dates and not sentence.carried:
        return None
    facility = _FACILITY.search(sentence.plain, first, verb.start)
    owners = [
        one for one in sentence.parties if first <= one.start and one.end <= verb.start and one.kind == "ORG"
    ]
    if facility is None or len(owners) != 1 or facility.start() >= owners[0].end + _TO_NAME:
        return None
    owner = owners[0]
    if owner.start < facility.end():
        start, end = max(owner.end, first), facility.end()
        if owner.end >= facility.end():
            return None
    else:
        start, end = first, facility.end()
    words = sentence.text[start:end]
    lead = re.match(r"(?:[’']s?)?\s*(?:in [A-Z]\w+\s)?", words)
    start += end_of(lead, 0)
    return Roles(owner, _tidy(sentence.text[start:end]), start, end, "", None, owner)


def _read_gift(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the giver: the first name after it is the actor, the rest the object."""
    receiver = next((party for party in behind if _is_receiver(sentence, verb, party)), None)
    if verb.rule.name == "stop-buying":  # told operators to stop buying from Micron
        receiver = behind[-1] if behind else None
    if receiver is None or receiver.entity == subject.entity:
        return None
    if not may_act(receiver, verb.rule.action, verb.rule.name):
        return None
    if verb.rule.object is None:
        return Roles(receiver, counterpart=subject, subject=subject)
    found = verb.rule.object.search(sentence.plain, verb.end, last)
    if found is None:
        return None
    start = receiver.end if receiver.end <= found.start() else verb.end
    if verb.rule.name == "stop-buying":
        start = found.start()
    start += len(sentence.plain[start:last]) - len(sentence.plain[start:last].lstrip(" ,"))
    if lead := re.match(r"(?:as|with|on|to|in|into|from)\s", sentence.plain[start:last]):
        start += lead.end()
    end = max(found.end(), _phrase_end(sentence, start, last))
    if receiver.start > start:  # gave a loan to X
        end = min(end, receiver.start)
        end = start + len(re.sub(r"\s(?:to|for|with)(?:\sthe)?\s*$", "", sentence.plain[start:end]).rstrip())
    if sentence.text[start:end] == receiver.text:  # the merger of A and B
        start = end = 0
    return Roles(receiver, _tidy(sentence.text[start:end]), start, end, "", subject, subject)


def _is_receiver(sentence: Sentence, verb: Verb, party: Party) -> bool:
    """Return whether a name is the receiver: directly after the verb, or after "to"."""
    gap = sentence.plain[verb.end : party.start]
    if verb.rule.name == "credit-agreement":
        return bool(_WITH_BEFORE.search(gap))
    return len(gap) < _TO_NAME and bool(_TO_RECEIVER.fullmatch(gap) or _TO.search(gap))


def _read_undergone(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the object: the actor follows "by"."""
    agent = _find_counterpart(sentence, verb, behind, verb.end, last)
    if agent is None or not may_act(agent, verb.rule.action, verb.rule.name):
        return None
    if verb.rule.subject and not verb.rule.subject.search(
        sentence.plain, max(sentence.start, subject.start), verb.start
    ):
        return None
    return Roles(agent, subject.text, subject.start, subject.end, subject.entity, None, subject)


def _object_span(sentence: Sentence, verb: Verb, behind: Sequence[Party], last: int) -> tuple[int, int]:
    """Return the span of the words after a verb, up to the next preposition, clause or sign."""
    if "object" in verb.match.groupdict() and verb.match["object"]:
        return verb.match.span("object")
    start = verb.end
    while start < last and sentence.plain[start].isspace():
        start += 1
    end = _phrase_end(sentence, start, last)
    article = _ARTICLES.match(sentence.text, start)
    name_start = end_of(article, start)
    for party in behind:
        if start <= party.start <= end and party.end > end and party.start - name_start < _LONGEST:
            end = party.end
    place = _PLACE_BEHIND.match(sentence.plain, end)
    if place and not verb.rule.object_is_party:
        end = next((party.end for party in behind if party.start == place.end() and party.kind == "GPE"), end)
    for mention in sentence.mentions:
        if mention.type == "DOC" and start <= mention.start <= name_start + 2 and mention.end <= last:
            end = max(end, mention.end)
    return start, end


def _phrase_end(sentence: Sentence, start: int, last: int) -> int:
    """Return where a noun phrase that begins at `start` ends."""
    end = min(last, start + _LONGEST)
    if sign := _PUNCTUATION.search(sentence.text, start, end):
        end = sign.start()
    article = _ARTICLES.match(sentence.text, start)
    place = end_of(article, start)
    if stop := load_words("en").stops.search(sentence.plain, place, end):
        end = stop.start()
    end -= len(sentence.plain[start:end]) - len(sentence.plain[start:end].rstrip(" ,.-"))
    return max(start, end)


def _find_counterpart(
    sentence: Sentence, verb: Verb, behind: Sequence[Party], start: int, last: int
) -> Party | None:
    """Return the party after by, from or with: a name, or a body such as "the city government"."""
    pattern = _AGENT.get(verb.rule.frame)
    if not pattern and verb.rule.action not in _JOINT:
        return None
    marker = re.compile(pattern) if pattern else _WITH
    for match in marker.finditer(sentence.plain, max(verb.end, start) - 1, last):
        article = _ARTICLES.match(sentence.plain, match.end() - 1)
        place = end_of(article, match.end())
        body = load_words("en").bodies.match(sentence.plain, match.end())
        for party in behind:
            if party.start in (place, match.end()) and not (body and body.end() > party.end + 1):
                return party
        if body:
            name = re.sub(r"^the\s", "", sentence.text[match.end() : body.end()])
            return Party(body.end() - len(name), body.end(), name, make_entity_id("ORG", name), "ORG")
    return None


def _tidy(words: str) -> str:
    return " ".join(words.split())
