"""Add starting values, and the unit that the value reached takes from one.

A starting value is a separate figure: up from 31 percent in 2015, 由2015年的31%提高到45%.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.annotation.figures.moments import Moment, count_back
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.settling.neighbours.measures import CHANGE_UNITS, is_same_measure
from flows.annotation.figures.settling.neighbours.others import is_of_other, read_other
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import load_units, rate_after
from flows.records import CHANGES
from flows.text import lazy_pattern

START_RULE = "choose_start"
_UNDATED = 0.1  # subtracted from the score if only the value reached has a date, or its own is not read
_BEFORE = 40  # code points in which "from" or 比 leads to a starting value
# The first and second value of a comparison.
_COMPARED = lazy_pattern(
    r"(?<![a-z])(?:compared (?:with|to)|as against|versus) (?:about |around |just |only )?$"
)
_AND_ALSO = lazy_pattern(
    r"(?: (?:in|for|at) [a-z ]{2,30}| today| now)?,? and (?:about |around |nearly |just |only )?"
)
# Leads to the value at which a change began. A value after other words (against, versus) needs a date.
_FROM = lazy_pattern(r"(?<![a-z])from (?:[a-z]+ ){0,4}[^a-z\d]{0,3}$")
_TO = lazy_pattern(r"(?<![a-z])to (?:[a-z]+ ){0,5}[^a-z\d]{0,3}$")
# Between a starting value and its date: from 31 percent of the total in 2015.
_UP_TO_DATE = lazy_pattern(
    r"(?: (?!to |after |before |when |since |until |as |and |or |while |following |in |by |at |for |from "
    r"|under |among |within )[a-z'’-]+){0,6} ?\(?"
)
# Between the date of a starting value and the next one: from 7 in 2017 and only 1 in 2003.
_AND_FROM = lazy_pattern(
    r",?(?: and)? (?:from )?(?:only |just |about |around |nearly |roughly |some |almost |a mere |barely )?"
)
# Reached 500 million, from 100 million in 2010: a comma shows that the value before was reached from there.
_REACHED_FROM = lazy_pattern(r", from (?:only |just |about |around |nearly |roughly |some |almost )?$")
_OF_DATE = lazy_pattern("的?(?:[约近]|不足|不到|大约)?")
# A starting value is of some earlier time, in words that no date is read from; not 由上一个十年的5%.
_EARLIER = lazy_pattern(
    "(?:现在|目前|当前|现有|现行|如今|原来|原先|原有|过去|以前|以往|此前|之前|最初|当初|[年月]前)的$"
)
_SAME_PERIOD = lazy_pattern("同期|same period|year earlier")
_LISTED = "、"
# Words that make "from" the beginning of a change, not of a range or a place.
_CHANGING = lazy_pattern(
    r"(?<![a-z])(?:up|down|cut|went|rose|grew|fell|ris(?:e|es|en|ing)|eas(?:e|es|ed|ing)"
    r"|(?:grow|fall|increas|drop|declin|decreas|expand|jump|surg|climb|narrow|widen|slip|slump|rais|lower"
    r"|reduc|doubl|tripl|quadrupl|improv|shrink|contract|soar|plung|tumbl|edg|lift|boost|advanc|recover"
    r"|rebound|multipl|halv|bring|scal|dwindl|retreat|reced|collaps|plummet|swell|balloon|leap)"
    r"(?:e|es|ed|s|ing|ping|ped|y|ied|n)?|brought|slid|shrank|shrunk"
    r"|cutting|cuts)(?![a-z])"
)
_BARE_TO = lazy_pattern("(?:左右|以上|以下)?(?:[一再直又]*)[到至]")
_AIMED = lazy_pattern("预期|目标|计划|规划|(?<![a-z])(?:target|goal|forecast|expectation|plan)s?(?![a-z])")

# The value of a goal, not of a past year: against the 70 percent target for 2025.
_GOAL_BEHIND = lazy_pattern(r"(?:[ -][a-z-]+){0,3}?[ -](?:target|goal|objective)(?![a-z])|的(?:目标|预期)")


def list_starts(sentence: Sentence, readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """Return the readings, in which the values listed after an English starting value are such values too.

    >>> grew to 20, up from 7 in 2017 and 1 in 2003: 1 is the value of 2003, and 20 is not
    """
    found = dict(readings)
    for index in range(1, len(sentence.figures)):
        before = found.get(index - 1)
        if before is None or not before.is_baseline:
            continue
        is_next = _is_also_compared(sentence, index) or is_of_other(sentence, index)
        if is_next or _goes_on(sentence, index):
            found[index] = Reading(before.indicator, "=", is_baseline=True)
    return dict(sorted(found.items()))


def _is_also_compared(sentence: Sentence, index: int) -> bool:
    """Return whether a value is the second of a comparison: compared with 57 today and 97 in America."""
    before, figure = sentence.figures[index - 1 : index + 1]
    is_compared = _COMPARED.search(sentence.text, max(sentence.start, before.start - _BEFORE), before.start)
    between = _AND_ALSO.fullmatch(sentence.text, max(before.end, before.noun_end), figure.start)
    return bool(is_compared and between) and figure.unit in ("", before.unit)


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Return whether a dated value follows a dated one of the same unit: 7 in 2017 and 1 in 2003."""
    before, figure = sentence.figures[index - 1 : index + 1]
    earlier = _date_after(sentence, index - 1)
    if earlier is None or _date_after(sentence, index) is None or figure.unit not in ("", before.unit):
        return False
    return bool(_AND_FROM.fullmatch(sentence.text, earlier.end, figure.start))


def add_starts(
    sentence: Sentence, readings: Mapping[int, Reading], statements: Sequence[Statement], *, is_english: bool
) -> list[Statement]:
    """Return the statements of a sentence with those of its starting values, in order.

    A starting value has the indicator of the figure that was reached. It is actual, and its only date is one
    next to it, or one that words such as "a year earlier" refer to.
    """
    by_start = {statement.figure.start: statement for statement in statements}
    found = list(statements)
    for index, reading in readings.items():
        if not reading.is_baseline:
            continue
        find, date = _reached_zh, _date_before
        if is_english:
            find, date = _reached_en, _date_after
        reached, moment = find(sentence, index, by_start), date(sentence, index)
        is_start = _changes_en if is_english else _changes_zh
        is_same = reached is not None and is_same_measure(sentence.figures[index], reached)
        if reached and not is_english and _is_of_unknown_unit(sentence.figures[index], reached):
            continue
        if is_english and (other := read_other(sentence, index, by_start)):
            found.append(other)
        elif reached and is_same and is_start(sentence, index, reached, moment):
            start = _make_start(sentence, index, reading, reached, moment)
            if moment is None and (span := _span_of_change(sentence, reached)):
                ended = reached._replace(moment=replace(span, first=""))
                found = [ended if one is reached else one for one in found]
                start = start._replace(deadline=start.deadline or span.first, score=reached.score)
            found.append(start)
    return sorted(found, key=lambda statement: statement.figure.start)


def _is_of_unknown_unit(figure: Figure, reached: Statement) -> bool:
    """Return whether a Chinese starting value without a unit follows one with a unit: 减90%,从60类到10类."""
    return not figure.unit and bool(reached.figure.unit) and reached.figure.start < figure.start


def _span_of_change(sentence: Sentence, reached: Statement) -> Moment | None:
    """Return the span of years from the starting value to the level reached, None without one.

    >>> 2012年到2022年,利润由1.3亿元增至2.5亿元 -> 1.3 in 2012, 2.5 in 2022
    """
    span = reached.moment
    if span is None or not span.first or not span.iso or reached.reading.comparator in CHANGES:
        return None
    is_written = span.first in sentence.text[span.start : span.end]  # not the years of a plan
    return span if is_written else None


def _make_start(
    sentence: Sentence, index: int, reading: Reading, reached: Statement, moment: Moment | None
) -> Statement:
    """Return the statement of a starting value, from that of the value reached and its own date."""
    figure, unit = sentence.figures[index], reached.reading.unit
    if figure.unit not in (reached.figure.unit, ""):
        unit = figure.unit
    year, dated, months = "", None, None
    if moment and moment.iso:
        year, dated = moment.iso, moment
    elif moment:
        words = sentence.text[moment.start : moment.end]
        year = count_back(words, reached.deadline[:4])
        if _SAME_PERIOD.search(words):
            months = reached.months  # 1-9月 by 上年同期
            if year and reached.deadline[4:]:
                year += reached.deadline[4:7]
    read = replace(
        reached.reading,
        comparator="range" if figure.value_to is not None else reading.comparator,
        bound="",
        baseline="",
        unit=unit,
        rule=START_RULE,
    )
    before = sentence.text[max(sentence.start, figure.start - _BEFORE) : figure.start]
    is_of_other = moment is None and before.endswith("的") and not _EARLIER.search(before)
    doubt = _UNDATED * (is_of_other or (not year and bool(reached.deadline)))
    kind: Kind = reached.kind if _AIMED.search(read.indicator.lower()) else "actual"
    if _GOAL_BEHIND.match(sentence.text, figure.end):
        kind = "target"
    return Statement(figure, read, kind, dated, year, reached.score - doubt, months)


def _changes_en(sentence: Sentence, index: int, reached: Statement, moment: Moment | None) -> bool:
    """Return whether a change began at a value, or it is the dated one of a comparison (against, versus)."""
    figure = sentence.figures[index]
    if not _is_beginning(sentence, figure):
        return moment is not None
    before = sentence.text[max(sentence.start, figure.start - _BEFORE) : figure.start]
    is_to = reached.figure.start > figure.start or _REACHED_FROM.search(before)
    return bool(moment and is_to) or bool(_CHANGING.search(sentence.text, sentence.start, figure.start))


def _changes_zh(sentence: Sentence, index: int, reached: Statement, moment: Moment | None) -> bool:
    """Return whether a value has a date, or a verb changes it: not 从10人到50人 or a list of names."""
    figure = sentence.figures[index]
    if (
        index + 1 < len(sentence.figures)
        and is_listed(sentence, index + 1)
        and figure.unit not in CHANGE_UNITS
    ):
        return False
    if moment is not None or reached.figure.start < figure.start:
        return True
    return not _BARE_TO.fullmatch(sentence.text, figure.end, reached.figure.start)


def _reached_en(sentence: Sentence, index: int, by_start: Mapping[int, Statement]) -> Statement | None:
    """Return the value that was reached: after "from 12 to 24 percent", or else before it."""
    figure = sentence.figures[index]
    for following in sentence.figures[index + 1 : index + 2]:
        between = sentence.text[figure.end : following.start]
        if _TO.search(between) and ";" not in between and ", and " not in between:
            return by_start.get(following.start)
    while index > 1 and _goes_on(sentence, index):
        index, figure = index - 1, sentence.figures[index - 1]
    before = by_start.get(sentence.figures[index - 1].start) if index else None
    is_apart = before is None or ";" in sentence.text[before.figure.end : figure.start]
    return None if is_apart else before


def _reached_zh(sentence: Sentence, index: int, by_start: Mapping[int, Statement]) -> Statement | None:
    """Return the value that was reached: after 由12%提高到24%, or else before it: 为24%，高于2015年的12%."""
    figure = sentence.figures[index]
    place = index + 1
    while place < len(sentence.figures) and is_listed(sentence, place):
        place += 1  # 由9%、28%提高到15%和32%
    behind = None
    if place < len(sentence.figures):
        behind = by_start.get(sentence.figures[place].start)
    if behind and (place > index + 1 or _is_baseline_of(sentence, figure, behind)):
        return behind
    before = by_start.get(sentence.figures[index - 1].start) if index else None
    return before or behind


def _is_baseline_of(sentence: Sentence, figure: Figure, reached: Statement) -> bool:
    baseline = reached.reading.baseline
    return bool(baseline) and sentence.text.endswith(baseline, 0, figure.end)


def is_listed(sentence: Sentence, index: int) -> bool:
    """Return whether only 、 separates a figure from the one before."""
    return (
        index > 0
        and sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start] == _LISTED
    )


def _is_beginning(sentence: Sentence, figure: Figure) -> bool:
    """Return whether an English value needs no date to be the start of a change: from 31 percent."""
    return bool(_FROM.search(sentence.text, max(sentence.start, figure.start - _BEFORE), figure.start))


def _date_after(sentence: Sentence, index: int) -> Moment | None:
    """Return the date after a figure of an English sentence, before the next figure and any comma."""
    figure = sentence.figures[index]
    place = max(figure.end, figure.noun_end)
    for moment in sentence.moments_in(place, sentence.next_start(index)):
        is_of_both = bool(moment.first) and sentence.text.startswith(("between ", "from "), moment.start)
        is_beside = not is_of_both and _UP_TO_DATE.fullmatch(sentence.text, place, moment.start)
        return moment if is_beside else None
    return None


def _date_before(sentence: Sentence, index: int) -> Moment | None:
    """Return the date right before a figure of a Chinese sentence, or a list: 2015年的31%、28%."""
    while is_listed(sentence, index):
        index -= 1
    figure = sentence.figures[index]
    moments = sentence.moments_in(max(sentence.start, figure.start - _BEFORE), figure.start)
    last = moments[-1] if moments else None
    return last if last and _OF_DATE.fullmatch(sentence.text, last.end, figure.start) else None


def unit_of_start(sentence: Sentence, index: int) -> str:
    """Return the currency of the value before a bare number: from 48 billion yuan to 86 billion."""
    figure = sentence.figures[index]
    if not index or not figure.is_scaled:
        return ""
    before = sentence.figures[index - 1]
    is_start = _TO.search(sentence.text[before.end : figure.start]) and _is_beginning(sentence, before)
    return before.unit if is_start and before.unit in load_units().currencies else ""


def rate_of_start(sentence: Sentence, index: int) -> str:
    """Return the rate of the value that a change began with: from $13,000 per ton to $40,000."""
    figure = sentence.figures[index]
    if not index or not figure.unit:
        return ""
    before = sentence.figures[index - 1]
    if before.unit != figure.unit or not _TO.search(sentence.text[before.end : figure.start]):
        return ""
    return rate_after(sentence.text, before.end) if _is_beginning(sentence, before) else ""
