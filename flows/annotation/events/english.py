"""Roles in English: the subject before the verb, its object, and the party after by, from or with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import DEALT_OUT, Roles, has_object, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.subjects import (
    find_body,
    find_owner,
    find_subject,
    find_subject_behind,
    list_names,
    list_names_behind,
    opens_sentence,
)
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import end_of

_AGENT = {"passive": r"\bby\s", "undergone": r"\bby\s", "received": r"\b(?:from|by)\s"}
_JOINT = frozenset(("opened", "merged", "founded", "invested"))
_WITH = re.compile(r"\bwith\s")
_PUNCTUATION = re.compile(r"[,;:()\[\]—。，；]|\.(?=\s|$)|\s-\s")
_ARTICLES = re.compile(r"\s*(?:the|a|an|its|his|her|their)\s", re.IGNORECASE)
# A part of a firm that is sold: its memory business.
_PART = re.compile(
    r"(?:its|the|an?)\s(?:(?!of\b|in\b|to\b|for\b)[\w%.-]+\s){0,5}"
    r"(?:business|unit|division|stake|arm|plant|assets|operations|subsidiary)(?=\s)"
)
_POSSESSIVE = re.compile(r"[’']s\b")
_BEFORE_OBJECT = re.compile(r"[’']s?\s|(?:as|with|on|to|in|into|from)\s|for\s(?:its|the)\s")
_PLACE_BEHIND = re.compile(r"\s(?:in|at)\s(?:the\s)?")
_LONGEST = 90  # code points of an object
_TO_NAME = 45  # code points from a verb to the name that it is about
_CONDITION = re.compile(r"\b(?:if|unless|whether)\b")
_TO_RECEIVER = re.compile(r"\s?(?:to\s)?(?:(?!of\b|for\b|in\b|by\b|with\b|on\b|from\b)[\w-]+\s){0,4}")
# "added 36 firms, including Haiwei, to": those named are some of them.
_SOME_OF_THEM = re.compile(
    r"\s(?:[\w-]+\s){0,4}(?:firms|companies|entities|groups|banks|universities),?\s"
    r"(?:including|such as|among them)\s(?:the\s)?"
)
_TO = re.compile(r"\bto\s(?:the\s)?(?:[\w-]+\s){0,2}$")
# What may stand between "by" and the name of who did it: by China's Haiwei, by the German rival Nordlager.
_TO_AGENT = re.compile(
    r"(?:(?!of\b|for\b|in\b|by\b|with\b|on\b|from\b|to\b|at\b|and\b|or\b|\w+ing\b|\d)[\w’'-]+\s){0,4}"
)
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
# The facility that a phrase is about, before the verb that says that it opened.
_FACILITY = re.compile(
    r"\b(?:plants?|factor(?:y|ies)|(?:giga|mega)factor(?:y|ies)|fabs?|bases?|(?:production|assembly) lines?"
    r"|laborator(?:y|ies)|labs?|cent(?:er|re)s?|parks?|offices?|headquarters|mines?|refiner(?:y|ies)"
    r"|smelters?|shipyards?|terminals?|ports?|pipelines?|railways?)\b"
)
_WITH_BEFORE = re.compile(r"\bwith\s(?:the\s)?$")
# "the ministry holds a third of the fund, which was launched": the fund was.
_OF_ANOTHER = re.compile(r"\s\w.*\bwhich\s$")
_INSERTED_PLACE = re.compile(r",\s(?:in|near|at|outside|on)\s[^,;]{2,30},\s?$")
# Where the words of a document begin: behind these, and behind a sign.
_BEFORE_DOCUMENT = re.compile(r"[,;:()]\s|\b(?:that|of|to|in|with|by|on|said|under|from|and|per)\s")
# Deeds of bodies that may have no name: China's legislature passed.
_DONE_BY_BODIES = frozenset(("invested-in", "issued", "approved-plan", "set-up-body", "granted-it-access"))
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|her|this|another|\d{1,2}|two|three|four|five|six)\s")
# Between a document and the verb that tells who issued it: what it is about, in what words it is named.
_BEHIND_DOCUMENT = re.compile(
    r"(?:\s(?:of|on|for|about|to|against|titled|entitled|called|named)\s"
    r"(?:(?!\b(?:that|which|who|is|are|was|were|has|have|holds?)\b)[^;])*?)?"
    r"(?:\s?\([^()]{1,24}\))?[\"“”’',]*\s?(?:(?:which|that)\s)?(?:(?:has|have|had|also|first|recently)\s)*"
)
_THE = re.compile(r"\s*(?:the\s)?")
_TO_DOCUMENT = 70  # code points in which a document is named
_QUOTED = re.compile(r"[\"“‘'].{3,80}?[\"”’']")


def read_roles(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Return the roles of a verb, or None where it tells no event; `previous` is the subject before it."""
    first, last = sentence.stretch(verb.start)
    stretch = sentence.plain[first:last]
    if verb.rule.excluded.search(stretch) or (verb.rule.needs and not verb.rule.needs.search(stretch)):
        return None
    behind = [party for party in sentence.parties if verb.end <= party.start and party.end <= last]
    if verb.rule.frame == "happened":
        return _read_happening(sentence, verb, first)
    if verb.rule.frame == "begun":
        return _read_beginning(sentence, verb, behind)
    if verb.rule.frame == "owned":
        return _read_noun(sentence, verb, behind)
    if verb.rule.frame == "went":
        return _read_receipt(sentence, verb, behind, first)
    subject = _choose_subject(sentence, verb, first, previous)
    if subject is None or _DENIED.search(sentence.plain, sentence.start, subject.start):
        return None
    hedged_from = max(first, subject.end if subject.end <= verb.start else first)
    if _is_hedged(sentence, hedged_from, verb.start):
        return None
    if verb.is_present and not _is_told_in_present(sentence, verb, subject):
        return None
    if _CONDITION.search(sentence.plain, first, verb.start):
        return None
    match verb.rule.frame:
        case "gave":
            return _read_gift(sentence, verb, subject, behind, last)
        case "sold":
            return _read_sale(sentence, verb, subject, behind)
        case "undergone":
            return _read_undergone(sentence, verb, subject, behind, last)
        case _:
            return _read_deed(sentence, verb, subject, behind, last)


def _choose_subject(sentence: Sentence, verb: Verb, first: int, previous: Party | None) -> Party | None:
    """Return the subject of a verb: before it, shared with the verb before, or as its kind allows."""
    if verb.rule.name in ("was-issued", "issued-by") and (document := _find_document(sentence, verb, first)):
        return document
    subject = (
        find_subject(sentence, verb, first)
        or previous
        or find_subject(sentence, verb, sentence.start)
        or find_subject_behind(sentence, verb)
    )
    if subject is not None:
        return subject
    if sentence.silent and _LINE_OPENING.fullmatch(sentence.plain, _after_date(sentence), verb.start):
        return sentence.silent
    if verb.rule.frame in ("gave", "sold") or verb.rule.name in _DONE_BY_BODIES:
        subject = find_body(sentence, verb, first)
    if subject is None and verb.rule.giver_is_optional:
        return Party(verb.start, verb.start, "", "", "")
    return subject


def _find_document(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the document that a verb is about: before it, or behind a participle that opens a sentence.

    >>> Issued by the State Council in 2014, the Outline set targets -> Outline
    """
    pattern = verb.rule.subject
    assert pattern is not None
    start, end = max(first, verb.start - _TO_DOCUMENT), verb.start
    if opens_sentence(sentence, verb):
        start = sentence.plain.find(", ", verb.end, sentence.end) + 2
        end = min(sentence.end, start + _TO_DOCUMENT)
        found = pattern.search(sentence.plain, start, end)
        if start < verb.end or found is None:
            return None
    else:
        found = next(reversed(list(pattern.finditer(sentence.plain, start, end))), None)
        if found is None or not _BEHIND_DOCUMENT.fullmatch(sentence.plain, found.end(), end):
            return None
        borders = _BEFORE_DOCUMENT.finditer(sentence.plain, start, found.start())
        start = max([start, *(match.end() for match in borders)])
        articles = list(_DETERMINER.finditer(sentence.plain, start, found.start()))
        if articles:
            start = articles[-1].start()
        elif not sentence.dates and (start <= sentence.start + 1 or sentence.text[start].islower()):
            return None  # plans approved by the State Council are many
    end = found.end()
    entity = ""
    documents = (one for one in sentence.mentions if one.type == "DOC")
    names: list[Party | Mention] = [*sentence.parties, *documents]
    for name in names:
        if name.start < end and start < name.end <= verb.start + _TO_DOCUMENT:
            start, end, entity = min(start, name.start), max(end, name.end), name.entity
    lead = _THE.match(sentence.plain, start, end)
    start = end_of(lead, start)
    return Party(start, end, _tidy(sentence.text[start:end]), entity, "DOC")


def _is_hedged(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether words make what follows a plan, demand or denial; the "may" of a date does not."""
    return any(
        not any(when.start <= match.start() < when.end for when in sentence.dates)
        for match in load_words("en").hedges.finditer(sentence.plain, first, last)
    )


def _after_date(sentence: Sentence) -> int:
    return sentence.carried.end if sentence.carried else sentence.start


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
    elif not has_object(verb.rule, words) and not _names_document(sentence, verb, start, end):
        return None
    if verb.rule.object_is_optional and not verb.rule.object and not _is_place(behind, start):
        start = end = 0
    actor, further = _deal_out(sentence, verb, subject)
    return Roles(
        actor,
        _tidy(sentence.text[start:end]),
        start,
        end,
        entity * verb.rule.object_is_party,
        _find_counterpart(sentence, verb, behind, start, last),
        subject,
        further,
    )


def _deal_out(sentence: Sentence, verb: Verb, subject: Party) -> tuple[Party, tuple[Party, ...]]:
    """Return the actor of a verb whose subject ends a list, and the further ones.

    Each of several firms that are designated or sanctioned is so for itself; those that issue or build do it
    together, as one actor with the entity of the first.
    """
    if subject.kind != "ORG" or subject.end > verb.start:
        return subject, ()
    names = list_names(sentence, subject)
    if verb.rule.action in DEALT_OUT:
        return names[0], tuple(names[1:])
    if len(names) > 1:
        text = _tidy(sentence.text[names[0].start : subject.end])
        return replace(names[0], end=subject.end, text=text), ()
    return subject, ()


def _names_body(behind: Sequence[Party], start: int, end: int) -> bool:
    """Return whether the object names a body, or something of a guessed kind: places are not acquired."""
    return any(
        party.kind == "ORG" or not party.is_listed
        for party in behind
        if party.start < end and start < party.end
    )


def _names_document(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether what was issued is a document by its name, or is in quotation marks."""
    if verb.rule.name != "issued" or end <= start:
        return False
    if any(one.type == "DOC" and start <= one.start < end for one in sentence.mentions):
        return True
    return bool(_QUOTED.match(sentence.text, start, end))


def _is_place(behind: Sequence[Party], start: int) -> bool:
    """Return whether a name follows the verb at once: went public in Hong Kong."""
    return any(0 <= party.start - start < 5 for party in behind)


def _read_happening(sentence: Sentence, verb: Verb, first: int) -> Roles | None:
    """Read a verb whose subject is a facility: the name that owns it is the actor.

    >>> The second plant of Haiwei Bearings went into operation -> Haiwei Bearings, the second plant
    """
    last = verb.start
    if inserted := _INSERTED_PLACE.search(sentence.plain, first, verb.start):
        last = inserted.start()
    for mark in _PUNCTUATION.finditer(sentence.text, first, last):
        first = mark.end()
    for when in sentence.dates:
        if first <= when.start and when.end <= last:
            first = when.end
    if _is_hedged(sentence, first, verb.start):
        return None
    if verb.is_present and not sentence.dates and not sentence.carried:
        return None
    facility = _FACILITY.search(sentence.plain, first, last)
    owners = [one for one in sentence.parties if first <= one.start and one.end <= last and one.kind == "ORG"]
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


def _read_beginning(sentence: Sentence, verb: Verb, behind: Sequence[Party]) -> Roles | None:
    """Read what begins at a facility: the name that owns it is the actor.

    >>> Construction began on Haiwei's second plant -> Haiwei, second plant
    """
    if _is_hedged(sentence, sentence.start, verb.start) or (verb.is_present and not sentence.dates):
        return None
    owner = next((party for party in behind if party.kind == "ORG"), None)
    if owner is None or owner.start > verb.end + _TO_NAME:
        return None
    facility = _FACILITY.search(sentence.plain, verb.end, min(sentence.end, owner.end + _TO_NAME))
    if facility is None or _PUNCTUATION.search(sentence.text, verb.end, facility.start()):
        return None
    start = verb.end
    if owner.end <= facility.start():
        lead = re.match(r"[’']s?", sentence.text[owner.end : facility.start()])
        start = owner.end + end_of(lead, 0)
    end = facility.end()
    start += len(sentence.text[start:end]) - len(sentence.text[start:end].lstrip())
    return Roles(owner, _tidy(sentence.text[start:end]), start, end, "", None, owner)


def _read_noun(sentence: Sentence, verb: Verb, behind: Sequence[Party]) -> Roles | None:
    """Read a noun that tells a deed, which needs a date: "Haiwei's takeover of Feinlager in 2016".

    Who did it owns the noun, or follows "by" behind the object.
    """
    if not sentence.dates or _is_hedged(sentence, sentence.start, sentence.end):
        return None
    if _CONDITION.search(sentence.plain, sentence.start, verb.start):
        return None
    actor = find_owner(sentence, verb, sentence.start)
    if not verb.rule.object_is_party:
        if actor is None or not may_act(actor, verb.rule.action, verb.rule.name):
            return None
        return Roles(actor, subject=actor)
    bought = _party_at(sentence, verb.end + 1, behind)
    if bought is None or (bought.kind == "GPE" and bought.is_listed):
        return None
    if actor is None and sentence.plain.startswith(" by ", bought.end):
        actor = _party_at(sentence, bought.end + 4, behind)
    if actor is None or actor.entity == bought.entity or not may_act(actor, verb.rule.action, verb.rule.name):
        return None
    start = verb.end + 1
    return Roles(
        actor, _tidy(sentence.text[start : bought.end]), start, bought.end, bought.entity, None, actor
    )


def _read_receipt(sentence: Sentence, verb: Verb, behind: Sequence[Party], first: int) -> Roles | None:
    """Read money that went to somebody: "A grant of 2 million yuan went to Haiwei"."""
    receiver = _party_at(sentence, verb.end + 1, behind)
    if receiver is None or not may_act(receiver, verb.rule.action, verb.rule.name):
        return None
    articles = list(_DETERMINER.finditer(sentence.plain, first, verb.start))
    if not articles or _is_hedged(sentence, first, verb.start):
        return None
    start, end = articles[0].start(), verb.start
    end -= len(sentence.plain[start:end]) - len(sentence.plain[start:end].rstrip())
    if not has_object(verb.rule, sentence.plain[start:end]):
        return None
    return Roles(receiver, _tidy(sentence.text[start:end]), start, end)


def _read_sale(sentence: Sentence, verb: Verb, seller: Party, behind: Sequence[Party]) -> Roles | None:
    """Read "A sold B to C": C is the actor, B the object."""
    start = verb.end + 1
    sold = _party_at(sentence, start, behind)
    if part := _PART.match(sentence.plain, start):
        sold = Party(start, part.end(), "", "", "")
    if sold is None or (sold.kind == "GPE" and sold.is_listed):
        return None
    buyer = next((party for party in behind if _TO.search(sentence.plain[sold.end : party.start])), None)
    if buyer is None or buyer.start > sold.end + _TO_NAME or not may_act(buyer, "acquired", verb.rule.name):
        return None
    return Roles(buyer, _tidy(sentence.text[start : sold.end]), start, sold.end, sold.entity, seller, seller)


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
    further: tuple[Party, ...] = ()
    if verb.rule.action in DEALT_OUT and receiver.kind == "ORG":
        further = tuple(list_names_behind(sentence, receiver)[1:])
    giver: Party | None = subject
    if not subject.text:
        giver = None
    if verb.rule.object is None:
        start, end = _named_span(verb)
        text = _tidy(sentence.text[start:end])
        return Roles(receiver, text, start, end, counterpart=giver, subject=giver, further=further)
    found = verb.rule.object.search(sentence.plain, verb.end, last)
    if found is None:
        return None
    start = verb.end
    if receiver.end <= found.start():
        start = [receiver, *further][-1].end
    if verb.rule.name == "stop-buying":
        start = found.start()
    start += len(sentence.plain[start:last]) - len(sentence.plain[start:last].lstrip(" ,"))
    if lead := _BEFORE_OBJECT.match(sentence.plain[start:last]):
        start += lead.end()
    end = max(found.end(), _phrase_end(sentence, start, last))
    if receiver.start > start:  # gave a loan to X
        end = min(end, receiver.start)
        end = start + len(re.sub(r"\s(?:to|for|with)(?:\sthe)?\s*$", "", sentence.plain[start:end]).rstrip())
    if sentence.text[start:end] == receiver.text:  # the merger of A and B
        start = end = 0
    return Roles(receiver, _tidy(sentence.text[start:end]), start, end, "", giver, giver, further)


def _is_receiver(sentence: Sentence, verb: Verb, party: Party) -> bool:
    """Return whether a name is the receiver: directly after the verb, or after "to"."""
    gap = sentence.plain[verb.end : party.start]
    if verb.rule.name == "credit-agreement":
        return bool(_WITH_BEFORE.search(gap))
    if _SOME_OF_THEM.fullmatch(gap):
        return True
    return len(gap) < _TO_NAME and bool(_TO_RECEIVER.fullmatch(gap) or _TO.search(gap))


def _read_undergone(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the object: the actor follows "by"."""
    agent = _find_counterpart(sentence, verb, behind, verb.end, last)
    if agent is None or not may_act(agent, verb.rule.action, verb.rule.name):
        return None
    if subject.kind == "DOC":
        return Roles(agent, subject.text, subject.start, subject.end, subject.entity)
    if verb.rule.subject and not verb.rule.subject.search(
        sentence.plain, max(sentence.start, subject.start), verb.start
    ):
        return None
    return Roles(agent, subject.text, subject.start, subject.end, subject.entity, None, subject)


def _named_span(verb: Verb) -> tuple[int, int]:
    """Return the span of the object that the pattern of a rule names, or (0, 0)."""
    if "object" in verb.match.groupdict() and verb.match["object"]:
        return verb.match.span("object")
    return 0, 0


def _object_span(sentence: Sentence, verb: Verb, behind: Sequence[Party], last: int) -> tuple[int, int]:
    """Return the span of the words after a verb, up to the next preposition, clause or sign."""
    if any(_named_span(verb)):
        return _named_span(verb)
    start = verb.end
    while start < last and sentence.plain[start].isspace():
        start += 1
    if quoted := _QUOTED.match(sentence.text, start, last):
        return quoted.span()
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
        body = load_words("en").bodies.match(sentence.plain, match.end())
        party = _party_at(sentence, match.end(), behind)
        if party and not (body and body.end() > party.end + 1):
            return party
        if body:
            name = re.sub(r"^the\s", "", sentence.text[match.end() : body.end()])
            return Party(body.end() - len(name), body.end(), name, make_entity_id("ORG", name), "ORG")
    return None


def _party_at(sentence: Sentence, place: int, parties: Sequence[Party]) -> Party | None:
    """Return the name that follows at a place, behind an article or words that describe it."""
    near = (
        party
        for party in parties
        if place <= party.start < place + _TO_NAME and not _POSSESSIVE.match(sentence.plain, party.end)
    )
    return next((party for party in near if _TO_AGENT.fullmatch(sentence.plain, place, party.start)), None)


def _tidy(words: str) -> str:
    return " ".join(words.split())
