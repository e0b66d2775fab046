"""Signs in the words around an English figure: of a statement, an intention, a count."""

from __future__ import annotations

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.refining.admission import LEAST_PART
from flows.annotation.figures.parsed.rules import TreeChoice
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, load_units
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

# Somebody's intention right before a figure, whatever verb is above it: plans to lift exports by 5%.
_INTENDED = lazy_pattern(
    r"(?<![a-z])(?:plans|aims|intends|pledges|pledged|vows|vowed|seeks|hopes|wants|(?:is|are) set|targets"
    r"|promises|promised|(?<!that )(?<!which )(?<!who )means|is due|are due|was|were) to (?!have )"
    r"(?:[a-z0-9’'/&-]+ ){1,14}$"
)
_SET = lazy_pattern(
    r" (?:[a-z-]+ ){0,4}?(?:as (?:the|a|an|its|our|their) (?:[a-z]+ )?(?:target|goal)"
    r"|(?:has|have) been set (?:as|for))(?![a-z])"
)
_UNTIL = ("until ", "till ", "when ", "once ", "before ", "after ", "if ", "because ", "although ")
_WANTING = frozenset(
    ("wants", "want", "wanted", "expects", "expect", "expected", "seeks", "demands", "hopes")
)
# The dimension in which a figure before it was measured: by 11 percent | in volume but rose by 4 percent.
_DIMENSION = lazy_pattern(r" (?:in|by) (?:volume|value|weight|price|number|terms) ")
_AHEAD = 120  # code points before a figure that is meant
_LEAST_LARGE = 1000
_THOUSANDS = lazy_pattern(r"\d{1,3}(?:,\d{3})+")


def is_nearer(node: Node, reading: Reading, found: TreeChoice) -> bool:
    """Return whether the words name the subject of a figure, but the tree one before another figure."""
    text = node.tree.text.lower()
    first, last = reading.indicator.partition(" ")[0], reading.indicator.rpartition(" ")[2]
    if reading.rule != "choose_stated_phrase" or node.before is None or reading.is_rejected:
        return False
    if load_words().measure_nouns.isdisjoint((first, last)) or reading.indicator.startswith(_UNTIL):
        return False
    end = node.tree.ends[max(node.before.own)]
    if _DIMENSION.match(text, end):
        return False  # by 11 percent in volume but rose by 4 percent
    place, other = text.find(reading.indicator, end), text.find(found.indicator.lower())
    return end <= place < node.tree.starts[min(node.own)] and 0 <= other < end


def ends_in_intention(node: Node, reading: Reading) -> bool:
    """Return whether the words name only somebody who wants something and the verb, not a measure."""
    is_share = node.figure.unit in (PERCENT, POINTS)
    last = reading.indicator.rpartition(" ")[2]
    return is_share and last in _WANTING


def opens_a_statement(node: Node) -> bool:
    """Return whether a sentence states something rather than demands it: 70 percent of engineers hold ..."""
    tree = node.tree
    is_first = not any(tag.startswith(("VB", "MD", "TO")) for tag in tree.tags[: min(node.own)])
    if not (is_first and load_tree_words().future.isdisjoint(tree.words)):
        return False  # the governance of 30 key lakes will be advanced
    return any(word.isalpha() for word in tree.words[max(node.own) + 1 :])


def is_meant(sentence: Sentence, place: int, figure: Figure) -> bool:
    """Return whether the words around a figure make it a goal, whatever verb is above it."""
    start = max(sentence.start, place - _AHEAD)
    is_intended = _INTENDED.search(sentence.text, start, figure.start)
    return bool(is_intended or _SET.match(sentence.text, figure.end))


def is_object_of_a_verb(node: Node) -> bool:
    """Return whether a count is the object of the verb directly before it: operates 12 plants."""
    before = min(node.own) - 1
    is_verb = before >= 0 and node.tree.tags[before].startswith("VB")
    return node.is_count and is_verb and node.relation == "obj" and node.governor == before


def opens_a_clause(node: Node) -> bool:
    """Return whether a count is the subject of a clause: said that 412 firms had applied."""
    tree, first, place = node.tree, min(node.own), node.head + 1
    if not node.is_count or node.relation != "nsubj" or node.figure.value < LEAST_PART or first < 1:
        return False
    before = tree.words[first - 1]
    is_led_to = before in ("that", ",") or before in load_tree_words().times or first - 1 in node.blocked
    return is_led_to and tree.tags[place : place + 1] in (["VBD"], ["VBP"]) and first < node.head


def is_written_out(node: Node) -> bool:
    """Return whether a number is written so that it is not a page number: 23 million."""
    words = [node.tree.words[index] for index in node.own]
    is_large = node.figure.value >= _LEAST_LARGE and not node.figure.is_scaled
    if is_large and any(map(_THOUSANDS.fullmatch, words)):
        return True  # 8,900 is neither a page nor a year
    return node.figure.is_scaled and any(
        word in ("thousand", "million", "billion", "trillion") for word in words
    )


def spans_a_verb(node: Node) -> bool:
    """Return whether a verb separates a number from what it seems to count: a stray page number."""
    tags = node.tree.tags[max(node.own) + 1 : node.head]
    return any(tag in ("VB", "VBP", "VBZ", "MD") for tag in tags)


def unit_before(node: Node) -> str:
    """Return the unit of the count before, for a bare number that continues it."""
    if node.figure.unit or not node.before or not node.before.is_count:
        return ""
    return node.before.figure.unit


def unit_of_sum(node: Node) -> str:
    """Return the unit of the value before, for a bare number that is part of it: of which pine made up 2."""
    return "" if node.figure.unit or not node.before else node.before.figure.unit


def unit_of_whole(node: Node) -> str:
    """Return the unit of the count of which several bare numbers are parts: of 60 mills 41 run, 9 stand."""
    before = node.before
    while before is not None and not before.is_count and not before.figure.unit:
        before = before.before
    if before is None or not before.is_count:
        return ""
    return before.figure.unit


def is_measured(node: Node) -> bool:
    """Return whether a figure measures something by its unit or form, whatever the words around it."""
    figure = node.figure
    is_sum = figure.unit in (PERCENT, POINTS) or figure.unit in load_units().currencies
    following = node.tree.words[max(node.own) + 1 : max(node.own) + 3]
    is_rate = following[:1] == ["per"] and following[-1][:1].isdigit()  # 2.5 per 1,000 people
    return (
        is_sum
        or figure.is_worded
        or is_written_out(node)
        or is_rate
        or (node.is_count and figure.value >= 2)
        or bool(figure.unit)
    )


def has_lost_verb(node: Node) -> bool:
    """Return whether a sentence that opens with an article has its verb inside a noun phrase.

    >>> The dam | supplies | water to 34 million people: read as one noun
    """
    tree, first = node.tree, min(node.own)
    is_opened = tree.tags[:1] in (["DT"], ["PRP$"])
    verbs = [index for index in range(1, first) if tree.tags[index] in ("VBZ", "VBP")]
    return is_opened and bool(verbs) and all(tree.relation(index) == "compound" for index in verbs)
