"""Dates that an earlier one completes: 3月15日, the same year, last November, two years later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.annotation.events.dates.when import When, last_year_with
from flows.annotation.events.dates.words import SHORT_MONTH, relative_words
from flows.text import MONTH_NAMES, compile_alternatives, end_of, lazy_pattern, month_number, parse_numeral

# A day or month without a year: 3月15日, "in March", "on 5 May", "on Nov. 15".
_NO_YEAR = compile_alternatives(
    r"(?<![\d年\-])(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号])?(?!份以来)"
    r"|\b(?:in|on|by|since|of)\s(?:early\s|late\s|mid-|\w+day,?\s\(?)?(?:(?P<day_before>\d{1,2})\s)?"
    rf"(?P<name>{'|'.join(MONTH_NAMES)})"
    r"(?:\s(?P<day_after>\d{1,2})(?:st|nd|rd|th)?)?(?!,?\s?\d{4}|\d|[a-z]|\s(?:this|last|next)\syear)"
    r"|\b(?:in|on|by|since|of)\s(?:\w+day,?\s\(?)?"
    rf"(?:(?P<short>{SHORT_MONTH})\.?\s(?P<short_day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<short_day_before>\d{{1,2}})\s(?P<short_after>{SHORT_MONTH})\b\.?)(?!,?\s?\d{{4}}|\d|[a-z])"
)
_MONTH_BEHIND = lazy_pattern(r"(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])[日号])?(?!份?以来)")  # 同年8月
_NEXT_YEAR = compile_alternatives(
    r"(?:次年|翌年|第二年)(?:(1[0-2]|[1-9])月(?!份?以来))?"
    r"|(?:in )?the (?:following|next) year(?!s)|the year after(?= )"
)
# Years counted from the last date before them: "Two years later it opened a plant".
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_NUMBERS, start=1)}
_YEARS_LATER = compile_alternatives(
    rf"(?<![\w.,-])({'|'.join(_COUNTS)}|\d{{1,2}}) years? (?:(?:later|afterwards)\b|on(?=,|\.|$))"
)
# Before such years: their number is incomplete or inexact.
_INEXACT = lazy_pattern(
    r"\b(?:\w+ty|(?:hundred|thousand)(?: and)?|than|or|over|under|nearly|almost|about|around|some|every"
    r"|within) $"
)
# 两年后,公司建成产线; 三个月后
_YEARS_BEHIND = lazy_pattern(
    r"(?:(?<=[,。;:\s])|\A)(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)(?:之后|以后|后)(?![期来续])"
)
_MONTHS_LATER = compile_alternatives(
    rf"(?<![\w.,-])({'|'.join(_COUNTS)}|\d{{1,2}}) months? (?:(?:later|afterwards)\b|on(?=,|\.|$))"
)
_SAME_MONTH = compile_alternatives(r"(?:in )?(?:the same|that) month\b|同月(?!\d)")
# A month that the document's date, or the date before it, completes: last November, that April.
_MONTH_NEAR = compile_alternatives(
    rf"\b(last|this|that)\s({'|'.join(MONTH_NAMES)})\b(?!\s\d)"
    rf"|\b(?:on\s)?({'|'.join(MONTH_NAMES)})(?:\s(\d{{1,2}})(?:st|nd|rd|th)?)? of (?:that|the same) year\b"
)
_DAY_OF = lazy_pattern(rf"(?:{'|'.join(MONTH_NAMES)})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)? of $")
_TO_MONTH = 20  # code points from a month to the year of which it is
_IN_PLAN = lazy_pattern("五(?!.*年)")  # “十四五”时期: a plan's last year, not that of a day after it


def find_from_earlier(plain: str, document_date: str, before: str, found: Sequence[When]) -> Iterator[When]:
    """Yield the dates that one of `found` before them completes, else `before`, else the document's."""
    year = before[:4]
    yield from _find_same_year(plain, year, found)
    yield from _find_years_later(plain, document_date, year, found)
    yield from _find_months_later(plain, document_date, before, found)
    yield from _find_months(plain, document_date, year, found)
    yield from _find_next_year(plain, year, found)
    yield from _find_without_year(plain, document_date, year, found)


def ends_day(plain: str, place: int) -> bool:
    """Return whether a year at a place only ends a day or month: on July 1 of the same year."""
    return bool(_DAY_OF.search(plain, max(0, place - _TO_MONTH), place))


def _find_same_year(plain: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield the same year, with the month and day after it: 同年, 同年8月."""
    for match in relative_words()["same_year"].finditer(plain):
        if ends_day(plain, match.start()):
            continue
        if known := _year_before(match.start(), found, year):
            behind = _MONTH_BEHIND.match(plain, match.end())
            parts = [f"-{int(part):02}" for part in behind.groups() if part] if behind else []
            yield When(match.start(), end_of(behind, match.end()), known + "".join(parts))


def _find_next_year(plain: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield the following year, with the month after it: 次年, 翌年8月."""
    for match in _NEXT_YEAR.finditer(plain):
        if known := _year_before(match.start(), found, year):
            month = match[1] and f"-{int(match[1]):02}"
            yield When(*match.span(), f"{int(known) + 1}{month or ''}")


def _find_without_year(plain: str, document_date: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield days and months without a year, with the year of the date before them, else of the document."""
    for match in _NO_YEAR.finditer(plain):
        earlier = [
            when.first[:4]
            for when in found
            if when.end <= match.start() and when.source == "text"
            if not _IN_PLAN.search(plain, when.start, when.end)
        ]
        known = (earlier or [year or document_date[:4]])[-1]
        if not known:
            continue
        number, day = _read_day(match)
        rest = f"-{number:02}" + (f"-{day:02}" if 0 < day <= 31 else "")
        if not (earlier or year) and f"{known}{rest}"[: len(document_date)] > document_date:
            known = str(int(known) - 1)  # in November, in a document of October
        if not (earlier or year):
            known = str(last_year_with(number, day, int(known)))
        yield When(*match.span(), f"{known}{rest}", source="text" if earlier or year else "document")


def _find_months(plain: str, document_date: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield the months that another date completes: last November, this June, that April.

    "Last November" also needs the month of the document.
    """
    for match in _MONTH_NEAR.finditer(plain):
        number = month_number(match[2] or match[3])
        earlier = [when for when in found if when.end <= match.start()]
        known = earlier[-1].first[:4] if earlier else year
        source = earlier[-1].source if earlier else "text"
        if match[1] in ("last", "this"):
            known, source = document_date[:4], "document"
        if match[1] == "last" and known:
            month = document_date[5:7]
            known = str(int(known) - (number >= int(month))) if month else ""
        if known:
            day = f"-{int(match[4]):02}" if match[4] else ""
            yield When(*match.span(), f"{known}-{number:02}{day}", source=source)


def _find_years_later(plain: str, document_date: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield years counted from the last date before them, none later than the document's."""
    for match in (*_YEARS_LATER.finditer(plain), *_find_behind(plain, "年")):
        known = _last_before(match.start(), found, year)
        if not known or _INEXACT.search(plain[: match.start()]):
            continue
        later = str(int(known[:4]) + _count(match[1]))
        if not document_date or later <= document_date[:4]:
            yield When(*match.span(), later)


def _find_months_later(plain: str, document_date: str, before: str, found: Sequence[When]) -> Iterator[When]:
    """Yield months counted from the last month before them, and that month itself (同月)."""
    for match in (
        *_MONTHS_LATER.finditer(plain),
        *_find_behind(plain, "个月"),
        *_SAME_MONTH.finditer(plain),
    ):
        known = _last_before(match.start(), found, before)
        if len(known) < len("2001-11") or _INEXACT.search(plain[: match.start()]):
            continue
        passed = _count(match[1]) if match.re.groups else 0
        years, month = divmod(int(known[5:7]) - 1 + passed, 12)
        later = f"{int(known[:4]) + years}-{month + 1:02}"
        if not document_date or later <= document_date[: len(later)]:
            yield When(*match.span(), later)


def _find_behind(plain: str, unit: str) -> Iterator[re.Match[str]]:
    """Yield the times counted in a unit from a date before: 两年后, 三个月后."""
    return (match for match in _YEARS_BEHIND.finditer(plain) if match[2] == unit)


def _year_before(place: int, found: Sequence[When], year: str) -> str:
    """Return the year of the last date before a place in a sentence, else `year`."""
    return next((when.first[:4] for when in reversed(found) if when.end <= place), year)


def _last_before(place: int, found: Sequence[When], year: str) -> str:
    """Return the last date before a place in a sentence, else `year`; "" if that date is a period."""
    earlier = [when for when in found if when.end <= place and when.source == "text"]
    if not earlier:
        return year
    return "" if earlier[-1].last else earlier[-1].first


def _count(words: str) -> int:
    """Return the number that words state: two, 12, 两."""
    return _COUNTS.get(words) or int(parse_numeral(words) or 0)


def _read_day(match: re.Match[str]) -> tuple[int, int]:
    """Return the month and day of a match of `_NO_YEAR`; 0 for no day."""
    month = match["month"] or month_number(match["name"] or match["short"] or match["short_after"])
    days = ("day", "day_before", "day_after", "short_day", "short_day_before")
    return int(month), next((int(match[key]) for key in days if match[key]), 0)
