"""Repair verbs that were read as nouns, attributes or parts of another verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from flows.annotation.figures.parsed.mending.demands import (
    demand_before,
    is_done_by_each,
    is_done_by_noun,
    make_demanded,
    make_done,
)
from flows.annotation.figures.parsed.mending.tags import FINITE, NOUNS
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_NUMBERS = ("CD", "$")
_BEHIND_VERBS = (*NOUNS, "JJ", "DT", "IN")
_LONGEST_SUBJECT = 12  # words
_OWNING = ("'", "'s", "’", "’s")
_OPENINGS = ("obl", "discourse", "list", "advmod", "advcl")
_VERB_PAIRS = (["made", "up"], ["accounted", "for"])
_PARTICIPLES = ("VBN", "VBD", "VBG")
_APART = (",", ":", "CC", "VBZ", "VBP", "MD", "WDT", "WP")
_LEADING = frozenset(("nsubj", "aux", "cc", "mark"))
_OWN = frozenset(("nsubj", "cc", "mark", "aux", "cop", "punct"))
_PASTS = ("rose", "fell", "grew", "sank", "shrank", "stood")
_BEHIND_PASTS = (*_NUMBERS, "IN", "RB", "TO")
_HAVE = frozenset(("has", "have", "had"))
_TAKEN_FOR_PERFECTS = ("NN", "JJ", "NNP")
_LENT = frozenset(("lent",))  # past forms that the parser does not know
_AMOUNTS = "amounts"  # public debt amounts to 60 percent of output
_LEAST = 6  # words of a sentence


def tag_perfects(tree: Tree) -> Tree:
    """Return the tree with the main word after "have" as a participle: they have | sunk | 3 billion."""
    for verb, tag in enumerate(tree.tags):
        helped = {tree.words[child] for child in tree.children(verb, "aux")}
        if tag in _TAKEN_FOR_PERFECTS and tree.is_root(verb) and helped & _HAVE:
            return replace(tree, tags=[*tree.tags[:verb], "VBN", *tree.tags[verb + 1 :]])
    return tree


def detach_relatives(tree: Tree) -> Tree:
    """Return the tree with each verb directly after a participle and its words as the verb of the clause.

    Goods exported to Russia grew 47 percent: the parser reads "exported" as the verb.
    """
    for verb in range(1, len(tree.words) - 2):
        first = _participle_before(tree, verb)
        if first is None:
            continue
        noun = tree.heads[first] if tree.relation(first) == "acl" else tree.child(first, "nsubj")
        is_plain = not any(tree.tags[place] in _APART for place in range(first + 1, verb))
        is_pair = tree.words[verb : verb + 2] in _VERB_PAIRS
        is_moved = is_pair or tree.words[verb] in _verbs() | load_tree_words().reaching
        own = {tree.relation(child) for child in tree.dependents[verb] if child < verb}
        taken = {tree.relation(child) for child in tree.dependents[first] if child < verb}
        if noun is None or not is_plain or not is_moved or own & _OWN or taken & {"aux", "obj", "cop"}:
            continue
        if noun < first and tree.tags[noun] in NOUNS:
            return _make_relative(tree, noun, first, verb)
    return tree


def _participle_before(tree: Tree, verb: int) -> int | None:
    """Return the participle under which a verb was put, directly or by its noun, or None.

    Wages paid to migrants averaged 4,600 yuan: the parser reads "migrants averaged".
    """
    if tree.tags[verb] not in ("VBN", "VBD") or tree.is_root(verb):
        return None
    first = tree.heads[verb]
    following = tree.tags[verb + 1 + (tree.words[verb : verb + 2] in _VERB_PAIRS)]
    if tree.relation(verb) == "acl" and tree.relation(first) == "obl" and following in _NUMBERS:
        first = tree.heads[first]
    elif tree.relation(verb) not in ("xcomp", "advcl", "ccomp", "obl", "dep"):
        return None
    return first if first < verb and tree.tags[first] in _PARTICIPLES else None


def restore_verb(tree: Tree) -> Tree:
    """Return a tree without a main verb with the verb that it must have, or unchanged."""
    root = next((index for index in range(len(tree.words)) if tree.is_root(index)), None)
    if root is None or len(tree.words) < _LEAST or tree.words[-1] != ".":
        return tree
    if is_done_by_noun(tree, root):
        return make_done(tree, root)
    if is_done_by_each(tree, root):
        tags = list(tree.tags)
        tags[root] = "VBP"
        return replace(tree, tags=tags)
    if _is_led_by_intention(tree, root):
        return _make_intending(tree, root)
    if verb := _verb_over_gerund(tree, root):
        return _make_subject(tree, root, verb)
    subject = _subject_before_aside(tree, root)
    if subject is not None and (verb := _verb_after_aside(tree, root)):
        return _make_main(tree, root, verb, subject)
    if tree.tags[root] not in NOUNS or any(tag in FINITE for _, tag in _main_tags(tree)):
        return tree
    if verb := _attribute_before(tree, root):
        return _make_object(tree, root, verb)
    if verb := demand_before(tree, root):
        return make_demanded(tree, root, verb)
    if verb := _past_after(tree, root):
        return _make_main(tree, root, verb, root)
    return _make_verb(tree, root) if _is_verb_in_s(tree, root) else tree


def _is_led_by_intention(tree: Tree, root: int) -> bool:
    """Return whether a verb before an infinitive was read as a noun: the Ministry of Commerce plans to."""
    verb = root - 2
    is_infinitive = tree.tags[root] == "VB" and tree.words[root - 1] == "to"
    if verb < 1 or not is_infinitive or tree.tags[verb] != "NNS":
        return False
    is_led_to = tree.relations[verb - 1] == "compound" and tree.heads[verb - 1] == verb
    is_intention = tree.words[verb] in load_tree_words().intentions
    return is_led_to and is_intention and tree.child(root, "nsubj") is not None


def _make_intending(tree: Tree, root: int) -> Tree:
    """Return the tree with the intention two words before its root as main verb, and the root below it."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    verb, noun = root - 2, root - 3
    for child in tree.dependents[verb]:
        if child != noun:
            heads[child] = noun
    heads[noun], relations[noun] = tree.heads[verb], tree.relations[verb]
    for child in tree.dependents[root]:
        if child < verb and tree.relation(child) in (*_OPENINGS, "nsubj", "punct"):
            heads[child] = verb
    if heads[noun] == root:
        heads[noun], relations[noun] = verb, "nsubj"
    heads[verb], relations[verb], tags[verb] = verb, "ROOT", "VBZ"
    heads[root], relations[root] = verb, "xcomp"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _verb_over_gerund(tree: Tree, root: int) -> int:
    """Return the finite verb whose subject is a gerund after an owner, or 0."""
    if tree.tags[root] != "VBG" or not root or tree.words[root - 1] not in _OWNING:
        return 0
    verbs = (child for child in tree.dependents[root] if child > root and tree.tags[child] in FINITE[:3])
    return next(verbs, 0)


def _make_relative(tree: Tree, noun: int, first: int, verb: int) -> Tree:
    """Return the tree with `verb` in the place of the participle `first`, now an attribute of `noun`."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    top = noun if tree.heads[first] == noun else first
    heads[verb] = tree.heads[top]
    if tree.is_root(top):
        heads[verb] = verb
    relations[verb], tags[verb] = tree.relations[top], "VBD"
    for child in tree.dependents[first]:
        if child != verb and (child > verb or child < noun):
            heads[child] = verb
    for child in tree.dependents[noun]:
        if child > verb:
            heads[child] = verb
    between = [child for child in tree.dependents[verb] if first < child < verb]
    nouns = [child for child in between if tree.tags[child] in NOUNS]
    if nouns:  # raced past the plant sold
        for child in between:
            heads[child] = nouns[-1]
        heads[nouns[-1]], relations[nouns[-1]] = first, "obl"
    heads[noun], relations[noun] = verb, "nsubj"
    heads[first], relations[first] = noun, "acl"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _attribute_before(tree: Tree, root: int) -> int:
    """Return the place of a verb of change read as an attribute: the program lifted income to 9 percent."""
    verb = root - 1
    if verb < 2 or tree.relations[verb] != "amod" or tree.tags[verb] != "VBN" or tree.words[0] != "the":
        return 0
    is_changed = tree.words[verb] in load_tree_words().changing
    if tree.words[root + 1 : root + 2] not in (["to"], ["by"]):
        return 0
    is_led_to = tree.tags[verb - 1] in NOUNS and tree.heads[verb - 1] == root
    if is_changed and is_led_to and tree.tags[root + 2] in _NUMBERS:
        return verb
    return 0


def _make_object(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a verb as its root, the noun before it as subject and the old root as object."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for child in tree.dependents[root]:
        if child > root:
            heads[child] = verb
            relations[child] = {"nmod": "obl"}.get(relations[child], relations[child])
        elif child < verb - 1:
            heads[child] = verb - 1
    tags[verb], heads[verb], relations[verb] = "VBD", verb, "ROOT"
    heads[root], relations[root] = verb, "obj"
    heads[verb - 1], relations[verb - 1] = verb, "nsubj"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _main_tags(tree: Tree) -> Iterable[tuple[int, str]]:
    """Yield the place and tag of each word that opens no clause: a plan to lift it has no main verb."""
    return (
        (index, tag)
        for index, tag in enumerate(tree.tags)
        if tag != "VB" and tree.relation(index) not in ("acl", "advcl", "ccomp")
    )


def _verb_after_aside(tree: Tree, root: int) -> int:
    """Return the place of the verb between the comma of an aside and a number, or 0.

    Output of wafers, a measure of capacity, climbed by 12 percent: the parser reads it as an attribute.
    """
    verbs = _verbs() | load_tree_words().reaching
    for index in range(root + 3, len(tree.words) - 2):
        is_verb = tree.tags[index] in ("VBN", "VBD") and tree.words[index - 1] == ","
        is_attribute = tree.relations[index] == "amod" or tree.words[index] in verbs
        following = tree.tags[index + 1 + (tree.words[index + 1] in ("to", "by"))]
        own = {tree.relation(child) for child in tree.dependents[index] if child < index}
        if not is_verb or not is_attribute or following not in _NUMBERS or own & _LEADING:
            continue
        is_alone = not any(tag in FINITE for place, tag in _main_tags(tree) if place not in (index, root))
        if is_alone and root in tree.above(index) and "," in tree.words[1 : index - 1]:
            return index
    return 0


def _subject_before_aside(tree: Tree, root: int) -> int | None:
    """Return the noun with which a sentence without a main verb begins, None if its root is another word."""
    if tree.tags[root] in NOUNS or (tree.tags[root] == "VBG" and root == 0):
        return root
    is_past = tree.tags[root] == "VBN" and tree.child(root, "aux") is None
    is_done = tree.tags[root] == "VBD" and tree.words[root - 1] == ","
    if is_past or (is_done and tree.child(root, "obl:agent") is not None):
        return tree.child(root, "nsubj")
    return None


def _make_main(tree: Tree, root: int, verb: int, subject: int) -> Tree:
    """Return the tree with `verb` as its root, `subject` as its subject and the old root below that."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    item, is_attribute = heads[verb], relations[verb] == "amod"
    for child in tree.dependents[root]:
        is_opening = child < root and tree.relations[child] in _OPENINGS and "," in tree.words[child:root]
        if child > verb or is_opening:
            heads[child] = verb
    for child in tree.children(verb, "obl:agent"):
        if tree.child(child, "nummod") is not None:
            relations[child] = "obl"  # by 12 percent
    if root != subject:
        heads[root], relations[root] = subject, "acl"
    tags[verb], heads[verb], relations[verb] = "VBD", verb, "ROOT"
    heads[subject], relations[subject] = verb, "nsubj"
    if tags[subject] == "VBG":
        tags[subject] = "NN"
    if is_attribute and item > verb:
        heads[item], relations[item] = verb, "obj"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _past_after(tree: Tree, root: int) -> int:
    """Return the place of a past form read as a noun or participle after its subject, or 0."""
    for index in range(root + 1, len(tree.words) - 2):
        is_past = tree.relation(index) == "acl" and root in tree.above(index)
        if is_past and tree.words[index] in _PASTS and tree.tags[index + 1] in _BEHIND_PASTS:
            return index
        is_by = tree.words[index] in load_tree_words().changing and tree.words[index + 1] in (
            "by",
            "to",
            "from",
        )
        if is_past and tree.heads[index] == root and is_by and tree.tags[index + 2] in _NUMBERS:
            return index
        is_past = is_past and tree.tags[index] == "VBN" and tree.words[index] in load_tree_words().reaching
        if is_past and tree.tags[index + 1] in _NUMBERS:
            return index
    return 0


def _is_verb_in_s(tree: Tree, root: int) -> bool:
    """Return whether a root read as a plural is a verb: it is in the lists and follows its subject."""
    is_noun = tree.tags[root] == "NNS" or (tree.tags[root] == "NN" and tree.words[root] in _LENT)
    if not 0 < root <= _LONGEST_SUBJECT or not is_noun or tree.words[root - 1] in ("of", "in"):
        return False
    is_led_to = tree.relations[root - 1] == "compound" and tree.heads[root - 1] == root
    if tree.words[root + 1] == "of":
        return False  # the ministry's production limits of 30 million tons
    if tree.words[root + 1] == "to":
        return is_led_to and tree.words[root] in load_tree_words().intentions | {_AMOUNTS}
    return is_led_to and tree.words[root] in _verbs() and tree.tags[root + 1] in _BEHIND_VERBS


@cache
def _verbs() -> frozenset[str]:
    words = load_tree_words()
    known = words.fixing | words.holding | words.changing | words.intentions | words.urging | words.raising
    return known | words.making | words.in_s | _LENT


def _make_verb(tree: Tree, root: int) -> Tree:
    """Return the tree with its root, read as a plural, as a verb with a subject and objects."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    tags[root], relations[root - 1] = "VBD" if tree.words[root] in _LENT else "VBZ", "nsubj"
    for child in tree.dependents[root]:
        if child < root - 1:
            heads[child] = root - 1
        elif child > root and tree.relation(child) == "nmod":
            relations[child] = "obl" if tree.cases(child) else "obj"
        elif child > root and tree.relation(child) == "acl":
            relations[child] = "advcl"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _make_subject(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a verb as its root, and a gerund and its owner as the verb's subject."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for child in tree.dependents[root]:
        if child > verb:
            heads[child] = verb
        elif tree.relation(child) == "nsubj":
            relations[child] = "nmod:poss"
        elif tree.relation(child) == "obl":
            relations[child] = "nmod"
    heads[verb], relations[verb] = verb, "ROOT"
    heads[root], relations[root], tags[root] = verb, "nsubj", "NN"
    return replace(tree, heads=heads, relations=relations, tags=tags)
