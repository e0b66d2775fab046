"""Phrases of two or more nouns that "and" or "or" joins."""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node

_JOINING = (["and"], ["or"], [",", "and"], [",", "or"])
_DETERMINERS = frozenset(("DT", "PRP$", "CD", "PDT"))


def subject_with_conjunct(node: Node, index: int) -> str:
    """Return the phrase of a subject with the one that "and" joins to it: imports and exports of ore.

    Only a noun right before the verb of the clause is joined, without a comma or an article.
    """
    tree, verb = node.tree, node.tree.heads[index]
    others = [child for child in tree.children(index, "conj") if node.is_noun(child) and index < child < verb]
    if tree.relation(index) not in ("nsubj", "nsubj:pass") or len(others) != 1:
        return node.phrase(index)
    first, second = node.words_of(index), node.words_of(others[0])
    is_plain = tree.words[second[0] - 1] == "and" and first[-1] == second[0] - 2
    if not is_plain or tree.tags[second[0]] in ("DT", "PRP$") or not node.blocked.isdisjoint(second):
        return node.phrase(index)
    return node.text_of(range(first[0], second[-1] + 1))


def counted_phrase(node: Node, index: int) -> str:
    """Return what a number counts, with the plural nouns joined to it: 300 schools, clinics and libraries.

    A noun with a number or an article of its own is not counted by this one: 300 schools and a clinic.
    """
    words = node.words_of(index)
    last, is_closed = words[-1], False
    if node.tree.tags[index] != "NNS":
        return node.text_of(words)
    for conjunct in _conjuncts(node, index):
        joined = node.words_of(conjunct)
        sign = node.tree.words[last + 1 : joined[0]]
        is_closed = sign in _JOINING
        if not (is_closed or sign == [","]) or not _is_plain_plural(node, conjunct, joined):
            return node.phrase(index)
        last = joined[-1]
    if not is_closed:
        return node.phrase(index)
    return node.text_of(range(words[0], last + 1))


def _conjuncts(node: Node, index: int) -> list[int]:
    """Return the nouns joined to a word, in order; each is below the first or the one before."""
    found = [index]
    for word in found:
        found += [child for child in node.tree.children(word, "conj") if child > word]
    return sorted(found[1:])


def _is_plain_plural(node: Node, index: int, words: list[int]) -> bool:
    """Return whether a noun is a plural without number, article or figure of its own."""
    tags, behind = node.tree.tags, words[-1] + 1
    if node.tree.words[behind : behind + 1] in (["of"], ["worth"]) and behind + 1 in node.blocked:
        return False  # workers, and sales of 2 billion yuan
    is_plural = tags[index] == "NNS" and node.is_noun(index)
    leading = tags[words[0] - 1 : index]
    return is_plural and not _DETERMINERS.intersection(leading) and node.blocked.isdisjoint(words)
