"""Norms: limits, rates and amounts that a rule or the conditions of a scheme lay down.

They are neither targets nor what has been: 注册资本不低于二亿元 is what any bank must have.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from flows.annotation.figures.statements import Kind
from flows.records import Target

# What the headings of a passage announce: review or tasks, conditions, or a document that lays down rules.
Section = Literal[Kind, "condition", "rule"]
_BOUNDS = (">=", ">", "<=", "<", "range")


def settle_norms(targets: tuple[Target, ...], text: str, section: Section) -> tuple[Target, ...]:
    """Return the figures of a passage, those that are norms as such and without a date.

    In a document that lays down rules all figures are norms but those of a year that the passage names
    itself (到2030年达到50%以上); below conditions only bounds are (不低于3%).
    """
    if section not in ("condition", "rule"):
        return targets
    return tuple(
        replace(one, kind="norm", deadline="") if _is_norm(one, text, section) else one for one in targets
    )


def _is_norm(target: Target, text: str, section: Section) -> bool:
    if target.deadline and target.deadline[:4] in text:
        return False
    return section == "rule" or target.comparator in _BOUNDS
