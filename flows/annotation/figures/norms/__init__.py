"""Norms: limits, rates and amounts that a rule or the conditions of a scheme lay down.

They are neither targets nor actual values: 注册资本不低于二亿元 applies to every bank.
"""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.norms.english import is_penalty
    from flows.annotation.figures.norms.settling import Section, settle_norms
else:
    __getattr__ = open_front(__name__)

__all__ = ["Section", "is_penalty", "settle_norms"]
