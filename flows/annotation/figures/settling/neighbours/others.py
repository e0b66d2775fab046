"""Values of others with which an English figure is compared: 9 percent, against 18 percent for Germany."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.words import GAP
from flows.records import CHANGES

OTHER_RULE = "choose_other"
_REACH = 40  # code points before a value in which words lead to it
_AGAINST = re.compile(
    r"(?<![a-z])(?:compared (?:with|to)|(?:as )?against|versus|vs\.?) "
    r"(?:(?:about|around|nearly|almost|only|just|some|over|roughly|less than|more than) )?$"
)
# Words after which no other is named, but a time or a whole.
_NO_NAME = (
    r"(?:same|first|second|third|fourth|last|previous|past|next|years?|months?|quarter|half|period|total|all"
    r"|comparison|contrast|addition|general|average|fact|part|this|that|these|those|which|it|them|[a-z]+ing)"
)
_FOR_OTHER = re.compile(
    rf" (?:for|in|at|among) (?!(?:the )?{_NO_NAME}(?![a-z]))(?:the )?"
    r"(?P<name>[a-z&.-]*[a-z](?: (?!in |for |at |of |and |to |on )[a-z&.-]*[a-z]){0,3}?)"
    r"(?=[,;:)]|\.(?: |$)|$| and | while | in (?:19|20)\d\d)"
)
_DATED = re.compile(r" (?:in )?")
_AND_ALSO = re.compile(r",? and (?:(?:about|around|nearly|just|only|almost|over) )?")
_OWNER = re.compile(r"[^,;()]{2,40}?['’]s? ")
_DOUBT = 0.1


class Other(NamedTuple):
    """The name of somebody else as in the folded sentence, and the date of their value, None for the same."""

    name: str
    moment: Moment | None


def find_other(sentence: Sentence, index: int) -> Other | None:
    """Return whose value a figure is with which the one before is compared, None for a former value.

    >>> the share was 9 percent, against 18 percent for Germany -> germany
    """
    match = _match_other(sentence, index)
    if match is None:
        return None
    end = sentence.next_start(index)
    moments = sentence.moments_in(match.end(), end)
    dated = moments[:1] if moments and _DATED.fullmatch(sentence.text, match.end(), moments[0].start) else []
    return Other(match["name"], dated[0] if dated else None)


def _match_other(sentence: Sentence, index: int) -> re.Match[str] | None:
    """Return the words that name another after a figure that follows a word of comparison, or None."""
    figure = sentence.figures[index]
    end = sentence.next_start(index)
    match = _FOR_OTHER.match(sentence.text, max(figure.end, figure.noun_end), end)
    if match is None:
        return None
    if _AGAINST.search(sentence.text, max(sentence.start, figure.start - _REACH), figure.start):
        return match
    before = _match_other(sentence, index - 1) if index else None
    is_next = before is not None and _AND_ALSO.fullmatch(sentence.text, before.end(), figure.start)
    return match if is_next else None


def value_compared(sentence: Sentence, index: int, by_start: Mapping[int, Statement]) -> Statement | None:
    """Return the value before a figure, and before others' values, with which it is compared."""
    while index > 0:
        index -= 1
        if found := by_start.get(sentence.figures[index].start):
            return (
                None if ";" in sentence.text[found.figure.end : sentence.figures[index + 1].start] else found
            )
    return None


def make_other(sentence: Sentence, index: int, other: Other, compared: Statement) -> Statement:
    """Return the statement of another's value, with the measure and date of the one that it is compared with.

    A goal is compared with an actual value, whose date is not stated.
    """
    moment, deadline = compared.moment, compared.deadline
    if other.moment or compared.kind == "target":
        moment, deadline = other.moment, other.moment.iso if other.moment else ""
    read = replace(
        compared.reading,
        indicator=_measure_of(compared, other.name),
        subject=other.name,
        comparator=compared.reading.comparator if compared.reading.comparator in CHANGES else "=",
        bound="",
        baseline="",
        rule=OTHER_RULE,
    )
    months = None if moment is not compared.moment else compared.months
    score = round(compared.score - _DOUBT, 2)
    return Statement(sentence.figures[index], read, "actual", moment, deadline, score, months)


def _measure_of(compared: Statement, name: str) -> str:
    """Return what is measured, without the owner whose value is compared."""
    indicator, subject = compared.reading.indicator, compared.reading.subject
    owner, bracket, rest = indicator.partition(" (")
    if bracket and owner.lower() == subject.lower():
        return f"{name}{GAP} ({rest}"
    return _OWNER.sub("", indicator, count=1)
