"""The extent of the noun phrase around a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.words_en import load_words

if TYPE_CHECKING:
    from flows.annotation.figures.parsed.nodes import Node

_CLAUSES = (
    "acl",
    "appos",
    "parataxis",
    "advcl",
    "ccomp",
    "discourse",
    "dep",
    "reparandum",
    "orphan",
    "dislocated",
)
RELATIVES = frozenset(("that", "who"))
LONGEST_NAME = 110  # code points of a name that a description may lengthen
_LONGEST_RELATIVE = 9  # words
_OBJECTS = ("obj", "obl", "conj")
_LEADING = ("det", "case", "cc", "punct", "mark", "predet", "cop", "aux", "advmod")
_LONGEST = 18  # words of a phrase
_LONGEST_ATTRIBUTE = 7  # words of a participle and its complements
_LONGEST_LIST = 12  # words, with a list of places: exported to Russia, Belarus and Iran
_VALUE_ADDED = ["value", "added"]
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def find_extent(node: Node, index: int, keep: Sequence[int] = ()) -> list[int]:
    """Return the words of the noun phrase around a word, in order and without gaps."""
    tree = node.tree
    found, waiting = {index}, [index]
    while waiting:
        word = waiting.pop()
        for child in tree.dependents[word]:
            if child in found or not _belongs(node, child, word, index):
                continue
            found.add(child)
            waiting.append(child)
    return _run(node, found | set(keep), index)


def _belongs(node: Node, child: int, word: int, top: int) -> bool:
    tree = node.tree
    relation = tree.relation(child)
    if word == top and _is_restrictive(node, child, top):
        return True
    if child in node.blocked or relation in _CLAUSES:
        is_plain = tree.relations[child] == "acl" and tree.tags[child] in ("VBN", "VBD", "VBG")
        is_plain = is_plain and child not in node.blocked
        return is_plain and (word != top or _is_short_attribute(node, child, top))
    if relation in ("nsubj", "cop", "aux", "mark", "csubj", "expl", "vocative"):
        return word != top
    if relation in ("conj", "cc") and word == top:
        return False
    if relation in ("nmod", "obl") and (_holds_blocked(node, child) or _is_aside(node, child, top)):
        return False
    if relation == "nmod" and word == top and tree.tags[child] == "PRP$":
        return False
    return relation != "punct" or word != top or tree.words[child] in ("-", "'", '"', "“", "”", "/", "%")


def _is_restrictive(node: Node, child: int, top: int) -> bool:
    """Return whether a short relative clause without a comma says which ones a noun means.

    Wells that were dug by hand gave up; 14 percent of the people who had moved; 30 loans that had failed.
    """
    tree = node.tree
    words = tree.below(child)
    is_clause = tree.relations[child] == "acl:relcl" and tree.words[words[0]] in RELATIVES
    is_close = is_clause and words[0] > top and tree.words[words[0] - 1] != ","
    is_whole = is_close and words == list(range(words[0], words[-1] + 1))
    if not is_whole or len(words) > _LONGEST_RELATIVE or not node.blocked.isdisjoint(words):
        return False
    following = "".join(tree.tags[words[-1] + 1 : words[-1] + 2])
    if following in _NOUNS:
        return False  # orchards that had received grants: the object was read as the next subject
    is_subject = tree.relation(top) == "nsubj" and following.startswith(("VB", "MD", "RB"))
    is_counted = node.is_count and top == node.head and tree.relation(top) in _OBJECTS
    # A discount of 2 percent | to farmers who pay early.
    is_behind = tree.child(top, "case") == max(node.own) + 1
    return is_subject or is_counted or is_behind or tree.cases(top) == ("of",)


def _is_short_attribute(node: Node, child: int, top: int) -> bool:
    """Return whether a participle and its words belong to a subject, a whole or what is counted.

    Goods exported to Russia grew; 14 percent of the tools bought by foundries; 34 jets parked there.
    """
    tree = node.tree
    words = tree.below(child)
    is_subject = tree.relation(top) == "nsubj" and words[-1] <= tree.heads[top]
    is_next = child == top + 1 and tree.tags[child] in ("VBN", "VBD")
    is_of_part = tree.cases(top) == ("of",) or top - 1 in node.own  # one in six teachers trained
    is_whole = is_next and tree.tags[child] == "VBN" and is_of_part and not node.is_count
    is_counted = is_next and node.is_count and top == node.head and tree.relation(top) in _OBJECTS
    is_led_by_adverb = words[0] == child - 1 and tree.tags[words[0]] == "RB"  # actually used in services
    if not (is_subject or is_whole or is_counted) or not (words[0] == child or is_led_by_adverb):
        return False
    following = words[-1] + 1
    if tree.tags[following] in _NOUNS and following not in node.blocked:
        return False  # water reaching Grade III will rise: its object was read as the subject
    signs = [word for word in words if tree.relation(word) == "punct"]
    is_list = all(tree.relation(tree.heads[word]) == "conj" for word in signs)
    return is_list and len(words) <= (_LONGEST_LIST if signs else _LONGEST_ATTRIBUTE)


def _is_aside(node: Node, child: int, top: int) -> bool:
    """Return whether a comma separates a preposition and its noun from the phrase: sales, despite it."""
    tree = node.tree
    is_parted = any(tree.words[word] == "," and word < child for word in tree.children(child, "punct"))
    return is_parted and tree.heads[child] == top < child and bool(set(tree.cases(child)) - {"of"})


def _holds_blocked(node: Node, index: int) -> bool:
    """Return whether a noun phrase, without the clauses in it, contains a figure or a moment."""
    waiting = [index]
    while waiting:
        word = waiting.pop()
        if word in node.blocked:
            return True
        waiting += [
            child for child in node.tree.dependents[word] if node.tree.relation(child) not in _CLAUSES
        ]
    return False


def _run(node: Node, found: Iterable[int], index: int) -> list[int]:
    """Return the contiguous words around `index`, without words that only introduce or end the phrase."""
    inside = set(found)
    first = last = index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    tree = node.tree
    if tree.words[last : last + 2] == _VALUE_ADDED:
        last += 1
    while first < index and (
        (tree.relation(first) in _LEADING and not _is_part_of_name(node, first) and not _is_kind(node, first))
        or first in node.blocked
        or tree.tags[first] in ("PRP$", "WP$")
    ):
        first += 1
    is_span = tree.tags[first] == "CD" and first + 1 < index
    if (
        is_span
        and tree.words[first + 1] in load_tree_words().times
        and tree.words[first - 1 : first] in (["over"], ["in"], ["for"])
    ):
        first += 2  # over nine months revenue came to
    following = first - 2 in node.blocked and tree.words[first - 1 : first] in (["a"], ["per"])
    if following and "and" in tree.words[first:index]:
        first += tree.words[first:index].index("and") + 1  # 340 yuan a ton and steel prices
    commas = [place for place in range(first, index) if tree.words[place] == ","]
    opening = first - 1 - (tree.tags[first - 1] == "DT")
    if commas and opening >= 0 and tree.tags[opening] == "IN" and tree.heads[opening] == index:
        first = commas[-1] + 1  # within the total, coal fell
    if first < index and tree.words[first - 1] == "to" and tree.words[first] in load_words().transitive:
        first += 1  # a contract to supply batteries worth
    while last > index and (
        tree.relation(last) in ("punct", "case", "cc", "mark")
        or tree.words[last] == "respectively"
        or tree.tags[last] in ("WP", "WDT")  # applicants by what they contribute
    ):
        last -= 1
    return list(range(first, last + 1))[:_LONGEST]


def _is_kind(node: Node, index: int) -> bool:
    """Return whether an adjective read as an adverb says of which kind something is: foreign direct."""
    return node.tree.tags[index] == "JJ" and node.tree.relations[index] == "advmod"


def _is_part_of_name(node: Node, index: int) -> bool:
    """Return whether a preposition begins a name: per capita income, under-five mortality."""
    words = node.tree.words
    return words[index] == "per" or words[index + 1 : index + 2] == ["-"]
