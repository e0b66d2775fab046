"""Penalties: what breaking a rule costs, and what was imposed."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around, around_of

_REACH = 240  # code points of a sentence before and behind a sum


def is_penalty(text: str, start: int, first: int, last: int, end: int) -> bool:
    """Return whether `text[first:last]` is the amount of a fine that a rule sets or somebody imposed.

    The sentence is `text[start:end]`, in small letters.
    """
    around = around_of(text[max(start, first - _REACH) : first], text[last : min(end, last + _REACH)])
    return around.fits("penalties.named") and (is_threatened(around) or _is_imposed(around))


def is_threatened(around: Around) -> bool:
    """Return whether a figure is what breaking a rule costs anybody.

    What one firm may have to pay in its own case is no rule, unless its sentence speaks of anybody.

    Examples
    --------
    Landlords who hide a leak face a fine of up to $9,000. → norm
    The maximum penalty is 4 million euros. → norm
    Regulators fined the ferry line 4 million euros. → actual
    """
    if not around.fits("penalties.named"):
        return False
    if around.fits("penalties.applying"):
        return True
    if not around.fits("penalties.possible"):
        return False
    return (around.is_capped and not around.fits("penalties.owed")) or around.fits("penalties.general")


def _is_imposed(around: Around) -> bool:
    """Return whether a penalty was imposed or paid: regulators fined the firm 3 million."""
    return around.fits("penalties.imposed") and not around.fits("penalties.unreal")
