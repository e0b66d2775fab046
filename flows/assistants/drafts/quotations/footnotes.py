"""Numbered notes of a draft: [1], ①, ¹ or [^1] behind a quotation, and the line that begins with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.assistants.drafts.claims import Span
from flows.text import lazy_pattern

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = rf"(?:[\[［〔]\^?(\d{{1,3}})[\]］〕]|([{_CIRCLED}])|([{_RAISED}]{{1,3}}))"
_BEHIND = lazy_pattern(rf"[”’」』\"'*_。．.，,；;！？!?）)]{{0,4}}[^\S\n]?{_MARK}")
# A line shorter than 28 code points is not wrapped: the next one is no part of the note.
_NOTE = lazy_pattern(
    rf"(?m)^[^\S\n]*{_MARK}[:：.、]?[^\S\n]*"
    rf"(?P<words>\S[^\n]*(?:(?<=[^\n]{{28}})\n(?![^\S\n]*(?:{_MARK}|\n|$))[^\n]+)*)"
)
# A note that refers to the one before, or to a numbered one: 同上，第5页; 同前注3; Ibid., Article 3.
_SAME = lazy_pattern(r"(?:同[上前]|上引|ibid\b|loc\. cit\.|id\.)(?:注\s?(?P<number>\d{1,3}))?", re.IGNORECASE)
_MOST_BACK = 20  # notes in a row that refer to the one before


def find_note(text: str, end: int) -> Span | None:
    """Return the words of the note whose number is behind the quotation that ends at `end`.

    Numbers may begin again in each chapter, so it is the next note of that number. A note that says 同上
    means the one before.
    """
    mark = _BEHIND.match(text, end)
    if mark is None:
        return None
    number, place = _number_of(mark.groups()), mark.end()
    for _ in range(_MOST_BACK):
        note = _next(_notes(text).get(number, ()), place)
        same = note and _SAME.match(text, note.start)
        if note is None or same is None or "《" in text[slice(*note)]:
            return note
        number = int(same["number"] or number - 1)
    return None


def _next(notes: Sequence[Span], place: int) -> Span | None:
    index = bisect_left(notes, (place, place))
    return notes[index] if index < len(notes) else None


@lru_cache(4)
def _notes(text: str) -> Mapping[int, Sequence[Span]]:
    """Return the words of the notes of a text by number, each by start."""
    found: dict[int, list[Span]] = defaultdict(list)
    for note in _NOTE.finditer(text):
        found[_number_of(note.groups()[:3])].append(Span(*note.span("words")))
    return found


def _number_of(groups: Sequence[str | None]) -> int:
    plain, circled, raised = groups
    if circled:
        return _CIRCLED.index(circled) + 1
    return int(plain or "".join(str(_RAISED.index(digit)) for digit in raised or "0"))
