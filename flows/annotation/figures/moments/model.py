"""A moment, and the reading of years in both languages.

A plan period is represented by its last year. The Five-Year Plans (中华人民共和国国民经济和社会发展五年规划):
the 1st ended in 1957, the 2nd in 1962, then, after three years without one, the 3rd in 1970, and every five
years after that; the 14th ended in 2025.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.text import lazy_pattern, parse_numeral

Role = Literal["by", "in", "base"]
PLAN_ENDS: dict[int, int] = {1: 1957, 2: 1962, 3: 1970} | {
    number: 1955 + 5 * number for number in range(4, 18)
}
# A twelve-month year in two calendar years, 2023-24 or FY2023/24; 2011-12 may be a month.
TWO_YEARS = lazy_pattern(
    r"(?<![\d-])(?P<century>19|20)(?P<first>\d{2})[-–/](?P<last>1[3-9]|[2-9]\d)(?![\d-])"
)
_FIRST_WHOLE_YEAR = 1000  # years of the Republic have three digits at most
_FIRST_REPUBLIC_YEAR = 1912
# A role by whether it is a base.
BASE_OR_IN: dict[bool, Role] = {True: "base", False: "in"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, `text[start:end]` without its preposition; `iso` is a year, month or day, or "".

    `role`: something is to be reached `by` it, something was so `in` it, or it is the `base` of a comparison.
    `first` is the start of a period that ends there (2019-2022), or of one without an end (`iso` is then "").
    """

    start: int
    end: int
    iso: str
    role: Role
    first: str = ""


def merge_years(words: str) -> str:
    """Return words with twelve-month years as their second calendar year: 2024 for 2023-24."""
    return TWO_YEARS.sub(_second_year, words)


def _second_year(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if int(last) - int(first) != 1:
        return match[0]
    return f"{match['century']}{last}"


def common_year(year: str) -> int:
    """Return a year of the common era: 民国113 and 113 are both 2024."""
    number = parse_numeral(year.removeprefix("民国").removeprefix("民國")) or 0
    return number if number >= _FIRST_WHOLE_YEAR else number + _FIRST_REPUBLIC_YEAR - 1


def date_of(year: str, month: str | None, day: str | None) -> str:
    """Return an ISO date as far as it is known: a year, month or day."""
    parts = [f"{common_year(year)}"]
    for value, limit in ((month, 12), (day, 31)):
        if not value or not 1 <= int(value) <= limit:
            break
        parts.append(f"{int(value):02}")
    return "-".join(parts)
