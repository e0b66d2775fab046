"""Decide whether a Chinese sentence lays a figure down."""

from __future__ import annotations

from collections.abc import Callable

from flows.annotation.figures.norms.chinese.around import Around, look_around
from flows.annotation.figures.norms.chinese.conditions import (
    is_if_reached,
    is_laid_down,
    is_of_class,
    is_of_whoever,
    is_part_demanded,
)
from flows.annotation.figures.norms.chinese.limits import (
    is_allowed,
    is_capped,
    is_for_whom,
    is_named_limit,
    is_of_admission,
    must_not_be_passed,
)
from flows.annotation.figures.norms.chinese.obligations import is_obligation
from flows.annotation.figures.norms.chinese.penalties import is_threatened, noun_of
from flows.annotation.figures.norms.chinese.rates import (
    is_applied,
    is_levied,
    is_offered,
    is_paid_each,
    is_rate_set,
)
from flows.records import Target
from flows.text import lazy_pattern

# Behind a year: it is that of a document that lays something down, and of no value.
_ENACTED = lazy_pattern(
    "年(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:[^。；;]{0,50}?(?:(?<!批)发布|出台|印发|施行|修订|修正"
    "|(?<!有效)生效|通过了?[^，,。；;\\d]{0,16}"
    "(?:法|条例|办法|决定|规定)|公布[^，,。；;\\d]{0,16}(?:法|条例|办法|规定|标准|细则|意见|方案|通知|规则)"
    "|颁布|下发|制定|宣布"
    "|起(?:[，,]|将|实施|执行|对|调整|取消|由|把))"
    "|[^，,。；;\\d]{0,16}(?:法|条例|办法|标准|新规|规则|细则|》)[^，,。；;\\d]{0,4}(?:规定|要求|明确|提出"
    "|提供|设定|允许|给予))"
)
Rule = Callable[[Target, Around], bool]
_TOLD: tuple[Rule, ...] = (
    is_named_limit,
    is_allowed,
    is_capped,
    must_not_be_passed,
    is_of_admission,
    is_for_whom,
    is_rate_set,
    is_levied,
    is_paid_each,
    is_applied,
    is_offered,
    is_obligation,
    is_of_whoever,
    is_if_reached,
    is_laid_down,
    is_part_demanded,
)


def is_laid_down_in_chinese(target: Target, text: str, *, is_rule_told: bool) -> bool:
    """Return whether a Chinese sentence lays a figure down.

    In a document of any kind, what breaking a rule costs is laid down, and whom it applies to. Limits,
    rates and obligations are only if `is_rule_told`: plans and reviews tell of none. What is said of a year
    that the passage names is none either, unless it is that of the rule: 2024年缴费标准为每人400元.
    """
    around = look_around(text, target.start, target.end)
    if around is None:
        return False
    if noun_of(around):
        return is_threatened(around)
    if is_of_class(target, around):
        return True
    if not is_rule_told or has_own_year(target, text):
        return False
    return any(is_one(target, around) for is_one in _TOLD)


def has_own_year(target: Target, text: str) -> bool:
    """Return whether a passage names the year of a figure, and not only that of a rule.

    >>> 2021年9月该省出台办法，规定补贴上限为30万元: 2021 is the year of the rule
    """
    year = target.deadline[:4]
    place = text.rfind(year, 0, target.start) if year else -1
    if place < 0:
        return bool(year) and year in text
    return _ENACTED.match(text, place + len(year), target.start) is None
