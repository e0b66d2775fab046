"""Repair trees in which a word depends on an auxiliary, or on part of a compound, which take none."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.parsing import Tree

_AUXILIARIES = frozenset(
    ("has", "have", "had", "is", "are", "was", "were", "will", "would", "shall", "should", "may", "might")
)


def raise_dependents(tree: Tree) -> Tree:
    """Return the tree with the subject of an auxiliary below its verb, and a preposition below the last noun.

    Although capacity has doubled: the parser reads "capacity has". 3 percent of solar module manufacturing:
    it reads "of module".
    """
    heads = list(tree.heads)
    for word, relation in enumerate(tree.relations):
        head = heads[word]
        if tree.relations[head] == "aux" and tree.words[head] in _AUXILIARIES:
            heads[word] = tree.heads[head]
        elif relation == "case" and tree.relations[head] == "compound" and tree.heads[head] > head:
            heads[word] = _end_of_compound(tree, head)
    return tree if heads == tree.heads else replace(tree, heads=heads)


def _end_of_compound(tree: Tree, word: int) -> int:
    """Return the noun at the end of a compound."""
    while tree.relations[word] == "compound" and tree.heads[word] > word:
        word = tree.heads[word]
    return word


def free_accounting(tree: Tree) -> Tree:
    """Return the tree with "accounting for" after a noun as a clause of its own.

    China dominates the industry accounting for 80 percent of sales: the parser reads "industry accounting".
    """
    for verb in range(2, len(tree.words) - 2):
        is_noun = tree.relations[verb - 1] == "compound" and tree.heads[verb - 1] == verb
        is_share = tree.words[verb : verb + 2] == ["accounting", "for"]
        if is_noun and is_share and tree.tags[verb - 1] in NOUNS and not _is_led_by_with(tree, verb):
            return _make_clause(tree, verb)
    return tree


def _is_led_by_with(tree: Tree, verb: int) -> bool:
    """Return whether the noun before a participle is its subject: with chips accounting for 35 percent."""
    first = max((place for place in range(verb) if tree.words[place] in (",", ";")), default=-1)
    return "with" in tree.words[first + 1 : verb]


def _make_clause(tree: Tree, verb: int) -> Tree:
    """Return the tree with the noun before a participle in its place, and the participle below the verb."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    noun, top = verb - 1, tree.heads[verb]
    heads[noun], relations[noun] = top, tree.relations[verb]
    for child in tree.dependents[verb]:
        if child < noun:
            heads[child] = noun
    share = tree.heads[verb + 1]
    if share > verb + 1:
        heads[share], relations[share] = verb, "obl"
    relations[verb], tags[verb] = "advcl", "VBG"
    return replace(tree, heads=heads, relations=relations, tags=tags)
