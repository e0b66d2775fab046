"""Duties, taxes and allowances that a rule fixes for everybody."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around
from flows.annotation.figures.units import PERCENT
from flows.records import Target


def is_duty(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate of a duty or tax in force, or one that was fixed.

    A measured value, such as an average tariff, is no rule, and one that is only planned is none yet.

    Examples
    --------
    The growers blame a surtax of 18 percent on imported peat. → norm
    The act raised the duty on tinplate to 3 cents per pound. → norm
    Imported honey attracts a duty of 11 percent. → norm
    The average tariff on tinplate fell to 4 percent. → actual
    The cabinet plans to raise the tax on candles to 9 percent. → target
    """
    is_rate = target.unit == PERCENT or "/" in target.unit
    if not is_rate or target.comparator in ("+", "-"):
        return False
    if around.fits("duties.existing"):
        return True
    if around.is_planned or around.fits("duties.measured"):
        return False
    if any(around.fits(f"duties.{rule}") for rule in ("moved", "taxed", "paid", "set", "already_paid")):
        return True
    return around.fits("duties.at_rate") and around.fits("duties.in_force")


def is_standing_rate(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate of a tax or fee as the law states it, without a year.

    Examples
    --------
    The standard rate on timber is 17 percent. → norm
    Moorings are subject to a fee of 90 yuan. → norm
    In 2016 the standard tax rate was 17 percent. → actual
    """
    if target.comparator in ("+", "-") or around.is_dated:
        return False
    return around.fits("duties.standing")


def is_allowance(target: Target, around: Around) -> bool:
    """Return whether a figure is what a quota, a licence or a tax rule allows.

    Examples
    --------
    Licensed boats may land 700 tonnes of herring under the quota. → norm
    Taxpayers may deduct up to 45 percent of the cost of new pumps. → norm
    """
    if around.is_planned:
        return False
    if around.fits("duties.may_deduct"):
        return target.unit == PERCENT or around.is_capped
    return around.fits("duties.may_trade") and around.fits("duties.allowing")
