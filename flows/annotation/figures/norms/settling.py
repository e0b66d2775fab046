"""Mark the figures of a passage that are norms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from flows.annotation.figures.norms.chinese import (
    continues_norm,
    has_own_year,
    is_at_standard,
    is_condition,
    is_demanded,
    is_duty_of_reaching,
    is_grant_per_head,
    is_granted,
    is_granted_at_rate,
    is_granted_to_anybody,
    is_laid_down_in_chinese,
    is_limit,
    is_listed_condition,
    is_paid_at_rate,
    is_paid_per_unit,
    is_rate_by_law,
    is_standard,
    is_threshold,
    limits_anybody,
    limits_applications,
    may_be_drawn,
)
from flows.annotation.figures.norms.english import is_laid_down
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.statements import Kind
from flows.records import Target

# What the headings of a passage announce: a review or tasks, conditions, or a document that lays down rules.
# If they announce nothing, "news" if the document is news.
Section = Literal[Kind, "condition", "rule", "news"]


def settle_norms(
    targets: tuple[Target, ...], text: str, section: Section, year: int = 0
) -> tuple[Target, ...]:
    """Return the figures of a passage, with norms marked as such and their deadlines removed.

    In a document that lays down rules, every figure is a norm unless the passage itself names its year
    (到2030年达到50%以上). Below conditions, only bounds are norms (不低于3%); a bound for a year before
    `year`, that of the document, is one too (2024年度营业收入不低于2000万元). In any document, a Chinese
    grant to whoever meets its conditions is a norm, unless a year stands before it. So are a minimum for any
    preceding year, a limit on applications, a cap on grants, a rate at which anybody is paid, and a threshold
    of what a rule applies to. Outside tasks, so are conditions of applicants and rates fixed for everybody.

    In Chinese, so are what breaking a rule costs and, outside tasks and reviews, limits, rates and
    obligations that any sentence tells of, unless the passage names their year.

    What English sentences say of penalties, duties, thresholds and obligations is a norm, too. It keeps a
    year that the passage names (must collect 63% of them by 2027).
    """
    settled: list[Target] = []
    for one in targets:
        found = _settle(one, text, section, year)
        if found.kind != "norm" and section not in ("target", "actual") and settled:
            found = _continue_norm(settled[-1], found, text)
        settled.append(found)
    return tuple(settled)


def _continue_norm(before: Target, target: Target, text: str) -> Target:
    """Return a figure as a norm if it continues the norm right before it, and has no year of its own."""
    if before.kind != "norm" or has_own_year(target, text) or not continues_norm(before, target, text):
        return target
    return replace(target, kind="norm", deadline="")


def _settle(target: Target, text: str, section: Section, year: int) -> Target:
    if _is_norm(target, text, section, year):
        return replace(target, kind="norm", deadline="")
    is_rule_told = section not in ("target", "actual")
    is_chinese_norm = is_laid_down_in_chinese(target, text, is_rule_told=is_rule_told)
    if not (is_chinese_norm or is_laid_down(target, text, section)):
        return target
    is_own = has_own_year(target, text) if is_chinese_norm else target.deadline[:4] in text
    return replace(target, kind="norm", deadline=target.deadline if is_own else "")


def _is_norm(target: Target, text: str, section: Section, year: int) -> bool:
    if target.kind == "target" and is_granted(target, text):
        return True
    if (target.kind == "target" or not target.deadline) and is_granted_at_rate(target, text):
        return True
    is_before = section == "condition" and target.deadline[:4].isdigit() and int(target.deadline[:4]) < year
    if limits_applications(target, text) or is_duty_of_reaching(target, text):
        return True
    if target.deadline and target.deadline[:4] in text and not is_before:
        return False
    if section == "rule" or (section == "condition" and target.comparator in BOUNDS):
        return True
    rules = _ANYWHERE + _WITHOUT_HEADING * (section == "") + _BESIDE_TASKS * (section in ("", "target"))
    return any(is_one(target, text) for is_one in rules)


Rule = Callable[[Target, str], bool]
_ANYWHERE: tuple[Rule, ...] = (
    is_paid_at_rate,
    is_threshold,
    is_limit,
    limits_anybody,
)
# Rules for passages without a heading of tasks, rules or conditions, and those that also hold among tasks.
_WITHOUT_HEADING: tuple[Rule, ...] = (
    is_standard,
    is_demanded,
    is_rate_by_law,
    is_condition,
    is_listed_condition,
)
_BESIDE_TASKS: tuple[Rule, ...] = (
    is_at_standard,
    is_paid_per_unit,
    is_grant_per_head,
    may_be_drawn,
    is_granted_to_anybody,
)
