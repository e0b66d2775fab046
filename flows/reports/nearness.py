"""Rank sentences by how much they say of an entity: as its subject, in a list, or in a heading."""

from __future__ import annotations

from flows.store.facts import FigurePlace, MentionPlace
from flows.text import end_of, find_sentence, lazy_pattern

_CLAUSE_ENDS = lazy_pattern(r"[、，；。：,;:](?!\d)|\n")  # but 3,000
_STOP = lazy_pattern(r"[。！？；]|[.!?;](?:\s|$|[”’」』）)])")
_NUMBER = lazy_pattern(r"[\W\d]*")  # of a heading or an item: 2.
_LIST_MARKS = lazy_pattern(r"、|, (?=\w)")
_LONG_LIST = 3  # list marks of a sentence that is about all its items rather than one
_LONGEST_ITEM = {"zh": 8, "en": 30}  # characters of an item of a list before or after the name


def measure_distance(text: str, figure: FigurePlace, place: MentionPlace) -> int:
    """Return how close a figure is to a mention in its sentence, 0 to 2.

    0 means that its indicator names it, or that both are in one clause; 2 that the mention is one of a list.
    """
    name = text[place.start : place.end]
    between = text[min(place.end, figure.end) : max(place.start, figure.start)]
    if name.casefold() in figure.indicator.casefold() or not _CLAUSE_ENDS.search(between):
        return 0
    if is_listed(text, place.start, place.end):
        return 2
    return 1


def is_listed(text: str, start: int, end: int) -> bool:
    """Return whether a mention at [start, end) is in an item of a list, in either language.

    石化、建材、稀土等; 石化标准、轻工标准、纺织标准及稀土标准; alloys, rare earth materials, and ceramics.
    """
    if text[start - 1 : start] == "、" or text[end : end + 1] == "、":
        return True
    first, last = find_sentence(text, start, end)
    marks = [match.start() for match in _LIST_MARKS.finditer(text, first, last)]
    if len(marks) < _LONG_LIST:
        return False
    longest = _LONGEST_ITEM["zh" if text.find("、", first, last) >= 0 else "en"]
    before = max((mark for mark in marks if mark < start), default=start - longest - 1)
    after = min((mark for mark in marks if mark >= end), default=end + longest + 1)
    return start - before <= longest or after - end <= longest


def is_fragment(text: str) -> bool:
    """Return whether a text has no end of a sentence: a heading, a cell of a table."""
    return _STOP.search(text, end_of(_NUMBER.match(text), 0)) is None
