"""Repair periods after a subject, and the years of forecasts."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.parsing import Tree

_PERIODS = frozenset(("year", "years", "month", "months", "quarter", "period", "half", "weeks", "halves"))
_SPANS = frozenset(("years", "months", "weeks", "decades", "quarters"))
_LASTING = frozenset(("over", "within", "across"))
_ENDED = ("ended", "ending")
_OF_DATES = ("CD", "NNP", ",")
_MAIN = ("VBD", "VBZ", "VBP", "MD")
_VERBAL = ("VBN", "VBD", "VB")


def attach_periods(tree: Tree) -> Tree:
    """Return the tree with "ended" as a word of the period before it, not as the verb of the sentence.

    Revenue for the year ended 31 December 2024 was 18 billion: the parser reads "revenue ended".
    """
    for ended in range(2, len(tree.words) - 2):
        if tree.words[ended] not in _ENDED or tree.words[ended - 1] not in _PERIODS:
            continue
        verb = next(
            (place for place in range(ended + 1, len(tree.words)) if tree.tags[place] not in _OF_DATES), 0
        )
        if verb > ended + 1 and tree.tags[verb] in _MAIN:
            return _attach_period(tree, ended, verb)
    return tree


def detach_spans(tree: Tree) -> Tree:
    """Return the tree with a sum as the object of its verb, not as a number of the years right after it.

    Allocated CNY 10 billion over five years: the parser reads 10 billion years with "over" as an adverb.
    """
    for over in range(2, len(tree.words) - 2):
        if tree.words[over] not in _LASTING or tree.tags[over + 1] != "CD" or tree.relation(over) == "case":
            continue
        span = over + 2
        if tree.words[span] not in _SPANS or tree.heads[over - 1] != span or tree.relation(span) != "obj":
            continue
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        for child in tree.dependents[span]:
            if child < over:
                heads[child], relations[child] = tree.heads[span], "obj"
            elif child > span and tree.relation(child) == "nmod":
                heads[child], relations[child] = tree.heads[span], "obl"  # for chip design
        heads[over], relations[over], tags[over] = span, "case", "IN"
        heads[over + 1], relations[over + 1] = span, "nummod"
        relations[span] = "obl"
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree


def _attach_period(tree: Tree, ended: int, verb: int) -> Tree:
    """Return the tree with the predicate that `verb` begins in the place of "ended"."""
    subject = tree.child(ended, "nsubj")
    main = tree.heads[verb] if tree.relation(verb) in ("cop", "aux") else verb
    if subject is None or subject >= ended - 1 or main <= ended:
        return tree
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[main], relations[main] = tree.heads[ended], tree.relations[ended]
    if tree.is_root(ended):
        heads[main] = main
    for child in tree.dependents[ended]:
        if child != main and (child > verb or child < ended - 1):
            heads[child] = main
    if heads[ended - 1] in (ended, main):
        heads[ended - 1], relations[ended - 1] = subject, "nmod"
    heads[ended], relations[ended], tags[ended] = ended - 1, "amod", "VBN"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def name_forecasts(tree: Tree) -> Tree:
    """Return the tree with "forecast" after a year as a noun: 30 percent below the 2021 forecast by 2027."""
    if "forecast" not in tree.words:
        return tree
    for place in range(2, len(tree.words)):
        year = place - 1
        is_noun = tree.words[place] == "forecast" and tree.tags[year] == "CD" and tree.tags[place] in _VERBAL
        if not is_noun or place in tree.above(year) or tree.relation(year) not in ("obl", "nmod", "obj"):
            continue
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        top = tree.heads[year]
        for child in (*tree.dependents[year], *tree.dependents[place]):
            heads[child] = place if child < year else top
        heads[place], relations[place], tags[place] = top, tree.relations[year], "NN"
        heads[year], relations[year] = place, "nummod"
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree
