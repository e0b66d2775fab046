"""Chinese lists of blacklisted firms, with foreign names in brackets, and firms that an authority judges."""

from __future__ import annotations

from flows.annotation.events.parties import Party, find_issuer
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import guess_blacklisted
from flows.text import lazy_pattern

_BRACKETS = lazy_pattern(r"\([^()]*\)")
_MARK = lazy_pattern("[将把]")
_CLAUSE_END = lazy_pattern("[,;。:]")
_JOINT = lazy_pattern("[、和与及]|以及")
# After the last name of a list: how many and what they are.
_REST = lazy_pattern(
    r"(?:等|及其|在内的?)+[^、]{0,24}$"
    r"|(?:共计?)?(?:\d+|[一二三四五六七八九十百两多数]+)[余多]?[家个名][^、]{0,20}$"
    r"|(?:一并|首次|正式|同时|全部|新|也)+$"
)
# Opens the reasons of a decision, which follow in the same sentence: 根据…规定,决定将.
_PREAMBLE = lazy_pattern(r"\s*(?:根据|依据|依照|按照|为)[^。;]*,[^,。;]{0,40}?决定(?:自[^,。;]{4,24}起,?)?$")
# Between an authority and the body that it judges: 认定|青禾产品未通过审查.
_FINDS = lazy_pattern("(?:日前|近日|[^,。;]{0,12}[年月日])?(?:认定|裁定|判定|宣布|公告|通报|发现|查明)[,:]?")


def is_listing(verb: Verb) -> bool:
    """Return whether a verb puts somebody on a blacklist: 将…列入实体清单."""
    return (verb.rule.action, verb.rule.frame) == ("sanctioned", "gave") and verb.rule.strong is not None


def find_blacklisted(sentence: Sentence, verb: Verb) -> list[Party]:
    """Return the firms between 将 and a verb, if some have another name in brackets or the first is unknown.

    >>> 决定将甲公司(A, Inc.)、乙公司(B LLC)等14家美国实体列入管控名单 -> 甲公司, 乙公司
    >>> 将某某、长江存储等36家企业列入实体清单 -> 长江存储
    """
    if not is_listing(verb):
        return []
    masked = _without_brackets(sentence.plain[sentence.start : verb.start])
    mark = find_mark(sentence, verb)
    has_brackets = masked != sentence.plain[sentence.start : verb.start]
    if mark < 0 or not (has_brackets or _opens_with_unknown(sentence, mark + 1, verb.start)):
        return []
    start, end = mark + 1, verb.start
    while rest := _REST.search(masked, start - sentence.start, end - sentence.start):
        end = rest.start() + sentence.start
    found: list[Party] = []
    for joint in [*_JOINT.finditer(masked, start - sentence.start, end - sentence.start), None]:
        last = joint.start() + sentence.start if joint else end
        member = _name_member(sentence, verb, masked, start, last)
        if member is not None:
            found.append(member)
        start = joint.end() + sentence.start if joint else end
    return found


def _opens_with_unknown(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a list begins with an unknown name and has a known one further on."""
    places = [party.start for party in sentence.parties if start <= party.start < end]
    if not places or places[0] == start or sentence.plain.startswith("包括", start):
        return False
    return any(joint.end() in places for joint in _JOINT.finditer(sentence.plain, start, end))


def find_mark(sentence: Sentence, verb: Verb) -> int:
    """Return the place of 将 or 把 in the clause of a verb, commas in brackets apart, or -1."""
    masked = _without_brackets(sentence.plain[sentence.start : verb.start])
    clause = max((sign.end() for sign in _CLAUSE_END.finditer(masked)), default=0)
    mark = _MARK.search(masked, clause)
    return mark.start() + sentence.start if mark else -1


def opens_decision(sentence: Sentence, place: int) -> bool:
    """Return whether a sentence gives the reasons of a decision, up to 将 at `place`: 根据…,决定将."""
    return _PREAMBLE.match(sentence.plain, sentence.start, place) is not None


def find_authority(sentence: Sentence, place: int) -> Party | None:
    """Return who blacklists: the last organ that opens a clause before `place`, else who issued the text."""
    organs = load_words("zh").organs
    for party in reversed(sentence.parties):
        if party.end > place or party.kind != "ORG" or not organs.search(party.text.lower()):
            continue
        before = sentence.plain[sentence.start : party.start].strip()
        if not before or before.endswith((",", ";", ":")):
            return party
    return find_issuer(sentence.plain, sentence.mentions, sentence.start) or sentence.issuer()


def _without_brackets(words: str) -> str:
    """Return words with brackets and what they contain as blanks."""
    while _BRACKETS.search(words):
        words = _BRACKETS.sub(lambda found: " " * len(found[0]), words)
    return words


def _name_member(sentence: Sentence, verb: Verb, masked: str, start: int, end: int) -> Party | None:
    """Return the party that a member of a list names, or None."""
    words = masked[start - sentence.start : end - sentence.start]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    for party in sentence.parties:
        if (party.start, party.end) == (start, end) and party.kind in ("ORG", "PERSON"):
            return party
    return guess_blacklisted(sentence, verb, start, end) if end > start else None


def find_judged(sentence: Sentence, topic: Party | None, verb: Verb) -> Party | None:
    """Return the body of which the topic only finds that it broke rules, else the topic.

    >>> 某办认定|青禾产品未通过审查 -> 青禾
    """
    if topic is None or verb.rule.action != "sanctioned":
        return topic
    bodies = (one for one in sentence.parties if topic.end < one.start and one.end <= verb.start)
    judged = (one for one in bodies if _FINDS.fullmatch(sentence.plain, topic.end, one.start))
    return next(judged, topic)
