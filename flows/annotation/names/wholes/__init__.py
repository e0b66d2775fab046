"""Whole names: names that hyphens, brackets and conjunctions split, and the institutes of an academy."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.names.wholes.bodies import find_wholes
    from flows.annotation.names.wholes.departments import find_departments
    from flows.annotation.names.wholes.firms import find_firms
    from flows.annotation.names.wholes.people import join_people
    from flows.annotation.names.wholes.trades import find_trades
else:
    __getattr__ = open_front(__name__)

__all__ = ["find_departments", "find_firms", "find_trades", "find_wholes", "join_people"]
