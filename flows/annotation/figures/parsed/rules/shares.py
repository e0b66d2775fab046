"""Rules for shares and sums of those whom a clause before has named or asked.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    climb,
    participle_of,
    plain_phrase,
    whole_phrase,
    with_predicate,
)
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, load_units

_FINITE_TAGS = (["VBD"], ["VBN"], ["VBP"], ["VBZ"])
_ENDS = (",", ".", ":", "CC", "-LRB-")
_LONGEST = 9  # words
_IN_PHRASE = ("IN", "NN", "JJ", "DT")
_SURVEYS = frozenset(("survey", "poll", "study", "sample", "questionnaire", "census"))
_OPENING_SURVEYS = ("in", "among", "according")
_BEFORE_SURVEYED = 4  # words from the survey to the number of those surveyed
_REST = frozenset(("remaining", "other"))
_BEHIND_THOSE = frozenset(
    ("who", "that", "with", "without", "above", "below", "in", "on", "from", "over", "under")
)
_LONGEST_THOSE = 9  # words


def are_surveyed(counted: Node, comma: int) -> bool:
    """Return whether a count is that of a survey before a comma: in a poll of 300 bakers, 38 percent."""
    tree = counted.tree
    places = range(max(0, min(counted.own) - _BEFORE_SURVEYED), min(counted.own))
    words = tree.words[places.start : places.stop]
    is_first = counted.before is None and tree.words[0] in _OPENING_SURVEYS
    return is_first and tree.words[comma] == "," and "of" in words and not _SURVEYS.isdisjoint(words)


def choose_next_part(node: Node) -> tuple[str, str] | None:
    """Take what is stated of another part of what was counted, right behind its share.

    Examples
    --------
    We asked 90 bakers, of whom 64 percent had closed and 9 percent paid late. → bakers paid late
    In a poll of 300 bakers, 40 percent had closed and 12 percent had moved. → bakers had moved
    """
    tree, before, first, place = node.tree, node.before, min(node.own), max(node.own) + 1
    if before is None or node.figure.unit != PERCENT or before.figure.unit != PERCENT or node.is_count:
        return None
    counted = before.before
    if counted is None or not counted.is_count or tree.words[first - 1] not in ("and", "while", "but"):
        return None
    behind = tree.tags[place : place + 1], tree.tags[max(before.own) + 1 : max(before.own) + 2]
    are_stated = all(tags in _FINITE_TAGS for tags in behind)
    whose = tree.words[max(counted.own) : min(before.own)]
    is_asked = bool({"whom", "which"} & {*whose}) or are_surveyed(counted, min(before.own) - 1)
    if not are_stated or not is_asked or tree.words[place] in load_tree_words().changing:
        return None
    end = place + 1
    while end < len(tree.words) and tree.tags[end] not in _ENDS and end not in node.blocked:
        end += 1
    if end - place > _LONGEST:
        return None
    return f"{plain_phrase(counted)} {node.text_of(range(place, end))}", ""


def choose_remaining(node: Node) -> tuple[str, str] | None:
    """Take what is stated of the rest of a whole of which a part was named.

    Examples
    --------
    The city owns 58 percent of the port, and the remaining 42 percent is leased. → port is leased
    """
    before = node.before
    is_rest = node.tree.words[min(node.own) - 1] in _REST and node.relation == "nsubj" and not node.is_count
    if not is_rest or before is None or {node.figure.unit, before.figure.unit} != {PERCENT}:
        return None
    whole, said = whole_phrase(before), with_predicate(node, node.head)
    said = said.removeprefix(node.phrase(node.head)).strip()
    return (f"{whole} {said}", "") if whole and said else None


def choose_those(node: Node) -> tuple[str, str] | None:
    """Take what those do with a sum or share whom a phrase behind "those" names.

    Examples
    --------
    Small farms pay nothing, and those in the plain pay 2 percent. → paid
    """
    tree = node.tree
    if "those" not in tree.words:
        return None
    verb, relation, _ = climb(node)
    those = tree.child(verb, "nsubj")
    is_object = relation == "obj" and node.figure.unit in {PERCENT, *load_units().currencies}
    if not is_object or node.is_count or those is None or tree.words[those] != "those":
        return None
    is_named = tree.words[those + 1] in _BEHIND_THOSE and those + 1 < verb <= those + _LONGEST_THOSE
    if not is_named or tree.words[verb] in load_tree_words().changing or whole_phrase(node):
        return None
    return participle_of(tree.words[verb], tree.tags[verb]), node.text_of(range(those, verb))


def whole_of_those(node: Node) -> str:
    """Return the whole that "those" means: 60 percent of homes in towns, 3 percent of | those in hills |."""
    tree, place, before = node.tree, max(node.own) + 2, node.before
    former = None if before is None else before.part_of(before.head, "of")
    is_pointed = tree.words[place : place + 1] == ["those"] or tree.words[place : place + 2] == ["that", "of"]
    if not is_pointed or before is None or former is None:
        return ""
    end = node.run_of(place + 1, _IN_PHRASE).stop
    if tree.tags[place + 1] != "IN" or not node.is_noun(end - 1):
        return ""
    things = [word for word in before.words_of(former) if word <= former]
    return f"{node.text_of(things)} {node.text_of(range(place + 1, end))}"


def purpose_behind(node: Node, place: int) -> str:
    """Return for or from whom a part of things is, right behind "of them": 3 percent of them | for boys |."""
    tree = node.tree
    if tree.words[place + 1 : place + 2] not in (["for"], ["from"], ["in"]):
        return ""
    end = node.run_of(place + 1, _IN_PHRASE).stop
    is_whole = tree.tags[end : end + 1] in (["."], []) and end - place > 2 and node.is_noun(end - 1)
    return node.text_of(range(place + 1, end)) if is_whole else ""
