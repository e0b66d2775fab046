"""Starting values as figures of their own: up from 31 percent in 2015, 由2015年的31%提高到45%."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.annotation.figures.moments import Moment, count_back
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES

_RULE = "choose_start"
_AMOUNTS = frozenset((PERCENT, PERMILLE, POINTS, TIMES))  # units of a change, whatever it changes
_BEFORE = 40  # code points in which "from" or 比 leads to a starting value
# What leads to the value that a change began at; behind other words ("against") only one with a date does.
_FROM = re.compile(r"(?<![a-z])from (?:[a-z]+ ){0,4}[^a-z\d]{0,3}$")
_TO = re.compile(r"(?<![a-z])to (?:[a-z]+ ){0,5}[^a-z\d]{0,3}$")
# What may stand between a starting value and its date: from 31 percent of the total in 2015.
_UP_TO_DATE = re.compile(
    r"(?: (?!to |after |before |when |since |until |as |and |or |while |following )[a-z'’-]+){0,6} ?\(?"
)
_OF_DATE = re.compile("的?(?:[约近]|不足|不到|大约)?")


def add_starts(
    sentence: Sentence, readings: Mapping[int, Reading], statements: Sequence[Statement], *, is_english: bool
) -> list[Statement]:
    """Return the statements of a sentence with those of its starting values, in order.

    A starting value has the indicator of the figure that was reached. It is actual, and has no year but that
    of a date beside it, or the one that such words as "a year earlier" give it.
    """
    indices = [index for index, reading in readings.items() if reading.is_baseline]
    if not indices or not statements:
        return list(statements)
    by_start = {statement.figure.start: statement for statement in statements}
    found = list(statements)
    for index in indices:
        if start := _read_start(sentence, index, by_start, readings[index], is_english=is_english):
            found.append(start)
    return sorted(found, key=lambda statement: statement.figure.start)


def _read_start(
    sentence: Sentence,
    index: int,
    by_start: Mapping[int, Statement],
    reading: Reading,
    *,
    is_english: bool,
) -> Statement | None:
    figure = sentence.figures[index]
    reached = _find_reached(sentence, index, by_start, is_english=is_english)
    moment = (_date_behind if is_english else _date_before)(sentence, index)
    if reached is None or not (moment or _is_beginning(sentence, figure, is_english=is_english)):
        return None
    if not _is_same_measure(figure, reached):
        return None
    return Statement(
        figure,
        replace(
            reached.reading,
            comparator=reading.comparator,
            bound="",
            baseline="",
            unit=reached.reading.unit if figure.unit in (reached.figure.unit, "") else figure.unit,
            rule=_RULE,
        ),
        "actual",
        moment if moment and moment.iso else None,
        _year_of(sentence, moment, reached),
        reached.score,
    )


def _find_reached(
    sentence: Sentence, index: int, by_start: Mapping[int, Statement], *, is_english: bool
) -> Statement | None:
    """Return the value that was reached: behind "from 12 to 24 percent", else before it."""
    figure = sentence.figures[index]
    following = sentence.figures[index + 1 : index + 2]
    behind = next((by_start.get(other.start) for other in following), None)
    before = by_start.get(sentence.figures[index - 1].start) if index else None
    if is_english:
        between = sentence.text[figure.end : following[0].start] if following else ""
        if _TO.search(between) and ";" not in between:
            return behind
        return before if before and ";" not in sentence.text[before.figure.end : figure.start] else None
    if behind is not None and sentence.text[: figure.end].endswith(behind.reading.baseline or "\0"):
        return behind
    later = (statement for start, statement in by_start.items() if start > figure.start)
    return before or behind or next(later, None)


def _is_beginning(sentence: Sentence, figure: Figure, *, is_english: bool) -> bool:
    """Return whether a value needs no date to be the start of a change: from 31 percent; 由31%提高到45%."""
    if not is_english:
        return True
    return bool(_FROM.search(sentence.text, max(sentence.start, figure.start - _BEFORE), figure.start))


def _is_same_measure(figure: Figure, reached: Statement) -> bool:
    """Return whether a starting value is of what was reached: not 4 billion dollars from 12 investors."""
    if figure.is_multiple or figure.value_to is not None:
        return False
    reached_unit = reached.figure.unit or reached.reading.unit
    if figure.unit in (reached_unit, ""):
        return True
    is_change = reached.reading.comparator in ("+", "-", "x") or reached_unit in (POINTS, TIMES)
    return is_change and reached_unit in _AMOUNTS


def _date_behind(sentence: Sentence, index: int) -> Moment | None:
    """Return the date behind a figure of an English sentence, before the next figure and any comma."""
    figure = sentence.figures[index]
    place = max(figure.end, figure.noun_end)
    for moment in sentence.moments_in(place, sentence.next_start(index)):
        return moment if _UP_TO_DATE.fullmatch(sentence.text, place, moment.start) else None
    return None


def _date_before(sentence: Sentence, index: int) -> Moment | None:
    """Return the date right before a figure of a Chinese sentence, or a list: 2015年的31%、28%."""
    figure = sentence.figures[index]
    if index and sentence.text[sentence.figures[index - 1].end : figure.start] == "、":
        return _date_before(sentence, index - 1)
    moments = sentence.moments_in(max(sentence.start, figure.start - _BEFORE), figure.start)
    last = moments[-1] if moments else None
    return last if last and _OF_DATE.fullmatch(sentence.text, last.end, figure.start) else None


def _year_of(sentence: Sentence, moment: Moment | None, reached: Statement) -> str:
    """Return the ISO date of a starting value, counted from that of the value reached where words tell it."""
    if moment is None or moment.iso:
        return moment.iso if moment else ""
    return count_back(sentence.text[moment.start : moment.end], reached.deadline[:4])
