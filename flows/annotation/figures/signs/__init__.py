"""Relation of a value to its indicator: equality, a bound, a change by an amount, or a bound of a change."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.signs.bounds import Sign
    from flows.annotation.figures.signs.chinese import SUFFIX, bound_of_change, choose_comparator
    from flows.annotation.figures.signs.english import choose_sign, is_below_zero, is_change_below_zero
    from flows.annotation.figures.signs.limits import read_limit
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "SUFFIX",
    "Sign",
    "bound_of_change",
    "choose_comparator",
    "choose_sign",
    "is_below_zero",
    "is_change_below_zero",
    "read_limit",
]
