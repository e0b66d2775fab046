"""Settle the kind of a figure by the figures, years and quotas that its sentence compares it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.settling.neighbours.measures import is_same_measure
from flows.annotation.figures.settling.neighbours.starts import START_RULE
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.text import lazy_pattern

_BEFORE = 40  # code points in which "from" or 比 leads to a starting value
# A value of a past year: 2020年为7.8%, not 2025年达到20%, which is a milestone.
_STATED = lazy_pattern("[^达]{0,12}(?:(?<![作成以分])为|是|仅)[^,;]{0,6}$")
# 2020年(约5万亿日元; the level of 2020 (5 trillion yen.
_BASE_IN_BRACKETS = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年的?(?:水平)?|(?:'s)?(?: levels?| total| figure| sales| output)?) ?\("
    r"(?:约为?|近|超过?|为|about |around |some |nearly |roughly )?$"
)
# A quota that has been set, and how it differs from that of the year before.
_QUOTA = lazy_pattern(r"\b(?:quotas?|ceilings?|caps?|budgets?|targets?)\b")
_TO_COME = lazy_pattern(
    r"\b(?:will|would|shall|should|could|may|might|must|plans?|aims?|wants?|seeks?|proposes?)\b"
)
_UP_BEHIND = lazy_pattern(
    r"(?: [a-z.-]+){0,3}(?: (?:in|for) (?:19|20)\d\d)?, (?:an? )?[a-z]+ (?:of |by )?"
    r"(?:about |around |nearly )?"
)
_FROM_BEHIND = lazy_pattern(r" (?:from|on|over|compared|year|than|higher|lower|more|less)\b")


def kind_before(sentence: Sentence, index: int, reading: Reading, statements: Sequence[Statement]) -> Kind:
    """Return the kind of the figure before if this one continues it or is part of it (其中), or "".

    In brackets, a word of theirs decides: up 5.2 percent (target: around 5 percent).
    """
    place = sentence.figures[index].start
    around = next((start for start, end in sentence.asides if start < place < end), place)
    if marked := sentence.kind_in(around, place, place):
        return marked
    begin, _ = sentence.clause_of(sentence.figures[index])
    goes_on = not reading.indicator or sentence.text.startswith("其中", begin)
    return statements[-1].kind if statements and goes_on else ""


def precedes_goal(sentence: Sentence, index: int, moment: Moment | None) -> bool:
    """Return whether a figure is the value of a year before a goal's: 到2025年达10%，2020年为8%."""
    place = sentence.figures[index].start
    if moment is None or moment.role != "in" or not moment.iso or moment.end > place:
        return False
    if not _STATED.search(sentence.text, moment.end, place):
        return False
    return any(
        other.role == "by" and other.end <= moment.start and other.iso[:4] > moment.iso[:4]
        for other in sentence.moments
    )


def settle_compared(sentence: Sentence, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, in which values of other years and changes of set quotas are actual."""
    settled = [_settle_base(sentence, statement, statements) for statement in statements]
    return [_settle_rise(sentence, statement, settled) for statement in settled]


def _settle_rise(sentence: Sentence, statement: Statement, statements: Sequence[Statement]) -> Statement:
    """Return the change of a quota that has been set as an actual value of the quota's year.

    >>> The 2024 quota was set at 270,000 tonnes, up 6 percent from 2023.
    """
    figure = statement.figure
    before = next((one for one in reversed(statements) if one.figure.end <= figure.start), None)
    is_target = "target" in (statement.kind, before and before.kind)
    if before is None or not is_target or statement.reading.comparator not in ("+", "-"):
        return statement
    lead = sentence.text[max(sentence.start, before.figure.start - 2 * _BEFORE) : before.figure.start]
    between = sentence.text[before.figure.end : figure.start]
    is_set = _QUOTA.search(lead) and not _TO_COME.search(sentence.text, sentence.start, figure.start)
    if not is_set or not _UP_BEHIND.fullmatch(between) or not _FROM_BEHIND.match(sentence.text, figure.end):
        return statement
    if not before.deadline:
        return statement._replace(kind="actual")
    return statement._replace(
        kind="actual", moment=before.moment, deadline=before.deadline, months=before.months
    )


def _settle_base(sentence: Sentence, statement: Statement, statements: Sequence[Statement]) -> Statement:
    """Return a value in brackets after the year of a comparison as the actual value of that year.

    >>> three times the level of 2020 (5 trillion yen); 为2020年（5万亿日元）的3倍
    """
    figure = statement.figure
    begin = max(sentence.start, figure.start - _BEFORE)
    if "(" not in sentence.text[begin : figure.start]:
        return statement
    match = _BASE_IN_BRACKETS.search(sentence.text, begin, figure.start)
    if not match:
        return statement
    year = match["year"]
    if not any(moment.role == "base" and moment.iso[:4] == year for moment in sentence.moments):
        return statement
    same = (other for other in statements if other.figure.start < match.start())
    measured = [other for other in same if is_same_measure(figure, other)]
    indicator = measured[0].reading.indicator if measured else statement.reading.indicator
    read = replace(statement.reading, indicator=indicator, rule=START_RULE)
    return statement._replace(reading=read, kind="actual", moment=None, deadline=year, months=None)
