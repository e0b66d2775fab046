"""Dates of events: as the text gives them, or as the date of the document completes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from flows.annotation.figures import Moment, find_moments, find_part_of_year
from flows.text import MONTH_NAMES, compile_alternatives, end_of, month_number, parse_numeral

# 2019-2022 and "2019 to 2022" within the span of a moment.
_TWO_YEARS = re.compile(r"((?:19|20)\d{2})年?\s?(?:-{1,2}|~|至|到|to|and|through)\s?((?:19|20)?\d{2})(?!\d)")
_SHORT_MONTH = r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
# A day or month without a year: 3月15日, "in March", "on 5 May", "on Nov. 15".
_NO_YEAR = compile_alternatives(
    r"(?<![\d年\-])(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号])?(?!份以来)"
    r"|\b(?:in|on|by|since|of)\s(?:early\s|late\s|mid-|\w+day,?\s\(?)?(?:(?P<day_before>\d{1,2})\s)?"
    rf"(?P<name>{'|'.join(MONTH_NAMES)})"
    r"(?:\s(?P<day_after>\d{1,2})(?:st|nd|rd|th)?)?(?!,?\s?\d{4}|\d|[a-z]|\s(?:this|last|next)\syear)"
    r"|\b(?:in|on|by|since|of)\s(?:\w+day,?\s\(?)?"
    rf"(?:(?P<short>{_SHORT_MONTH})\.?\s(?P<short_day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<short_day_before>\d{{1,2}})\s(?P<short_after>{_SHORT_MONTH})\b\.?)(?!,?\s?\d{{4}}|\d|[a-z])"
)
_DAY_ONLY = compile_alternatives(
    r"(?<![\d月年第\-])([12]\d|3[01]|[1-9])"
    r"(?:日(?![本内起均常程益报])|号(?=[,在对宣发表公就举向从上下晚凌早说称报当正签批首抵出到与和成]))"
)
# Before a date of comparison, or the start of something that lasts: it does not date the verb.
_COMPARED = re.compile(
    r"(?:比|较|超过|高于|低于|自|自从|从|than|over|since|from|after|before"
    r"|(?:much|many|high|large|fast) as)\s?$"
)
# What an earlier year describes: extended a loan from 2004.
_OF_EARLIER = re.compile(
    r"\b(?:loan|agreement|deal|contract|law|act|ban|order|decision|case|model|ruling|plan|scheme|policy"
    r"|treaty|pact|rules?|notice|list|licen[cs]e|memorandum|patent|facility|mine|plant)"
    r"(?: of [^,.;]{1,24})?\s$"
)
_TO_NOUN = 44  # code points
_MONTH_BEHIND = re.compile(r"(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])[日号])?(?!份?以来)")  # 同年8月
_NEXT_YEAR = compile_alternatives(
    r"(?:次年|翌年|第二年)(?:(1[0-2]|[1-9])月(?!份?以来))?"
    r"|(?:in )?the (?:following|next) year(?!s)|the year after(?= )"
)
# By 2021 the firm had opened three plants: done by then. "By 2020" alone may be an aim.
_HAD_BEHIND = re.compile(r",?[^,.;]{0,60}\bhad (?!to\b)")
_HAD_BEFORE = re.compile(r"\bhad (?!to\b)[^,.;]{0,80}$")
# 自2015年成立以来, 自2015年某公司成立以来
_FOUNDING = re.compile(
    "(?:成立|创立|创建|组建|创办|建立)|[^,。;]{2,30}(?:成立|创立|组建|设立|创建)以来"
    "|起?(?:正式)?(?:担任|出任|兼任|任(?!务|何|意))"
    "|[^,。;]{0,16}(?:上市|登陆|挂牌|投产|入选|收购|并购|合并|列入)[^,。;]{0,16}(?:以来|后|之后)"
)
_TITLE = re.compile(r"《[^《》]{1,100}(?:《[^《》]{1,80}》[^《》]{0,60})?》")
_DAY = 10  # characters of an ISO date with a day
_BRACKETED_YEAR = compile_alternatives(r"[(（]((?:19|20)\d{2})[)）]")
# The year that opens a line of a chronicle (2003: ..., 2010 - ...).
_LINE_YEAR = re.compile(r"\A\s?((?:19|20)\d{2})(?=\s?[:-]\s|:)")
_SEASON = compile_alternatives(r"(?:spring|summer|autumn|fall|winter) of ((?:19|20)\d{2})(?!\d)")
# 2018-04-16, 2018.4.16, 2018/4/16, and as the first words of a sentence 2018.04
_NUMERIC = re.compile(
    r"(?<![\d.\-/])((?:19|20)\d{2})([.\-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.\-/])"
    r"|\A\s?((?:19|20)\d{2})[.\-/](1[0-2]|0?[1-9])(?=[\s:,])"
)
_YEAR_MONTH = re.compile(
    r"(?:(去年|上年)|今年|本年)(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])[日号])?(?!份?以来)"
)
# 70年前的5月1日, 三十年前的今天
_YEARS_AGO = compile_alternatives(
    r"(?<![\d第])(\d{1,3}|[一二三四五六七八九十百]{1,5})年前的"
    r"(?:今天|(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])[日号])?)"
)
_LAST_PART = compile_alternatives(r"(?:last|final) (?:quarter|half) of ((?:19|20)\d{2})(?!\d)")
_MONTH_OF = compile_alternatives(
    rf"(?:in |since )?(?:early |late |mid-)?({'|'.join(MONTH_NAMES)}) of ((?:19|20)\d{{2}})(?!\d)"
)
# Years counted from the last date before them: "Two years later it opened a plant".
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_NUMBERS, start=1)}
_YEARS_LATER = compile_alternatives(
    rf"(?<![\w.,-])({'|'.join(_COUNTS)}|\d{{1,2}}) years? (?:(?:later|afterwards)\b|on(?=,|\.|$))"
)
# Before such years: their number is incomplete or inexact.
_INEXACT = re.compile(
    r"\b(?:\w+ty|(?:hundred|thousand)(?: and)?|than|or|over|under|nearly|almost|about|around|some|every"
    r"|within) $"
)
# 两年后,公司建成产线; 三个月后
_YEARS_BEHIND = re.compile(
    r"(?:(?<=[,。;:\s])|\A)(\d{1,2}|[一二两三四五六七八九十]{1,2})(年|个月)(?:之后|以后|后)(?![期来续])"
)
_MONTHS_LATER = compile_alternatives(
    rf"(?<![\w.,-])({'|'.join(_COUNTS)}|\d{{1,2}}) months? (?:(?:later|afterwards)\b|on(?=,|\.|$))"
)
_SAME_MONTH = compile_alternatives(r"(?:in )?(?:the same|that) month\b|同月(?!\d)")
# A day of the document's month: "on the 24th".
_DAY_OF_MONTH = re.compile(
    r"\bon the (3[01]|[12]?\d)(?:st|nd|rd|th)\b(?! (?:of|day|anniversary|century|floor|session|meeting))"
)
# The last such weekday up to the document's date, unless its own date follows (on Friday, 5 March).
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = rf"(?:{'|'.join(MONTH_NAMES)}|{_SHORT_MONTH})\b"
_WEEKDAY = re.compile(
    rf"\b(on|late|last)\s({'|'.join(_WEEKDAYS)})\b"
    rf"(?!,?\s\(?(?:the\s)?(?:{_MONTHS}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}"
    r"|\d{1,4}[./-]\d))"
)
# Verbs of reporting: the day of a report is not that of the event.
_TELLING = (
    r"said|says|told|reported|reports|announced|recalled|noted|confirmed|wrote|stated|revealed|disclosed"
)
_REPORTED_BEFORE = re.compile(rf"\b(?:{_TELLING})(?:\s\w+)?\s$")
_BACKGROUND = re.compile(r"\b(?:founded|established|set up|created|born|based|listed)(?:\s(?:in|on))?\s?$")
_REPORTED_AFTER = re.compile(
    rf"(?:(?!\bthat\b)[^,.;]){{0,60}}\s(?:{_TELLING})\s(?:that\b|[^,.;]{{0,80}}\bhad\b)"
)
# A year before an English noun: the 2008 merger of, its 2016 takeover of.
_YEAR_OF_NOUN = compile_alternatives(
    r"(?<=\s)((?:19|20)\d{2})(?=\s(?:[a-z$-]+\s){0,2}(?:takeover|acquisition|purchase|buyout|merger|union"
    r"|amalgamation|combination|flotation|ipo|listing|debut|fine|penalty|founding|absorption|sale"
    r"|investment|designation|blacklisting|appointment)\b)"
    r"|(?:(?<=in its )|(?<=to its )|(?<=in the )|(?<=to the ))((?:19|20)\d{2})(?=\sannual report\b)"
)
# A month that the document's date, or the date before it, completes: last November, that April.
_MONTH_NEAR = compile_alternatives(
    rf"\b(last|this|that)\s({'|'.join(MONTH_NAMES)})\b(?!\s\d)"
    rf"|\b({'|'.join(MONTH_NAMES)}) of (?:that|the same) year\b"
)
_PLAN_PERIOD = re.compile(r"five-year plan")  # its years date no event
_IN_PLAN = re.compile("五(?!.*年)")  # “十四五”时期: a plan's last year, not that of a day after it
# Centuries ago; 1500年历史 counts years.
_OLD_YEAR = re.compile(r"(?:(?<=[在于自,。;])|\A\s?)(1[0-8]\d\d)年(?![来前后历间的之内余多])")
# Blanks that typesetters, and programs that read PDFs, put within dates: 2015 年 5 月.
_GAP = re.compile(
    r"(?<=\d)[ \u3000]+(?=[年月日号])|(?<=\d[年月])[ \u3000]+(?=\d)|(?<=[于在自])[ \u3000]+(?=\d{4})"
)
# Participles that date no figure, but an event: the exchange was launched on 15 November 2021.
_PARTICIPLE = re.compile(
    r"\b(?:established|built|issued|launched|adopted|founded|constructed|published|signed)(?= (?:in|on) )"
)
_BARE_YEAR = compile_alternatives(
    r"(?<=\bin\s)((?:19|20)\d{2})(?=[,.;\s]|$)"
    r"|(?:(?<=\bback to )|(?<=\bdates to )|(?<=\bdates from )|(?<=\broots to )|(?<=\borigins to ))"
    r"((?:19|20)\d{2})(?=[,.;\s]|$)"
    r"|(?:(?<=[(;\s]founded )|(?<=[(;\s]established )|(?<=[(;\s]listed ))((?:19|20)\d{2})(?=[,;)])"
)


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


@cache
def _relative() -> dict[str, re.Pattern[str]]:
    row = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["dates"]
    return {key: compile_alternatives(rf"(?<![a-z])(?:{words})(?![a-z])") for key, words in row.items()}


def find_dates(plain: str, language: str, document_date: str, before: str = "") -> list[When]:
    """Return the dates of lower-case text, disjoint and in order.

    `document_date` is the ISO date of the document, or ""; `before` is the last date of the text before. A
    day without a year takes the year of `before`, else of the document. Dates of comparison (than in 2019)
    are left out.
    """
    if language == "zh" and (gaps := [match.span() for match in _GAP.finditer(plain)]):
        return _find_spaced(plain, gaps, document_date, before)
    found = list(_find_full(plain, language, document_date))
    own = (when.start for when in found if not _BACKGROUND.search(plain[: when.start]))
    for when in _find_relative(plain, document_date, max(own, default=0)):
        if _is_free(when, found):
            found.append(when)
    found.sort(key=lambda when: when.start)
    found += [when for when in _find_partial(plain, document_date, before, found) if _is_free(when, found)]
    titles = [match.span() for match in _TITLE.finditer(plain)]
    kept = (when for when in found if not any(first < when.start < last for first, last in titles))
    if language == "en":
        kept = (_as_part_of_year(plain, when) for when in kept)
    return sorted(kept, key=lambda when: when.start)


def _as_part_of_year(plain: str, when: When) -> When:
    """Return an English year narrowed to the months that the text names.

    >>> in the third quarter of 2021 -> 2021-07, 2021-09
    """
    if not when.first.isdigit() or when.last:
        return when
    part = find_part_of_year(plain, when.start, when.end)
    if part is None:
        return when
    start = min(when.start, part.start)
    return replace(
        when, start=start, first=f"{when.first}-{part.first:02}", last=f"{when.first}-{part.last:02}"
    )


def _find_spaced(plain: str, gaps: Sequence[tuple[int, int]], document_date: str, before: str) -> list[When]:
    """Return the dates of Chinese text that has blanks inside dates (2015 年 5 月)."""
    places: list[int] = []
    start = 0
    for first, last in (*gaps, (len(plain), len(plain) + 1)):
        places += range(start, first)
        start = last
    compact = "".join(plain[place] for place in places)
    found = find_dates(compact, "zh", document_date, before)
    return [replace(when, start=places[when.start], end=places[when.end - 1] + 1) for when in found]


def _find_full(plain: str, language: str, document_date: str) -> Iterator[When]:
    ends: set[int] = set()
    if language == "en":
        plain = _PARTICIPLE.sub(lambda match: "x" * len(match[0]), plain)
    for moment in find_moments(plain, language):
        ends.add(moment.end)
        if not moment.iso or (moment.role == "by" and not _is_reached(plain, moment, document_date)):
            continue
        first, last = moment.iso, ""
        if "" < moment.first < moment.iso:
            first, last = moment.first, moment.iso
        period = _TWO_YEARS.search(plain, moment.start, moment.end)
        is_compared = _COMPARED.search(plain, max(0, moment.start - 8), moment.start)
        if language == "en" and _PLAN_PERIOD.search(plain, moment.start, moment.end):
            continue
        is_origin = plain.startswith("from ", moment.start) and _OF_EARLIER.search(
            plain, max(0, moment.start - _TO_NOUN), moment.start
        )
        if not period and (is_compared or is_origin) and not _FOUNDING.match(plain, moment.end):
            continue
        if period:
            first, last = period[1], period[1][: 4 - len(period[2])] + period[2]
            last = "" if last <= first else last
        yield When(moment.start, moment.end, first, last)
    for pattern in (_BRACKETED_YEAR, _BARE_YEAR, _OLD_YEAR, _LINE_YEAR, _SEASON, _LAST_PART, _YEAR_OF_NOUN):
        for match in pattern.finditer(plain):
            if not ends.intersection(range(match.start(), match.end() + 2)):
                yield When(*match.span(match.lastindex or 1), match[match.lastindex or 1])
    for match in _MONTH_OF.finditer(plain):
        yield When(*match.span(), f"{match[2]}-{month_number(match[1]):02}")
    for match in _NUMERIC.finditer(plain):
        if match[1]:
            yield When(*match.span(), f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}")
        else:
            yield When(*match.span(), f"{match[5]}-{int(match[6]):02}")


def _is_reached(plain: str, moment: Moment, document_date: str) -> bool:
    """Return whether a date after 到 or "by" is past, and so dates an event: 到2012年6月,某人当选."""
    iso = moment.iso
    if plain.startswith("by", moment.start):
        is_past_perfect = _HAD_BEHIND.match(plain, moment.end) or _HAD_BEFORE.search(plain[: moment.start])
        return bool(is_past_perfect) and iso < document_date[: len(iso)]
    is_until = plain.startswith("到", moment.start) or plain.startswith("到", moment.start - 1)
    return is_until and len(iso) > len("2012") and iso < document_date[: len(iso)]


def _find_relative(plain: str, document_date: str, last_start: int) -> Iterator[When]:
    """Yield the dates counted from the document's; `last_start` is the start of the last full date."""
    year = document_date[:4]
    if not year:
        return
    values = {
        "days": document_date,
        "yesterday": _day_before(document_date),
        "months": document_date[:7],
        "last_month": _month_before(document_date[:7]),
        "this_year": year,
        "last_year": str(int(year) - 1),
    }
    if len(document_date) == _DAY:
        for pattern in (_DAY_ONLY, _DAY_OF_MONTH):
            for match in pattern.finditer(plain):
                yield When(*match.span(), f"{document_date[:7]}-{int(match[1]):02}", source="document")
    for match in _WEEKDAY.finditer(plain):
        if last_start < match.end() or not _is_report_date(plain, match):
            day = _last_weekday(document_date, match[2], is_earlier=match[1] == "last")
            yield When(*match.span(), day, source="document")
    for match in _YEAR_MONTH.finditer(plain):
        number = int(year) - bool(match[1])
        day = f"-{int(match[3]):02}" if match[3] else ""
        yield When(*match.span(), f"{number}-{int(match[2]):02}{day}", source="document")
    for match in _YEARS_AGO.finditer(plain):
        number = int(year) - int(parse_numeral(match[1]) or 0)
        month = match[2] and f"-{int(match[2]):02}" + (f"-{int(match[3]):02}" if match[3] else "")
        rest = document_date[4:] if month is None else month
        yield When(*match.span(), f"{number}{rest}", source="document")
    for key, value in values.items():
        for match in _relative()[key].finditer(plain):
            yield When(*match.span(), value, source="document")


@cache
def _day_before(day: str) -> str:
    """Return the day before an ISO day; return a month or year unchanged."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if len(day) == _DAY else day


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
    if len(day) != _DAY:
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
            yield When(*match.span(), f"{known}-{number:02}", source=source)


def _find_partial(plain: str, document_date: str, before: str, found: Sequence[When]) -> Iterator[When]:
    """Yield days and months without a year, with the year of the date before them, else of the given date."""
    year = before[:4]
    for match in _relative()["same_year"].finditer(plain):
        earlier = [when.first[:4] for when in found if when.end <= match.start()]
        if known := (earlier or [year])[-1]:
            behind = _MONTH_BEHIND.match(plain, match.end())
            parts = [f"-{int(part):02}" for part in behind.groups() if part] if behind else []
            yield When(match.start(), end_of(behind, match.end()), known + "".join(parts))
    yield from _find_years_later(plain, document_date, year, found)
    yield from _find_months_later(plain, document_date, before, found)
    yield from _find_months(plain, document_date, year, found)
    for match in _NEXT_YEAR.finditer(plain):
        earlier = [when.first[:4] for when in found if when.end <= match.start()]
        if known := (earlier or [year])[-1]:
            month = match[1] and f"-{int(match[1]):02}"
            yield When(*match.span(), f"{int(known) + 1}{month or ''}")
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
        yield When(*match.span(), f"{known}{rest}", source="text" if earlier or year else "document")


def _find_years_later(plain: str, document_date: str, year: str, found: Sequence[When]) -> Iterator[When]:
    """Yield years counted from the last date before them, none later than the document's."""
    for match in (*_YEARS_LATER.finditer(plain), *_YEARS_BEHIND.finditer(plain)):
        if match.re is _YEARS_BEHIND and match[2] != "年":
            continue
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
        *_YEARS_BEHIND.finditer(plain),
        *_SAME_MONTH.finditer(plain),
    ):
        if match.re is _YEARS_BEHIND and match[2] == "年":
            continue
        known = _last_before(match.start(), found, before)
        if len(known) < len("2001-11") or _INEXACT.search(plain[: match.start()]):
            continue
        passed = _count(match[1]) if match.re.groups else 0
        years, month = divmod(int(known[5:7]) - 1 + passed, 12)
        later = f"{int(known[:4]) + years}-{month + 1:02}"
        if not document_date or later <= document_date[: len(later)]:
            yield When(*match.span(), later)


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


def _is_free(when: When, taken: Sequence[When]) -> bool:
    return not any(other.start < when.end and when.start < other.end for other in taken)
