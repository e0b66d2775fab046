"""Thresholds: what makes firms, things or deals subject to a rule."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.records import Target


def is_described(target: Target, around: Around) -> bool:
    """Return whether a bound says whom or what a rule is about.

    Examples
    --------
    Hotels with more than 90 rooms must report their water use. → norm
    The export of more than 7 kilograms of silver requires a licence. → norm
    The act applies to farms with more than 300 cows. → norm
    Hotels with more than 90 rooms accounted for most of the sales. → actual
    """
    if target.comparator not in BOUNDS and not around.is_between:
        return False
    if around.fits("thresholds.applied_to"):
        return True
    if not around.fits("thresholds.described") or around.fits("thresholds.to_live"):
        return False
    return around.fits("thresholds.bound_by")


def is_conditional(target: Target, around: Around) -> bool:
    """Return whether a figure is the condition of a duty.

    Examples
    --------
    Mergers must be notified if turnover exceeds 80 million euros. → norm
    The stake is just below the 25 percent at which the code would require a bid. → norm
    If sales fall below 3 million tonnes, the pit must close. → actual
    """
    if around.fits("thresholds.trigger"):
        return True
    return target.comparator in BOUNDS and around.fits("thresholds.condition")


def is_or_more(target: Target, around: Around) -> bool:
    """Return whether a bound with "or more" behind it describes what a rule applies to.

    Examples
    --------
    Ports that hold 15 percent or more of a listed firm must report it. → norm
    Ports that account for 15% or more of output have joined the league. → actual
    """
    if target.comparator not in BOUNDS:
        return False
    return around.fits("thresholds.or_more") and around.fits("thresholds.ruled")


def is_of_any_year(target: Target, around: Around) -> bool:
    """Return whether a bound is for the preceding year, whichever year that is.

    Examples
    --------
    The turnover of the parties exceeds RMB 6 billion in the preceding fiscal year. → norm
    Turnover exceeded RMB 6 billion in 2022. → actual
    """
    return target.comparator in (">", ">=") and around.fits("thresholds.any_year")
