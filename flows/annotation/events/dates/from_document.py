"""Dates counted from the document's date: yesterday, 今年3月, on Monday, 三十年前的今天."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from flows.annotation.events.dates.when import When
from flows.annotation.events.dates.words import SHORT_MONTH, relative_words
from flows.text import MONTH_NAMES, compile_alternatives, lazy_pattern, month_number, parse_numeral

# A day of the document's month: 15日.
_DAY_ONLY = compile_alternatives(
    r"(?<![\d月年第\-])([12]\d|3[01]|[1-9])"
    r"(?:日(?![本内起均常程益报])|号(?=[,在对宣发表公就举向从上下晚凌早说称报当正签批首抵出到与和成]))"
)
_DAY_LENGTH = 10  # characters of an ISO date with a day
_FAR_AHEAD = 15  # days; what is announced for a day further ahead has its month
_YEAR_MONTH = lazy_pattern(
    r"(?:(去年|上年)|今年|本年)(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])[日号])?(?!份?以来)"
)
# In June this year, on 5 May last year.
_MONTH_AND_YEAR = compile_alternatives(
    r"\b(?:(?:in|on|since|of)\s)?(?:early\s|late\s|mid-)?(?:(\d{1,2})\s)?"
    rf"({'|'.join(MONTH_NAMES)})(?:\s(\d{{1,2}}))?,?\s(this|last)\syear\b"
)
# 70年前的5月1日, 三十年前的今天
_YEARS_AGO = compile_alternatives(
    r"(?<![\d第])(\d{1,3}|[一二三四五六七八九十百]{1,5})年前的"
    r"(?:今天|(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])[日号])?)"
)
# The same in English: "on the 24th".
_DAY_OF_MONTH = lazy_pattern(
    r"\bon the (3[01]|[12]?\d)(?:st|nd|rd|th)\b(?! (?:of|day|anniversary|century|floor|session|meeting))"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = rf"(?:{'|'.join(MONTH_NAMES)}|{SHORT_MONTH})\b"
# The last such weekday up to the document's date, unless its own date follows (on Friday, 5 March).
_WEEKDAY = lazy_pattern(
    rf"(?:\b(on|late|last)\s|(?<=[a-z]ed\s))({'|'.join(_WEEKDAYS)})\b"
    rf"(?!,?\s\(?(?:the\s)?(?:{_MONTHS}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}"
    r"|\d{1,4}[./-]\d))"
)
# Verbs of reporting: the day of a report is not that of the event.
_TELLING = (
    r"said|says|told|reported|reports|announced|recalled|noted|confirmed|wrote|stated|revealed|disclosed"
)
_REPORTED_BEFORE = lazy_pattern(rf"\b(?:{_TELLING})(?:\s\w+)?\s$")
_REPORTED_AFTER = lazy_pattern(
    rf"(?:(?!\bthat\b)[^,.;]){{0,60}}\s(?:{_TELLING})\s(?:that\b|[^,.;]{{0,80}}\bhad\b)"
)


def find_from_document(plain: str, document_date: str, last_start: int) -> Iterator[When]:
    """Yield the dates counted from the document's; `last_start` is the start of the last full date."""
    year = document_date[:4]
    if not year:
        return
    values = {
        "days": document_date,
        "this_week": _month_or_year(document_date, 6),
        "last_week": _month_or_year(document_date, 13),
        "yesterday": _day_before(document_date),
        "months": document_date[:7],
        "last_month": _month_before(document_date[:7]),
        "this_year": year,
        "last_year": str(int(year) - 1),
    }
    if len(document_date) == _DAY_LENGTH:
        for pattern in (_DAY_ONLY, _DAY_OF_MONTH):
            for match in pattern.finditer(plain):
                yield When(*match.span(), _day_of_month(document_date, int(match[1])), source="document")
    for match in _WEEKDAY.finditer(plain):
        if last_start < match.end() or not _is_report_date(plain, match):
            day = _last_weekday(document_date, match[2], is_earlier=match[1] == "last")
            yield When(*match.span(), day, source="document")
    for match in _YEAR_MONTH.finditer(plain):
        number = int(year) - bool(match[1])
        day = f"-{int(match[3]):02}" if match[3] else ""
        yield When(*match.span(), f"{number}-{int(match[2]):02}{day}", source="document")
    for match in _MONTH_AND_YEAR.finditer(plain):
        number = int(year) - (match[4] == "last")
        day = f"-{int(match[1] or match[3]):02}" if match[1] or match[3] else ""
        yield When(*match.span(), f"{number}-{month_number(match[2]):02}{day}", source="document")
    for match in _YEARS_AGO.finditer(plain):
        number = int(year) - int(parse_numeral(match[1]) or 0)
        month = match[2] and f"-{int(match[2]):02}" + (f"-{int(match[3]):02}" if match[3] else "")
        rest = document_date[4:] if month is None else month
        yield When(*match.span(), f"{number}{rest}", source="document")
    for key, value in values.items():
        for match in relative_words()[key].finditer(plain) if value else ():
            yield When(*match.span(), value, source="document")


def _day_of_month(document_date: str, day: int) -> str:
    """Return a bare day of a document's month, or of the month before if it is far ahead.

    >>> 2025-06-10, 12 -> 2025-06-12 (it may be announced)
    >>> 2025-06-02, 30 -> 2025-05-30
    """
    month = document_date[:7]
    if day - int(document_date[8:]) > _FAR_AHEAD:
        month = _month_before(month)
    return f"{month}-{day:02}"


@cache
def _month_or_year(day: str, days: int) -> str:
    """Return the month in which an ISO day and up to `days` days before it lie, else their year, or "".

    >>> 2020-07-26, 13 -> 2020-07; 2020-07-05, 13 -> 2020; 2020-01-05, 13 -> ""
    """
    if len(day) != _DAY_LENGTH:
        return day
    first = (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    if first[:7] == day[:7]:
        return day[:7]
    return day[:4] if first[:4] == day[:4] else ""


@cache
def _day_before(day: str) -> str:
    """Return the day before an ISO day; return a month or year unchanged."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if len(day) == _DAY_LENGTH else day


def _is_report_date(plain: str, weekday: re.Match[str]) -> bool:
    """Return whether a weekday is that of a report: the ministry said late Monday that in 2018."""
    return bool(
        _REPORTED_BEFORE.search(plain[: weekday.start()]) or _REPORTED_AFTER.match(plain, weekday.end())
    )


@cache
def _last_weekday(day: str, name: str, *, is_earlier: bool) -> str:
    """Return the last day with a weekday's name up to an ISO day, or before it if `is_earlier`.

    A month or year is returned unchanged.

    >>> 2022-10-12 (a Wednesday), monday -> 2022-10-10
    """
    if len(day) != _DAY_LENGTH:
        return day
    last = date.fromisoformat(day) - timedelta(days=is_earlier)
    return (last - timedelta(days=(last.weekday() - _WEEKDAYS.index(name)) % 7)).isoformat()


@cache
def _month_before(month: str) -> str:
    """Return the month before an ISO month; return a year unchanged."""
    if "-" not in month:
        return month
    year, number = (int(part) for part in month.split("-"))
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"
