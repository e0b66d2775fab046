"""Parts of a year: its quarters, halves and first months."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.annotation.figures.moments.english import LENGTHS, MONTH, MONTHS
from flows.annotation.figures.moments.model import Moment
from flows.text import lazy_pattern, month_number, parse_numeral

_ENGLISH = lazy_pattern(
    r"\b(?:(?P<ordinal>first|second|third|fourth|last|final)[ -](?P<unit>quarter|half)"
    r"|(?P<letter>[qh])(?P<number>[1-4])|(?P<number2>[1-4])(?P<letter2>[qh])"
    r"|first (?P<months>two|three|four|five|six|seven|eight|nine|ten|eleven|1?\d) months"
    rf"|first (?P<quarters>two|three) quarters|(?P<spell>{MONTHS}),?)"
    r"(?: of| in)? (?:(?:19|20)\d{2}|(?:this|last|that|the same) year)$"
)
# The months of a spell: from January to June, the three months to June.
_SPELL = lazy_pattern(
    rf"(?:(?P<begun>{MONTH})\.?(?:-| [a-z]+ )"
    r"|(?P<length>[a-z]+|\d{1,2})(?:[ -]months?)?(?: period)?(?: [a-z]+)+ )"
    rf"(?P<ended>{MONTH})\.?(?: period)?"
)
_LENGTHS = {"year": 12, "half": 6, "quarter": 3}
_PART = (
    r"(?:(?P<half>[上下])半年"
    r"|第?(?P<from_quarter>[一二三1-3])(?:至|到|-)第?(?P<to_quarter>[二三四2-4])季度"
    r"|第?(?P<quarter>[一二三四1-4])季(?:度|(?<=第.季))"
    r"|前(?P<quarters>[二两三])个?季度?|前(?P<months>\d{1,2}|[二两三四五六七八九十]|十一)个?月"
    r"|(?<!\d)(?P<since>1[0-2]|[1-9])月?(?:-{1,2}|~|至|到)(?P<until>1[0-2]|[1-9])月)(?!度?[初末底])"
)
_CHINESE = lazy_pattern(rf"(?:年度?|(?<=[今去上明]年)|(?<=\d{{4}})){_PART}")
_CHINESE_WITHOUT_YEAR = lazy_pattern(_PART)
# A single month, neither the beginning nor the end of several.
_MONTH = lazy_pattern(
    r"(?<![\d至到~-])(?:(?P<month>1[0-2]|[1-9])月(?:份|(?!\d{1,2}[日号]|-|~|至|到))"
    r"|(?P<han>十[一二]?|[一二三四五六七八九])月份)"
)
_ENGLISH_MONTH = lazy_pattern(rf"(?:in|of|during) (?P<name>{MONTH})(?![a-z]|\.?-| to | through )")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = {word: number for number, word in enumerate(LENGTHS, 2)}
_TO_PART = 48  # code points from an English part of a year to the year
_BEHIND = 12  # code points from a year to a Chinese part of it
_MONTHS, _QUARTER, _HALF = 12, 3, 6


class PartOfYear(NamedTuple):
    """A part of a year: where its words begin in the text, and its first and last month.

    The first month may lie in the year before: -8 is April of it, as in the 12 months to March.
    """

    start: int
    first: int
    last: int


def months_from(year: str, first: int, last: int) -> tuple[str, str]:
    """Return the first and last month of a part of a year, as ISO dates.

    >>> months_from("2024", -8, 3)
    ('2023-04', '2024-03')
    """
    begun, month = divmod(first - 1, _MONTHS)
    return f"{int(year) + begun}-{month + 1:02}", f"{year}-{last:02}"


def months_of(text: str, moment: Moment) -> tuple[str, str] | None:
    """Return the first and last month of the part of a year that a moment in folded text names, or None.

    >>> in the third quarter of 2021 -> 2021-07, 2021-09; 2024年前三季度 -> 2024-01, 2024-09
    """
    if not moment.iso.isdigit() or moment.first:
        return None
    part = find_part_of_year(text, moment.start, moment.end) or _find_chinese(text, moment)
    if part is None:
        return None
    return months_from(moment.iso, part.first, part.last)


def find_part_of_year(text: str, start: int, end: int) -> PartOfYear | None:
    """Return the English part of the year that `text[start:end]` is or ends with, or None."""
    part = _ENGLISH.search(text, max(0, start - _TO_PART), end)
    if part is None:
        return None
    if part["spell"]:
        return _read_spell(part)
    if part["months"]:
        last = _COUNTS.get(part["months"]) or int(part["months"])
        return PartOfYear(part.start(), 1, last) if 1 < last < _MONTHS else None
    if part["quarters"]:
        return PartOfYear(part.start(), 1, _COUNTS[part["quarters"]] * _QUARTER)
    is_quarter = "q" in (part["unit"] or part["letter"] or part["letter2"])
    length = _QUARTER if is_quarter else _HALF
    parts_per_year = _MONTHS // length
    number = int(part["number"] or part["number2"] or _ORDINALS.get(part["ordinal"], parts_per_year))
    return _nth_part(part.start(), min(number, parts_per_year), length)


def _read_spell(part: re.Match[str]) -> PartOfYear | None:
    """Return the months from one to another, or up to one: January to June, the three months to June."""
    spell = _SPELL.fullmatch(part["spell"])
    if spell is None:
        return None
    last = month_number(spell["ended"][:3])
    if spell["begun"]:
        first = month_number(spell["begun"][:3])
        return PartOfYear(part.start(), first, last) if first < last else None
    length = _LENGTHS.get(spell["length"]) or _COUNTS.get(spell["length"]) or int(spell["length"])
    return PartOfYear(part.start(), last - length + 1, last) if 1 < length <= _MONTHS else None


def _find_chinese(text: str, moment: Moment) -> PartOfYear | None:
    part = _CHINESE.search(text, moment.start, moment.end + _BEHIND)
    if part is None or part.start() > moment.end:
        return None
    return _read_part(part)


def months_of_words(words: str) -> tuple[int, int] | None:
    """Return the first and last month of the part of a year that folded words name without it, or None.

    >>> 1-2月份 -> 1, 2; 前三季度 -> 1, 9; 2月 -> 2, 2; first half -> 1, 6; in july -> 7, 7
    """
    if chinese := _CHINESE_WITHOUT_YEAR.search(words):
        part = _read_part(chinese)
        return part and (part.first, part.last)
    if month := _MONTH.search(words):
        number = parse_numeral(month["month"] or month["han"]) or 0
        return number, number
    if month := _ENGLISH_MONTH.match(words):
        number = month_number(month["name"])
        return number, number
    part = find_part_of_year(f"{words} of 2000", 0, len(f"{words} of 2000"))
    return part and (part.first, part.last)


def _read_part(part: re.Match[str]) -> PartOfYear | None:
    """Return the part of a year that Chinese words name, None for an impossible one."""
    if part["half"]:
        return _nth_part(part.start(), 1 + (part["half"] == "下"), _HALF)
    if part["to_quarter"]:
        begun, ended = (parse_numeral(part[name]) or 0 for name in ("from_quarter", "to_quarter"))
        return (
            PartOfYear(part.start(), (begun - 1) * _QUARTER + 1, ended * _QUARTER) if begun < ended else None
        )
    if part["quarter"]:
        return _nth_part(part.start(), parse_numeral(part["quarter"]) or 1, _QUARTER)
    last = parse_numeral(part["months"] or part["until"] or part["quarters"]) or 0
    if part["quarters"]:
        last *= _QUARTER
    first = int(part["since"] or 1)
    if not first < last <= _MONTHS:
        return None
    return PartOfYear(part.start(), first, last)


def _nth_part(start: int, number: int, months: int) -> PartOfYear:
    """Return the nth part of a year in parts of this many months."""
    return PartOfYear(start, (number - 1) * months + 1, number * months)
