"""Repair clauses: a cap after its rate, and an adverbial that was read as the subject."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_CAPPED = ("capped", "limited")
_FINITE = frozenset(("VBZ", "VBP", "MD"))
_PARTICIPLES = ("VBN", "VBD")
_LEADING = {"on", "under", "at", "in"}


def attach_caps(tree: Tree) -> Tree:
    """Return the tree with "capped at" after a comma as an attribute of the noun before it.

    The city will pay 30 percent of the costs, capped at 5 million yuan: the parser reads "the city capped".
    """
    for verb in range(2, len(tree.words) - 2):
        is_cap = tree.words[verb] in _CAPPED and tree.words[verb - 1] == ","
        if is_cap and tree.words[verb + 1] in ("at", "to") and tree.relation(verb) == "conj":
            heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
            heads[verb], relations[verb], tags[verb] = verb - 2, "acl", "VBN"
            return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree


def free_obliques(tree: Tree) -> Tree:
    """Return the tree with a noun after a preposition as no subject of a second verb.

    The market reached 7 million and on current policies will triple: the parser reads "policies will triple".
    """
    relations = list(tree.relations)
    for noun, relation in enumerate(tree.relations):
        is_second = relation == "nsubj" and tree.relation(tree.heads[noun]) == "conj"
        if is_second and set(tree.cases(noun)) & _LEADING:
            relations[noun] = "obl"
    return tree if relations == tree.relations else replace(tree, relations=relations)


def give_fragments_their_verb(tree: Tree) -> Tree:
    """Return the tree of a sentence without a verb with its last participle as that verb.

    Two-thirds of respondents complained of delays: the parser reads "respondents who were complained of". A
    participle with an object is no passive: three quarters cited costs.
    """
    root = next(word for word in range(len(tree.words)) if tree.is_root(word))
    if tree.tags[root] not in (*NOUNS, "CD") or not _FINITE.isdisjoint(tree.tags):
        return tree
    pasts = [word for word, tag in enumerate(tree.tags) if tag in _PARTICIPLES]
    if not pasts or any(tree.relation(word) not in ("acl", "xcomp") for word in pasts):
        return tree
    verb = pasts[-1]
    is_active = tree.child(verb, "obj") is not None or tree.words[verb] in load_tree_words().intransitive
    if not is_active or verb < root or tree.words[verb + 1 : verb + 2] == ["by"]:
        return tree
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[root], relations[root] = verb, "nsubj"
    heads[verb], relations[verb], tags[verb] = verb, tree.relations[root], "VBD"
    return replace(tree, heads=heads, relations=relations, tags=tags)
