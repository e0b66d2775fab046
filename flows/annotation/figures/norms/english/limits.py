"""Limits: what nobody may pass, and what a rule, a covenant or a cap holds at a value."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.units import PERCENT
from flows.records import Target


def is_allowed(target: Target, around: Around) -> bool:
    """Return whether a figure is the most that a rule allows, now and without a date.

    Examples
    --------
    Rent may not exceed 30 percent of the income. → norm
    Loans are capped at 60 percent of the price. → norm
    The share of any supplier may not exceed 40 percent by 2031. → target
    """
    if target.comparator not in ("<=", "<") or target.deadline:
        return False
    return around.fits("limits.allowed") and not around.fits("limits.foretold")


def is_limit(target: Target, around: Around) -> bool:
    """Return whether a figure is where limits or thresholds are set, without a date.

    Examples
    --------
    Limits for lead in paint are set at 3 percent. → norm
    """
    if target.comparator in ("+", "-") or around.is_dated:
        return False
    return around.fits("limits.limits_set")


def is_held_by_rule(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule holds something at.

    Examples
    --------
    The statute caps interest at 19 percent. → norm
    The minimum wage was raised to 2,150 yuan per month. → norm
    Deposits for second homes must be at least 35 percent. → norm
    The average minimum wage was $9 per hour. → actual
    """
    if target.comparator in ("+", "-") or around.is_planned:
        return False
    if around.fits("limits.rule_limits") or around.fits("limits.must_be"):
        return True
    return target.kind != "target" and around.fits("limits.fixed")


def is_forbidden(target: Target, around: Around) -> bool:
    """Return whether a bound is what nobody may pass, or a part that a rule demands.

    Examples
    --------
    A foreign airline may not own more than 35 percent of a port. → norm
    The ministry keeps its 35 percent cap on foreign ownership of ports. → norm
    Borrowers shall not permit the ratio of debt to assets to exceed 55%. → norm
    Under the code, stakes were limited to 20 percent. → norm
    At least 40 percent of the timber must be bought from local mills. → norm
    The fund holds at most 35 percent of the port. → actual
    """
    if around.fits("limits.limit_behind") and target.comparator not in ("+", "-"):
        return not around.is_planned
    if target.comparator not in BOUNDS:
        return False
    if around.fits("limits.limited") or around.fits("limits.part_demanded"):
        is_of_law = around.fits("sentences.under_law") or around.fits("limits.demanding")
        return is_of_law and not target.deadline
    if target.unit == PERCENT and around.fits("limits.may_hold"):
        return True
    return around.fits("limits.forbidden") or around.fits("limits.covenant")
