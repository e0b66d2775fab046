"""Words of a sentence that set the time of its figures without a year: 全年, 上半年, in March."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.moments import MONTH, MONTHS, months_of_words
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.words import join_alternatives, read_table
from flows.text import compile_alternatives, lazy_pattern, month_number
from flows.text.places import read_province

_NAMES = ("now", "whole_year", "due_year", "part_of_year", "ahead", "long", "same_year")
_AFTER = 40  # code points after a figure in which an English clause may still name the time
# A time right after an English figure and what it counts: 75 tonnes by February, 75 tonnes of ore in May.
_NEAR = 48
_GAP = lazy_pattern(r"(?: [a-z]+){0,2} | of(?: (?!that|which|who|what|it|them)[a-z-]+){1,4} ")

# Several months of an unnamed year: in the January-June period, in the three months to June.
_SPELL = (
    rf"(?:(?:in|of|for|during|over|from) )?(?:the )?(?:(?<=between )|\b(?!between))(?P<spell>{MONTHS})"
    r"(?!\.?,? (?:of |in )?(?:(?:19|20)\d\d|\d))"
)
# Between a change and its time: 4 percent | year on year to 20 billion yuan (3 billion dollars) | in May.
_BASIS = lazy_pattern(
    r"(?:,? (?:year[ -]o(?:n|ver)[ -]year|(?:month|quarter)[ -]on[ -](?:month|quarter)|on[ -]year|yoy|y/y"
    r"|on an? (?:yearly|annual|quarterly|monthly|year-on-year) basis|in (?:nominal|real|dollar|yuan) terms"
    r"|from (?:a year (?:earlier|ago|before)|the (?:same period )?(?:last|previous) year)"
    r"|over the (?:same period (?:of )?)?(?:last|the previous|previous) year))+"
)
_TO_LEVEL = lazy_pattern(r" to (?:about |around |nearly |over |some )?")
_CONVERTED = lazy_pattern(r" \((?:about |around |some |us ?)?\$?[\d.,]+(?: ?[a-z.]+){0,4}\)")
# Before an English time that is only compared with: less than in the first half.
_ENGLISH_BASE = lazy_pattern(
    r"(?<![a-z])(?:(?:than|versus|against|unlike|compared (?:with|to)) "
    r"(?:(?:that|those|the|its|their|in|of|for|during|at|a) )"
    r"|from the (?:growth|rate|pace|level|figure|decline|increase|drop))(?:[^,;.\d]|\.(?=\d))*$"
)
_BASE_REACH = 80

# Before a time of comparison: 比上半年加快2.3个百分点, 延续一季度的态势.
_COMPARED_BEFORE = lazy_pattern("(?:[比较继]|[高低快慢多少好优]于|(?:延续|承接|扭转|保持)了?)$")
_LONGEST_LEAD = 3
_BASE_MONTH = ("由上", "从上")  # 由上月下降转为上涨
# From a time with its value, before the value reached: 由6月份下降0.2%转为增长, 从3月的2.6%升至.
_FROM_BEFORE = ("由", "从")
_FROM_VALUE = lazy_pattern(
    r"(?:份|末|底)?的?[^,;。\d]{0,8}[\d.]+[^,;。\d]{0,8}[升增提扩降减回转跌涨收缩变到至]"
)
# Behind a time of comparison: 与2月份相比, 是4月份的2.58倍, 在一季度增长5%的基础上.
_WITH_BEFORE, _WITH_BEHIND = (
    ("与", "同", "跟", "和"),
    lazy_pattern("份?(?:相比|相较|比较|持平|相当|一致|相同)"),
)
_MULTIPLE_BEHIND = lazy_pattern(r"份?的[约近超]?[\d.]+倍")
_GROUND_BEHIND = lazy_pattern("[^,;。]{0,16}基础上")
# Before a month in which something was only said: Suzhou said in February that output would rise.
_SAID_BEFORE = lazy_pattern(
    r"(?<![a-z])(?:said|says|announced|told|reported|unveiled|wrote|pledged|promised|predicted|forecast"
    r"|published|warned|estimated)(?: (?:here|back|earlier|late|again))? $"
)
_SAID = 24
# A month in which something was promised: In January | the bank announced it would lend 5 billion yuan.
_PROMISED_BEHIND = lazy_pattern(
    r",? (?:the )?[a-z .&'’-]{2,60}? (?:said|announced|pledged|promised|declared)(?: that)? [a-z ]{2,30}?"
    r" (?:would|will|planned|plans|intends|intended)(?![a-z])"
    r"|,? (?:the )?[a-z .&'’-]{2,60}? (?:raised|lowered|cut|lifted|trimmed|revised|set|doubled) "
    r"(?:its|the|their|a) [a-z -]{0,40}?(?:targets?|goals?|forecasts?|quotas?|ceilings?)(?![a-z])"
)
# A month in which rules were issued, before their content: issued guidelines in June | that require.
_ISSUED_BEFORE = lazy_pattern(
    r"(?<![a-z])(?:issued|released|adopted|approved|published|promulgated|unveiled|launched|drafted)"
    r"(?: [a-z'-]+){1,4} $"
)
_CONTENT = lazy_pattern(
    r",? (?:that|which|to|requiring|asking|calling|setting|capping|ordering|telling)(?![a-z])"
)
_ISSUED = 60

# What follows a time that is a day of it (三季度末), or from which on something is so (自5月起).
_END, _BEGINNING = ("末", "底"), ("初", "份起", "起", "份以来", "以来", "份开始", "开始", "至今", "份至今")
_MONTH_BEFORE = lazy_pattern(r"(?:\d|\d月份?)[、和与及]$")  # 4月份和5月份, 4、5月份
# Further months: in January and February, in April to June, in March, April and May.
_NEXT_MONTH = lazy_pattern(rf"(?P<join> and | to |-| through |, | or )(?:and )?(?P<month>{MONTH})(?![a-z])")
_PROVINCE_SIZES = (2, 3)  # characters of their short names
# Another statement between an English time and a figure.
_NEXT_STATEMENT = lazy_pattern(r";|, (?:and|but|while|whereas|so) ")
# A figure of an earlier time: rose 5 percent, after 3 percent.
_EARLIER = lazy_pattern(r"(?<![a-z])(?:after|from|against|compared with|following) $")
_NEXT_ITEM = lazy_pattern(r"[;。!?\n] ?[(（]?\d{1,2}[.、)）]")

Months = tuple[int, int] | None


class Cue(NamedTuple):
    """Words that set a time, and the group of words that they belong to."""

    name: str
    match: re.Match[str]


@cache
def cue_pattern(*, is_english: bool) -> re.Pattern[str]:
    """Return the pattern of all words that set a time, a group per kind."""
    groups = (f"(?P<{name}>{words_of(name, is_english=is_english)})" for name in _NAMES)
    return compile_alternatives("|".join(groups))


def words_of(name: str, *, is_english: bool) -> str:
    """Return the pattern of a group of words; English ones match only whole words."""
    table = read_table("dating/words.toml")
    if is_english:
        spell = f"{_SPELL}|" * (name == "part_of_year")
        return rf"(?<![a-z])(?:{spell}{join_alternatives(table['en'][name])})(?![a-z])"
    return join_alternatives(table["zh"][name])


def find_cue(sentence: Sentence, index: int, *, is_english: bool) -> Cue | None:
    """Return the last time cue before a figure, or else, in English, the first one shortly after it."""
    figure = sentence.figures[index]
    pattern = cue_pattern(is_english=is_english)
    end = min(sentence.next_start(index), figure.end + _AFTER, sentence.end)
    if is_english and (near := _find_part_behind(sentence, index)):
        return Cue("part_of_year", near)
    found = None
    for match in pattern.finditer(sentence.text, sentence.start, figure.start):
        if not is_base(sentence, match, figure.start):
            found = match
    if found is None and is_english:
        found = pattern.search(sentence.text, figure.end, end)
        if found and _is_english_base(sentence, found):
            found = None
    if found is None:
        return None
    return Cue(name_of(found), found)


def _find_part_behind(sentence: Sentence, index: int) -> re.Match[str] | None:
    """Return the part of a year right after an English figure: 75 tonnes by February.

    >>> 4 percent year on year to 20 billion yuan in May -> that of both figures
    """
    text, figures = sentence.text, sentence.figures
    place = _end_of_basis(text, figures[index].end)
    following = figures[index + 1 : index + 2]
    if following and _TO_LEVEL.fullmatch(text, place, following[0].start):
        index, place = index + 1, following[0].end
    if converted := _CONVERTED.match(text, place, sentence.end):
        held = [one for one in figures[index + 1 : index + 2] if one.start < converted.end()]
        index, place = index + len(held), converted.end()
    place = _end_of_basis(text, place)
    end = min(sentence.next_start(index), place + _NEAR, sentence.end)
    near = cue_pattern(is_english=True).search(text, place, end)
    if near and near["part_of_year"] and _GAP.fullmatch(text, place, near.start()):
        return near
    return None


def _end_of_basis(text: str, place: int) -> int:
    """Return the end of the words at `place` that say what a change is compared with."""
    if basis := _BASIS.match(text, place):
        return basis.end()
    return place


def _is_english_base(sentence: Sentence, cue: re.Match[str]) -> bool:
    """Return whether an English time is only compared with: less than in the first half."""
    low = max(sentence.start, cue.start() - _BASE_REACH)
    return _ENGLISH_BASE.search(sentence.text, low, cue.start()) is not None


def name_of(match: re.Match[str]) -> str:
    """Return the kind of a time cue."""
    return next(name for name in _NAMES if match[name])


def is_base(sentence: Sentence, cue: re.Match[str], place: int) -> bool:
    """Return whether a figure at `place` is not of the time of a cue, which is only compared with.

    比上半年加快, 比2023年全年回落, 由6月份下降0.2%转为增长. Nor is it of a time at which something was said.
    """
    text, (start, end) = sentence.text, cue.span()
    bases = (moment for moment in sentence.moments if moment.role == "base")
    is_long = cue["long"] and cue[0] != "同期"  # since 2016, ten years ago
    if not is_long and any(base.start <= start <= base.end for base in bases):
        return True
    if text.startswith(_BASE_MONTH, start - 1):
        return True
    if _COMPARED_BEFORE.search(text, max(sentence.start, start - _LONGEST_LEAD), start):
        return True
    if not cue["part_of_year"]:
        return False
    if cue[0].isascii() and _is_english_base(sentence, cue):
        return True
    if _SAID_BEFORE.search(text, max(sentence.start, start - _SAID), start):
        return True
    if _PROMISED_BEHIND.match(text, end, sentence.end):
        return True
    is_issued = _ISSUED_BEFORE.search(text, max(sentence.start, start - _ISSUED), start)
    if is_issued and _CONTENT.match(text, end, sentence.end):
        return True
    before = text[max(sentence.start, start - 1) : start]
    return (
        (before in _FROM_BEFORE and _FROM_VALUE.match(text, end, place) is not None)
        or (before in _WITH_BEFORE and _WITH_BEHIND.match(text, end, place) is not None)
        or _MULTIPLE_BEHIND.match(text, end) is not None
        or _GROUND_BEHIND.match(text, end, place) is not None
    )


def months_of_cue(sentence: Sentence, cue: re.Match[str]) -> Months:
    """Return the first and last month that a cue names with the words after it, None if they are no period.

    >>> 三季度 -> 7, 9; 三季度末 -> 9, 9; 自5月起 -> None; in January and February -> 1, 2
    """
    months = months_of_words(cue[0])
    if months is None or sentence.text.startswith(_BEGINNING, cue.end()):
        return None
    if months[0] == months[1] and _MONTH_BEFORE.search(sentence.text, sentence.start, cue.start()):
        return None
    if sentence.text.startswith(_END, cue.end()):
        return months[1], months[1]
    following = _NEXT_MONTH.match(sentence.text, cue.end(), sentence.end)
    if following is None:
        return months
    return _join_months(sentence, months, following)


def _join_months(sentence: Sentence, months: tuple[int, int], following: re.Match[str]) -> Months:
    """Return the months of a list of two: from the first to the last if they are one period."""
    last = month_number(following["month"])
    is_span = following["join"].strip() in ("to", "-", "through")
    is_pair = following["join"] == " and " and last == months[0] + 1
    is_more = _NEXT_MONTH.match(sentence.text, following.end(), sentence.end)
    is_each = sentence.text.find("respectively", sentence.start, sentence.end) >= 0
    if is_more or is_each or not (is_span or is_pair) or last <= months[0]:
        return None
    return months[0], last


def months_for_figure(sentence: Sentence, index: int, cue: Cue, *, is_english: bool) -> Months:
    """Return the months that the cue of a figure sets for it, None if they belong to another statement."""
    place = sentence.figures[index].start
    if cue.name != "part_of_year" or _NEXT_ITEM.search(
        sentence.text, cue.match.end(), max(cue.match.end(), place)
    ):
        return None
    if not is_english and _is_of_item(sentence, cue.match, place):
        return None
    is_of_quarters = not is_english and cue.match["to_quarter"]
    if is_of_quarters and "分别" in sentence.text[cue.match.end() : max(cue.match.end(), place)]:
        return None  # 一至四季度增速分别为: each is of its own quarter
    if is_english and cue.match.start() < place:
        if _NEXT_STATEMENT.search(sentence.text, cue.match.end(), place):
            return None
        if _EARLIER.search(sentence.text, max(sentence.start, place - _SAID), place):
            return None
    return months_of_cue(sentence, cue.match)


def _is_of_item(sentence: Sentence, cue: re.Match[str], place: int) -> bool:
    """Return whether a Chinese time is in an item on one province, and a figure in one on another.

    >>> 上海一季度完成投资5亿元;福建已安排资金8亿元
    """
    text = sentence.text
    last = text.rfind(";", cue.end(), max(cue.end(), place))
    if last < 0:
        return False
    begin = max(text.rfind(sign, sentence.start, cue.start()) for sign in ",;:。") + 1
    own, other = _province_at(text, max(begin, sentence.start)), _province_at(text, last + 1)
    return bool(own and other) and own != other


def _province_at(text: str, start: int) -> str:
    """Return the province that begins at a place of a text, or ""."""
    names = (read_province(text[start : start + size]) for size in _PROVINCE_SIZES)
    return next(filter(None, names), "")
