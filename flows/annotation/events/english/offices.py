"""Several people of one English verb, each with an office: appointed A chairman and B president."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.english.phrases import phrase_end, tidy
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import end_of, lazy_pattern, start_of

_LEAD = lazy_pattern(r"[\s,]*(?:as\s)?")
_END = lazy_pattern(r"(?:,\s(?:and\s)?|\sand\s|\s)$")


def pair_offices(
    sentence: Sentence, verb: Verb, roles: Roles, behind: Sequence[Party], last: int
) -> Roles | None:
    """Return roles in which each person has the office after the name, if an office names further people.

    The result is None if the words after one of the names are no office.

    >>> appointed Li Wei as chairman and Zhang Hong as president -> chairman, president
    """
    start, end = roles.object_start, roles.object_end
    others = tuple(one for one in behind if one.kind == "PERSON" and start < one.start and one.end <= end)
    if verb.rule.action != "appointed" or not others:
        return roles
    if sentence.plain.startswith(" as ", others[-1].end):
        end = phrase_end(sentence, others[-1].end + len(" as "), last)
    starts = [start, *(one.end for one in others)]
    ends = [*(one.start for one in others), end]
    spans = []
    for first, after in zip(starts, ends, strict=True):
        words = sentence.plain[first:after]
        place = first + end_of(_LEAD.match(words), 0)
        stop = first + start_of(_END.search(words), len(words))
        if stop <= place:
            return None
        spans.append((place, stop, tidy(sentence.text[place:stop])))
    return replace(roles, further=others, awards=(), own_objects=tuple(spans))
