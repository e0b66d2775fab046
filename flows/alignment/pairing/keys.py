"""Keys: what Chinese and English texts write alike: numbers, dates, Latin names, section numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.text import HAN_DIGITS, MONTH_NAMES, lazy_pattern, parse_numeral

_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(name.title() for name in sorted(_MONTHS, key=len, reverse=True))
_POWERS_ZH = {
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
}
_POWERS_ZH |= {"万亿": 12}
_SCALES_EN = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SECTIONS = {
    "篇": "part",
    "章": "chapter",
    "节": "section",
    "条": "article",
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
}
_HAN_DIGIT = "".join(HAN_DIGITS)
_NUMERAL = rf"[\d{_HAN_DIGIT}十百千]+"
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH = lazy_pattern(
    rf"第(?P<section>{_NUMERAL})(?P<kind>[篇章节条])"
    rf"|(?P<year>(?:19|20)\d\d|[二一][〇零○九八]?[{_HAN_DIGIT}]{{2,3}})年"
    rf"(?:(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?)?"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]"
    r"|(?P<latin>\d?[A-Za-z][A-Za-z0-9&-]*[A-Za-z0-9]|\d[A-Z](?![A-Za-z]))"
    rf"|(?P<number>{_PLAIN})(?:\s?(?:多|余)?(?P<scale>万亿|[十百千]?[万亿]|[千百](?=[^分百]))"
    r"|\s?(?P<percent>[%％]|个百分点))?"
)
_EN = lazy_pattern(
    r"\b(?P<kind>(?i:part|chapter|section|article))\s(?P<section>\d{1,3}|[IVXLC]+)\b"
    rf"|\b(?P<month>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})\b\.?"
    r"(?:,?\s(?P<year2>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month3>{_MONTH})\b\.?,?\s(?:of\s)?(?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<latin>\d?[A-Z][A-Za-z0-9&-]*[A-Za-z0-9]|\d[A-Z](?![A-Za-z]))"
    rf"|\b(?P<number>{_PLAIN})(?:(?:\s|-)(?P<scale>thousand|million|billion|trillion)\b"
    r"|\s?(?P<percent>%|percent(?:age\spoints?)?\b|per\scent\b))?"
)
_LEAST = 10  # smaller whole numbers are everywhere


class Key(NamedTuple):
    """A key with its kind (numbers, dates, names or sections) and its position in the text."""

    kind: str
    name: str
    start: int


def find_keys(text: str, language: str) -> Iterator[Key]:
    """Yield the keys of a text in the order of their positions.

    `2015年10月29日` and `October 29, 2015` become 2015 and 10-29; `1.5万亿元` and `1.5 trillion yuan` become
    1.5e12; `12.5%` and `12.5 percent` become 12.5%; `第十六条` and `Article 16` become article 16.
    """
    if language == "zh":
        for match in _ZH.finditer(text):
            yield from _read_chinese(match)
        return
    for match in _EN.finditer(text):
        yield from _read_english(match)


def _read_chinese(match: re.Match[str]) -> Iterator[Key]:
    start = match.start()
    if match["section"]:
        if number := parse_numeral(match["section"]):
            yield Key("sections", f"{_SECTIONS[match['kind']]} {number}", start)
    elif match["year"]:
        year = parse_numeral(match["year"]) or 0
        yield from _read_date(year, parse_numeral(match["month"] or ""), match["day"], start)
    elif match["month2"]:
        yield from _read_date(None, int(match["month2"]), match["day2"], start)
    elif match["number"]:
        yield from _read_number(
            match["number"], 10.0 ** _POWERS_ZH.get(match["scale"] or "", 0), match, start
        )
    elif match["latin"]:
        yield Key("names", match["latin"].casefold(), start)


def _read_english(match: re.Match[str]) -> Iterator[Key]:
    start = match.start()
    if match["section"]:
        if number := _read_roman(match["section"]):
            yield Key("sections", f"{match['kind'].lower()} {number}", start)
    elif match["month"]:
        yield from _read_date(match["year"], _MONTHS[match["month"].lower()], match["day"], start)
    elif match["month2"]:
        yield from _read_date(match["year2"], _MONTHS[match["month2"].lower()], match["day2"], start)
    elif match["month3"]:
        yield from _read_date(match["year3"], _MONTHS[match["month3"].lower()], None, start)
    elif match["number"]:
        scale = _SCALES_EN.get((match["scale"] or "").lower(), 1.0)
        yield from _read_number(match["number"], scale, match, start)
    elif match["latin"]:
        yield Key("names", match["latin"].casefold(), start)


def _read_roman(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_ROMAN[char] for char in text.upper()]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _read_date(year: str | int | None, month: int | None, day: str | None, start: int) -> Iterator[Key]:
    """Yield a year, and a month or day if the text gives one."""
    if year and 1900 <= int(year) <= 2100:
        yield Key("dates", f"{int(year)}", start)
        if month and not day:
            yield Key("dates", f"{int(year)}-{month:02}", start)
    if month and day:
        yield Key("dates", f"{month:02}-{int(day):02}", start)


def _read_number(digits: str, scale: float, match: re.Match[str], start: int) -> Iterator[Key]:
    value = float(digits.replace(",", "")) * scale
    if match["percent"]:
        yield Key("numbers", f"{value:g}%", start)
    elif value.is_integer() and 1900 <= value <= 2100 and scale == 1 and "," not in digits:
        yield Key("dates", f"{value:.0f}", start)
    elif value >= _LEAST or not value.is_integer():
        # 3,200 and 3200; 1.5e12 and 1.5 trillion: six digits distinguish numbers.
        yield Key("numbers", f"{value:.6g}" if math.isfinite(value) else digits, start)
