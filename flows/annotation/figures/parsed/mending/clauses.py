"""Repair clauses: a cap after its rate, and an adverbial that was read as the subject."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.parsing import Tree

_CAPPED = ("capped", "limited")
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
