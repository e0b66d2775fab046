"""Repair the trees of sentences that the parser misread, step by step."""

from __future__ import annotations

from flows.annotation.figures.parsed.mending.clauses import attach_caps, free_obliques
from flows.annotation.figures.parsed.mending.conjuncts import detach_lists, join_second_verb
from flows.annotation.figures.parsed.mending.nouns import (
    end_subjects,
    join_particles,
    join_research,
    make_plural_owners,
    make_recipients,
)
from flows.annotation.figures.parsed.mending.periods import attach_periods, name_forecasts
from flows.annotation.figures.parsed.mending.subjects import name_trades, name_wanted, raise_subject
from flows.annotation.figures.parsed.mending.values import (
    attach_multiples,
    give_subjects,
    join_value_added,
    join_values,
    name_conjuncts,
    separate_values,
)
from flows.annotation.figures.parsed.mending.verbs import detach_relatives, restore_verb
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
    YMTC's share reached 8 percent. → share is the subject of reached, YMTC its owner
    Foreign brands' share dropped to 38 percent. → share is the subject of dropped, brands' its owner
    Mills cut output and raised prices by 6 percent. → the value belongs to raised
    The ratio, which regulators require to be 8 percent, fell. → fell is the verb, the ratio is 8 percent
    China leads the chain and accounts for 80 percent of imports. → accounts is a verb, China its subject
    Goods exported to Russia, Belarus and Iran grew 47 percent. → Iran is one of a list
    The city set up a 100-billion-yuan fund. → the sum is an attribute of fund
    Copper fell 3 percent after an output decision. → the value belongs to fell
    It sold 1,200 plug-in hybrids. → plug-in is an attribute of hybrids
    The budget sets spending at 5 billion yuan. → sets is a verb, the budget its subject
    The value added of fisheries will account for 15 percent of it. → value is the subject of account
    Revenue for the year ended 31 December 2024 was 18 billion. → revenue is the subject of was
    Labor-intensive goods slid 3 percent. → goods is the subject of slid
    Its share of exports has risen to 22 percent. → risen is a verb, share its subject
    Foreign direct investment inflows dropped 82 percent. → inflows is the subject of dropped
    The market reached 7 million and on current policies will triple. → the market will triple
    They estimate that the curbs reduced revenue by 4 million. → reduced is a verb
    Domestic brands had 54 percent. → brands is the subject of had
    Manufacturing capacity should reach 40 percent. → capacity is the subject of reach
    The city wants the share to reach 28 percent. → the share is the subject of reach
    Under the Seas Act, extraction is to reach 10 percent. → extraction is the subject of reach
    They cut their price target on it to 17 yuan. → target is the object of cut
    Sales will be 15 trillion yen, three times the 2020 level. → the level is another word for yen
    The Department of Ports's office added 140 ships to its list. → office is the subject of added
    """
    tree = end_subjects(make_recipients(name_conjuncts(join_values(attach_multiples(tree)))))
    tree = join_value_added(name_forecasts(attach_periods(tree)))
    tree = name_wanted(raise_subject(name_trades(free_obliques(attach_caps(tree)))))
    tree = join_research(give_subjects(separate_values(join_particles(tree))))
    tree = detach_relatives(detach_lists(make_plural_owners(tree)))
    return restore_verb(join_second_verb(tree))
