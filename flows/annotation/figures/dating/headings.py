"""Years of figures from the headings above a passage and from the title and date of its document."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.annotation.figures.moments import (
    PLAN_ENDS,
    common_year,
    find_part_of_year,
    merge_years,
    months_of_words,
)
from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.words import join_alternatives, read_table
from flows.text import lazy_pattern, parse_numeral

_YEAR = lazy_pattern(
    r"(?<![\d—–~〔\[-])((?:19|20)\d\d)(?=\s?年(?!版|第(?![一二三四]季)|[—–~-]|至|到))"
    r"|(?<![\d〔\[/-])((?:19|20)\d\d)(?![\d—–年/-])"
)
# 民國113年, or 113年度 without the name of the era; 二〇二三年.
_OTHER_YEAR = lazy_pattern(
    r"(民[國国]\d{2,3}(?=年)|(?<![\d第])1(?:0[1-9]|1\d)(?=年度)|二[〇零○][〇零○一二三四五六七八九]{2}(?=年))"
)
# The vision behind the plan in a title: the goals of the plan are due in its own years.
_VISION = lazy_pattern(
    r"[和与及暨]?(?:二[〇零○][一二三四五][〇零○五]|20[1-5][05])年远景目标(?=纲要|的?建议|$)"
    r"|,? (?:and|through|with)? ?(?:the )?(?:long-(?:range|term) (?:objectives?|goals?|targets?)"
    r"|vision)(?:,? (?:through|to|for|until|by|of)?(?: the)?(?: year)? ?2035)?"
    r"|,? and (?:the )?2035 (?:vision|long-(?:range|term) (?:objectives?|goals?|targets?))",
    re.IGNORECASE,
)
_RANGE = lazy_pattern(r"(?:19|20)\d\d\s?年?\s?(?:[—–~-]{1,2}|至|到|\bto\b)\s?((?:19|20)\d\d)")
_DATE = lazy_pattern(r"(\d{4})(?:-(\d\d))?")
_PLAN = lazy_pattern(
    r"(?<![一二三四五六七八九〇零])(十?[一二三四五六七八九])五[”\"]?(?![年一二三四五六七八九十〇零])"
    r"|第(十?[一二三四五六七八九])个五年"
    r"|\b(\d{1,2})th five-year",
    re.IGNORECASE,
)
_YEARS = lazy_pattern(r"[三四五十\d]\s?年(?!代)|five[- ]year|years\b", re.IGNORECASE)
# Early in a year, a review of the five years up to the one before: 过去五年工作回顾.
_FIVE_YEARS = lazy_pattern("(?:过去|这)五年[^,;。]{0,8}(?:回顾|成就|总结)|五年来?的?工作(?:回顾|总结)")
_NEXT = lazy_pattern(r"目标|任务|要求|规划|纲要|计划|方案|plan|goal|target|task|outline", re.IGNORECASE)
_OVERVIEW = lazy_pattern(
    r"回顾|成就|成效|成绩|总结|现状|基础|评估|review|achievement|progress", re.IGNORECASE
)
_WORK_OF_YEAR = lazy_pattern(r"回顾|总结|成绩|成效|完成|执行|review|achieve|execution|outturn", re.IGNORECASE)
_WORK = lazy_pattern("年的?(?:重点|主要|政府)?工作$")  # 关于2026年工作
# A part of a year in a heading: 2024年前三季度进出口情况, the first half of 2024.
_PART_OF_YEAR = lazy_pattern(
    r"\d{4}\s?年\s?(?:上半年|前[二两三]个?季度|第?[一二三四]季度?|\d{1,2}月?[—–至到-]\d{1,2}月"
    r"|前(?:\d{1,2}|[二两三四五六七八九十])个?月"
    r"|(?P<ended>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日止"
    r"(?P<months>\d|[三六九])个月)"
    r"|\b(?:quarters?|half|months) (?:of )?(?:19|20)\d\d\b|\b[qh][1-4] ?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# Such a part without its year: the last one that had ended at the date of the document.
_BARE_PART = lazy_pattern(
    r"(?<![年\d比较于])(?:(?P<half>上半年)|前(?P<quarters>[二两三])个?季度"
    r"|第?(?P<quarter>[一二三四])季度?(?=[^,]{2})"
    r"|1[—–至到-](?P<months>1?\d)月|前(?P<count>1?\d|[二两三四五六七八九十])个?月)"
)
_OTHER_PART = lazy_pattern(r"[上下]半年|季度|\d月|个月|全年|[今明]年")  # in the rest of such a heading
_NUMERALS = "一二三四五六七八九十"
# A year as the time of a section: in 2023, 2023 at a glance, 2023年进展; not the 2008 crisis, 2015年以来.
_SECTION_YEAR = lazy_pattern(
    r"(?<![a-z])(?:in|for|of|during|through|over|by|to|towards?|until) (?:(?:the|full|calendar|fiscal"
    r"|financial|year|fy) ?)*(?:19|20)\d\d$"
    r"|^[\W\d_]*?(?:(?:[ivx]{1,5}[.)]|the|full|year|fy|fiscal|financial) ?)*(?:19|20)\d\d"
    r"(?:$| (?:at|in|results|highlights|performance|review|overview|figures|data|numbers|update|activit"
    r"|achiev|progress|mileston))"
    rf"|^(?:第?[{_NUMERALS}\d]{{1,3}}[、.．章节部分]*|[(][{_NUMERALS}\d]{{1,2}}[)])?\s*(?:19|20)\d\d年度?"
    r"(?!以来|以后|之?[前后]|起|版|第|号|[^,;]{0,12}(?:法|条例|办法|意见|通知|危机)$)",
    re.IGNORECASE,
)
_RECENT = 3  # years before a document within which a section's year is that of its figures
# Years ahead of a section, without a year: 今后五年的目标, the next five years, the next year.
_AHEAD = lazy_pattern(
    r"(?:今后|未来)(?P<han>[一二两三四五六七八九十\d]{1,2})年(?!来)"
    r"|(?<![a-z])(?:next|coming|following) (?:(?P<one>year)(?!s)"
    r"|(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) years)",
    re.IGNORECASE,
)
# A section about a firm itself, as it is at the time of writing, whatever year the report covers.
_SELF = lazy_pattern(
    r"^[\W\d_]*(?:about (?!the )[a-z]"
    rf"|第?[{_NUMERALS}]{{0,3}}[、章节\s]*(?:关于(?:我们|公司|本公司)|公司(?:简介|概况|资料))$)",
    re.IGNORECASE,
)
_SECOND_HALF = lazy_pattern("(?<![年\\d])下半年")
_LAST_MONTH = 12  # a review of a plan knows the levels of its last year from December on
_EARLY, _LATE = 3, 9  # a title up to March may mean a part that ended in the year before, from September
_NUMBERS = {
    name: number
    for number, name in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_FURTHEST = 20
_STEP = 2  # a report covers a year less than this many years before its date


class Years(NamedTuple):
    """The years that headings and title set for the figures of a passage, each "" if they set none.

    `actual` is the year of actual values, `target` the year in which targets are due, `whole` that of "the
    whole year" in a report on work. `year` and `month` are those of the document's date, 0 if unknown.
    `is_plan` is set if `target` is the end of a plan of several years, `is_supposed` if it is the year of a
    report on work, which contains figures of other years as well, `is_ahead` if a heading counts the years
    up to it (今后三年). `months` are the first and last month of the part of `actual` that they name.
    `reached` is the last year of a plan that a heading reviews: that of levels reached in it, not of its
    totals. `announced` is the year of the changes that a release reports without a time.
    """

    actual: str = ""
    target: str = ""
    whole: str = ""
    year: int = 0
    month: int = 0
    is_plan: bool = False
    is_supposed: bool = False
    is_ahead: bool = False
    months: tuple[int, int] | None = None
    reached: str = ""
    announced: str = ""


class _LevelYears(NamedTuple):
    actual: str = ""
    target: str = ""
    whole: str = ""
    is_long: bool = False  # covers several years: a single year from headings further out does not apply
    is_supposed: bool = False
    is_ahead: bool = False
    months: tuple[int, int] | None = None
    reached: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = read_table("dating/words.toml")
    names = ("reports", "plans", "work_reports", "past_year", "this_year", "ahead")
    return {name: re.compile(join_alternatives(table[name]), re.IGNORECASE) for name in names}


@lru_cache(4096)
def read_years(headings: tuple[str, ...], date: str, reported: str = "", running: str = "") -> Years:
    """Return the years that `headings`, the nearest first and the title last, set for figures without one.

    Levels of a heading are joined by ' / ', the widest first. `date` is the document's, ISO or "".
    `reported` is the year of all figures if the document declares it (`find_reported`), `running` the year
    that the text itself is about at the passage (`find_spans`).
    """
    year, month = _read_date(date)
    actual = whole = running
    target = reached = ""
    is_long = is_plan = is_supposed = is_ahead = False
    months = None
    for number, heading in enumerate(headings, 1):
        is_section = number < len(headings)
        for level in reversed(fold_figures(heading).text.split(" / ")):
            if is_section and _SELF.search(level):
                return Years(actual, target, whole, year, month, months=months)
            found = _read_level(level, year, month, is_section=is_section)
            whole, reached = whole or found.whole, reached or found.reached
            if not is_long:
                if found.target and not target:
                    target, is_plan, is_supposed = found.target, found.is_long, found.is_supposed
                    is_ahead = found.is_ahead
                months = months if actual else found.months
                actual = actual or found.actual
            is_long = is_long or found.is_long
    if reported and not is_long and (not year or 0 <= year - int(reported) < _STEP):
        actual, whole = actual or reported, whole or reported
    return Years(actual, target, whole, year, month, is_plan, is_supposed, is_ahead, months, reached)


def _read_date(date: str) -> tuple[int, int]:
    """Return the year and month of an ISO date, each 0 if missing."""
    found = _DATE.match(date)
    if not found:
        return 0, 0
    return int(found[1]), int(found[2] or 0)


def _read_level(level: str, year: int, month: int, *, is_section: bool) -> _LevelYears:
    """Return the years that one heading or title sets."""
    words = _patterns()
    if _PLAN.search(level):
        level = _VISION.sub("", level)
    level = _OTHER_YEAR.sub(lambda match: str(common_year(match[1])), merge_years(level))
    if period := _RANGE.search(level):
        if _NEXT.search(level) and not _OVERVIEW.search(level):
            return _LevelYears(target=period[1], is_long=True)
        return _LevelYears(is_long=True)
    years = [int(match[1] or match[2]) for match in _YEAR.finditer(level)]
    if words["work_reports"].search(level):
        return _read_work_report(years, year)
    if plan := _PLAN.search(level):
        return _read_plan(level, plan, years, year, month)
    if len(set(years)) == 2:
        return _read_both(level, years)
    if len(set(years)) == 1:
        return _read_one(level, years[0], year, is_section=is_section)
    if is_section and month and (ahead := _AHEAD.search(level)):
        return _read_ahead(ahead, year, month)
    reached = str(year - 1) * bool(0 < month <= _EARLY and _FIVE_YEARS.search(level))
    if _YEARS.search(level) and not words["past_year"].search(level):
        return _LevelYears(is_long=True, reached=reached)
    if year and words["past_year"].search(level):
        if _YEARS.search(level):
            return _LevelYears(whole=str(year - 1), is_long=True, reached=reached)
        return _LevelYears(str(year - 1), "", str(year - 1))
    if year and words["this_year"].search(level):
        return _LevelYears(target=str(year))
    if is_section and month and _SECOND_HALF.search(level) and month < _LATE:
        return _LevelYears(target=str(year))
    if month and (part := _BARE_PART.search(level)) and not words["plans"].search(level):
        return _LevelYears(_year_of_part(part, year, month), months=_months_of_title(level, part))
    return _LevelYears()


def _year_of_part(part: re.Match[str], year: int, month: int) -> str:
    """Return the year of the part (上半年) that a title of this date names, "" if none ended lately."""
    quarter = part["quarters"] or part["quarter"]
    last = 6
    if quarter:
        last = 3 * (parse_numeral(quarter) or 0)
    elif digits := part["months"] or part["count"]:
        last = parse_numeral(digits) or 0
    if last <= month:
        return str(year)
    return str(year - 1) * (month <= _EARLY and last >= _LATE)


def _read_work_report(years: list[int], year: int) -> _LevelYears:
    """Read the title of a report on work: its tasks are due in the title's year, or else in its date's."""
    made = year
    if len(years) == 1:
        made = years[0]
    if not made:
        return _LevelYears()
    return _LevelYears("", str(made), str(made - 1), is_supposed=True)


def _read_plan(level: str, plan: re.Match[str], years: list[int], year: int, month: int) -> _LevelYears:
    """Read a title that names a five-year plan by its number; a review after it may set its last year."""
    is_overview = bool(_OVERVIEW.search(level))
    number = parse_numeral(plan[1] or plan[2] or plan[3]) or 0
    last = PLAN_ENDS.get(number, 0)
    is_ended = bool(last) and (year - last == 1 or (year == last and month == _LAST_MONTH))
    is_over = is_overview and is_ended and set(years) <= {last}
    reached = str(last) * is_over
    if len(years) == 1 and is_overview:
        return _LevelYears(whole=str(years[0]), is_long=True, reached=reached)
    if years or is_overview or not _NEXT.search(level):
        return _LevelYears(is_long=True, reached=reached)
    return _LevelYears(target=str(last or ""), is_long=True)


def _read_both(level: str, years: list[int]) -> _LevelYears:
    """Read a title that names two years: the results of one and the plan for the next."""
    low, high = min(years), max(years)
    if high - low != 1 or years[0] != low or not _WORK_OF_YEAR.search(level):
        return _LevelYears(is_long=True)
    return _LevelYears(str(low), str(high), str(low))


def _read_ahead(ahead: re.Match[str], year: int, month: int) -> _LevelYears:
    """Read a heading about years ahead. Early in a year it is the first of them, later the next one is."""
    if ahead["one"]:
        count = 1
    else:
        count = _NUMBERS.get(ahead["count"] or "") or parse_numeral(ahead["han"] or ahead["count"]) or 0
    if not 0 < count <= _FURTHEST:
        return _LevelYears(is_long=True)
    return _LevelYears(target=str(year + count - (month <= _EARLY)), is_long=count > 1, is_ahead=True)


def _read_section(level: str, named: int, year: int) -> _LevelYears:
    """Read a heading inside a document if its year is that of the text below it."""
    is_ahead = bool(_patterns()["ahead"].search(level))
    if named >= year and is_ahead:
        return _LevelYears(target=str(named))
    if not _SECTION_YEAR.search(level):
        return _LevelYears()
    if named > year:
        return _LevelYears(target=str(named))
    if year - named > _RECENT:
        return _LevelYears(is_long=True)  # nothing below takes the year of the title
    if named < year:
        return _LevelYears(str(named), "", str(named))
    return _LevelYears()


def _months_of_title(level: str, part: re.Match[str]) -> tuple[int, int] | None:
    """Return the months of a part without its year, None if the heading names another time, too."""
    rest = level[: part.start()] + "。" + level[part.end() :]
    if rest.partition("。")[2].startswith(("初", "末", "底")) or _OTHER_PART.search(rest):
        return None
    return months_of_words(part[0])


def _months_of_part(level: str, part: re.Match[str] | None) -> tuple[int, int] | None:
    """Return the first and last month of the part of a year that a heading names, or None."""
    if part is None or level.startswith(("初", "末", "底"), part.end()):
        return None
    if part["ended"]:
        last, count = (parse_numeral(part[name]) or 0 for name in ("ended", "months"))
        return last - count + 1, last
    if english := find_part_of_year(level, *part.span()):
        return english.first, english.last
    return months_of_words(part[0].partition("年")[2])


def _read_one(level: str, named: int, year: int, *, is_section: bool) -> _LevelYears:
    words = _patterns()
    if year and _WORK.search(level):
        if named >= year:
            return _LevelYears(target=str(named))
        return _LevelYears(str(named), "", str(named))
    if words["plans"].search(level) and not _WORK_OF_YEAR.search(level):
        return _LevelYears(target=str(named))
    if is_section and year and (found := _read_section(level, named, year)) != _LevelYears():
        return found
    if year and not 0 <= year - named < _STEP:
        return _LevelYears()
    part = _PART_OF_YEAR.search(level)
    if part or words["reports"].search(level) or _OVERVIEW.search(level):
        return _LevelYears(str(named), "", str(named), months=_months_of_part(level, part))
    return _LevelYears(whole=str(named))
