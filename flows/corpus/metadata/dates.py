"""Read dates of documents, in the forms of headers, records and signatures, as ISO text."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from flows.text import lazy_pattern, month_number, parse_numeral, simplify

_NUMERIC = lazy_pattern(r"(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})(?!\d)\s*日?|\s*月)?")
# With typographic dashes, as in document and telephone numbers: only as the whole field, with a date label
# and a time. A year and one number (2011—12) may be two years.
_DASH = r"\s*[\u2010-\u2015\u2212]{1,2}\s*"
_OF_A_DATE = r"日期|时间|日|(?i:\b(?:date|time|on|published|issued|updated))"
_LABEL = rf"(?:[^\d:：]{{0,20}}(?:{_OF_A_DATE})\s{{0,3}}[:：]?\s{{0,3}})?"
_TIME = r"(?:[T\s]\s{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DASHED = lazy_pattern(
    rf"[\s（(]{{0,3}}{_LABEL}(\d{{4}}){_DASH}(\d{{1,2}}){_DASH}(\d{{1,2}}){_TIME}[\s）)]{{0,3}}"
)
_YEAR = lazy_pattern(r"^\s*(\d{4}|[〇零○ＯO一二三四五六七八九]{4})\s*年?\s*$")
_COMPACT = lazy_pattern(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$")
_CHINESE = lazy_pattern(
    r"((?<!\d)\d{4}|[〇零○ＯO一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2}|元)\s*月"
    r"(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
# Years of the Republic: 民国110年3月12日, 中华民国一百零八年三月五日. A year alone must be the whole field.
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_REPUBLIC_YEAR = r"(?:\d{1,3}|[〇零○一二三四五六七八九十百]{1,6}|元)"
REPUBLIC_DAY = rf"(?:中华)?民国\s*{_REPUBLIC_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*日"
_MINGUO = lazy_pattern(
    rf"(?:中华)?民国\s*({_REPUBLIC_YEAR})\s*年(?:\s*({_SMALL})\s*月(?:\s*({_SMALL})\s*日)?|\s*$)"
)
_ENGLISH_MDY = lazy_pattern(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ENGLISH_DMY = lazy_pattern(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]{2,8})\.?,?\s+(\d{4})\b")
_ENGLISH_MY = lazy_pattern(r"^\s*([A-Z][a-z]{2,8})\.?,?\s+(\d{4})\s*$")
_DAY_FIRST = lazy_pattern(r"^\s*(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})\s*$")  # 20.6.2023
_IN_NAME = (
    lazy_pattern(r"(?<![\d.])((?:19|20)\d{2})([-._])(\d{1,2})\2(\d{1,2})(?!\d)"),
    lazy_pattern(
        r"(?<!\d)((?:19|20)\d{2})()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d[0-5]\d)?(?!\d)"
    ),
)
_YEARS = lazy_pattern(r"(?<!\d)((?:19|20)\d{2})年?\s?[-–—－至]\s?((?:19|20)\d{2})(?![\d-])")
_LONGEST_PERIOD = 30  # years
_IN_CHINESE = lazy_pattern(
    r"(?:\d{4}年\d{1,2}月|[〇零○ＯO一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月)"
)
_SMALL_NUMBER = lazy_pattern("[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_INVISIBLE = lazy_pattern(r"[\u200b-\u200f\ufeff]")
_DATE_IN_PATH = tuple(
    lazy_pattern(pattern)
    for pattern in (
        # /2019-03/05/, /2019/03/05/
        r"(?<!\d)((?:19|20)\d{2})[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])(?!\d)",
        # /t20190305_123.html, /20190305/
        r"[/t_](20\d{2}|19[89]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-])",
        # /2019-03/, /2019/03/
        r"(?<!\d)((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?=/)",
        # /201903/
        r"[/_](20\d{2}|19[89]\d)(0[1-9]|1[0-2])(?=/)",
    )
)
_BEFORE_MINGUO = 1911  # years
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_ZEROS = str.maketrans("ＯO", "〇〇")  # letters used for a zero


def parse_date(value: object) -> str:
    """Return an ISO date (`2021-03-12`, or `2021-03`, `2021` if no more is given), or "" for no date.

    Reads ISO and `2021/3/12`, `2021—3—12`, `2021年3月12日`, `二〇二一年三月十二日`, `2021年元月`,
    `民國110年3月12日`, `民國一百一十年三月十二日`, `20210312`, `March 12, 2021`, `12 March 2021`, each
    optionally followed by a time.
    Returns "" for impossible dates (2021-02-30) and years outside 1900 to 2100.
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = value if isinstance(value, str) else _plain_number(value)
    return _parse_text(_INVISIBLE.sub("", simplify(text.translate(_WIDE))))


def _parse_text(text: str) -> str:
    if match := _MINGUO.search(text):
        republic = parse_numeral("一" if match[1] == "元" else match[1]) or 0
        return _iso(str(republic + _BEFORE_MINGUO), _small_number(match[2]), _small_number(match[3]))
    if match := _DAY_FIRST.match(text):
        return _iso(match[3], match[2], match[1])
    if match := _COMPACT.match(text) or _NUMERIC.search(text) or _DASHED.fullmatch(text):
        return _iso(*match.groups())
    if match := _CHINESE.search(text):
        year, month, day = match.groups()
        return _iso(_plain_year(year), _small_number(month), _small_number(day))
    if found := _parse_english(text):
        return found
    if match := _YEAR.match(text):
        return _iso(_plain_year(match[1]))
    return ""


def _plain_year(year: str) -> str:
    """Return a year in digits."""
    return str(parse_numeral(year.translate(_ZEROS)))


def _plain_number(number: float) -> str:
    return str(int(number)) if abs(number) < 1e15 else ""


def find_date_in_name(name: str) -> str:
    """Return the ISO date in a file name (`2022-05-01`, `20220501`, `2022年5月1日`, `2022年5月`), or "".

    A year alone and a span (2021-2025) do not count: names of plans contain them.
    """
    for pattern in _IN_NAME:
        if (match := pattern.search(name)) and (found := _iso(match[1], match[3], match[4])):
            return found
    if match := _IN_CHINESE.search(name):
        return parse_date(name[match.start() :])
    return ""


def find_date_in_address(address: str) -> str:
    """Return the ISO date (day or month) in the path of an address, or ""."""
    path = urlsplit(address).path
    for pattern in _DATE_IN_PATH:
        if match := pattern.search(path):
            return parse_date("-".join(match.groups()))
    return ""


def find_period_in_name(name: str) -> str:
    """Return the span of years in a file name (`fyp14_2021-2025_en.txt` gives `2021-2025`), or ""."""
    match = _YEARS.search(name)
    if match and 0 < int(match[2]) - int(match[1]) <= _LONGEST_PERIOD:
        return f"{match[1]}-{match[2]}"
    return ""


def _parse_english(text: str) -> str:
    for pattern, order in ((_ENGLISH_MDY, (3, 1, 2)), (_ENGLISH_DMY, (3, 2, 1))):
        if (match := pattern.search(text)) and (month := _month(match[order[1]])):
            return _iso(match[order[0]], month, match[order[2]])
    if (match := _ENGLISH_MY.match(text)) and (month := _month(match[1])):
        return _iso(match[2], month)
    return ""


def _month(name: str) -> str:
    """Return the number of a month by its name or the beginning of it, or ""."""
    return str(month_number(name) or "")


def _small_number(text: str | None) -> str | None:
    """Return the number of a month or day in digits, or "0" if it is invalid (一二, 十十)."""
    if text is None or text.isdecimal():
        return text
    if text == "元":
        return "1"
    return str(parse_numeral(text)) if _SMALL_NUMBER.fullmatch(text) else "0"


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return ""
    try:
        checked = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return ""
    if day:
        return checked
    if month:
        return checked[:7]
    return checked[:4]
