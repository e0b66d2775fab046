"""Points in time that a figure may hold at or be compared with, in folded Chinese and English text.

A plan period stands for its last year. The Five-Year Plans (中华人民共和国国民经济和社会发展五年规划): the 1st ended in 1957, the 2nd in
1962, then, after three years without one, the 3rd in 1970, and every five years after that; the 14th ends in 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.annotation.figures.numbers import parse_han
from flows.annotation.figures.units import words_of

Role = Literal["by", "in", "base"]
_ORDINALS = words_of("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七")
PLAN_ENDS: dict[int, int] = {1: 1957, 2: 1962, 3: 1970} | {
    number: 1955 + 5 * number for number in range(4, 18)
}
_HAN_PLANS = {f"{ordinal}五": PLAN_ENDS[number] for number, ordinal in enumerate(_ORDINALS, 1)}
_ENGLISH_ORDINALS = {
    word: number
    for number, word in enumerate(
        words_of(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
        ),
        1,
    )
}
_MONTHS = {
    name: number for number, name in enumerate(words_of("jan feb mar apr may jun jul aug sep oct nov dec"), 1)
}

_HAN_YEAR = r"(?:(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2}|一九[〇零○一二三四五六七八九]{2})"
_CHINESE = re.compile(
    rf"(?<!\d)(?:(?P<first>{_HAN_YEAR})年?(?:-{{1,2}}|~|至|到))?(?P<year>{_HAN_YEAR})年(?!版|第\d{{1,3}}号)"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<half>上半年|下半年|第?[一二三四]季度)?(?P<end>年?底|年?末|年初|初)?"
    r"|[“\"](?P<plan>十?[一二三四五六七八九]五)[”\"](?:规划|计划)?(?P<part>时期末|规划期末|期末|末|期间|时期|规划期)"
    r"|(?<![一二三四五六七八九十])(?P<bare>十[一二三四五六]五)(?:规划|计划)?(?P<bare_part>时期末|规划期末|期末|末|期间|时期|规划期)"
    r"|第(?P<count>十?[一二三四五六七八九]|十)个五年(?:计划|规划)(?P<count_part>期末|末|期间|时期)"
    r"|(?P<past>上年同期|去年同期|上年末|上年底|去年底|去年末|上一年|上年|去年|前年|年初|上半年|上季度|上月|基期|今年|本年|明年)"
)
_BY_BEFORE = re.compile(r"(?:(?<![截长高加升降少缩展大])[到至]|力争|争取|力争在|确保)$")
_BY_AFTER = re.compile(r"(?:之?前|以前)(?!已|发布|注册|出台|成立|登记|的|印发)")
_BASE_BEFORE = re.compile(
    r"(?:比(?![重例率])[^,;。比]{0,10}|较|由|从|与|以|对比|相比|自|高于|低于|快于|超过|是)$"
)
_BASE_AFTER = re.compile(
    r"的?(?:水平)?(?:基础上|相比|为基期|为基数)|水平|的\d[\d.]{0,8}倍|的[一二两三四五六七八九十点]{1,6}倍"
)

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEAR = r"(?:19|20)\d{2}(?!\d|[.,]\d|%| percent| per cent| million| billion)"
_PREPOSITION = (
    r"compared (?:with|to)|relative to|as of|prior to|as early as|by|in|until|till|before|after|since|from|for|during|through|throughout|to|than|with|"
    r"and|or|over|on|of|between|at|against|within|the"
)
_ENGLISH = re.compile(
    rf"(?<![a-z\d])(?:(?P<prep>{_PREPOSITION}) )?(?:the )?(?:around |about )?(?P<end>(?:the )?end of(?: the)?(?: year)? |end-|year-end |late |early |mid-|(?:first|second|third|fourth) (?:quarter|half) of |year |fiscal year |level of |levels of )?"
    rf"(?:(?P<day>\d{{1,2}}) (?P<month1>{_MONTH}) |(?P<month>{_MONTH})\.?(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?,? )?(?:(?P<first>(?:19|20)\d{{2}})(?:-| to | and | through | - ))?(?P<year>{_YEAR})(?![a-z])"
    r"|(?<![a-z])(?:(?P<plan_prep>by|in|during|over|for|from|throughout|of|than|with|at) )?(?P<plan_end>the end of |the )?(?:the )?(?:(?P<number>\d{1,2})(?:st|nd|rd|th)|(?P<ordinal>[a-z]{5,11}th|first|second|third)) five[ -]year plan(?: period)?"
    r"|(?<![a-z])(?P<past>(?:compared with |over |than |from |on |in )?(?:the previous year|the year before|a year earlier|a year ago|the preceding year|last year|the same period (?:last year|of the previous year|a year earlier))|(?:a|one|two|three|five|ten|\d{1,2}) (?:decades?|years?) (?:ago|earlier|before)|year[ -]on[ -]year|year[ -]over[ -]year|(?:by |in |over )?this year|next year)"
)
_BASES = frozenset(
    ("from", "than", "with", "against", "since", "over", "compared with", "compared to", "relative to")
)
_PARTICIPLE = re.compile(
    r"(?:established|built|issued|launched|adopted|founded|born|constructed|published|signed) $"
)
_LEVEL_AFTER = re.compile(r"(?:'s)? (?:level|levels|base|baseline|figure|terms|as the base)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time at `text[start:end]`, its preposition left out; `iso` is a year, month or day, empty where unknown.

    `role`: `by` it something is to be reached, `in` it something was so, or it is the `base` of a comparison.
    """

    start: int
    end: int
    iso: str
    role: Role


def find_moments(text: str, language: str, start: int = 0, end: int | None = None) -> list[Moment]:
    """Return the moments of folded `text[start:end]`, in order."""
    end = len(text) if end is None else end
    if language == "en":
        return list(_find_english(text, start, end))
    return list(_find_chinese(text, start, end))


def _find_chinese(text: str, start: int, end: int) -> Iterator[Moment]:
    previous: Moment | None = None
    for match in _CHINESE.finditer(text, start, end):
        first, last = match.span()
        before, after = text[max(start, first - 14) : first], text[last : last + 8]
        role: Role = "in"
        if match["past"]:
            role = "base" if _BASE_BEFORE.search(before) or _BASE_AFTER.match(after) else "in"
            yield Moment(first, last, "", role)
            continue
        count = match["count"] and f"{match['count']}五"
        if plan := match["plan"] or match["bare"] or count:
            part = match["part"] or match["bare_part"] or match["count_part"]
            role = "by" if part.endswith("末") else "in"
            iso = str(_HAN_PLANS.get(plan, ""))
        else:
            iso = _date_of(match["year"], match["month"], match["day"])
        if text.startswith("以来", last):
            iso, last = "", last + 2
        elif _BY_BEFORE.search(before) or _BY_AFTER.match(after):
            role = "by"
        elif (match["first"] is None and _BASE_BEFORE.search(before)) or _BASE_AFTER.match(after):
            role = "base"
        elif (
            previous
            and first - previous.end <= 2
            and text[previous.end : first] in ("和", "、", "与", "及", "以及")
        ):
            role = previous.role
        previous = Moment(first, last, iso, role)
        yield previous


def _date_of(year: str, month: str | None, day: str | None) -> str:
    digits = year if year.isdigit() and year.isascii() else f"{parse_han(year.replace('○', '〇')):.0f}"
    parts = [digits]
    for value, most in ((month, 12), (day, 31)):
        if not value or not 1 <= int(value) <= most:
            break
        parts.append(f"{int(value):02}")
    return "-".join(parts)


def _find_english(text: str, start: int, end: int) -> Iterator[Moment]:
    for match in _ENGLISH.finditer(text, start, end):
        first, last = match.span()
        if match["past"]:
            is_base = match["past"].startswith(
                ("compared", "over the", "than", "from", "on ", "year")
            ) or match["past"].endswith(("ago", "earlier", "before"))
            yield Moment(first, last, "", "base" if is_base else "in")
        elif match["year"]:
            yield from _read_year(text, match)
        else:
            number = int(match["number"]) if match["number"] else _ENGLISH_ORDINALS.get(match["ordinal"], 0)
            prep, is_end = match["plan_prep"] or "", "end" in (match["plan_end"] or "")
            role: Role = (
                "base" if prep in ("from", "than", "with") else "by" if prep == "by" or is_end else "in"
            )
            if number in PLAN_ENDS and (prep or is_end):
                yield Moment(first, last, str(PLAN_ENDS[number]), role)


def _read_year(text: str, match: re.Match[str]) -> Iterator[Moment]:
    first, last = match.span()
    prep, is_anchored = (
        match["prep"] or "",
        bool(match["end"] or match["month"] or match["month1"] or match["first"]),
    )
    after = text[last : last + 16]
    if (not prep and not is_anchored) or after.startswith((" yuan", " rmb")):
        return
    if _PARTICIPLE.search(text, max(0, first - 14), first):
        return  # communities established before 2000
    month, day = match["month1"] or match["month"], match["day"] or match["day2"]
    number = str(_MONTHS[month[:3]]) if month else None
    iso = _date_of(match["year"], number, day)
    is_list = prep in ("and", "or")
    role: Role = "by" if prep in ("by", "until", "till", "before", "prior to", "through", "to") else "in"
    if (prep in _BASES or _LEVEL_AFTER.match(after)) and not match["first"]:
        role = "base"
    if prep in ("of", "the", "to") and not is_anchored and role != "base":
        return
    if match["first"] and " and " in match[0] and prep not in ("between", "from"):
        yield Moment(first, match.end("first"), match["first"], role)
        first, is_list = match.start("year"), False
    yield Moment(first if not is_list else first + len(prep) + 1, last, iso, role)
