"""Read dates and grades as typed: a day, a month, a year or a range; 5, 4-5, or a name in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from flows.errors import UsageError
from flows.records import DIRECTIVE_GRADES, DIRECTIVE_GRADES_IN_CHINESE, DateRange
from flows.text import lazy_pattern

_TYPED = lazy_pattern(r"(\d{4})(?:(?P<mark>[-/.])(\d{1,2})(?:(?P=mark)(\d{1,2}))?)?", re.ASCII)
_TYPED_IN_CHINESE = lazy_pattern(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?", re.ASCII)
_FIRST_YEAR = 1000  # of dates as typed: names of periods from before then must be possible dates as well
_GRADES = lazy_pattern(r"([1-5])(?:-([1-5]))?")


def read_range(first: str, last: str) -> DateRange:
    """Return the range typed as `--from` and `--to`; an empty text leaves its end open.

    Raises UsageError if either is not a date, or if the first is after the last.
    """
    dates = DateRange(read_date(first, "--from"), read_date(last, "--to"))
    if dates.first and dates.last and dates.first > dates.last + "-99":
        raise UsageError("search.dates_reversed", first=first, last=last)
    return dates


def read_date(text: str, option: str) -> str | None:
    """Return the ISO date of a typed date (2021-3-9, 2021/3, 2021年3月); None for an empty text.

    A month or year alone stays a month or year. Raises UsageError for anything else, and for years before
    1000.
    """
    if not text:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _TYPED.fullmatch(plain) or _TYPED_IN_CHINESE.fullmatch(plain)
    if match is None:
        raise UsageError("search.no_date", option=option, text=text)
    numbers = [int(part) for part in match.groups() if part and part.isdigit()]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise UsageError("search.no_date", option=option, text=text) from None
    if numbers[0] < _FIRST_YEAR:
        raise UsageError("search.early_date", option=option, text=text)
    return "-".join(f"{number:02}" for number in numbers)


def read_grades(typed: Sequence[str]) -> tuple[int, ...]:
    """Return the grades typed as 5, 4-5 or by name (requires, 要求), ascending.

    Raises UsageError for anything else.
    """
    named = [*DIRECTIVE_GRADES.items(), *DIRECTIVE_GRADES_IN_CHINESE.items()]
    by_name = {name: grade for grade, name in named}
    grades: set[int] = set()
    for one in typed:
        text = one.strip().lower()
        match = _GRADES.fullmatch(text)
        if text in by_name:
            grades.add(by_name[text])
        elif match and match[1] <= (match[2] or match[1]):
            grades.update(range(int(match[1]), int(match[2] or match[1]) + 1))
        else:
            raise UsageError("search.unknown_grade", grade=one, known=tuple(by_name))
    return tuple(sorted(grades))
