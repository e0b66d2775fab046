"""Dates stated in full: years, and months and days with their year."""

from __future__ import annotations

from collections.abc import Iterator, Set

from flows.annotation.events.dates.when import When
from flows.annotation.figures import Moment, find_moments
from flows.text import MONTH_NAMES, compile_alternatives, lazy_pattern, month_number

# 2019-2022 and "2019 to 2022" within the span of a moment.
_TWO_YEARS = lazy_pattern(
    r"((?:19|20)\d{2})年?\s?(?:-{1,2}|~|至|到|to|and|through)\s?((?:19|20)?\d{2})(?!\d)"
)
# Before a date of comparison, or the start of something that lasts: it does not date the verb.
_COMPARED = lazy_pattern(
    r"(?:比|较|超过|高于|低于|自|自从|从|than|over|since|from|after|before"
    r"|(?:much|many|high|large|fast) as)\s?$"
)
_YEAR_ENDED = lazy_pattern(r"\byear (?:ended|ending)(?: on)? $")  # the year ended 31 December 2022
_TO_YEAR = 16  # code points before a date in which such words are looked for
_GOES_BACK = lazy_pattern(r"\bback to $")  # can be traced back to April 2009
# What an earlier year describes: extended a loan from 2004.
_OF_EARLIER = lazy_pattern(
    r"\b(?:loan|agreement|deal|contract|law|act|ban|order|decision|case|model|ruling|plan|scheme|policy"
    r"|treaty|pact|rules?|notice|list|licen[cs]e|memorandum|patent|facility|mine|plant)"
    r"(?: of [^,.;]{1,24})?\s$"
)
_TO_NOUN = 44  # code points before a date in which such a noun is looked for
# By 2021 the firm had opened three plants: done by then. "By 2020" alone may be an aim.
_HAD_BEHIND = lazy_pattern(r",?[^,.;]{0,60}\bhad (?!to\b)")
_HAD_BEFORE = lazy_pattern(r"\bhad (?!to\b)[^,.;]{0,80}$")
# 自2015年成立以来, 自2015年某公司成立以来
_FOUNDING = lazy_pattern(
    "(?:成立|创立|创建|组建|创办|建立)|[^,。;]{2,30}(?:成立|创立|组建|设立|创建)以来"
    "|起?(?:正式)?(?:担任|出任|兼任|任(?!务|何|意))"
    "|[^,。;]{0,16}(?:上市|登陆|挂牌|投产|入选|收购|并购|合并|列入)[^,。;]{0,16}(?:以来|后|之后)"
)
_NOT_UNTIL = lazy_pattern(r"(?:\bnot|n['’]t)\suntil\s[^,.;]*$")  # it was not until 2001 that
_BRACKETED_YEAR = compile_alternatives(r"[(（]((?:19|20)\d{2})[)）]")
# The year that opens a line of a chronicle (2003: ..., 2010 - ...).
_LINE_YEAR = lazy_pattern(r"\A\s?((?:19|20)\d{2})(?=\s?[:-]\s|:)")
_SEASON = compile_alternatives(r"(?:spring|summer|autumn|fall|winter) of ((?:19|20)\d{2})(?!\d)")
# 2018-04-16, 2018.4.16, 2018/4/16, and as the first words of a sentence 2018.04
_NUMERIC = lazy_pattern(
    r"(?<![\d.\-/])((?:19|20)\d{2})([.\-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.\-/])"
    r"|\A\s?((?:19|20)\d{2})[.\-/](1[0-2]|0?[1-9])(?=[\s:,])"
)
_LAST_PART = compile_alternatives(r"(?:last|final) (?:quarter|half) of ((?:19|20)\d{2})(?!\d)")
_MONTH_OF = compile_alternatives(
    rf"(?:in |since )?(?:early |late |mid-)?({'|'.join(MONTH_NAMES)}) of ((?:19|20)\d{{2}})(?!\d)"
)
# A year before an English noun: the 2008 merger of, its 2016 takeover of.
_YEAR_OF_NOUN = compile_alternatives(
    r"(?<=\s)((?:19|20)\d{2})(?=\s(?:[a-z$-]+\s){0,2}(?:takeover|acquisition|purchase|buyout|merger|union"
    r"|amalgamation|combination|flotation|ipo|listing|debut|fine|penalty|founding|absorption|sale"
    r"|investment|designation|blacklisting|appointment)\b)"
    r"|(?:(?<=in its )|(?<=to its )|(?<=in the )|(?<=to the ))((?:19|20)\d{2})(?=\sannual report\b)"
)
_PLAN_PERIOD = lazy_pattern(r"five-year plan")  # its years date no event
# Centuries ago; 1500年历史 counts years.
_OLD_YEAR = lazy_pattern(r"(?:(?<=[在于自,。;])|\A\s?)(1[0-8]\d\d)年(?![来前后历间的之内余多])")
# ... in English: in 1873, on 3 March 1889, founded 1865. "In 1850 schools" counts schools.
_OLD_MONTH = (
    rf"(?:(?P<day>\d{{1,2}})\s)?(?P<month>{'|'.join(MONTH_NAMES)})\s"
    r"(?:(?P<day2>\d{1,2}),\s)?"
)
_OLD_ENGLISH = compile_alternatives(
    rf"\b(?:(?:early|late|mid)[ -])?(?P<dated>{_OLD_MONTH}(?P<year>1[6-8]\d\d))(?!\d)"
    r"|(?:\b(?:in|on|back to|dates from|dates to|founded|established)\s)(?P<bare>1[6-8]\d\d)"
    r"(?=[.,;:)]|$|\s(?:by|in|at|as|and|with|when|the|after|from|for|it|to|its|on|under|near"
    r"|while|but|an?)\b)"
    r"|\A\s?in\s(?P<first>1[6-8]\d\d)(?=\s(?![a-z-]+s\b))"
)
# Participles that date no figure, but an event: the exchange was launched on 15 November 2021.
_PARTICIPLE = lazy_pattern(
    r"\b(?:established|built|issued|launched|adopted|founded|constructed|published|signed)(?= (?:in|on) )"
)
_BARE_YEAR = compile_alternatives(
    r"(?<=\bin\s)((?:19|20)\d{2})(?=[,.;\s]|$)"
    r"|(?:(?<=\bback to )|(?<=\bdates to )|(?<=\bdates from )|(?<=\broots to )|(?<=\borigins to ))"
    r"((?:19|20)\d{2})(?=[,.;\s]|$)"
    r"|(?<=\bbatch of )((?:19|20)\d{2})(?=[,.;]|$|\sand\b|\sby\b|\sto(?:gether)?\b)"
    r"|(?:(?<=[(;\s]founded )|(?<=[(;\s]established )|(?<=[(;\s]listed ))((?:19|20)\d{2})(?=[,;)])"
)


def find_stated(plain: str, language: str, document_date: str) -> Iterator[When]:
    """Yield the dates stated in full. One after "by" or 到 counts only if it is before the document's."""
    ends: set[int] = set()
    if language == "en":
        plain = _PARTICIPLE.sub(lambda match: "x" * len(match[0]), plain)
    for moment in find_moments(plain, language):
        ends.add(moment.end)
        is_aim = moment.role == "by" and not _is_reached(plain, moment, document_date)
        if not moment.iso or (
            is_aim and not _GOES_BACK.search(plain, max(0, moment.start - 6), moment.start + 3)
        ):
            continue
        if language == "en" and _PLAN_PERIOD.search(plain, moment.start, moment.end):
            continue
        period = _TWO_YEARS.search(plain, moment.start, moment.end)
        if period:
            first, last = period[1], period[1][: 4 - len(period[2])] + period[2]
            yield When(moment.start, moment.end, first, "" if last <= first else last)
        elif _FOUNDING.match(plain, moment.end) or not _dates_something_else(plain, moment):
            is_period = "" < moment.first < moment.iso
            first, last = (moment.first, moment.iso) if is_period else (moment.iso, "")
            if _YEAR_ENDED.search(plain, max(0, moment.start - _TO_YEAR), moment.start):
                first = first[:4]
            yield When(moment.start, moment.end, first, last)
    yield from _find_bare_years(plain, ends)
    if language == "en":
        yield from _find_old(plain)
    yield from _find_other_forms(plain)


def _dates_something_else(plain: str, moment: Moment) -> bool:
    """Return whether a date is one of comparison (than in 2019), or of a noun (a loan from 2004)."""
    if _COMPARED.search(plain, max(0, moment.start - 8), moment.start):
        return True
    before = max(0, moment.start - _TO_NOUN)
    return plain.startswith("from ", moment.start) and bool(_OF_EARLIER.search(plain, before, moment.start))


def _find_bare_years(plain: str, ends: Set[int]) -> Iterator[When]:
    """Yield years in brackets, before a line or noun, ...; `ends` are those of the moments found."""
    for pattern in (_BRACKETED_YEAR, _BARE_YEAR, _OLD_YEAR, _LINE_YEAR, _SEASON, _LAST_PART, _YEAR_OF_NOUN):
        for match in pattern.finditer(plain):
            if ends.isdisjoint(range(match.start(), match.end() + 2)):
                yield When(*match.span(match.lastindex or 1), match[match.lastindex or 1])


def _find_old(plain: str) -> Iterator[When]:
    """Yield the dates of earlier centuries in English: in 1873, on 3 March 1889."""
    for match in _OLD_ENGLISH.finditer(plain):
        if match["dated"]:
            day = match["day"] or match["day2"]
            month = f"{match['year']}-{month_number(match['month']):02}"
            yield When(*match.span("dated"), f"{month}-{int(day):02}" if day else month)
        else:
            year = "bare" if match["bare"] else "first"
            yield When(*match.span(year), match[year])


def _find_other_forms(plain: str) -> Iterator[When]:
    """Yield months and days in other forms: March of 2021, 2018.4.16."""
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
    if _NOT_UNTIL.search(plain, max(0, moment.start - _TO_YEAR), moment.end):
        return True
    if plain.startswith("by", moment.start):
        is_past_perfect = _HAD_BEHIND.match(plain, moment.end) or _HAD_BEFORE.search(plain[: moment.start])
        return bool(is_past_perfect) and iso < document_date[: len(iso)]
    is_until = plain.startswith("到", moment.start) or plain.startswith("到", moment.start - 1)
    return is_until and len(iso) > len("2012") and iso < document_date[: len(iso)]
