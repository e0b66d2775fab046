"""Whose figure it is: the body or place that begins the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.records import Mention
from flows.text import has_han

_ACTORS = frozenset(("ORG", "GPE"))
# What may stand between a clause's border and the name that it is about.
_OPENING = re.compile(
    r"[\s,“\"'（(\d年月日前底末]*"
    r"(?:其中|目前|当前|去年|今年|截至|到|在|the|in|and|at|by|while|meanwhile|of which)?"
    r"[\s,“\"'（(\d年月日前底末]*",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[;；]")


def find_actor(text: str, near: Sequence[Mention], borders: Sequence[int], end: int) -> str:
    """Return the last body or place before `end` that begins a clause, or "" behind a semicolon.

    `borders` are where the sentence and its clauses begin.
    """
    for mention in reversed(near):
        begin = max((place for place in borders if place <= mention.start), default=borders[0])
        if begin > borders[0] and not has_han(mention.text):
            continue  # behind an English comma stands as often the next of a list
        if mention.type in _ACTORS and _OPENING.fullmatch(text, begin, mention.start):
            if _PAUSE.search(text, mention.end, end):
                return ""
            return mention.text
    return ""
