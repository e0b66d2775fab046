"""Whole lists in the names of English figures: coal, oil and gas output is not that of coal."""

from __future__ import annotations

import re

from flows.annotation.figures.parsed.nodes import Node
from flows.text import lazy_pattern

_MEASURE = (
    r"(?:output|production|capacity|generation|exports|imports|shipments|prices|sales|demand|consumption"
    r"|trade|suppl(?:y|ies)|reserves|stocks|yields?|acreage|investment)"
)
_ITEM = r"(?!(?:an?|the|its|their|which|who|but|and|or|not|with|in|by)\b)[a-z-]+"
# Behind a name: coal|, oil and gas output.
_TO_MEASURE = lazy_pattern(rf"(?:, {_ITEM}){{1,4}},? and {_ITEM} {_MEASURE}(?![a-z])")
# Behind a measure of something: imports of coal|, oil and gas rose.
_OF_SOMETHING = lazy_pattern(rf"{_MEASURE} of {_ITEM}", re.IGNORECASE)
_TO_VERB = lazy_pattern(
    rf"(?:, {_ITEM}){{1,4}},? and {_ITEM}(?= (?:rose|fell|grew|were|was|are|is|will|reached|increased"
    r"|declined|decreased|dropped|climbed|jumped|surged|totall?ed|came|stood|accounted|hit|exceeded"
    r"|amounted)\b)"
)
# A name that ends a list, whose first noun opens the sentence: steel, |cement and glass capacity.
_REST = lazy_pattern(rf"(?:{_ITEM}, )?{_ITEM},? and {_ITEM} {_MEASURE}")
_FIRST = lazy_pattern(r"\W*(?P<first>[A-Z][a-z]+), $")
_ONE_NOUN = lazy_pattern(r"[A-Za-z-]+")
_TIMES = frozenset(("today", "yesterday", "overall", "monday", "tuesday", "wednesday", "thursday", "friday"))


def complete_list(node: Node, name: str) -> str:
    """Return the name of a figure with the rest of the list to which its noun belongs, else unchanged."""
    tree = node.tree
    ahead = tree.text[: tree.starts[min(node.own)]]
    place = ahead.find(name) if name else -1
    if place < 0:
        return name
    end = place + len(name)
    if _REST.fullmatch(name):
        first = _FIRST.fullmatch(ahead, 0, place)
        is_noun = first is not None and tree.tags[0].startswith("NN") and tree.words[0] not in _TIMES
        if first and is_noun:
            return ahead[first.start("first") : end]
        return name
    pattern = None
    if _ONE_NOUN.fullmatch(name) and not ahead[:place].strip():
        pattern = _TO_MEASURE
    elif _OF_SOMETHING.fullmatch(name):
        pattern = _TO_VERB
    rest = pattern.match(ahead, end) if pattern else None
    if rest:
        return f"{name}{rest[0]}"
    return name
