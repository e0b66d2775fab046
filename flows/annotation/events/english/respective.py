"""English verbs that give each of several subjects an object of its own, in order."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.annotation.events.english.phrases import tidy
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb

_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOINT = re.compile(r",\s(?:and\s)?|\sand\s")
_LEAD = re.compile(r"\s*(?:as\s)?")
_MOST = 240  # code points from a verb to the word


def is_respective(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb and its objects are followed by "respectively", within the sentence."""
    return _RESPECTIVELY.search(sentence.plain, verb.end, min(sentence.end, verb.end + _MOST)) is not None


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
