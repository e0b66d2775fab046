"""Values of others with which an English figure is compared: 9 percent, against 18 percent for Germany."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.settling.neighbours.measures import is_same_measure
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.words import GAP
from flows.records import CHANGES
from flows.text import lazy_pattern

OTHER_RULE = "choose_other"
_REACH = 40  # code points before a value in which words lead to it
_AGAINST = lazy_pattern(
    r"(?<![a-z])(?:compared (?:with|to)|(?:as )?against|versus|vs\.?) "
    r"(?:(?:about|around|nearly|almost|only|just|some|over|roughly|less than|more than) )?$"
)
# Words after which no other is named, but a time or a whole.
_NO_NAME = (
    r"(?:same|first|second|third|fourth|last|previous|past|next|years?|months?|quarter|half|period|total|all"
    r"|comparison|contrast|addition|general|average|fact|part|this|that|these|those|which|it|them|[a-z]+ing)"
)
_FOR_OTHER = lazy_pattern(
    rf" (?P<case>for|in|at|among) (?!(?:the )?{_NO_NAME}(?![a-z]))(?:the )?"
    r"(?P<name>[a-z&.-]*[a-z](?: (?!in |for |at |of |and |to |on )[a-z&.-]*[a-z]){0,3}?)"
    r"(?=[,;:)]|\.(?: |$)|$| and | while | in (?:19|20)\d\d)"
)
_DATED = lazy_pattern(r" (?:in )?")
_AND_ALSO = lazy_pattern(r",? and (?:(?:about|around|nearly|just|only|almost|over) )?")
_OWNER = lazy_pattern(r"[^,;()]{2,40}?['’]s? ")
_SCOPE = lazy_pattern(rf"{GAP} (?:in|at|among|across|within) [^{GAP}]+$")  # the rate | in towns
_DOUBT = 0.1


def read_other(sentence: Sentence, index: int, by_start: Mapping[int, Statement]) -> Statement | None:
    """Return the statement of a value that belongs to another, None if the figure is no such comparison.

    It has the measure and date of the value compared, unless it has its own date. A goal is compared with an
    actual value, whose date is not stated.

    >>> the share was 9 percent, against 18 percent for Germany -> Germany: share, 18 percent
    """
    named = _match_other(sentence, index)
    compared = _value_compared(sentence, index, by_start)
    if named is None or compared is None or not is_same_measure(sentence.figures[index], compared):
        return None
    moment, deadline, months = compared.moment, compared.deadline, compared.months
    if own := _date_after(sentence, index, named.end()):
        moment, deadline, months = own, own.iso, None
    elif compared.kind == "target":
        moment, deadline, months = None, "", None
    comparator = compared.reading.comparator
    read = replace(
        compared.reading,
        indicator=_measure_of(compared, named["name"], named["case"]),
        subject=named["name"],
        comparator=comparator if comparator in CHANGES else "=",
        bound="",
        baseline="",
        rule=OTHER_RULE,
    )
    score = round(compared.score - _DOUBT, 2)
    return Statement(sentence.figures[index], read, "actual", moment, deadline, score, months)


def is_of_other(sentence: Sentence, index: int) -> bool:
    """Return whether a figure is the value of another with which the one before is compared."""
    return _match_other(sentence, index) is not None


def _match_other(sentence: Sentence, index: int) -> re.Match[str] | None:
    """Return the words that name another after a figure that follows a word of comparison, or None."""
    figure = sentence.figures[index]
    match = _FOR_OTHER.match(sentence.text, max(figure.end, figure.noun_end), sentence.next_start(index))
    if match is None:
        return None
    if _AGAINST.search(sentence.text, max(sentence.start, figure.start - _REACH), figure.start):
        return match
    before = index and _match_other(sentence, index - 1)
    is_next = before and _AND_ALSO.fullmatch(sentence.text, before.end(), figure.start)
    return (is_next and match) or None


def _date_after(sentence: Sentence, index: int, end: int) -> Moment | None:
    """Return the date right after the name of another, which ends at `end`: in America in 2019."""
    for moment in sentence.moments_in(end, sentence.next_start(index))[:1]:
        if _DATED.fullmatch(sentence.text, end, moment.start):
            return moment
    return None


def _value_compared(sentence: Sentence, index: int, by_start: Mapping[int, Statement]) -> Statement | None:
    """Return the value before a figure, and before others' values, with which it is compared."""
    while index > 0:
        index -= 1
        found = by_start.get(sentence.figures[index].start)
        if found is None:
            continue
        between = sentence.text[found.figure.end : sentence.figures[index + 1].start]
        return None if ";" in between else found
    return None


def _measure_of(compared: Statement, name: str, case: str) -> str:
    """Return what is measured, without the owner or place whose value is compared.

    >>> sales of hybrids grew 80 percent, against 20 percent for electric cars -> sales of electric cars
    """
    indicator, subject = _SCOPE.sub("", compared.reading.indicator), compared.reading.subject
    owner, bracket, rest = indicator.partition(" (")
    if bracket and owner.lower() == subject.lower():
        return f"{name}{GAP} ({rest}"
    measure, of, _ = indicator.partition(" of ")
    if case == "for" and of and "share" not in measure:
        return f"{measure} of {name}"
    return _OWNER.sub("", indicator, count=1)
