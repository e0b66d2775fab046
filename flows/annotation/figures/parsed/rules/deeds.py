"""Rules for sums that are named by what is done with them, or by whose value they are.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import participle_of, subject_phrase
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import load_units

_VALUING = frozenset(("valued", "values", "valuing", "value"))
_RELATIVES = ("that", "which")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NAMES = ("NNP", "NNPS")
_IN_CHAIN = ("VB", "MD", "TO", "RB")  # between the first and the last verb of a clause
_ENDS = (",", ".", ":", "CC", "WDT", "WP", "WRB")
_LONGEST = 8  # words behind a verb


def choose_valuation(node: Node) -> tuple[str, str] | None:
    """Take the valuation of a firm that somebody values at a sum.

    Examples
    --------
    Investors valued the drone maker at $640 million. → valuation
    """
    tree, verb = node.tree, node.governor
    is_sum = node.figure.unit in load_units().currencies and "at" in node.cases
    if not is_sum or tree.words[verb] not in _VALUING or not tree.tags[verb].startswith("VB"):
        return None
    item = tree.child(verb, "obj")
    if item is not None and verb < item < min(node.own) and node.is_noun(item):
        return "valuation", node.phrase(item)
    if tree.child(verb, "aux:pass") is None:
        return None
    subject = node.subject_of(verb)
    if subject is None or subject in node.blocked:
        return None
    is_firm = tree.words[subject] in load_tree_words().firms or tree.tags[subject] in _NAMES
    if not is_firm:
        return None
    return "valuation", subject_phrase(node, verb)


def choose_described(node: Node) -> tuple[str, str] | None:
    """Take what a clause or participle right after a sum says was done with it.

    Examples
    --------
    It is dwarfed by the $60 million that the city has set aside for schools. → set aside for schools
    Of the 60 million yuan raised by the bonds, only a tenth was spent. → raised by the bonds
    """
    tree, place = node.tree, max(node.own) + 1
    if node.is_count or node.figure.unit not in load_units().currencies:
        return None
    is_first = tree.words[:1] == ["of"] and node.before is None
    if tree.tags[place : place + 1] == ["VBN"] and is_first and place < node.verb():
        end = _end_behind(node, place)
        return node.text_of(range(place, end)), ""
    first = min(node.own) - 1
    if tree.words[place : place + 1] not in [[word] for word in _RELATIVES] or tree.words[first] != "the":
        return None
    verbs = _chain_of_verbs(node, place + 1)
    if not verbs:
        return None
    last = verbs[-1]
    doing = participle_of(tree.words[last], tree.tags[last])
    rest = node.text_of(range(last + 1, _end_behind(node, last)))
    if verbs[0] == place + 1:
        return node.text_of(range(verbs[0], _end_behind(node, last))), ""
    doer = node.text_of(range(place + 1 + (tree.tags[place + 1] == "DT"), verbs[0]))
    return f"{doing} {rest}".strip(), doer


def _chain_of_verbs(node: Node, start: int) -> list[int]:
    """Return the verbs of a clause that begins at a word: has set, is thought to have earmarked."""
    tree = node.tree
    places = range(start, len(tree.words))
    first = next((place for place in places if tree.tags[place] in (*_FINITE, *_ENDS)), 0)
    if not first or tree.tags[first] in _ENDS:
        return []
    last = first
    while last + 1 < len(tree.words) and tree.tags[last + 1].startswith(_IN_CHAIN):
        last += 1
    return [place for place in range(first, last + 1) if tree.tags[place].startswith("VB")]


def _end_behind(node: Node, verb: int) -> int:
    """Return the end of what stands behind a verb up to a sign, a conjunction, a figure or a date."""
    tree = node.tree
    places = range(verb + 1, min(len(tree.words), verb + _LONGEST))
    end = next((place for place in places if place in node.blocked or tree.tags[place] in _ENDS), places.stop)
    while end > verb + 1 and tree.tags[end - 1] in ("IN", "TO", "DT"):
        end -= 1
    return end


def kind_of_ones(node: Node, ones: int) -> str:
    """Return what "ones" stands for, with its attribute: on long routes, and 5 million on | short | ones."""
    tree, before = node.tree, node.before
    attribute = ones - 1
    if before is None or not tree.tags[attribute].startswith(("JJ", "NN")) or attribute in node.blocked:
        return ""
    places = range(max(before.own) + 1, min(node.own))
    nouns = [place for place in places if tree.tags[place] == "NNS" and place not in node.blocked]
    return f"{tree.words[attribute]} {tree.words[nouns[0]]}" if len(nouns) == 1 else ""


def repeats_purpose(node: Node) -> bool:
    """Return whether the sum before is of the same measure for others: a toll is 4 | for cars |, 15 for."""
    before = node.before
    is_led_to = before is not None and node.tree.words[max(before.own) + 1] == "for"
    return before is not None and is_led_to and node.tree.child(before.head, "cop") is not None


def missed_goal(node: Node, verb: int) -> str:
    """Return what a subject fell short of: receipts fell short of | the budget | by 35 million; or ""."""
    tree = node.tree
    if tree.words[verb + 1 : verb + 3] != ["short", "of"] or "by" not in node.cases:
        return ""
    noun = tree.heads[verb + 2]
    is_named = verb < noun < min(node.own) and node.is_noun(noun) and noun not in node.blocked
    return node.phrase(noun) if is_named else ""
