"""Repair predicates whose verb or value the parser hung elsewhere."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import FINITE, NOUNS
from flows.annotation.parsing import Tree

_FRONTING = frozenset(("before", "after", "since", "until"))
_DIRECTIONS = frozenset(("up", "down"))
_STARTING = {"start": "VBP", "starts": "VBZ", "begin": "VBP", "begins": "VBZ"}
# Nouns that the parser takes for verbs: cut its | forecast.
_FORESEEING = frozenset(("forecast", "forecasts", "estimate", "estimates", "budget"))
# Verbs whose past is their infinitive: to create 900 jobs and | cost | 3 billion.
_UNCHANGED = frozenset(("cost", "cut", "put", "set", "hit", "let", "shut", "spread", "split", "shed"))


def tag_forecasts(tree: Tree) -> Tree:
    """Return the tree with each noun for a forecast, behind an owner or article, as one: cut its forecast."""
    if _FORESEEING.isdisjoint(tree.words):
        return tree
    tags = list(tree.tags)
    for place, tag in enumerate(tree.tags):
        is_owned = tree.words[place] in _FORESEEING and tree.child(place, "nmod:poss", "det") is not None
        if is_owned and tag.startswith("VB"):
            tags[place] = "NN"
    return tree if tags == tree.tags else replace(tree, tags=tags)


def tag_infinitives(tree: Tree) -> Tree:
    """Return the tree with each second verb of an infinitive as one: to make cars and | cost | 3 billion."""
    if _UNCHANGED.isdisjoint(tree.words):
        return tree
    tags, heads = list(tree.tags), list(tree.heads)
    for verb, tag in enumerate(tree.tags):
        is_past = tag in ("VBD", "VBN") and tree.words[verb] in _UNCHANGED
        if is_past and tree.relation(verb) == "conj" and tree.child(verb, "nsubj", "aux") is None:
            infinitive = _infinitive_before(tree, tree.heads[verb], verb)
            if infinitive is not None:
                tags[verb], heads[verb] = "VB", infinitive
    return tree if tags == tree.tags else replace(tree, tags=tags, heads=heads)


def _infinitive_before(tree: Tree, first: int, verb: int) -> int | None:
    """Return the infinitive that a second verb goes on from, wherever that was attached; None without one.

    It follows "to" or a modal verb: will make cars and | cost | 3 billion.
    """
    wished = tree.child(first, "xcomp") if tree.child(first, "aux:pass") is not None else first
    if wished is None or not wished < verb or tree.tags[wished] != "VB":
        return None
    leads = tree.children(wished, "mark", "aux")
    return wished if any(tree.words[lead] == "to" or tree.tags[lead] == "MD" for lead in leads) else None


def give_nouns_their_predicate(tree: Tree) -> Tree:
    """Return the tree with its main noun as the subject of a verb that was read as a clause beside it.

    The number of inmates held before trial has fallen: the parser reads "trial has fallen" as a clause.
    """
    if _FRONTING.isdisjoint(tree.words):
        return tree
    root = next((index for index in range(len(tree.words)) if tree.is_root(index)), 0)
    if tree.tags[root] not in NOUNS or tree.child(root, "nsubj", "cop") is not None:
        return tree
    for verb in range(root + 1, len(tree.words)):
        mark, noun = tree.child(verb, "mark"), tree.child(verb, "nsubj")
        is_finite = tree.tags[verb] in FINITE or tree.child(verb, "aux") is not None
        if mark is None or noun is None or not is_finite or root not in tree.above(verb):
            continue
        is_bare = tree.words[mark] in _FRONTING and noun == mark + 1 and tree.tags[noun] in NOUNS
        if not is_bare or "," in tree.words[root:verb] or tree.heads[verb] >= mark:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[mark], relations[mark], heads[noun], relations[noun] = noun, "case", tree.heads[verb], "obl"
        for child in tree.dependents[root]:
            if tree.relation(child) == "obl" or child > verb:
                heads[child] = verb
        heads[root], relations[root], heads[verb], relations[verb] = verb, "nsubj", verb, "ROOT"
        return replace(tree, heads=heads, relations=relations)
    return tree


def attach_directions(tree: Tree) -> Tree:
    """Return the tree with each value after "were down" as a part of that predicate.

    Exports rose in May, but loans were down 5 percent: the parser hangs the value on "rose".
    """
    if _DIRECTIONS.isdisjoint(tree.words):
        return tree
    heads, relations = list(tree.heads), list(tree.relations)
    for place in range(1, len(tree.words) - 1):
        is_predicate = tree.words[place] in _DIRECTIONS and tree.child(place, "cop") is not None
        subject = tree.child(place, "nsubj")
        if not is_predicate or subject is None or tree.tags[place + 1] != "CD":
            continue
        value = place + 1
        while tree.relation(value) in ("nummod", "compound") and tree.heads[value] > value:
            value = tree.heads[value]
        above = tree.heads[value]
        if above >= subject or value == above:
            continue
        heads[place], relations[place] = above, "parataxis"
        heads[value], relations[value] = place, "obl"
    return tree if heads == tree.heads else replace(tree, heads=heads, relations=relations)


def restore_starts(tree: Tree) -> Tree:
    """Return the tree with "start" before "at" and a number as a verb: prices for it | start | at 90."""
    if _STARTING.keys().isdisjoint(tree.words):
        return tree
    for verb in range(2, len(tree.words) - 2):
        tag = _STARTING.get(tree.words[verb])
        is_noun = tag is not None and tree.tags[verb] in NOUNS and tree.words[verb + 1] == "at"
        if not is_noun or tree.tags[verb + 2] not in ("CD", "$"):
            continue
        top = verb
        while tree.heads[top] < top and tree.tags[tree.heads[top]] in NOUNS:
            top = tree.heads[top]
        last = tree.children(verb, "compound", "nmod")
        inner = last[-1] if last else verb - 1
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        for child in tree.dependents[verb]:
            heads[child] = inner
        is_root = tree.is_root(top)
        if top == verb:
            top = inner
        heads[inner], relations[inner] = tree.heads[verb], tree.relations[verb]
        for child in tree.dependents[top]:
            if child > verb:
                heads[child] = verb
        value = verb + 2
        while tree.relation(value) in ("nummod", "compound") and tree.heads[value] > value:
            value = tree.heads[value]
        heads[verb], relations[verb] = (verb, "ROOT") if is_root else (heads[top], relations[top])
        heads[top], relations[top], tags[verb] = verb, "nsubj", tag or "VBP"
        heads[value], relations[value] = verb, "obl"
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree
