"""A date in a text."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass, replace

_DAY_LENGTH = 10  # characters of an ISO date with a day


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

    def as_existing(self) -> When:
        """Return the date with its ends as the calendar has them: 2月30日 is a slip for some day of February.

        >>> 2023-02-30 -> 2023-02
        """
        first, last = _existing(self.first), _existing(self.last)
        return replace(self, first=first, last=last)


def _existing(iso: str) -> str:
    """Return an ISO date, or its month if the month has no such day."""
    if len(iso) < _DAY_LENGTH:
        return iso
    year, month, day = (int(part) for part in iso.split("-"))
    if 1 <= day <= monthrange(year, month)[1]:
        return iso
    return iso[: -len("-30")]


def last_year_with(month: int, day: int, year: int) -> int:
    """Return the last year up to `year` that has a day: 29 February up to 2025 was in 2024."""
    while (month, day) == (2, 29) and not isleap(year):
        year -= 1
    return year
