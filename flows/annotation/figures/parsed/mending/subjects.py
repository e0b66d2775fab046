"""Repair subjects that were read as a verb, or as another word for the noun before them."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
_TRADES = frozenset(
    ("borrowing", "farming", "financing", "funding", "lending", "manufacturing", "mining", "processing")
) | frozenset(("recycling", "refining", "shipping", "spending", "training"))
_FRONTING = ("since", "after", "before", "until", "with", "as", "like", "unlike", "despite")
_LED_BY = ("fewer", "less", "more")
_PARTS = ("half", "third", "quarter", "fifth", "tenth", "thirds", "quarters", "fifths", "percent", "majority")
_FORECASTING = frozenset(
    ("project", "projects", "projected", "forecast", "forecasts", "intend", "intends", "intended")
)
_POINTERS = ("them", "it")
_ASKING = frozenset(("ask", "asks", "asked", "call", "calls", "called"))


def free_fronted(tree: Tree) -> Tree:
    """Return the tree with the noun of a fronted phrase as no subject: since the | ban |, prices fell.

    The parser may read "since" as a conjunction, and both nouns as subjects of the verb.
    """
    for verb in range(len(tree.words)):
        subjects = tree.children(verb, "nsubj")
        mark = tree.child(verb, "mark")
        if len(subjects) < 2 or mark is None or tree.words[mark] not in _FRONTING:
            continue
        first, second = subjects[:2]
        between = tree.words[first + 1 : second]
        if mark < first < second < verb and "," in between:
            heads, relations = list(tree.heads), list(tree.relations)
            heads[mark], relations[mark], relations[first] = first, "case", "obl"
            return replace(tree, heads=heads, relations=relations)
    return tree


def give_parts_their_verb(tree: Tree) -> Tree:
    """Return the tree with a part of a whole as the subject of the verb behind it.

    Fewer than 400 of the bakers were paying tax; half of the mills stand idle: the parser reads "fewer"
    or the part as the main word.
    """
    root = next((index for index in range(len(tree.words)) if tree.is_root(index)), 0)
    is_led = tree.words[root] in _LED_BY and tree.words[root + 1 : root + 2] == ["than"]
    part = tree.child(root, "obl") if is_led else root
    if part is None or tree.child(part, "nmod") is None or tree.tags[part] not in ("CD", *NOUNS):
        return tree
    if not is_led and tree.words[part] not in _PARTS:
        return tree
    verbs = [
        child for child in tree.children(root, "conj", "advcl") if child > part and _is_finite(tree, child)
    ]
    if len(verbs) != 1:
        return tree
    verb, heads, relations = verbs[0], list(tree.heads), list(tree.relations)
    for child in tree.dependents[root]:
        if child > verb or (is_led and child != part):
            heads[child] = verb
    if is_led:
        heads[root], relations[root], heads[root + 1], relations[root + 1] = part, "advmod", root, "fixed"
    heads[part], relations[part] = verb, "nsubj"
    heads[verb], relations[verb] = verb, "ROOT"
    return replace(tree, heads=heads, relations=relations)


def _is_finite(tree: Tree, verb: int) -> bool:
    """Return whether a verb without a subject of its own is finite, or has a finite auxiliary."""
    if tree.child(verb, *_SUBJECTS, "mark") is not None:
        return False
    return tree.tags[verb] in ("VBD", "VBP", "VBZ") or tree.child(verb, "aux") is not None


def name_trades(tree: Tree) -> Tree:
    """Return the tree with the name of a trade as a noun.

    Manufacturing capacity should reach 40 percent: the parser reads "manufacturing" as a verb.
    """
    tree = _take_from_top(tree)
    for place, word in enumerate(tree.words[:-1]):
        is_listed = tree.relation(place) == "advcl" and tree.words[place - 1] in (",", "and")
        is_read = tree.relation(place) in ("csubj", "nsubj") or is_listed
        if word not in _TRADES or not is_read or tree.tags[place] != "VBG":
            continue
        item = tree.child(place, "obj")
        if item is not None and (item != place + 1 or tree.tags[item] not in NOUNS):
            continue  # processing the ore
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        tags[place], relations[place] = "NN", "nsubj"
        top = place if item is None else item
        for child in tree.dependents[place]:
            heads[child] = top
            relations[child] = "nmod" if relations[child] == "obl" else relations[child]
        if item is not None:
            heads[item], relations[item] = tree.heads[place], "conj" if is_listed else "nsubj"
            heads[place], relations[place] = item, "compound"
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree


def _take_from_top(tree: Tree) -> Tree:
    """Return the tree with a first word as the subject of the verb after it: spending on ports reached."""
    verb = tree.child(0, "xcomp", "ccomp", "advcl")
    is_read = tree.words[0] in _TRADES and tree.tags[0] == "VBG" and tree.is_root(0)
    if not is_read or verb is None or tree.child(verb, *_SUBJECTS, "mark") is not None:
        return tree
    is_past = tree.tags[verb] == "VBN" and tree.words[verb] in load_tree_words().reaching
    item = tree.child(0, "obj")
    if not (is_past or tree.tags[verb] in ("VBD", "VBZ")) or (item is not None and item < verb):
        return tree
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[verb], relations[verb] = verb, tree.relations[0]
    heads[0], relations[0] = verb, "nsubj"
    if is_past:
        tags[verb] = "VBD"
    for child in tree.dependents[0]:
        if child > verb:
            heads[child] = verb
    return replace(tree, heads=heads, relations=relations, tags=tags)


def name_wanted(tree: Tree) -> Tree:
    """Return the tree with the noun before "to" or "is to" as the subject of the verb after it.

    The ministry wants the rate to reach 28 percent, the plan says that the rate is to reach it: the parser
    leaves "reach" without a subject.
    """
    for to in range(2, len(tree.words) - 2):
        verb, noun = to + 1, to - 1
        is_passive = tree.relations[verb] == "aux:pass" and tree.heads[verb] > verb
        if tree.tags[to] != "TO" or tree.tags[verb] != "VB":
            continue
        verb = tree.heads[verb] if is_passive else verb
        if tree.child(verb, *_SUBJECTS) is not None:
            continue
        is_set = tree.words[noun] in ("is", "are") and tree.heads[noun] == verb
        last = noun - is_set
        top = last
        for above in tree.above(last):
            if above > last or tree.tags[above] not in NOUNS or tree.words[above] in _ASKING:
                break
            top = above
        is_named = tree.tags[top] in NOUNS or tree.words[top] in _POINTERS
        if not is_named or (not is_set and not _is_wanted(tree, top, verb)):
            continue
        if is_set and not _is_said(tree, top, verb):
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[top], relations[top] = verb, "nsubj:pass" if is_passive else "nsubj"
        if tree.is_root(top):
            heads[verb], relations[verb] = verb, tree.relations[top]
        elif heads[verb] == top or not is_set:
            heads[verb], relations[verb] = tree.heads[top], "ccomp"
        return replace(tree, heads=heads, relations=relations)
    return tree


def _is_said(tree: Tree, noun: int, verb: int) -> bool:
    """Return whether the noun before "is to" was read as a clause, or as part of the one that is said."""
    if tree.relation(verb) == "advcl" and tree.heads[verb] == noun:
        return tree.relation(noun) == "ccomp"
    return tree.relation(verb) == "ccomp" and tree.heads[noun] in (verb, tree.heads[verb])


def _is_wanted(tree: Tree, noun: int, verb: int) -> bool:
    """Return whether a noun is the object of a word such as wants, and the infinitive belongs to either."""
    wanting = tree.heads[noun]
    is_wanting = tree.words[wanting] in load_tree_words().urging | _FORECASTING
    is_asked_for = tree.words[wanting] in _ASKING and tree.cases(noun) == ("for",)
    is_object = is_wanting and (tree.relation(noun) == "obj" or is_asked_for) and wanting < noun
    return is_object and tree.heads[verb] in (wanting, noun)


def raise_subject(tree: Tree) -> Tree:
    """Return the tree with the noun after an opening phrase and its comma as the subject.

    Under the Seas Act, extraction is to reach 10 percent: the parser reads "extraction" as another word for
    "act".
    """
    for noun, top in enumerate(tree.heads):
        verb = tree.heads[top]
        is_read = tree.relation(noun) == "appos" and tree.relation(top) == "obl" and top < noun < verb
        if not is_read or tree.tags[noun] not in NOUNS or tree.child(verb, *_SUBJECTS) is not None:
            continue
        commas = [place for place in range(top, verb) if tree.words[place] == ","]
        if len(commas) != 1 or not tree.cases(top) or not top < commas[0] < noun:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[noun], relations[noun] = verb, "nsubj"
        return replace(tree, heads=heads, relations=relations)
    return tree
