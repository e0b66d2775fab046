"""What the headings above a passage and the title and date of its document tell about the year of figures."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.annotation.figures.moments import PLAN_ENDS, common_year, merge_years
from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.words import join_alternatives, read_table
from flows.text import parse_numeral

_YEAR = re.compile(
    r"(?<![\d—–~〔\[-])((?:19|20)\d\d)(?=\s?年(?!版|第(?![一二三四]季)|[—–~-]|至|到))"
    r"|(?<![\d〔\[/-])((?:19|20)\d\d)(?![\d—–年/-])"
)
# 民國113年, or 113年度 without the name of the era; 二〇二三年.
_OTHER_YEAR = re.compile(
    r"(民[國国]\d{2,3}(?=年)|(?<![\d第])1(?:0[1-9]|1\d)(?=年度)|二[〇零○][〇零○一二三四五六七八九]{2}(?=年))"
)
_RANGE = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:[—–~-]{1,2}|至|到|\bto\b)\s?((?:19|20)\d\d)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_PLAN = re.compile(
    r"(?<![一二三四五六七八九〇零])(十?[一二三四五六七八九])五[”\"]?(?![年一二三四五六七八九十〇零])"
    r"|第(十?[一二三四五六七八九])个五年"
    r"|\b(\d{1,2})th five-year",
    re.IGNORECASE,
)
_YEARS = re.compile(r"[三四五十\d]\s?年(?!代)|five[- ]year|years\b", re.IGNORECASE)
_NEXT = re.compile(r"目标|任务|要求|规划|纲要|计划|方案|plan|goal|target|task|outline", re.IGNORECASE)
_OVERVIEW = re.compile(r"回顾|成就|成效|成绩|总结|现状|基础|评估|review|achievement|progress", re.IGNORECASE)
_WORK_OF_YEAR = re.compile(r"回顾|总结|成绩|成效|完成|执行|review|achieve", re.IGNORECASE)
_WORK = re.compile("年的?(?:重点|主要|政府)?工作$")  # 关于2026年工作
# A part of the year of which figures are: 2024年前三季度进出口情况, the first half of 2024.
_PART_OF_YEAR = re.compile(
    r"\d{4}\s?年\s?(?:上半年|前[二三]个?季度|第?[一二三四]季度?|1[—–-]\d{1,2}月|前\d{1,2}个?月)"
    r"|\b(?:quarter|half|months) (?:of )?(?:19|20)\d\d\b|\b[qh][1-4] ?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# Such a part without its year, which is the last one that was over at the date of the document.
_BARE_PART = re.compile(
    r"(?<![年\d])(?:(?P<half>上半年)|前(?P<quarters>[二三])个?季度|第?(?P<quarter>[一二三四])季度?(?=[^,]{2})"
    r"|1[—–-](?P<months>1?\d)月|前(?P<count>1?\d)个?月)"
)
_EARLY, _LATE = 3, 9  # months of a title and of the end of what it reports on, in the year before
_STEP = 2  # years between a report's date and what it reports on


class Years(NamedTuple):
    """The years that headings and title give the figures of a passage, each "" where they tell none.

    `actual` is that of what has been, `target` that by which something is due, `whole` that of "the whole
    year" in a report on work. `year` and `month` are those of the document's date, 0 where unknown.
    `is_plan` tells that `target` is the end of a plan of several years, `is_supposed` that it is the year of
    a report on work, in which figures of other years occur as well.
    """

    actual: str = ""
    target: str = ""
    whole: str = ""
    year: int = 0
    month: int = 0
    is_plan: bool = False
    is_supposed: bool = False


class _Told(NamedTuple):
    actual: str = ""
    target: str = ""
    whole: str = ""
    is_long: bool = False  # of several years: what headings further out tell of one year does not hold
    is_supposed: bool = False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = read_table("dating/words.toml")
    names = ("reports", "plans", "work_reports", "past_year", "this_year")
    return {name: re.compile(join_alternatives(table[name]), re.IGNORECASE) for name in names}


@lru_cache(4096)
def read_years(headings: tuple[str, ...], date: str, reported: str = "") -> Years:
    """Return the years that `headings`, the nearest first and the title last, give figures without one.

    Levels of a heading are joined by ' / ', the widest first. `date` is the document's, ISO or "".
    `reported` is the year of all figures where the document declares it (`find_reported`).
    """
    year, month = _read_date(date)
    actual = target = whole = ""
    is_long = is_plan = is_supposed = False
    for heading in headings:
        for level in reversed(fold_figures(heading).text.split(" / ")):
            told = _read_level(level, year, month)
            whole = whole or told.whole
            if not is_long:
                if told.target and not target:
                    target, is_plan, is_supposed = told.target, told.is_long, told.is_supposed
                actual = actual or told.actual
            is_long = is_long or told.is_long
    if reported and not is_long and (not year or 0 <= year - int(reported) < _STEP):
        actual, whole = actual or reported, whole or reported
    return Years(actual, target, whole, year, month, is_plan, is_supposed)


def _read_date(date: str) -> tuple[int, int]:
    """Return year and month of an ISO date, 0 for a part that it lacks."""
    found = _DATE.match(date)
    if not found:
        return 0, 0
    return int(found[1]), int(found[2] or 0)


def _read_level(level: str, year: int, month: int) -> _Told:
    """Return what one heading or title tells."""
    words = _patterns()
    level = _OTHER_YEAR.sub(lambda match: str(common_year(match[1])), merge_years(level))
    if period := _RANGE.search(level):
        if _NEXT.search(level) and not _OVERVIEW.search(level):
            return _Told(target=period[1], is_long=True)
        return _Told(is_long=True)
    years = [int(match[1] or match[2]) for match in _YEAR.finditer(level)]
    if words["work_reports"].search(level):
        return _read_work_report(years, year)
    if plan := _PLAN.search(level):
        return _read_plan(level, plan, years)
    if len(set(years)) == 2:
        return _read_both(level, years)
    if len(set(years)) == 1:
        return _read_one(level, years[0], year)
    if _YEARS.search(level) and not words["past_year"].search(level):
        return _Told(is_long=True)
    if year and words["past_year"].search(level):
        if _YEARS.search(level):
            return _Told(whole=str(year - 1), is_long=True)
        return _Told(str(year - 1), "", str(year - 1))
    if year and words["this_year"].search(level):
        return _Told(target=str(year))
    if month and (part := _BARE_PART.search(level)) and not words["plans"].search(level):
        return _Told(_year_of_part(part, year, month))
    return _Told()


def _year_of_part(part: re.Match[str], year: int, month: int) -> str:
    """Return the year of a part of a year that a title of this date names, "" where it was not over."""
    quarter = part["quarters"] or part["quarter"]
    last = 6
    if quarter:
        last = 3 * (parse_numeral(quarter) or 0)
    elif digits := part["months"] or part["count"]:
        last = int(digits)
    if last <= month:
        return str(year)
    return str(year - 1) * (month <= _EARLY and last >= _LATE)


def _read_work_report(years: list[int], year: int) -> _Told:
    """Read the title of a report on work: its year, by its title, else its date, has the tasks."""
    made = year
    if len(years) == 1:
        made = years[0]
    if not made:
        return _Told()
    return _Told("", str(made), str(made - 1), is_supposed=True)


def _read_plan(level: str, plan: re.Match[str], years: list[int]) -> _Told:
    """Read a title that names a five-year plan by its number."""
    is_overview = bool(_OVERVIEW.search(level))
    if len(years) == 1 and is_overview:
        return _Told(whole=str(years[0]), is_long=True)
    if years or is_overview or not _NEXT.search(level):
        return _Told(is_long=True)
    number = parse_numeral(plan[1] or plan[2] or plan[3]) or 0
    return _Told(target=str(PLAN_ENDS.get(number, "")), is_long=True)


def _read_both(level: str, years: list[int]) -> _Told:
    """Read a title of two years: what one brought, and the plan for the next."""
    low, high = min(years), max(years)
    if high - low != 1 or years[0] != low or not _WORK_OF_YEAR.search(level):
        return _Told(is_long=True)
    return _Told(str(low), str(high), str(low))


def _read_one(level: str, named: int, year: int) -> _Told:
    words = _patterns()
    if year and _WORK.search(level):
        if named >= year:
            return _Told(target=str(named))
        return _Told(str(named), "", str(named))
    if words["plans"].search(level) and not _WORK_OF_YEAR.search(level):
        return _Told(target=str(named))
    if year and not 0 <= year - named < _STEP:
        return _Told()
    if words["reports"].search(level) or _PART_OF_YEAR.search(level) or _OVERVIEW.search(level):
        return _Told(str(named), "", str(named))
    return _Told(whole=str(named))
