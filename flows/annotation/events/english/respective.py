"""English verbs that give each of several subjects an object of its own, in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from flows.annotation.events.english.phrases import tidy
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern, within

_RESPECTIVELY = lazy_pattern(r"\brespectively\b")
_JOINT = lazy_pattern(r",\s(?:and\s)?|\sand\s")
_BETWEEN_DATES = lazy_pattern(r",?\s(?:and\s)?(?:in\s|on\s)?|\sand,?\s(?:in\s|on\s)?")
_AT_END = lazy_pattern(r",?\s?")
_LEAD = lazy_pattern(r"\s*(?:as\s)?")
_MOST = 240  # code points from a verb to the word


def is_respective(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb and its objects are followed by "respectively", within the sentence."""
    return _RESPECTIVELY.search(sentence.plain, verb.end, min(sentence.end, verb.end + _MOST)) is not None


def deal_dates(sentence: Sentence, verb: Verb, roles: Roles) -> Roles | None:
    """Return roles in which each actor has its own date, or None if their numbers differ.

    >>> A and B were named champions, in 2016 and 2019 respectively -> 2016, 2019
    """
    closing = _RESPECTIVELY.search(sentence.plain, verb.end, sentence.end)
    assert closing is not None
    dates = within(sentence.dates, max(verb.end, roles.object_end), closing.start())
    actors = (roles.actor, *roles.further)
    if len(dates) != len(actors) or not _AT_END.fullmatch(sentence.plain, dates[-1].end, closing.start()):
        return None
    if any(
        not _BETWEEN_DATES.fullmatch(sentence.plain, one.end, other.start) for one, other in pairwise(dates)
    ):
        return None
    return replace(roles, dates_each=tuple((when.start, when.end) for when in dates))


def deal_objects(sentence: Sentence, verb: Verb, roles: Roles) -> Roles | None:
    """Return roles in which each actor has its own object, or None if their numbers differ.

    >>> Li Wei and Zhang Hong were named chairman and president respectively -> chairman, president
    """
    closing = _RESPECTIVELY.search(sentence.plain, verb.end, sentence.end)
    assert closing is not None
    start = verb.end
    if lead := _LEAD.match(sentence.plain, start, closing.start()):
        start = lead.end()
    spans = []
    end = start + len(sentence.plain[start : closing.start()].rstrip(" ,"))
    for joint in _JOINT.finditer(sentence.plain, start, end):
        spans.append((start, joint.start()))
        start = joint.end()
    spans.append((start, end))
    actors = (roles.actor, *roles.further)
    if len(spans) != len(actors) or len(actors) == 1:
        return None
    own = tuple((first, last, tidy(sentence.text[first:last])) for first, last in spans)
    return replace(roles, own_objects=own)
