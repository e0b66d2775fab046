"""Repair the trees of sentences that the parser misread, step by step."""

from __future__ import annotations

from flows.annotation.figures.parsed.mending.conjuncts import join_second_verb, part_lists
from flows.annotation.figures.parsed.mending.nouns import join_research, make_nouns, own_by_plurals
from flows.annotation.figures.parsed.mending.values import (
    give_subjects,
    join_compound_sums,
    part_values,
    put_under_values,
)
from flows.annotation.figures.parsed.mending.verbs import (
    change_by,
    free_past,
    make_accounts,
    make_past,
    part_demands,
    part_relatives,
    put_verb,
)
from flows.annotation.parsing import Tree


def mend(tree: Tree) -> Tree:
    """Return the tree with its misread verb repaired, or unchanged.

    Examples
    --------
    The law caps foreign ownership at 49 percent. → caps is a verb, the law its subject
    Harbor Optics, a maker of sensors, controlled 27 percent of it. → controlled is a verb
    Chinese imports of manufacturing equipment rose from 24 billion to 37 billion. → rose is a verb
    State banks' lending to firms grew 32 percent. → lending is the subject of grew
    Its research and development expenses were 381 million. → expenses is the subject of were
    Revenue reached 3 billion yuan, and profit was 410 million yuan. → profit is the subject of the second sum
    Employment in mining fell 2 percent. → mining is a noun
    The program lifted enrollment to 92 percent. → lifted is a verb, enrollment its object
    Credit to households is 54 percent and credit to firms is 160 percent. → credit to firms is 160 percent
    Sales fell in May, and prices were down 0.4 percent. → prices is the subject of 0.4 percent
    Goods exported to Russia grew 47 percent. → grew is the verb, exported an attribute of goods
    Foreign brands' share dropped to 38 percent. → share is the subject of dropped, brands' its owner
    Mills cut output and raised prices by 6 percent. → the value belongs to raised
    The ratio, which regulators require to be 8 percent, fell. → fell is the verb, the ratio is 8 percent
    China leads the chain and accounts for 80 percent of imports. → accounts is a verb, China its subject
    Goods exported to Russia, Belarus and Iran grew 47 percent. → Iran is one of a list
    The city set up a 100-billion-yuan fund. → the sum is an attribute of fund
    """
    tree = join_research(give_subjects(part_values(put_under_values(make_nouns(join_compound_sums(tree))))))
    tree = part_relatives(part_lists(free_past(own_by_plurals(change_by(make_past(part_demands(tree)))))))
    return make_accounts(put_verb(join_second_verb(tree)))
