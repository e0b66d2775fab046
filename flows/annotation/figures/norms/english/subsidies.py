"""Grants to whoever meets the conditions of a scheme."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around
from flows.annotation.figures.units import PERCENT, load_units
from flows.records import Target


def is_fixed_grant(target: Target, around: Around) -> bool:
    """Return whether a figure is a grant per unit, or one that the law names.

    Examples
    --------
    Buyers of heat pumps receive a subsidy of 8,000 yuan per pump. → norm
    Research spending qualifies for an extra deduction of 65 percent. → norm
    Old vans are not eligible for the $4,500 credit. → norm
    The ferry line received a subsidy of 8 million yuan. → actual
    """
    if target.comparator in ("+", "-") or around.is_planned:
        return False
    if around.fits("subsidies.of_law"):
        return True
    is_per_unit = around.fits("subsidies.per_unit") or "/" in target.unit
    return is_per_unit and around.fits("subsidies.of_unit")


def is_grant(target: Target, around: Around) -> bool:
    """Return whether a figure is what anybody is granted who meets the conditions of a scheme.

    Examples
    --------
    For irrigation projects, the county shall grant a subsidy of up to 15 percent of the investment. → norm
    Tenants can claim up to 900 euros per boiler. → norm
    Last year tenants were granted subsidies of 2 billion yuan. → actual
    """
    is_sum = target.unit == PERCENT or target.unit[:3] in load_units().currencies
    if not is_sum or around.is_planned or around.fits("subsidies.promised"):
        return False
    if not around.fits("subsidies.given"):
        return False
    is_standing = around.is_capped or around.fits("subsidies.standing")
    return is_standing and around.fits("subsidies.beneficiaries")
