"""Dates of documents, as they stand in headers, records and signatures, to ISO text."""

from __future__ import annotations

import re
from datetime import date, datetime

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_NUMERIC = re.compile(r"(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})(?!\d)\s*日?|\s*月)?")
_YEAR = re.compile(r"^\s*(\d{4})\s*年?\s*$")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$")
_CHINESE = re.compile(
    r"([〇零○ＯO一二三四五六七八九]{4})年\s*([一二三四五六七八九十]{1,2})月(?:\s*([一二三四五六七八九十]{1,3})日)?"
)
_ENGLISH_MDY = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ENGLISH_DMY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]{2,8})\.?,?\s+(\d{4})\b")
_ENGLISH_MY = re.compile(r"^\s*([A-Z][a-z]{2,8})\.?,?\s+(\d{4})\s*$")
_IN_NAME = (
    re.compile(r"(?<![\d.])((?:19|20)\d{2})([-._])(\d{1,2})\2(\d{1,2})(?!\d)"),
    re.compile(
        r"(?<!\d)((?:19|20)\d{2})()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d[0-5]\d)?(?!\d)"
    ),
)
_IN_CHINESE = re.compile(
    r"(?:\d{4}年\d{1,2}月|[〇零○ＯO一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


def parse_date(text: object) -> str:
    """Return an ISO date (`2021-03-12`, or `2021-03`, `2021` where no more is given), or "" where there is none.

    Reads ISO and `2021/3/12`, `2021年3月12日`, `二〇二一年三月十二日`, `20210312`, `March 12, 2021`, `12 March 2021`, and
    times behind them; impossible dates (2021-02-30) and years outside 1900 to 2100 give "".
    """
    if isinstance(text, datetime | date):
        return text.isoformat()[:10]
    if isinstance(text, int | float) and not isinstance(text, bool):
        text = str(int(text)) if text == text and abs(text) < 1e15 else ""
    if not isinstance(text, str):
        return ""
    text = re.sub(r"[\u200b-\u200f\ufeff]", "", text.translate(_WIDE))
    if match := _COMPACT.match(text):
        return _iso(*match.groups())
    if match := _NUMERIC.search(text):
        return _iso(*match.groups())
    if match := _CHINESE.search(text):
        year = "".join(_DIGITS[char] for char in match[1])
        return _iso(
            year, str(_chinese_number(match[2])), str(_chinese_number(match[3])) if match[3] else None
        )
    return _parse_english(text) or (_iso(match[1]) if (match := _YEAR.match(text)) else "")


def find_date_in_name(name: str) -> str:
    """Return the ISO date that a file's name carries (`2022-05-01`, `20220501`, `2022年5月1日`, `2022年5月`), or "".

    A year alone or a span (2021-2025) is none: names of plans have them.
    """
    for pattern in _IN_NAME:
        if (match := pattern.search(name)) and (found := _iso(match[1], match[3], match[4])):
            return found
    return parse_date(name[match.start() :]) if (match := _IN_CHINESE.search(name)) else ""


def _parse_english(text: str) -> str:
    for pattern, order in ((_ENGLISH_MDY, (3, 1, 2)), (_ENGLISH_DMY, (3, 2, 1))):
        if (match := pattern.search(text)) and (month := _month(match[order[1]])):
            return _iso(match[order[0]], str(month), match[order[2]])
    if (match := _ENGLISH_MY.match(text)) and (month := _month(match[1])):
        return _iso(match[2], str(month))
    return ""


def _month(name: str) -> int | None:
    return next((number for full, number in _MONTHS.items() if full.startswith(name.lower())), None)


def _chinese_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return ""
    try:
        checked = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return checked.isoformat()[: 10 if day else 7 if month else 4]
