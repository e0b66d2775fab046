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
    end_subjects,
    join_particles,
    join_research,
    make_plural_owners,
    make_recipients,
)
from flows.annotation.figures.parsed.mending.periods import attach_periods, name_forecasts
from flows.annotation.figures.parsed.mending.predicates import (
    attach_directions,
    give_nouns_their_predicate,
    restore_starts,
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
    Prices for the model start at 900 yuan. → prices is the subject of start
    """
    tree = attach_directions(give_nouns_their_predicate(restore_starts(tag_infinitives(tree))))
    tree = attach_attributes(
        give_fragments_their_verb(give_parts_their_verb(free_fronted(tag_perfects(tree))))
    )
    tree = join_values(join_mixed(attach_multiples(free_accounting(attach_sums(tree)))))
    tree = end_subjects(make_recipients(name_conjuncts(tree)))
    tree = join_value_added(name_forecasts(attach_periods(tree)))
    tree = name_wanted(raise_subject(name_trades(free_obliques(attach_caps(tree)))))
    tree = join_research(give_subjects(separate_values(join_particles(tree))))
    tree = detach_relatives(detach_lists(make_plural_owners(tree)))
    return raise_dependents(restore_verb(join_second_verb(tree)))
