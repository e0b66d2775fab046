"""Rules for values that a noun before them has: a market share of 9 percent.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.moments import MONTH
from flows.annotation.figures.parsed.joined import counted_phrase
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import climb, owner_phrase, subject_phrase
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, load_units
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

_MONTH = lazy_pattern(MONTH)
_ADVERBIAL = ("in", "for", "by", "the", "on")  # in line with, for comparison, to the tune of
INDEX_POINTS = "points"
_PACES = frozenset(("rate", "rates", "pace", "clip", "speed"))
_BOUNDS = ("below", "above", "under", "over", "exceeding")
_INHABITED = frozenset(("city", "town", "county", "province", "country", "region", "metropolis", "nation"))


def choose_population(node: Node) -> tuple[str, str] | None:
    """Take the population of a place that is said to be "of" so many people.

    Examples
    --------
    The port supplies a city of 13 million people. → population
    """
    governor, _, cases = climb(node)
    is_place = node.tree.words[governor] in _INHABITED
    return ("population", "") if node.figure.unit == "people" and cases == ("of",) and is_place else None


def choose_pace(node: Node) -> tuple[str, str] | None:
    """Take what changes at a rate or pace given by the value.

    Examples
    --------
    Revenues grew at an annual rate of 40 percent. → Revenues
    """
    tree = node.tree
    pace, relation, cases = climb(node)
    if (
        relation != "nmod"
        or cases != ("of",)
        or tree.words[pace] not in _PACES
        or tree.cases(pace) != ("at",)
    ):
        return None
    verb = tree.heads[pace]
    is_change = tree.words[verb] in load_tree_words().changing and tree.tags[verb].startswith("VB")
    changed = subject_phrase(node, verb) if is_change and pace not in node.blocked else ""
    return (changed, "") if changed else None


def choose_bounded_noun(node: Node) -> tuple[str, str] | None:
    """Take a measure that somebody has or pays, right before the bound of its value.

    Examples
    --------
    Most of these loans carried rates below 3 percent. → rates
    """
    tree, bound = node.tree, min(node.own) - 1
    if node.is_count or bound < 1 or tree.words[bound] not in _BOUNDS or node.relation not in ("obl", "nmod"):
        return None
    noun, measures = bound - 1, load_tree_words().measures | load_words().measure_nouns
    is_measure = tree.words[noun] in measures and tree.relation(noun) == "obj" and noun not in node.blocked
    return (node.phrase(noun), subject_phrase(node, tree.heads[noun])) if is_measure else None


def choose_noun_of(node: Node) -> tuple[str, str] | None:
    """Take the noun whose value follows it: a market share of 9 percent.

    Examples
    --------
    It is a maker of batteries with a market share of 9 percent. → market share
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    if relation not in ("nmod", "appos", "obl") or not node.is_noun(governor):
        return None
    is_month = _MONTH.fullmatch(tree.words[governor])  # grew 18 percent in March, 9 points faster
    if governor in node.blocked or is_month or _names_nothing(node, governor, cases):
        return None
    if not {"of", "at", "to", "worth", "with"} & set(cases) and relation != "appos":
        return None
    if node.is_count and _counts_something_else(node, governor):
        return None
    if relation == "appos" and _is_next_of_list(node):
        return None
    if cases == ("to",):  # increasing the coverage of services to 70 percent
        item = _changed_above(node)
        if item is not None:
            return node.phrase(item), ""
    if tree.words[governor] in words.changes or _is_verb_of_subject(node, governor):
        return _changed_noun(node, governor), ""
    is_class = tree.words[governor] in ("population", "populations") and "with" in tree.cases(governor)
    if tree.words[governor] in words.amounts or (is_class and not node.figure.unit):
        return None
    if tree.words[governor] in words.aims and tree.child(governor, "compound") is None:
        aim = _read_aim(node, governor)
        if aim is not None:
            return aim
    if tree.words[governor] in words.intentions and tree.words[governor + 1] == "for":
        return None  # the roadmap calls for firms to supply, read as a noun
    above = tree.heads[governor]
    is_measure = tree.words[above] in words.measures and above not in node.blocked
    if tree.relation(governor) == "nmod" and is_measure:
        governor = above  # a coverage of desertified land of 22 percent
    if tree.words[governor] in load_words().doings:  # the construction of 14 centers
        part = node.head if node.is_count else node.part_of(node.head, "of")
        return (counted_phrase(node, part), "") if part is not None else None
    return node.phrase(governor), owner_phrase(node, governor) or _holder_before_with(node, governor)


def _holder_before_with(node: Node, noun: int) -> str:
    """Return who has what is measured: banks | with assets of over $50 billion, "" for other nouns."""
    tree, holder = node.tree, node.tree.heads[noun]
    is_held = tree.cases(noun) == ("with",) and node.is_noun(holder) and holder not in node.blocked
    return node.phrase(holder) * is_held


def _counts_something_else(node: Node, governor: int) -> bool:
    """Return whether a count does not measure the noun above it: sent 300 doctors to 76 countries."""
    if climb(node)[1] != "appos" and not _is_measured_by_count(node, governor):
        return True  # a list of 33 firms
    before = min(node.own) - 1
    if node.tree.tags[before] in ("POS", "PRP$") or node.tree.words[before] == "the":
        return True  # the average age of its 3,000 engineers
    return ":" in node.tree.words[governor : min(node.own)]  # freight by rail to Europe: 4,985 trains


def _is_next_of_list(node: Node) -> bool:
    """Return whether a sum is the next member of a list: 850 tons of cement, 460 tons of steel."""
    return not node.is_count and node.part_of(node.head, "of") is not None


def _names_nothing(node: Node, noun: int, cases: tuple[str, ...]) -> bool:
    """Return whether a noun before a value does not measure it: in line with, RMB, ninth with 2% of it."""
    tree, units = node.tree, load_units()
    is_adverbial = tree.words[noun] in load_tree_words().adverbial and tree.words[noun - 1] in _ADVERBIAL
    is_share = (
        cases == ("with",) and node.figure.unit == PERCENT and node.part_of(node.head, "of") is not None
    )
    return is_adverbial or is_share or units.english.get(tree.words[noun]) in units.currencies


def choose_reached_mark(node: Node) -> tuple[str, str] | None:
    """Take what reached a level, mark or high given by the value.

    Examples
    --------
    Deal volume reached the record level of $210 billion. → Deal volume
    """
    tree, words = node.tree, load_tree_words()
    mark, relation, _ = climb(node)
    if node.is_count or relation != "nmod" or tree.words[mark] not in words.marks:
        return None  # hit a milestone of 2 million users
    if tree.relation(mark) not in ("obj", "obl"):
        return None
    verb = tree.heads[mark]
    if tree.words[verb] not in words.reaching | words.changing:
        return None
    reached = subject_phrase(node, verb)
    return (reached, "") if reached else None


def _is_verb_of_subject(node: Node, noun: int) -> bool:
    """Return whether a noun is a verb of change by its subject: with inflation peaking at 6.4 percent."""
    words = load_tree_words()
    is_change = node.tree.words[noun] in words.changing | words.reaching
    return is_change and node.tree.child(noun, "nsubj") is not None


def _changed_noun(node: Node, change: int) -> str:
    """Return what a noun of change refers to, "" for the figure before: sales of 3 billion, up 4%."""
    tree, words = node.tree, load_tree_words()
    changed = tree.child(change, "nsubj")
    if changed is not None and _is_verb_of_subject(node, change):
        return node.phrase(changed)
    part = node.part_of(change, "in")
    if part is not None:
        return node.phrase(part)
    subject = tree.child(change, "nsubj")
    if subject is not None and node.before is not None and tree.words[subject] in words.aims:
        return node.phrase(subject)  # the target for 2025 is a reduction of 3 percent
    measured = tree.child(change, "compound")
    is_yearly = measured is not None and tree.words[measured] in words.times  # year-on-year growth
    is_first = node.before is None or tree.words[node.before.governor] in words.changes
    if is_first or (measured is not None and not is_yearly):
        return node.phrase(change)  # GDP growth of around 5 percent
    return ""


def _read_aim(node: Node, aim: int) -> tuple[str, str] | None:
    """Return what a target is for, ("", "") for the figure before: 31 billion against a goal of 50."""
    part = node.part_of(aim, "for")  # a goal of 3 percent for research spending
    if part is None and not node.is_count:
        part = node.part_of(node.head, "of", "for")
    if part is not None and node.is_noun(part):
        return node.phrase(part), owner_phrase(node, aim)
    if node.is_count:
        return node.phrase(node.head), owner_phrase(node, aim)
    if node.before is not None:
        return "", ""
    return None


def _is_measured_by_count(node: Node, index: int) -> bool:
    """Return whether a count measures a noun: a fleet of 300 buses, a group of 900 people."""
    words, vocabulary = load_tree_words(), load_words()
    noun = node.tree.words[index]
    if "of" in node.cases and node.tree.words[node.head] in ("people", "persons", "units", "members"):
        return True
    measuring = words.measures | words.aims | vocabulary.quantities | vocabulary.measure_nouns
    return noun in measuring or noun in words.amounts or ("of" in node.cases and noun in vocabulary.doings)


def _changed_above(node: Node) -> int | None:
    """Return the object of the nearest verb above, if that verb is one of change."""
    tree = node.tree
    verb = next((index for index in tree.above(node.head) if tree.tags[index].startswith("VB")), None)
    if verb is None or tree.words[verb] not in load_tree_words().changing:
        return None
    item = tree.child(verb, "obj")
    if item is None or tree.words[item] == INDEX_POINTS:
        return None
    return item if node.is_noun(item) and item not in node.blocked else None
