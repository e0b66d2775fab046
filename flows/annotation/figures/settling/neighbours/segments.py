"""Parts of a Chinese sentence that stand alone: items between semicolons, and a goal beside a result."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.statements import DECISIVE, Kind, Reading, Sentence
from flows.text import lazy_pattern

_ITEM_END = ";"
_NEXT_POINT = lazy_pattern(";[一二三四五六七八九十]{1,2}是")
_GRANTING = lazy_pattern(";(?:对|按|给予)[^;。]{2,80}?(?:给予|奖励|奖补|补助|补贴|资助|贴息)")


def opens_with_result(
    sentence: Sentence, index: int, reading: Reading, statements: Sequence[Statement], moment: Moment | None
) -> bool:
    """Return whether a figure opens an item of a list whose item before gave a result and then its goal.

    >>> 城镇化率2024年为69%,规划要求2025年达到73%;每千人口医师数3.1人 -> 3.1人 is a result, not of 2025
    """
    place = sentence.figures[index].start
    start = sentence.text.rfind(_ITEM_END, sentence.start, place)
    if start < 0 or reading.kind or reading.default != "actual" or (moment and moment.start > start):
        return False
    items = _items_before(sentence, start, statements)
    if not items or items[-1][0].kind != "actual" or not any(map(_goes_on_with_goal, items)):
        return False
    return not any(start < one.start < place and one.strength >= DECISIVE for one in sentence.markers)


def _items_before(sentence: Sentence, end: int, statements: Sequence[Statement]) -> list[list[Statement]]:
    """Return the statements before `end` by the items of the list that they belong to."""
    items: list[list[Statement]] = []
    position = sentence.start
    for one in statements:
        if one.figure.start > end:
            break
        if not items or sentence.text.find(_ITEM_END, position, one.figure.start) >= 0:
            items.append([])
        items[-1].append(one)
        position = one.figure.end
    return items


def _goes_on_with_goal(item: Sequence[Statement]) -> bool:
    """Return whether an item gives a result of a year and then a goal for a later one."""
    first, last = item[0], item[-1]
    return (first.kind, last.kind) == ("actual", "target") and "" < first.deadline[:4] < last.deadline[:4]


def is_of_grant(sentence: Sentence, index: int, moment: Moment | None) -> bool:
    """Return whether a figure is what a rule grants, or a further point, in an item after that of a date.

    >>> 一是到2026年清理资金20亿元;二是预算削减30% -> 30% is not due in 2026
    >>> 到2030年普及率超90%;对首次使用的产品,按采购额的20%给予补助 -> 20% is not due in 2030
    """
    if moment is None:
        return False
    place = sentence.figures[index].start
    start = sentence.text.rfind(_ITEM_END, moment.end, place)
    if start < 0:
        return False
    is_point = _NEXT_POINT.match(sentence.text, start, sentence.end) is not None
    return is_point or _GRANTING.match(sentence.text, start, sentence.end) is not None


def is_of_result(
    sentence: Sentence,
    index: int,
    kind: Kind,
    moment: Moment | None,
    statements: Sequence[Statement],
    year: int,
) -> bool:
    """Return whether the moment before a goal is the past year of the result that it is compared with.

    >>> 由2020年的14万元提高到2024年的18万元,规划目标为20万元 -> the goal is not of 2024
    """
    if kind != "target" or moment is None or not moment.iso[:4].isdigit() or int(moment.iso[:4]) >= year:
        return False
    place = sentence.figures[index].start
    is_apart = any(moment.end <= border < place for border in sentence.borders)
    return is_apart and any(one.moment == moment and one.kind == "actual" for one in statements)
