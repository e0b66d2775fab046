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

Rule = Callable[[Target, Around], bool]
_TOLD: tuple[Rule, ...] = (
    is_named_limit,
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
    that the passage names is none either: 2024年缴费标准为每人400元.
    """
    around = look_around(text, target.start, target.end)
    if around is None:
        return False
    if noun_of(around):
        return is_threatened(around)
    if is_of_class(target, around):
        return True
    if not is_rule_told or (target.deadline and target.deadline[:4] in text):
        return False
    return any(is_one(target, around) for is_one in _TOLD)
