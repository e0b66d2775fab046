"""Names of English figures with what describes their last words: duties on cars | shipped from Shanghai."""

from __future__ import annotations

from flows.annotation.figures.parsed.extents import LONGEST_NAME, RELATIVES
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading
from flows.annotation.figures.words import GAP

_LONGEST = 9  # words of one description
_PHRASES = ("nmod", "obl")
_COMPARING = frozenset(("as", "than", "like", "versus"))
_ENDS = (",", ":", "-LRB-", ".")
_PARTICIPLES = ("VBN", "VBG", "VBD")
_FINITE = ("VBD", "VBZ", "VBP", "MD")  # without one a participle is the verb: profits rebounded in May
_OPEN = ("DT", "IN", "TO", "CC", "PRP$")  # tags of words that end no phrase
_NOUNS = ("NN", "NNS", "NNP", "NNPS")  # the only ends of one that is cut


def extend(node: Node, read: Reading) -> str:
    """Return the name of a figure with the phrases right behind it that depend on its words.

    A phrase is a preposition with its noun, a participle, or a short relative clause. It ends before a comma
    and before another figure or a time, and what says when or who has the figure is left out.
    """
    words = _words_of_end(node, read.indicator)
    if not words:
        return read.indicator
    last, inside = words[-1], set(words)
    while found := _description_at(node, last + 1, inside, read):
        last = found[-1]
        inside.update(found)
    if last == words[-1]:
        return read.indicator
    full = f"{read.indicator} {node.text_of(range(words[-1] + 1, last + 1))}"
    return full if len(full) <= LONGEST_NAME else read.indicator


def _words_of_end(node: Node, name: str) -> list[int]:
    """Return the words of the tree that a name ends with, none if they occur more than once."""
    tree, written = node.tree, name.rpartition(GAP)[2].split()
    text = tree.text.lower()
    for first in range(len(written)):
        ending = " ".join(written[first:]).lower()
        place = text.find(ending)
        if place >= 0:  # of "share of capital" only the last word may be in the text
            is_only = text.find(ending, place + 1) < 0
            words = tree.words_in(place, place + len(ending)) if is_only else ()
            return [one for one in words if one not in node.blocked]
    return []


def _description_at(node: Node, place: int, inside: set[int], read: Reading) -> list[int]:
    """Return the words of the description that begins at a place and depends on one of some words."""
    tree = node.tree
    ahead = range(place, min(place + _LONGEST, len(tree.words)))
    top = next((one for one in ahead if tree.heads[one] in inside and tree.below(one)[0] == place), None)
    if top is None or top in node.blocked or not _describes(node, top, place):
        return []
    below = tree.below(top)
    end = next((one for one in below if one in node.blocked or tree.tags[one] in _ENDS), below[-1] + 1)
    found = [one for one in below if one < end]
    if found != list(range(place, end)) or not 1 < len(found) <= _LONGEST:
        return []
    is_cut = len(found) < len(below)
    if tree.tags[found[-1]].startswith(_OPEN) or (is_cut and tree.tags[found[-1]] not in _NOUNS):
        return []
    is_when = any(tree.words[one] in load_tree_words().times for one in found)
    is_told = bool(read.subject) and read.subject.lower() in node.text_of(found).lower()
    return [] if is_when or is_told else found


def _describes(node: Node, top: int, place: int) -> bool:
    """Return whether what a word governs describes the word above it."""
    tree = node.tree
    if tree.relations[top] == "acl:relcl":
        return tree.words[place] in RELATIVES
    if tree.relation(top) == "acl":
        has_verb = any(tag in _FINITE for index, tag in enumerate(tree.tags) if index != top)
        return has_verb and tree.tags[top] in _PARTICIPLES and tree.words[place] != "to"
    is_phrase = tree.relation(top) in _PHRASES and tree.tags[place] in ("IN", "TO")
    return is_phrase and tree.words[place] not in _COMPARING
