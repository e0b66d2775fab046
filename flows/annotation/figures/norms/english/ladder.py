"""The rules by which an English sentence lays a figure down, each with its example sentences."""

from __future__ import annotations

from collections.abc import Callable

from flows.annotation.figures.norms.english.duties import is_allowance, is_duty, is_standing_rate
from flows.annotation.figures.norms.english.limits import is_allowed, is_forbidden, is_held_by_rule, is_limit
from flows.annotation.figures.norms.english.obligations import is_obligation, is_proposed
from flows.annotation.figures.norms.english.penalties import is_threatened
from flows.annotation.figures.norms.english.sentences import Around, look_around
from flows.annotation.figures.norms.english.subsidies import is_fixed_grant, is_grant
from flows.annotation.figures.norms.english.thresholds import (
    is_conditional,
    is_described,
    is_of_any_year,
    is_or_more,
)
from flows.records import Target

EnglishRule = Callable[[Target, Around], bool]
# Rules that hold unless the passage names the year of the figure.
UNDATED: tuple[EnglishRule, ...] = (is_allowed, is_limit, is_standing_rate, is_or_more, is_of_any_year)
# Rules that hold in any passage: what a sentence says of penalties, thresholds and bans.
ANYWHERE: tuple[EnglishRule, ...] = (is_described, is_conditional, is_forbidden)
# Rules that hold unless a heading announces tasks or a review: those lay nothing down.
OUTSIDE_PLANS: tuple[EnglishRule, ...] = (
    is_obligation,
    is_proposed,
    is_held_by_rule,
    is_duty,
    is_allowance,
    is_grant,
    is_fixed_grant,
)


def is_laid_down(target: Target, text: str, section: str) -> bool:
    """Return whether an English sentence lays a figure down as a rule."""
    around = look_around(target, text)
    if around is None:
        return False
    rules = ANYWHERE
    if not (target.deadline and target.deadline[:4] in text):
        rules += UNDATED
    if section not in ("target", "actual"):
        rules += OUTSIDE_PLANS
    return is_threatened(around) or any(is_one(target, around) for is_one in rules)
