"""Repair verbs of a clause that were read as its object or as an attribute of that."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_HAVING = ("has", "have", "had")
_PARTICIPLES = frozenset(
    ("risen", "fallen", "grown", "shrunk", "sunk", "doubled", "tripled", "climbed", "dropped")
)
_CAPPED = ("capped", "limited")
_LEADING = {"on", "under", "at", "in"}
_NUMBERS = ("CD", "$", "RB")


def make_perfect(tree: Tree) -> Tree:
    """Return the tree with the participle after "has" as its verb.

    Its share of exports has risen to 22 percent: the parser reads "risen" as an object. Output, which had
    risen 4 percent, fell: the parser reads "risen" as a noun.
    """
    for verb in range(1, len(tree.words) - 2):
        having = verb - 1
        if tree.tags[verb] in NOUNS and tree.words[verb] in _PARTICIPLES and tree.words[having] in _HAVING:
            return _make_perfect_of_noun(tree, having, verb)
        is_read = tree.heads[verb] == having and tree.relation(verb) in ("obj", "xcomp")
        if not is_read or tree.words[verb] not in _PARTICIPLES or tree.words[having] not in _HAVING:
            continue
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        heads[verb], relations[verb], tags[verb] = tree.heads[having], tree.relations[having], "VBN"
        if tree.is_root(having):
            heads[verb] = verb
        heads[having], relations[having] = verb, "aux"
        for child in tree.dependents[having]:
            if child != verb:
                heads[child] = verb
        for child in tree.children(verb, "nmod"):
            relations[child] = "obl"
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree


def _make_perfect_of_noun(tree: Tree, having: int, verb: int) -> Tree:
    """Return the tree with a participle read as a noun as the verb of its clause, and its value below it."""
    number = next((place for place in (verb + 1, verb + 2) if tree.tags[place] in ("CD", "$")), None)
    if number is None or tree.words[number - 1] not in (tree.words[verb], "by", "to"):
        return tree
    value = number
    while verb < tree.heads[value] != value and tree.tags[tree.heads[value]] in (*NOUNS, "CD", "$"):
        value = tree.heads[value]
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    tags[verb] = "VBN"
    if tree.heads[having] != verb:
        heads[verb], relations[verb] = tree.heads[having], tree.relations[having]
        if tree.is_root(having):
            heads[verb] = verb
        for child in tree.dependents[having]:
            heads[child] = heads[verb] if child == verb else verb
    heads[having], relations[having] = verb, "aux"
    heads[value], relations[value] = verb, "obl"
    for place in range(value + 1, len(tree.words)):
        if tree.words[place] == ",":
            break
        if tree.heads[place] < having:  # in 2022
            heads[place], relations[place] = verb, "obl"
    return replace(tree, heads=heads, relations=relations, tags=tags)


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


def join_last_nouns(tree: Tree) -> Tree:
    """Return the tree with the last noun of a subject as its head.

    Foreign direct investment inflows dropped 82 percent: the parser reads "investment dropped".
    """
    for noun in range(1, len(tree.words) - 1):
        verb = tree.heads[noun]
        is_read = tree.relation(noun) == "mark" and tree.tags[noun] in NOUNS and verb == noun + 1
        if not is_read or tree.child(verb, "nsubj") != noun - 1:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        relations[noun] = "nsubj"
        heads[noun - 1], relations[noun - 1] = noun, "compound"
        return replace(tree, heads=heads, relations=relations)
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


def make_clause_verb(tree: Tree) -> Tree:
    """Return the tree with an attribute of change between two nouns of a clause as its verb.

    They estimate that the curbs reduced revenue by $450 million: the parser reads "reduced revenue".
    """
    for verb in range(3, len(tree.words) - 3):
        item, subject = verb + 1, verb - 1
        is_read = tree.relation(verb) == "amod" and tree.heads[verb] == item and tree.tags[verb] == "VBN"
        if not is_read or tree.words[verb] not in load_tree_words().changing:
            continue
        is_between = (
            tree.tags[subject] == "NNS" and tree.tags[item] in NOUNS and tree.relation(item) == "ccomp"
        )
        number = verb + 3
        is_led_to = tree.words[verb + 2] in ("by", "to") and tree.tags[number] in _NUMBERS
        if is_between and is_led_to:
            return _put_between(tree, subject, verb, item)
    return tree


def _put_between(tree: Tree, subject: int, verb: int, item: int) -> Tree:
    """Return the tree with a verb above the noun before it and the noun after it."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[verb], relations[verb], tags[verb] = tree.heads[item], tree.relations[item], "VBD"
    for child in tree.dependents[item]:
        if child != verb:
            heads[child] = verb
    for child in tree.dependents[verb]:
        if child < subject:
            heads[child] = subject
    heads[item], relations[item] = verb, "obj"
    heads[subject], relations[subject] = verb, "nsubj"
    value = next(place for place in range(verb + 3, len(tree.words)) if tree.tags[place] in ("CD", "$"))
    top = tree.heads[value] if tree.relation(value) == "nummod" else value
    heads[top], relations[top] = verb, "obl"
    return replace(tree, heads=heads, relations=relations, tags=tags)
