"""Indicators of English figures by the dependency tree: named rules, tried in order.

The first rule that applies decides; if none does, the word-based reading stays. Each docstring shows a
sentence, and the tests read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.rules.accounts import choose_account, choose_account_after
from flows.annotation.figures.parsed.rules.beside import (
    choose_amounting,
    choose_apposed,
    choose_before_colon,
    choose_between_participles,
    choose_labelled,
    choose_part_of_which,
    choose_pointed,
    choose_yardstick,
)
from flows.annotation.figures.parsed.rules.counts import (
    choose_as_many,
    choose_conjunct,
    choose_counted,
    choose_counted_among,
    choose_counted_before,
    choose_counted_subject,
    choose_part_of_first,
    choose_rank,
    choose_same_as_figure,
    choose_that_of,
)
from flows.annotation.figures.parsed.rules.deeds import choose_described, choose_valuation
from flows.annotation.figures.parsed.rules.following import (
    choose_contrasted,
    choose_gapped,
    choose_gapped_clause,
    choose_next_at,
    choose_parallel,
    choose_part_of_sum,
    choose_part_of_them,
    choose_some_of_many,
)
from flows.annotation.figures.parsed.rules.multiples import (
    choose_multiple_beside,
    choose_multiple_of_base,
    choose_ratio,
)
from flows.annotation.figures.parsed.rules.nouns import (
    choose_bounded_noun,
    choose_noun_of,
    choose_pace,
    choose_population,
    choose_reached_mark,
)
from flows.annotation.figures.parsed.rules.objects import choose_changed_object, choose_fixed_object
from flows.annotation.figures.parsed.rules.owners import (
    choose_next_holder,
    choose_next_owner,
    choose_owned_value,
    choose_possessive,
    choose_saying,
)
from flows.annotation.figures.parsed.rules.parts import (
    choose_aimed,
    choose_compared,
    choose_held_by,
    choose_holding,
    choose_part,
    choose_part_after_of_which,
    choose_part_subject,
    choose_share_noun,
)
from flows.annotation.figures.parsed.rules.shares import choose_next_part, choose_remaining, choose_those
from flows.annotation.figures.parsed.rules.subjects import (
    choose_changed_subject,
    choose_expected,
    choose_fronted,
    choose_multiplied_subject,
    choose_predicate,
    choose_pronoun,
)
from flows.annotation.figures.parsed.rules.sums import (
    choose_deed,
    choose_held_sum,
    choose_planned_sum,
    choose_price,
    choose_sum_in,
    choose_worth,
)


class TreeChoice(NamedTuple):
    """The indicator of a figure ("" for that of the one before), its subject, and the rule that decided."""

    indicator: str
    subject: str
    rule: str


Choice = Callable[[Node], tuple[str, str] | None]


def choose_by_tree(node: Node) -> TreeChoice | None:
    """Return what the tree shows of a figure, None if no rule applies."""
    for choose in TREE_CHOICES:
        found = choose(node)
        if found is not None:
            indicator, subject = found
            return TreeChoice(indicator, "" if subject == indicator else subject, choose.__name__)
    return None


TREE_CHOICES: tuple[Choice, ...] = (
    choose_rank,
    choose_pointed,
    choose_fronted,
    choose_as_many,
    choose_multiple_of_base,
    choose_multiple_beside,
    choose_ratio,
    choose_same_as_figure,
    choose_next_owner,
    choose_owned_value,
    choose_saying,
    choose_possessive,
    choose_yardstick,
    choose_amounting,
    choose_part_of_which,
    choose_apposed,
    choose_before_colon,
    choose_labelled,
    choose_next_at,
    choose_next_holder,
    choose_between_participles,
    choose_part_of_them,
    choose_part_of_sum,
    choose_some_of_many,
    choose_that_of,
    choose_gapped,
    choose_gapped_clause,
    choose_counted_among,
    choose_part_of_first,
    choose_held_by,
    choose_conjunct,
    choose_parallel,
    choose_multiplied_subject,
    choose_next_part,
    choose_remaining,
    choose_those,
    choose_part_subject,
    choose_part_after_of_which,
    choose_counted_before,
    choose_counted_subject,
    choose_aimed,
    choose_contrasted,
    choose_account_after,
    choose_account,
    choose_holding,
    choose_compared,
    choose_share_noun,
    choose_reached_mark,
    choose_population,
    choose_price,
    choose_valuation,
    choose_described,
    choose_bounded_noun,
    choose_pace,
    choose_noun_of,
    choose_worth,
    choose_changed_object,
    choose_fixed_object,
    choose_changed_subject,
    choose_expected,
    choose_predicate,
    choose_counted,
    choose_sum_in,
    choose_held_sum,
    choose_planned_sum,
    choose_deed,
    choose_part,
    choose_pronoun,
)
