"""The date of a figure by the tree: from its own clause, or else from a clause above."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.parsed.nodes import Node

_NEVER = 10_000
_BESIDE = 5  # code points between a figure and a moment directly after it
# Participles whose year is that of what they are about: the answers, a round of funding.
_DATED = frozenset(("surveyed", "polled", "interviewed", "questioned", "sampled"))
_ROUNDS = frozenset(("round", "rounds", "financing", "investment"))
_PERFECT = frozenset(("has", "have", "had"))
_APART = ("acl", "advcl", "parataxis", "ccomp")


def moment_by_tree(node: Node, moments: Sequence[tuple[int, int]], figures: Sequence[int]) -> int | None:
    """Return the index in `moments` (spans in code points of the tree's text) that dates a figure, or None.

    `figures` are the starts of the sentence's figures: each one in between adds to the distance. A moment
    counts if its clause is the figure's or one above it. The moment with the fewest steps is chosen, and of
    two equally far the nearer in the text.
    """
    best, chosen = (_NEVER, _NEVER), None
    for place, (start, end) in enumerate(moments):
        distance = _distance(node, start, end, figures)
        if distance is not None and distance < best:
            best, chosen = distance, place
    return chosen


def _distance(node: Node, start: int, end: int, figures: Sequence[int]) -> tuple[int, int] | None:
    tree = node.tree
    last = max(node.own)
    if node.is_count and node.head > last:
        last = node.head  # 1,200 turbines in 2014
    own = tree.starts[min(node.own)], tree.ends[last]
    if 0 <= start - own[1] <= _BESIDE:
        return -1, 0  # 15 percent in 2014
    moment = tree.head_of(start, end)
    path = [node.head, *tree.above(node.head)]
    places = {index: place for place, index in enumerate(path)}
    climbed = 0
    index = moment
    for index in (moment, *tree.above(moment)):
        if index in places:
            break
        relation = tree.relation(index)
        climbed += 1
        if "since" in tree.cases(index):
            return None  # since its launch in 2008
        is_clause = relation in _APART or relation == "conj"
        is_participle = relation == "xcomp" and tree.tags[index] in ("VBD", "VBN")
        is_clause |= is_participle and tree.child(index, "mark", "aux") is None  # a venture set up in 2021
        is_own = relation == "acl" and tree.heads[index] == node.head and tree.words[index] != "compared"
        is_led = tree.words[index] == "led" and tree.words[tree.heads[index]] in _ROUNDS
        is_dated = relation == "acl" and (tree.words[index] in _DATED or is_led)
        is_own |= is_dated and tree.heads[index] in tree.below(node.governor)
        if is_clause and index != moment and not is_own:  # the 90 plants built in 2019
            return None  # the moment of another clause, not above that of the figure
    if index not in places or any(_is_of_earlier(node, word) for word in path[: places[index]]):
        return None
    crossed = sum(
        tree.relation(word) in (*_APART, "conj") and tree.tags[word].startswith(("VB", "N", "J"))
        for word in path[: places[index]]
    )
    gap = start - own[0] if start > own[0] else 2 * (own[0] - end)
    low, high = min(start, own[0]), max(start, own[0])
    passed = sum(low < figure < high for figure in figures)
    return 4 * crossed + 3 * passed + places[index] + climbed, abs(gap)


def _is_of_earlier(node: Node, word: int) -> bool:
    """Return whether a word is the verb of an aside about earlier times: rents, which have risen 5%."""
    tree = node.tree
    helpers = (tree.words[child] for child in tree.children(word, "aux"))
    return tree.relations[word] == "acl:relcl" and not _PERFECT.isdisjoint(helpers)
