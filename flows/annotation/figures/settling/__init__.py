"""Settle figures by their surroundings: places in lists, subjects, and how sure each reading is."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.settling.carrying import carry_names
    from flows.annotation.figures.settling.context import (
        DAY,
        Around,
        Carried,
        are_counted,
        carry,
        date_of,
        due_year,
        is_due,
        is_estimated,
        is_superseded,
        kind_around,
        label_of,
        year_inside,
    )
    from flows.annotation.figures.settling.counts import revive_counts
    from flows.annotation.figures.settling.currencies import find_currency, settle_yuan
    from flows.annotation.figures.settling.dealing import load_measures
    from flows.annotation.figures.settling.finishing import Statement, make_target
    from flows.annotation.figures.settling.footing import (
        choose_score,
        find_doubts,
        is_carried,
        is_class,
        lower_undated,
        may_go_on,
        names_measure,
    )
    from flows.annotation.figures.settling.leads import complete_name
    from flows.annotation.figures.settling.lists import (
        Shared,
        distribute,
        find_runs,
        reject_alternatives,
        revive_listed,
    )
    from flows.annotation.figures.settling.names import (
        follow_amount,
        join_indicators,
        name_before,
        share_measure,
    )
    from flows.annotation.figures.settling.neighbours import (
        add_starts,
        is_of_grant,
        is_of_result,
        kind_before,
        list_starts,
        name_ellipsis,
        name_held,
        name_pointers,
        name_restricted,
        opens_with_result,
        precedes_goal,
        rate_of_start,
        settle_compared,
        share_before,
        turns_to_another,
        unit_of_start,
    )
    from flows.annotation.figures.settling.quoting import lower_unquotable, own_by_title
    from flows.annotation.figures.settling.suppositions import drop_supposed
    from flows.annotation.figures.settling.verbs import share_verbs
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "DAY",
    "Around",
    "Carried",
    "Shared",
    "Statement",
    "add_starts",
    "are_counted",
    "carry",
    "carry_names",
    "choose_score",
    "complete_name",
    "date_of",
    "distribute",
    "drop_supposed",
    "due_year",
    "find_currency",
    "find_doubts",
    "find_runs",
    "follow_amount",
    "is_carried",
    "is_class",
    "is_due",
    "is_estimated",
    "is_of_grant",
    "is_of_result",
    "is_superseded",
    "join_indicators",
    "kind_around",
    "kind_before",
    "label_of",
    "list_starts",
    "load_measures",
    "lower_undated",
    "lower_unquotable",
    "make_target",
    "may_go_on",
    "name_before",
    "name_ellipsis",
    "name_held",
    "name_pointers",
    "name_restricted",
    "names_measure",
    "opens_with_result",
    "own_by_title",
    "precedes_goal",
    "rate_of_start",
    "reject_alternatives",
    "revive_counts",
    "revive_listed",
    "settle_compared",
    "settle_yuan",
    "share_before",
    "share_measure",
    "share_verbs",
    "turns_to_another",
    "unit_of_start",
    "year_inside",
]
