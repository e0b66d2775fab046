"""Repair the trees of sentences that the parser misread, step by step."""

from __future__ import annotations

from flows.annotation.figures.parsed.mending.clauses import (
    attach_caps,
    free_obliques,
    give_fragments_their_verb,
)
from flows.annotation.figures.parsed.mending.conjuncts import detach_lists, join_second_verb
from flows.annotation.figures.parsed.mending.heads import free_accounting, raise_dependents
from flows.annotation.figures.parsed.mending.nouns import (
    attach_attributes,
    attach_sums,
    count_plurals,
    end_subjects,
    join_particles,
    join_research,
    make_plural_owners,
    make_recipients,
)
from flows.annotation.figures.parsed.mending.periods import attach_periods, detach_spans, name_forecasts
from flows.annotation.figures.parsed.mending.predicates import (
    attach_directions,
    give_nouns_their_predicate,
    restore_starts,
    tag_forecasts,
    tag_infinitives,
)
from flows.annotation.figures.parsed.mending.subjects import (
    free_fronted,
    give_parts_their_verb,
    name_trades,
    name_wanted,
    raise_subject,
)
from flows.annotation.figures.parsed.mending.values import (
    attach_multiples,
    give_subjects,
    join_mixed,
    join_value_added,
    join_values,
    name_conjuncts,
    separate_values,
)
from flows.annotation.figures.parsed.mending.verbs import detach_relatives, restore_verb, tag_perfects
from flows.annotation.parsing import Tree

# In this order. A repair that leaves words without a root is not made.
_REPAIRS = (
    tag_forecasts,
    tag_infinitives,
    count_plurals,
    restore_starts,
    give_nouns_their_predicate,
    attach_directions,
    tag_perfects,
    free_fronted,
    give_parts_their_verb,
    give_fragments_their_verb,
    attach_attributes,
    attach_sums,
    free_accounting,
    attach_multiples,
    join_mixed,
    join_values,
    name_conjuncts,
    make_recipients,
    end_subjects,
    attach_periods,
    detach_spans,
    name_forecasts,
    join_value_added,
    attach_caps,
    free_obliques,
    name_trades,
    raise_subject,
    name_wanted,
    join_particles,
    separate_values,
    give_subjects,
    join_research,
    make_plural_owners,
    detach_lists,
    detach_relatives,
    join_second_verb,
    restore_verb,
    raise_dependents,
)


def mend(tree: Tree) -> Tree:
    """Return the tree with what the parser misread repaired, or unchanged.

    Examples
    --------
    Its research and development expenses were 381 million. → expenses is the subject of were
    Revenue reached 3 billion yuan, and profit was 410 million yuan. → profit is the subject of the second sum
    Credit to households is 54 percent and credit to firms is 160 percent. → credit to firms is 160 percent
    Sales fell in May, and prices were down 0.4 percent. → prices is the subject of 0.4 percent
    Goods exported to Russia, Belarus and Iran grew 47 percent. → Iran is one of a list
    Revenue for the year ended 31 December 2024 was 18 billion. → revenue is the subject of was
    The market reached 7 million and on current policies will triple. → the market will triple
    The city wants the share to reach 28 percent. → the share is the subject of reach
    Exports fell to 26 tons, down 45 percent from a year earlier and 51 percent from March. → both are changes
    Wages paid to migrants averaged 4,600 yuan in 2022. → wages is the subject of averaged
    Exports are small although capacity has doubled. → capacity is the subject of doubled
    China dominates the industry accounting for 80 percent of sales. → the clause belongs to dominates
    Two-thirds of respondents complained of delays. → two-thirds is the subject of complained
    Half of the pipes sold to mills leaked. → the pipes were sold
    Fewer than 400 of the bakers were paying tax. → 400 is the subject of paying
    Since the ban, prices have doubled. → only prices is a subject
    The firm has 300 workers and sales of 2 billion yuan. → the sum is of sales
    Banks have sunk 3 billion yuan into parks. → sunk is a participle
    Two and a half million cars were sold. → cars is the subject of sold
    Solar makers expanded capacity and slashed costs by 40 percent. → the value belongs to slashed
    The number of people held before trial has fallen. → number is the subject of fallen
    They gave CNY 10 billion over five years to support firms. → the sum is the object of gave
    The firm will ship 900 heat pumps this year. → pumps is the object of ship
    Prices for the model start at 900 yuan. → prices is the subject of start
    """
    for repair in _REPAIRS:
        mended = repair(tree)
        if mended is tree or mended.is_whole():
            tree = mended
    return tree
