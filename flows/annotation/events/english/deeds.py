"""English verbs whose subject acts, and passive ones whose actor follows "by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.english.awards import find_awards
from flows.annotation.events.english.firms import DESCRIBED_FIRM
from flows.annotation.events.english.lists import list_names, list_names_behind, list_states
from flows.annotation.events.english.phrases import (
    QUOTED,
    acts,
    find_counterpart,
    named_span,
    object_span,
    tidy,
)
from flows.annotation.events.english.subjects import relative_object
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import DEALT_OUT, Award, Roles, has_object
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import end_of, lazy_pattern

# A person may take over an office or a firm.
_TOOK_OVER = lazy_pattern(r"t(?:ook|akes|aken) (?:over|control|charge)")
_INDEFINITE = lazy_pattern(r"(?:an?|its|their)\s")
_UNIT = lazy_pattern(r"\s[A-Z]")  # after a firm's name: the rest of the name of its unit
_TO_BOUGHT = 60  # code points from the verb to the firm
_POST = lazy_pattern(
    r"\b(?:chair|post|position|role|presidency|helm|reins|running|office|manage\w*|\w+ship)\b"
)
# After the firm: its former or its new head.
_AS_HEAD = lazy_pattern(r"[’']s?\s|[^,.;]{0,30}\s(?:as|from (?:his|her|the late|its founder))\s")
_QUOTE_END = lazy_pattern(r"[\"”’']")
_LAST_OF_THEM = lazy_pattern(r"\bthe (?:last|latter)\b")
# The Shanghai plant, which Haiwei opened
_THING_WHICH = lazy_pattern(r"\b((?:the|its|an?)\s(?:[\w-]+\s){0,5}[\w-]+),?\s(?:which|that)\s(?:the\s)?$")
_TO_FACILITY = 90  # code points
_OTHER_THING = lazy_pattern(r",|\sthe\s")  # Congress passed the Act, which was signed by X
_ITS_SHARES = lazy_pattern(r"its (?:shares|stock|equity|share capital|voting rights)\b")
# What several states impose one by one, unlike a statement that they issue together.
_CURBS = lazy_pattern(r"\b(?:controls|curbs|restrictions|tariffs|dut(?:y|ies)|bans?|sanctions|embargo)\b")
_EACH_OBJECT = frozenset(("acquired", "invested"))
# "the ministry holds a third of the fund, which was launched": the fund was.
_OF_ANOTHER = lazy_pattern(r"\s\w.*\bwhich\s$")

_PARTICIPLE = lazy_pattern(r"\w+ing\b")
# A main verb in the past, before a participle: was among the first, opening a plant.
_PAST = lazy_pattern(
    r"\b(?:was|were|had|has|have|\w{2,}ed|became|went|took|made|won|grew|came|began|rose|fell|spent|led|built"
    r"|bought|sold|gave|got|kept|held|beat|broke|put|set)\b"
)
_IS_DOING = lazy_pattern(r"\s(?:is|are|keeps?|continues?)\s(?:\w+ly\s)?(?:\w+ing|to)\b")
# Before what was not done: has considered buying Haiwei, opening a plant.
_CONSIDERED = lazy_pattern(
    r"\b(?:considered|discussed|explored|mulled|weighed|proposed|suggested|recommended|avoided|delayed"
    r"|postponed|resisted|ruled out|accused|criticised|criticized)\b[^.;]*$"
)


def read_deed(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the actor."""
    if not acts(subject, verb.rule):
        return None
    if verb.rule.subject and not verb.rule.subject.search(subject.text.lower()):
        return None
    if subject.end <= verb.start and _OF_ANOTHER.match(sentence.plain[subject.end : verb.start]):
        return None
    is_other = _is_work(verb, subject, behind) or _is_office(sentence, verb, subject, behind)
    if is_other or _is_habit(sentence, verb, subject):
        return None
    if verb.rule.context and not verb.rule.context.search(sentence.plain):
        return None
    start, end, behind = _choose_object(sentence, verb, subject, behind, last)
    words = sentence.plain[start:end]
    entity = next((party.entity for party in behind if party.start < end and start < party.end), "")
    if words == "it" and not _is_only_body(sentence, start, subject):
        return None
    if verb.rule.object_is_party:
        described = 0 if entity else _described_firm(sentence, verb, start)
        is_named = entity and _names_body(behind, start, end)
        if not described and (not is_named or _is_same(sentence, verb, (start, end, entity), subject)):
            return None
        end = described or end
    elif not has_object(verb.rule, words) and not _names_document(sentence, verb, start, end):
        return None
    if verb.rule.object_is_optional and not verb.rule.object and not _is_place(behind, start):
        start = end = 0
    is_quoted = bool(_QUOTE_END.match(sentence.text, end - 1))
    to_counterpart = end if is_quoted else start
    if named_span(verb)[1] > verb.end:  # chosen by the ministry to lead a project: the object comes last
        to_counterpart = verb.end
    actor, further = _deal_out(sentence, verb, subject)
    listed = _list_objects(sentence, verb, start, end)
    if listed:
        start, end = listed[0].start, listed[0].end
    if "two_actors" in verb.rule.traits and " and " not in actor.text:
        return None
    awards = find_awards(sentence, verb, start, end, last)
    counterpart = find_counterpart(sentence, verb, behind, to_counterpart, last)
    if awards and counterpart and _is_of_later(sentence, counterpart, awards):
        counterpart = None
    return Roles(
        actor,
        _name_object(sentence, behind, start, end),
        start,
        end,
        entity * verb.rule.object_is_party,
        counterpart,
        subject,
        further,
        tuple(listed[1:]),
        awards,
    )


def _described_firm(sentence: Sentence, verb: Verb, start: int) -> int:
    """Return the end of a bought firm that is only described: acquired the Dutch chipmaker; else 0."""
    described = DESCRIBED_FIRM.match(sentence.text, start) if verb.rule.action == "acquired" else None
    return end_of(described, 0)


def _is_same(sentence: Sentence, verb: Verb, named: tuple[int, int, str], subject: Party) -> bool:
    """Return whether an object (start, end, entity) is the subject itself, not a unit that it founded."""
    start, end, entity = named
    if entity != subject.entity:
        return False
    return not (verb.rule.action == "founded" and _names_unit(sentence, start, end, subject))


def _is_of_later(sentence: Sentence, giver: Party, awards: Sequence[Award]) -> bool:
    """Return whether a giver gave only a later award: named A in 2019 and B by Jiangsu in 2021."""
    return giver.start > awards[1].start and any(giver.end <= when.start for when in sentence.dates)


def _list_objects(sentence: Sentence, verb: Verb, start: int, end: int) -> list[Party]:
    """Return the firms of a list that were each bought separately (A, B and C); empty for a single firm."""
    if verb.rule.action not in _EACH_OBJECT or not verb.rule.object_is_party:
        return []
    first = next((party for party in sentence.parties if party.start < end and start < party.end), None)
    if first is None or first.start > end:
        return []
    names = list_names_behind(sentence, first)
    is_list = len(names) > 1 and all(name.kind == "ORG" or not name.is_listed for name in names)
    return names * is_list


def _choose_object(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> tuple[int, int, Sequence[Party]]:
    """Return the span of an object, and the names it may contain: after the verb, or before its subject."""
    start, end = object_span(sentence, verb, behind, last)
    if not verb.rule.object_is_party:
        is_thing = verb.rule.action in ("opened", "issued")
        phrase = _thing_before(sentence, verb, subject) if is_thing else None
        return (*(phrase or (start, end)), behind)
    if any(named_span(verb)):  # became Haiwei's largest shareholder
        return start, end, [one for one in sentence.parties if one.start < end and start < one.end]
    if before := relative_object(sentence, subject):
        return before.start, before.end, (before, *behind)
    if owner := _owner_of_shares(sentence, start, end):
        return start, end, (owner, *behind)
    if apposed := _apposed_to(sentence, behind, start, end):
        return apposed.start, apposed.end, (apposed, *behind)
    return start, end, behind


def read_undergone(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the object: the actor follows "by"."""
    agent = find_counterpart(sentence, verb, behind, verb.end, last)
    if agent is None or not acts(agent, verb.rule):
        return None
    if subject.kind == "DOC":
        return Roles(agent, subject.text, subject.start, subject.end, subject.entity)
    if verb.rule.subject and not verb.rule.subject.search(
        sentence.plain, max(sentence.start, subject.start), verb.start
    ):
        return None
    if "any_document" in verb.rule.traits and _OTHER_THING.search(sentence.plain, subject.end, verb.start):
        return None
    return Roles(agent, subject.text, subject.start, subject.end, subject.entity, None, subject)


def _thing_before(sentence: Sentence, verb: Verb, subject: Party) -> tuple[int, int] | None:
    """Return the span of what a relative clause describes: the plant, or the plan, which Haiwei opened."""
    start = max(sentence.start, subject.start - _TO_FACILITY)
    found = _THING_WHICH.search(sentence.plain[start : subject.start])
    if found is None or (verb.rule.object and not verb.rule.object.search(found[1])):
        return None
    return start + found.start(1), start + found.end(1)


def _apposed_to(sentence: Sentence, behind: Sequence[Party], start: int, end: int) -> Party | None:
    """Return the name in apposition to an object without a name: took over a rival, Feinlager."""
    if any(party.start < end and start < party.end for party in behind):
        return None
    if not _INDEFINITE.match(sentence.plain, start, end) or not sentence.plain.startswith(", ", end):
        return None
    return next((party for party in sentence.parties if party.start == end + 2), None)


def _owner_of_shares(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the firm whose shares an object is: bought 15 percent of its shares."""
    if not _ITS_SHARES.match(sentence.plain, start, end):
        return None
    return next((replace(one, kind="ORG") for one in sentence.owners if one.start == start), None)


def _is_only_body(sentence: Sentence, place: int, subject: Party) -> bool:
    """Return whether at most one body, apart from the subject, is named before "it" at `place`."""
    earlier = [one for one in sentence.parties if one.end <= place and one.entity != subject.entity]
    return len({one.entity for one in earlier}) <= 1 and all(one.kind == "ORG" for one in earlier)


def _name_object(sentence: Sentence, behind: Sequence[Party], start: int, end: int) -> str:
    """Return the words of an object; "it", "the company" and the like become the name that they refer to."""
    for party in behind:
        if party.is_resolved and (party.start, party.end) == (start, end):
            return party.text
    return tidy(sentence.text[start:end])


def _deal_out(sentence: Sentence, verb: Verb, subject: Party) -> tuple[Party, tuple[Party, ...]]:
    """Return the actor of a verb whose subject ends a list, and any further actors.

    Several firms that are designated or sanctioned each have their own event. Those that issue or build act
    together, as one actor with the entity of the first.
    """
    is_dealt_out = verb.rule.action in DEALT_OUT or verb.rule.action == "appointed"
    is_winner = subject.kind == "PERSON" and is_dealt_out
    if verb.rule.action == "issued" and subject.end <= verb.start:
        state, allies = list_states(sentence, subject)
        if allies and _CURBS.search(sentence.plain, verb.end, _reach(sentence, verb)):
            return state, allies
    if (subject.kind != "ORG" and subject.is_listed and not is_winner) or subject.end > verb.start:
        return subject, ()
    if _LAST_OF_THEM.search(sentence.plain, subject.end, verb.end):
        return subject, ()
    first, _ = sentence.stretch(verb.start)
    names = [name for name in list_names(sentence, subject) if first <= name.start] or [subject]
    if is_dealt_out:
        return names[0], tuple(names[1:])
    if len(names) > 1:
        text = tidy(sentence.text[names[0].start : subject.end])
        return replace(names[0], end=subject.end, text=text), ()
    return subject, ()


def _reach(sentence: Sentence, verb: Verb) -> int:
    """Return the end of the stretch in which the object of a verb begins."""
    return min(sentence.end, verb.end + _TO_BOUGHT)


def _is_habit(sentence: Sentence, verb: Verb, subject: Party) -> bool:
    """Return whether a participle belongs to no verb in the past: competes by |opening stores.

    It does in "entered the market in 1985, opening a plant", but not after "has considered".
    """
    if subject.end > verb.start or not _PARTICIPLE.match(verb.match[0]):
        return False
    plain = sentence.plain
    if _IS_DOING.match(plain, subject.end) or _CONSIDERED.search(plain, sentence.start, verb.start):
        return True
    return _PAST.search(plain, subject.end, verb.start) is None


def _is_work(verb: Verb, subject: Party, behind: Sequence[Party]) -> bool:
    """Return whether a person created something that may be a song: not a known name, nor a firm's."""
    if "may_be_a_work" not in verb.rule.traits or subject.kind != "PERSON" or not behind:
        return False
    body = behind[0]
    words = load_words("en")
    word = body.text.lower().rpartition(" ")[2]
    is_body = body.is_listed or words.firms.fullmatch(word) or words.organs.fullmatch(word)
    return verb.match[0].endswith("created") and not is_body


def _is_office(sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party]) -> bool:
    """Return whether a person took over an office, not a firm: took over as chairman, took over the fund."""
    took = _TOOK_OVER.search(verb.match[0])
    if subject.kind != "PERSON" or took is None or verb.rule.action == "appointed":
        return False
    if "charge" in took[0] or not behind or behind[0].start > verb.end + _TO_BOUGHT:
        return True
    body = behind[0]
    if _POST.search(sentence.plain, verb.end, body.start):
        return True
    is_organ = bool(load_words("en").organs.search(body.text.lower()))
    return is_organ or bool(_AS_HEAD.match(sentence.plain, body.end))


def _names_body(behind: Sequence[Party], start: int, end: int) -> bool:
    """Return whether the object names a body, or something of a guessed kind: places are not acquired."""
    return any(
        party.kind == "ORG" or not party.is_listed
        for party in behind
        if party.start < end and start < party.end
    )


def _names_unit(sentence: Sentence, start: int, end: int, subject: Party) -> bool:
    """Return whether the object is a firm named after its founder: Haiwei set up Haiwei China."""
    name = sentence.text[start:end]
    return bool(_UNIT.match(name.removeprefix(subject.text))) and name.startswith(subject.text)


def _names_document(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether the thing issued is a document by its name, or is in quotation marks."""
    if "document_is_object" not in verb.rule.traits or end <= start:
        return False
    if any(one.type == "DOC" and start <= one.start < end for one in sentence.mentions):
        return True
    return bool(QUOTED.match(sentence.text, start, end))


def _is_place(behind: Sequence[Party], start: int) -> bool:
    """Return whether a name directly follows the verb: went public in Hong Kong."""
    return any(0 <= party.start - start < 5 for party in behind)
