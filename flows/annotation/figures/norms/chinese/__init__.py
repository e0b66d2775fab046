"""Chinese sentences that lay figures down: penalties, limits, rates, grants, thresholds and obligations."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.norms.chinese.around import is_planned
    from flows.annotation.figures.norms.chinese.conditions import rules_class
    from flows.annotation.figures.norms.chinese.grants import (
        is_grant_per_head,
        is_granted,
        is_granted_at_rate,
        is_granted_to_anybody,
        limits_anybody,
        limits_applications,
        may_be_drawn,
    )
    from flows.annotation.figures.norms.chinese.lists import continues_norm, is_listed_condition
    from flows.annotation.figures.norms.chinese.penalties import find_offence, find_penalty
    from flows.annotation.figures.norms.chinese.settling import has_own_year, is_laid_down_in_chinese
    from flows.annotation.figures.norms.chinese.standards import (
        is_at_standard,
        is_demanded,
        is_limit,
        is_paid_at_rate,
        is_paid_per_unit,
        is_rate_by_law,
        is_standard,
    )
    from flows.annotation.figures.norms.chinese.thresholds import (
        is_condition,
        is_duty_of_reaching,
        is_threshold,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "continues_norm",
    "find_offence",
    "find_penalty",
    "has_own_year",
    "is_at_standard",
    "is_condition",
    "is_demanded",
    "is_duty_of_reaching",
    "is_grant_per_head",
    "is_granted",
    "is_granted_at_rate",
    "is_granted_to_anybody",
    "is_laid_down_in_chinese",
    "is_limit",
    "is_listed_condition",
    "is_paid_at_rate",
    "is_paid_per_unit",
    "is_planned",
    "is_rate_by_law",
    "is_standard",
    "is_threshold",
    "limits_anybody",
    "limits_applications",
    "may_be_drawn",
    "rules_class",
]
