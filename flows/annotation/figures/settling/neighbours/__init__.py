"""Values that a figure takes from its neighbours: starting values, shares, kinds, names and years."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.settling.neighbours.comparisons import (
        kind_before,
        precedes_goal,
        settle_compared,
    )
    from flows.annotation.figures.settling.neighbours.ellipsis import name_ellipsis
    from flows.annotation.figures.settling.neighbours.holders import measure_of, name_held
    from flows.annotation.figures.settling.neighbours.pointers import name_pointers
    from flows.annotation.figures.settling.neighbours.restrictions import name_restricted
    from flows.annotation.figures.settling.neighbours.segments import (
        is_of_grant,
        is_of_result,
        opens_with_result,
    )
    from flows.annotation.figures.settling.neighbours.shares import share_before
    from flows.annotation.figures.settling.neighbours.starts import (
        add_starts,
        list_starts,
        rate_of_start,
        unit_of_start,
    )
    from flows.annotation.figures.settling.neighbours.topics import turns_to_another
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "add_starts",
    "is_of_grant",
    "is_of_result",
    "kind_before",
    "list_starts",
    "measure_of",
    "name_ellipsis",
    "name_held",
    "name_pointers",
    "name_restricted",
    "opens_with_result",
    "precedes_goal",
    "rate_of_start",
    "settle_compared",
    "share_before",
    "turns_to_another",
    "unit_of_start",
]
