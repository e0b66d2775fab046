"""A date in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text, in code points: ISO year, month or day; `last` is the end of a period, else "".

    `source` is "text", or "document" for a date counted from the document's.
    """

    start: int
    end: int
    first: str
    last: str = ""
    source: str = "text"
