"""Repair what "and" joins: a second verb with its own value, a list of names after a participle."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_TO_VALUE = ("by", "to", "at")
_NUMBER = "CD"
_OF_OBJECTS = ("DT", "JJ", "JJR", "VBG", "VBN", "POS", "PRP$", "HYPH", *NOUNS)
_ATTRIBUTES = ("det", "amod", "compound", "nmod:poss", "case", "punct")
_LONGEST_OBJECT = 6  # words
_PAST_OR_BASE = ("ed", "cut", "set", "put", "raise", "lower", "lift", "limit", "kept", "held", "froze")
_OF_LISTS = ("IN", "TO", "DT", "CC", ",", "JJ", *NOUNS)
# Participles of what is done to goods: a noun before them is not the agent.
_TRADED = frozenset(
    (
        *("exported", "imported", "shipped", "sold", "sent", "supplied", "delivered", "made", "produced"),
        *("built", "assembled", "bought", "purchased", "traded"),
    )
)


def join_second_verb(tree: Tree) -> Tree:
    """Return the tree with each value after a second verb and its object moved to that verb.

    Mills cut output and raised prices by 6 percent: the parser puts the value under "cut".
    """
    for place, word in enumerate(tree.words[:-4]):
        if word != "and" or not _is_verb(tree, place + 1):
            continue
        first = next((index for index in range(place - 1, -1, -1) if _is_governing(tree, index)), None)
        case = _case_after(tree, place + 2)
        if first is None or case is None:
            continue
        value = tree.heads[case + 1] if tree.relation(case + 1) == "nummod" else case + 1
        if value > case and tree.heads[value] != place + 1:
            tree = _put_under(tree, first, place + 1, case - 1, value)
    return tree


def detach_lists(tree: Tree) -> Tree:
    """Return the tree with the last name of a list after a participle detached from the verb after it.

    Goods exported to Russia, Belarus and Iran grew 47 percent: the parser reads "Iran grew".
    """
    words = load_tree_words()
    tree = _end_list(tree)
    for first in range(1, len(tree.words) - 6):
        noun = tree.child(first, "nsubj")
        if tree.words[first] not in _TRADED or noun != first - 1 or tree.child(first, "aux") is not None:
            continue
        verb = next((place for place in range(first + 1, len(tree.words)) if not _is_listed(tree, place)), 0)
        between = tree.tags[first + 1 : verb]
        is_list = "," in between and "CC" in between and between[0] in ("IN", "TO") and between[-1] in NOUNS
        if not is_list or tree.words[verb] not in words.changing | words.reaching:
            continue
        if tree.tags[verb] in ("VBD", "VBN", "VBZ", "VBP"):
            return _make_attribute(tree, noun, first, verb)
    return tree


def _end_list(tree: Tree) -> Tree:
    """Return the tree with the last name of a list joined to it: exports to Russia, Belarus and Iran grew.

    Patents filed by Huawei, ZTE and Oppo rose: the verb does not belong to the clause with the list.
    """
    changing = load_tree_words().changing | load_tree_words().reaching
    for place in range(4, len(tree.words) - 1):
        verb, first = tree.heads[place], tree.heads[place - 2]
        is_subject = tree.relation(place) == "nsubj" and tree.words[verb] in changing
        is_list = tree.words[place - 1] == "and" and tree.relation(place - 2) == "conj"
        if not (is_subject and is_list) or tree.relation(first) not in ("nmod", "obl") or first > place - 2:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[place], relations[place], heads[place - 1] = first, "conj", place
        ended = replace(tree, heads=heads, relations=relations)
        subjects = [child for child in tree.children(verb, "nsubj") if child < first]
        if any(tree.is_below(first, subject) for subject in subjects):
            return ended
        participle = tree.heads[first]
        if not subjects and tree.relation(participle) == "acl" and participle < first:
            return _take_subject(ended, tree.heads[participle], verb)
    return tree


def _take_subject(tree: Tree, noun: int, verb: int) -> Tree:
    """Return the tree with the phrase of a noun as the subject of a verb that replaces it."""
    while tree.relation(noun) == "nmod":
        noun = tree.heads[noun]
    if not tree.is_below(verb, noun):
        return tree
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[verb], relations[verb], tags[verb] = tree.heads[noun], tree.relations[noun], "VBD"
    if tree.is_root(noun):
        heads[verb] = verb
    for child in tree.dependents[noun]:
        if child > verb:
            heads[child] = verb
    heads[noun], relations[noun] = verb, "nsubj"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _is_verb(tree: Tree, place: int) -> bool:
    """Return whether a word is a verb of change or limits, whatever its tag."""
    words = load_tree_words()
    is_known = tree.words[place] in words.changing | words.fixing
    return is_known and tree.words[place].endswith(_PAST_OR_BASE) and tree.tags[place] not in NOUNS


def _is_governing(tree: Tree, place: int) -> bool:
    """Return whether a word may be the verb to which another is joined."""
    return tree.tags[place] in ("VBD", "VBZ", "VBP", "VB") or (
        tree.tags[place] == "VBN" and tree.relation(place) not in ("amod", "acl")
    )


def _case_after(tree: Tree, start: int) -> int | None:
    """Return the place of by, to or at between a noun phrase and a number, None if other words intervene."""
    for place in range(start, min(len(tree.words) - 2, start + _LONGEST_OBJECT + 1)):
        if tree.words[place] in _TO_VALUE:
            is_object = place > start and tree.tags[place - 1] in NOUNS
            return place if is_object and tree.tags[place + 1] == _NUMBER else None
        if tree.tags[place] not in _OF_OBJECTS:
            return None
    return None


def _put_under(tree: Tree, first: int, verb: int, noun: int, value: int) -> Tree:
    """Return the tree with `verb` joined to `first`, the noun as its object and the value below it."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[verb], relations[verb], tags[verb] = first, "conj", "VBD"
    heads[verb - 1], relations[verb - 1] = verb, "cc"
    for place in range(verb + 1, noun):
        if not verb < heads[place] <= noun:
            heads[place] = noun
            if relations[place] not in _ATTRIBUTES:
                relations[place] = "compound"
    if tree.is_root(noun) or tree.heads[noun] != verb:
        for child in tree.dependents[noun]:
            if child < verb and child != noun:
                heads[child] = first
    heads[noun], relations[noun] = verb, "obj"
    heads[value], relations[value] = verb, "obl"
    for place in (verb, noun, value):
        if heads[place] == place:
            return tree
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _is_listed(tree: Tree, place: int) -> bool:
    return tree.tags[place] in _OF_LISTS


def _make_attribute(tree: Tree, noun: int, first: int, verb: int) -> Tree:
    """Return the tree with `verb` in the place of a participle that describes its subject."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[verb], relations[verb], tags[verb] = tree.heads[first], tree.relations[first], "VBD"
    if tree.is_root(first):
        heads[verb] = verb
    listed = [place for place in range(first + 1, verb) if tree.tags[place] in NOUNS]
    for child in (*tree.dependents[first], *tree.dependents[verb]):
        if child > verb or child < noun:
            heads[child] = verb
        elif first < child < verb:
            heads[child] = listed[0]
    for place in listed[1:]:
        heads[place], relations[place] = listed[0], "conj"
    for place in range(first + 1, verb):
        if tree.tags[place] in (",", "CC"):
            heads[place] = next(index for index in listed if index > place)
    heads[listed[0]], relations[listed[0]] = first, "obl"
    heads[noun], relations[noun] = verb, "nsubj"
    heads[first], relations[first] = noun, "acl"
    return replace(tree, heads=heads, relations=relations, tags=tags)
