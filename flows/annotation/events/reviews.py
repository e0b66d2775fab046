"""Reviews of past work: the period that a heading sets for the text below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from flows.annotation.events.dates import When
from flows.annotation.figures import PLAN_ENDS
from flows.text import lazy_pattern

_YEAR = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)\s?年(?!以?来|版|代)")
_PLAN = lazy_pattern('[“"]?(十?[一二三四五六七八九十])五[”"]?(?:时期|期间|发展|以来|规划|计划)')
_ORDINALS = {ordinal: number for number, ordinal in enumerate("一二三四五六七八九十", 1)}
_FIVE_YEARS = lazy_pattern("(?:过去|近|这|[本上]届[^,。]{0,6})五年|五年(?:来|工作|政府工作)")
_LAST_YEAR = lazy_pattern("(?:过去|上)的?一年|去年(?!以来)|一年来|上年度?")
_THIS_YEAR = lazy_pattern("今年(?:以来)?")
# Spans of years without a certain beginning: 三年来, 本届政府, 2020年以来.
_YEARS = lazy_pattern(
    r"年(?:以来|来|间)|(?<!\d)(?:\d|[两二三四五六七八九十]+)年(?:里|工作|政府工作)"
    r"|(?:过去|近|这)的?(?:\d|[几两二三四五六七八九十])+年|[本上这历]届|任期|届政府|届[^,。]{0,12}以来"
)
_PART_OF_YEAR = lazy_pattern(r"[上下]半年|季度|(?<!\d)\d{1,2}月")
# Longer ages without a definite beginning.
_AGE = lazy_pattern(
    "新时代(?:以来|的?伟大变革|[十\\d]+年)|新中国(?:成立|以来)|改革开放(?:以来|初|[二三四]十|\\d|新时期)"
    "|十[一二三四五六七八九]?年|历史(?![性文名遗进底])|[六七八]十年|百年(?!未有|变局|大党)"
)
# The title of a government's report; 《政府工作报告》重点任务 is only about such a report.
_REPORT = lazy_pattern(
    r"(?!.*(?:关于|学习|解读|贯彻|落实|《))(?:.*?((?:19|20)\d\d)年)?[^,。;]{0,24}?政府工作报告"
    r"(?:全文)?(?:\s?(?:\(|--|——).*)?"
)
_DELIVERED = lazy_pattern(r"((?:19|20)\d\d)年(\d{1,2})月")
# Words that show that a passage covers more years than its heading.
_MORE_YEARS = lazy_pattern(
    r"[五四三两几十]年来|五年[间里]|(?:过去|这|近)[五四三十]年|五[”\"]?(?:时期|期间|以来|规划)"
)


# Endings of the titles of laws and of a body's rules.
_LAW = lazy_pattern(r"(?:条例|办法|规定|细则|章程|规则|(?<![做方看说想手书])法)(?:\([^()]{1,16}\))?$")


def lays_down_rules(title: str) -> bool:
    """Return whether a title is that of a law or of rules, whose cases are not events: 青云奖励办法."""
    return _LAW.search(unicodedata.normalize("NFKC", title).strip()) is not None


def read_review(heading: str, date: str, title: str = "", running: str = "") -> When:
    """Return the period that the heading of a review covers; its dates are "" if nothing states one.

    Levels of the heading are joined by ' / ', the widest first; `date` is the document's. If the heading of
    a government's report names no period, the period is the year before the report's. `running` is the year
    that the text itself is about at the passage if its heading covers several, otherwise "".

    >>> 一、2025年和“十四五”时期工作回顾 -> 2021 to 2025
    >>> the same, in a paragraph after 一年来 -> 2025
    >>> 一、工作回顾, in 2026年青云省政府工作报告 -> 2025
    """
    review = _read(heading, date[:4], _read_year(unicodedata.normalize("NFKC", title).strip(), date))
    if review.last and review.first <= running <= review.last:
        return When(0, 0, running, source="document")
    return review


def _read_year(title: str, date: str) -> str:
    """Return the year of a government's report from its title and date, or "" for other documents.

    A report delivered in December is that of the following year. If its title names the year of that
    December, it may mean either year, and the result is "".

    >>> 政府工作报告, on 2024-12-28 -> 2025
    >>> 落实《政府工作报告》重点任务 -> ""
    """
    report = _REPORT.fullmatch(title)
    if report is None:
        return ""
    if delivered := _DELIVERED.search(title, report.end(1) if report[1] else 0):
        date = f"{delivered[1]}-{int(delivered[2]):02}"
    is_late = date[5:7] == "12"
    if report[1]:
        return "" if is_late and report[1] == date[:4] else report[1]
    return str(int(date[:4]) + is_late) if date else ""


@lru_cache(maxsize=1_000)  # consecutive passages share a heading
def _read(heading: str, year: str, report: str) -> When:
    """Read a heading; `report` is the year of a government's report, "" for other documents."""
    folded = unicodedata.normalize("NFKC", heading)
    is_part = False
    for level in reversed(folded.split(" / ")):
        if _AGE.search(level) or _names_other_years(level):
            return When(0, 0, "", source="document")
        if years := sorted(_find_years(level, year, report or year)):
            first, last = str(years[0]), str(years[-1])
            return When(0, 0, first, last if last > first else "", source="document")
        is_part = is_part or _PART_OF_YEAR.search(level) is not None
    if report and not is_part:
        return When(0, 0, str(int(report) - 1), source="document")
    return When(0, 0, "", source="document")


def _names_other_years(level: str) -> bool:
    """Return whether a heading names years whose beginning it leaves open: 三年来, 本届政府."""
    for known in (_FIVE_YEARS, _LAST_YEAR, _THIS_YEAR):
        level = known.sub("", level)
    return _YEARS.search(level) is not None


def _find_years(level: str, year: str, following: str) -> Iterator[int]:
    """Yield the first and last years of the periods that one heading names.

    `year` is the document's, `following` the year after those under review.
    """
    yield from (int(match[1]) for match in _YEAR.finditer(level))
    for match in _PLAN.finditer(level):
        number = _ORDINALS[match[1][-1]] + 10 * (len(match[1]) > 1)
        if end := PLAN_ENDS.get(number):
            yield end - 4
            yield end
    if following and _FIVE_YEARS.search(level):
        yield int(following) - 5
        yield int(following) - 1
    if following and _LAST_YEAR.search(level):
        yield int(following) - 1
    if year and _THIS_YEAR.search(level):
        yield int(year)


def without_other_years(review: When, text: str) -> When:
    """Return a review, without its period if a passage covers more than that one year."""
    if review.first and not review.last and _MORE_YEARS.search(text):
        return When(0, 0, "", source="document")
    return review
