"""What the headings above a passage and the title and date of its document tell about the year of figures."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.annotation.figures.moments import PLAN_ENDS
from flows.annotation.figures.words import join_alternatives, read_table
from flows.text import parse_numeral

_YEAR = re.compile(
    r"(?<![\d—–~〔\[-])((?:19|20)\d\d)(?=\s?年(?!版|第(?![一二三四]季)|[—–~-]|至|到))"
    r"|(?<![\d〔\[/-])((?:19|20)\d\d)(?![\d—–年/-])"
)
_RANGE = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:[—–~-]{1,2}|至|到|\bto\b)\s?((?:19|20)\d\d)")
_PLAN = re.compile(
    r"(?<![一二三四五六七八九〇零])(十?[一二三四五六七八九])五[”\"]?(?![年一二三四五六七八九十〇零])"
    r"|\b(\d{1,2})th five-year",
    re.IGNORECASE,
)
_YEARS = re.compile(r"[三四五十\d]\s?年(?!代)|five[- ]year|years\b", re.IGNORECASE)
_NEXT = re.compile(r"目标|任务|要求|规划|纲要|计划|方案|plan|goal|target|task|outline", re.IGNORECASE)
_OVERVIEW = re.compile(r"回顾|成就|成效|成绩|总结|现状|基础|评估|review|achievement|progress", re.IGNORECASE)
_WORK_OF_YEAR = re.compile(r"回顾|总结|成绩|成效|完成|执行|review|achieve", re.IGNORECASE)
_WORK = re.compile("年的?(?:重点|主要|政府)?工作$")  # 关于2026年工作
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
def read_years(headings: tuple[str, ...], date: str) -> Years:
    """Return the years that `headings`, the nearest first and the title last, give figures without one.

    Levels of a heading are joined by ' / ', the widest first. `date` is the document's, ISO or "".
    """
    year = int(date[:4]) if date[:4].isdigit() else 0
    month = int(date[5:7]) if date[5:7].isdigit() else 0
    actual = target = whole = ""
    is_long = is_plan = is_supposed = False
    for heading in headings:
        for level in reversed(heading.split(" / ")):
            told = _read_level(level, year)
            whole = whole or told.whole
            if not is_long:
                if told.target and not target:
                    target, is_plan, is_supposed = told.target, told.is_long, told.is_supposed
                actual = actual or told.actual
            is_long = is_long or told.is_long
    return Years(actual, target, whole, year, month, is_plan, is_supposed)


def _read_level(level: str, year: int) -> _Told:
    """Return what one heading or title tells."""
    words = _patterns()
    if period := _RANGE.search(level):
        is_ahead = _NEXT.search(level) and not _OVERVIEW.search(level)
        return _Told(target=period[1] if is_ahead else "", is_long=True)
    years = [int(match[1] or match[2]) for match in _YEAR.finditer(level)]
    if words["work_reports"].search(level):
        made = years[0] if len(years) == 1 else year
        return _Told("", str(made), str(made - 1), is_supposed=True) if made else _Told()
    if plan := _PLAN.search(level):
        end = PLAN_ENDS.get(parse_numeral(plan[1]) or 0 if plan[1] else int(plan[2]), "")
        is_plan = not years and _NEXT.search(level) and not _OVERVIEW.search(level)
        whole = str(years[0]) if len(years) == 1 and _OVERVIEW.search(level) else ""
        return _Told(target=str(end) if is_plan else "", whole=whole, is_long=True)
    if len(set(years)) == 2:
        return _read_both(level, years)
    if len(set(years)) == 1:
        return _read_one(level, years[0], year)
    if _YEARS.search(level) and not words["past_year"].search(level):
        return _Told(is_long=True)
    if year and words["past_year"].search(level):
        is_long = bool(_YEARS.search(level))
        return _Told("" if is_long else str(year - 1), "", str(year - 1), is_long)
    if year and words["this_year"].search(level):
        return _Told(target=str(year))
    return _Told()


def _read_both(level: str, years: list[int]) -> _Told:
    """Read a title of two years: what one brought, and the plan for the next."""
    low, high = min(years), max(years)
    if high - low != 1 or years[0] != low or not _WORK_OF_YEAR.search(level):
        return _Told(is_long=True)
    return _Told(str(low), str(high), str(low))


def _read_one(level: str, named: int, year: int) -> _Told:
    words = _patterns()
    if year and _WORK.search(level):
        return _Told(target=str(named)) if named >= year else _Told(str(named), "", str(named))
    if words["plans"].search(level) and not _WORK_OF_YEAR.search(level):
        return _Told(target=str(named))
    is_recent = not year or 0 <= year - named < _STEP
    if is_recent and (words["reports"].search(level) or _OVERVIEW.search(level)):
        return _Told(str(named), "", str(named))
    return _Told(whole=str(named) if is_recent else "")
