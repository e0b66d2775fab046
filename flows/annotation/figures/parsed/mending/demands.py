"""Mend trees of sentences in which somebody or a plan demands something."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.parsing import Tree

_PLANS = frozenset(("plan", "budget", "programme", "program", "outline", "blueprint"))
_PLANNING = frozenset(
    (
        "requires",
        "demands",
        "calls",
        "envisages",
        "envisions",
        "proposes",
        "expects",
        "forecasts",
        "stipulates",
    )
) | {"sets", "fixes", "prescribes", "allocates"}
_SETTING = frozenset(("sets", "fixes"))
_EACH = ("each", "all", "both")


def demand_before(tree: Tree, root: int) -> int:
    """Return the place of a plan's verb read as part of the next noun, or 0: the plan requires output of."""
    for verb in range(1, root):
        is_plural = tree.tags[verb] == "NNS" and tree.relations[verb] == "compound"
        if is_plural and tree.words[verb] in _PLANNING and tree.words[verb - 1] in _PLANS:
            return verb
    return 0


def is_done_by_noun(tree: Tree, root: int) -> bool:
    """Return whether the subject of the main verb was read as its attribute: the budget sets spending."""
    doer = root - 1
    if root < 1 or tree.tags[root] != "VBZ" or tree.child(root, "nsubj", "cop") is not None:
        return False
    return tree.heads[doer] == root and tree.relation(doer) == "compound"


def make_done(tree: Tree, root: int) -> Tree:
    """Return the tree with the noun before its main verb as subject, and the nouns after it as objects."""
    relations, heads, tags = list(tree.relations), list(tree.heads), list(tree.tags)
    relations[root - 1] = "nsubj"
    for child in tree.dependents[root]:
        if child < root - 1:
            heads[child] = root - 1
        elif child > root and relations[child] == "nmod":
            relations[child] = "obl"
        elif child > root and relations[child] == "acl" and tags[child] == "VBG" and _is_fixed(tree, root):
            relations[child], tags[child] = "obj", "NN"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _is_fixed(tree: Tree, verb: int) -> bool:
    """Return whether a plan's verb fixes what follows: the budget sets spending at 5 billion."""
    return tree.words[verb] in _SETTING


def is_done_by_each(tree: Tree, root: int) -> bool:
    """Return whether a main verb in its plain form was read as another word: six banks each contribute."""
    is_led_to = root > 1 and tree.words[root - 1] in _EACH and tree.child(root, "nsubj") is not None
    return (
        is_led_to and tree.tags[root] in ("RB", "VB", "JJ", "NN") and tree.child(root, "aux", "cop") is None
    )


def make_demanded(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a plan's verb as its root, the plan as subject and the old root as object."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    plan = verb - 1
    for child in tree.dependents[plan]:
        heads[child] = plan
    for child in (*tree.dependents[root], *tree.dependents[verb]):
        if child < plan:
            heads[child] = plan
        elif child > root and tree.relation(child) not in ("nmod", "acl"):
            heads[child] = verb
    for child in range(verb + 1, root):
        if tree.heads[child] <= verb:
            heads[child] = root
    tags[verb], heads[verb], relations[verb] = "VBZ", verb, "ROOT"
    heads[plan], relations[plan] = verb, "nsubj"
    heads[root], relations[root] = verb, "obj"
    return replace(tree, heads=heads, relations=relations, tags=tags)
