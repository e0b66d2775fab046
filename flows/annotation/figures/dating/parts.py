"""The year of a part of a year that is named without one: in the third quarter, 1—7月."""

from __future__ import annotations

import re

from flows.annotation.figures.dating.headings import Years
from flows.annotation.figures.moments import months_of_words
from flows.text import month_number, parse_numeral

NUMBERS = {
    name: number
    for number, name in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 2
    )
}
_PARTS = {"上半": 6, "前二": 6, "前两": 6, "前三": 9, "一": 3, "二": 6, "三": 9, "四": 12, "下半": 12}
_ENGLISH_PARTS = {"first h": 6, "first q": 3, "second q": 6, "second h": 12, "third q": 9, "fourth q": 12}
_ENGLISH_PARTS |= {f"q{number}": 3 * number for number in range(1, 5)}
EARLY = 3  # up to March, parts that end late in a year are named without the year before
_LATE = 9  # parts that end in September or later are such


def year_of_part(match: re.Match[str], years: Years) -> str:
    """Return the year of the last such part or month that had ended or begun at that date, or ""."""
    last = _last_month(match)
    if not years.year or not years.month or not last:
        return ""
    if last <= years.month:
        return str(years.year)
    is_before = years.month <= EARLY and last >= _LATE
    if match.groupdict().get("name"):  # in July: a past one
        is_before = last - years.month >= EARLY
    if is_before:
        return str(years.year - 1)
    return ""


def _last_month(match: re.Match[str]) -> int:
    """Return the number of the month in which a part of a year ends."""
    groups = match.groupdict()
    digits = groups.get("month") or groups.get("last") or groups.get("count") or groups.get("han")
    if digits:
        return parse_numeral(digits) or 0
    if spell := groups.get("spell"):
        months = months_of_words(spell)
        return months[1] if months else 0
    if name := groups.get("name") or groups.get("may"):
        return month_number(name)
    if groups.get("words"):
        return NUMBERS[groups["words"]]
    if groups.get("to_quarter"):
        return 3 * (parse_numeral(groups["to_quarter"]) or 0)
    if groups.get("quarters"):
        return 3 * NUMBERS[groups["quarters"]]
    words = match[0].removeprefix("第")
    table = {**_PARTS, **_ENGLISH_PARTS}
    return next((month for start, month in table.items() if words.startswith(start)), 0)
