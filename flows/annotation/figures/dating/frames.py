"""The time that an earlier sentence sets for the next: Frame."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.annotation.figures.dating.cues import Months, cue_pattern, is_base, months_of_cue
from flows.annotation.figures.dating.headings import Years
from flows.annotation.figures.dating.parts import year_of_part
from flows.annotation.figures.moments import Moment, months_of
from flows.annotation.figures.statements import Sentence
from flows.text import end_of, lazy_pattern

_OPENING = lazy_pattern(
    r"[\W\d]*(?:\([一二三四五六七八九十]{1,2}\))?(?:(?:经|据)?(?:初步|最终|统一)*(?:核算|核实|统计)[,，])?"
    r"(?:其中|截[至止]|到|在|据[^,，]{0,8}(?:统计|数据|显示)"
    r"|全省|全市|全国|我国)?[\W]*"
)
# Who reports, and when, before the time that a release is about: 统计局今天（10月17日）公布的数据显示,.
_SOURCE = lazy_pattern(
    r"\W*[^,，。;；\d]{2,20}?(?:今[天日]|昨[天日]|近日|日前|最新)?(?:[（(][^（）()]{2,12}[）)])?"
    "(?:(?:举行|召开)[^,，。;；]{0,12}会|(?:公布|发布)[^,，。;；]{0,12}"
    "|[^,，。;；\\d]{0,8}(?:数据|统计|消息)(?:显示)?)"
    "(?:显示|表明)?[,，]"
)
# The year before, of a figure given for comparison: 营业收入73.9亿元，上年度为66.2亿元.
_YEAR_BEFORE = lazy_pattern("上一?年|去年|last year|a year earlier|the year before|the previous year")
# Before the year of a figure given for comparison: gross margin was 22.6%, compared with 25.1% in 2022.
_COMPARED = 60
_COMPARED_WITH = lazy_pattern(
    r"(?<![a-z])(?:compared (?:with|to)|versus|vs\.?"
    r"|(?:as )?against(?! (?:the|a|its) (?:[a-z]+ )?(?:target|goal|plan))"
    r"|from(?![^,;]* to )) "
    r"(?:[^,;]|,(?=\d))*\d[^,;]*$"
)
_PAST_YEAR = lazy_pattern(r"\s*(?:在|回顾)?(?:刚刚)?(?:过去的?一年|一年来)")
_STEP_BEFORE = lazy_pattern(
    "台阶|大关"
)  # 连跨3个千亿级台阶,2025年人均达到7万元: the rest may be of all the years
# A goal beside a result, which does not set the time of what follows: 距离2025年3.4%的目标仍有差距.
_OF_GOAL = lazy_pattern("[^,;。]{0,12}\\d[^,;。]{0,10}的?(?:目标|要求|任务)")
_DAY = len("2024-03-05")
_PARTS_OPEN = ("其中", "其中,", "其中:", "其中在", "其中,在")


class Frame(NamedTuple):
    """The year that a passage is about from here on ("" for none), and the last year that it named.

    `near` is the only year that the previous sentence names if all its figures have it, otherwise "".
    `near_months` are the months of that year that all of them are of, None for a whole year or several parts.
    `months` are the first and last month of the part of the year that the passage is about. `is_timed` is set
    if a sentence has named a time, so that the months of the headings do not apply any more, `is_day` if the
    year is that of one day.
    """

    year: str
    last: str
    near: str = ""
    months: Months = None
    is_timed: bool = False
    is_day: bool = False
    near_months: Months = None


def find_frame(sentence: Sentence, before: Frame, dated: set[str], years: Years) -> Frame:
    """Return the frame that a sentence leaves to those after it; `dated` are the years of its own figures.

    Its only year carries over if it opens the sentence, or if it is the year of all its figures and is the
    document's year or the one before.
    """
    moments = [
        moment
        for moment in sentence.moments
        if moment.role != "base"
        and not is_comparison(sentence, moment)
        and not sentence.is_aside(moment.start, sentence.end)
        and not _is_half(sentence, moment)
        and not _is_reported(sentence, moment, before)
    ]
    if not moments:
        frame = _frame_of_opening(sentence, before, dated, years)
        stated = {moment.iso[:4] for moment in sentence.moments if moment.role == "in"}
        if dated == stated and len(stated) == 1:
            return frame._replace(near=stated.pop())  # exports rose 5 percent last year
        return frame
    named = {moment.iso[:4] for moment in moments if moment.role == "in" and not moment.first}
    if len(named) != 1 or "" in named or any(moment.role == "by" for moment in moments):
        results = [one for one in moments if not _OF_GOAL.match(sentence.text, one.end, sentence.end)]
        return Frame("", (results or moments)[-1].iso[:4], is_timed=True)
    year = named.pop()
    is_recent = bool(years.year) and year in (str(years.year), str(years.year - 1))
    if opens_sentence(sentence, moments[0]) or (
        dated == {year}
        and is_recent
        and not _STEP_BEFORE.search(sentence.text, sentence.start, moments[0].start)
    ):
        months = _only_months(sentence, _months_of_moment(sentence, moments[0]))
        return Frame(year, year, months=months, is_timed=True, is_day=len(moments[0].iso) == _DAY)
    return Frame("", year, year * (dated == {year}), is_timed=True)


def _is_half(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is a half of a year that is not named."""
    return not moment.iso and sentence.text.startswith(("上半年", "下半年"), moment.start)


def _is_reported(sentence: Sentence, moment: Moment, before: Frame) -> bool:
    """Return whether "this year" means the year that the sentences before are about: 在本年的45种产品中."""
    is_this = sentence.text.startswith("本年", moment.start)
    return is_this and before.year not in ("", moment.iso[:4])


def _frame_of_opening(sentence: Sentence, before: Frame, dated: set[str], years: Years) -> Frame:
    """Return the frame of a sentence without a year, by the time that it opens with: 过去一年, 1-2月份."""
    if before.year == str(years.year) and _PAST_YEAR.match(sentence.text, sentence.start, sentence.end):
        return Frame(years.whole, years.whole, is_timed=True)
    for is_english in (False, True):
        start = sentence.start if is_english else _end_of_source(sentence)
        cue = _first_cue(sentence, start, is_english=is_english)
        if cue is None:
            continue
        if not _OPENING.fullmatch(sentence.text, start, cue.start()) or not cue["part_of_year"]:
            if not before.is_timed and years.months and months_of_cue(sentence, cue) == years.months:
                return before._replace(near="")  # those of the headings go on
            near = ""
            if cue["part_of_year"] and len(dated) < 2:
                near = "".join(dated) or year_of_part(cue, years)
            return before._replace(near=near, months=None, is_timed=True)
        year = before.year or years.actual or year_of_part(cue, years)
        months = _only_months(sentence, months_of_cue(sentence, cue))
        return Frame(year, year or before.last, months=months, is_timed=True)
    return before._replace(near=before.near * (dated == {before.near}))


def _end_of_source(sentence: Sentence) -> int:
    """Return the end of the clause that says who reports, if a sentence opens with it, or its start."""
    return end_of(_SOURCE.match(sentence.text, sentence.start, sentence.end), sentence.start)


def _first_cue(sentence: Sentence, start: int, *, is_english: bool) -> re.Match[str] | None:
    """Return the first time cue of a sentence from `start` on that is more than compared with."""
    found = cue_pattern(is_english=is_english).finditer(sentence.text, start, sentence.end)
    return next((cue for cue in found if not is_base(sentence, cue, sentence.end)), None)


def _only_months(sentence: Sentence, months: Months) -> Months:
    """Return the months that a sentence opens with, None if it goes on with others: 上半年增长5%;6月份增长3%.

    Those of a part (其中6月份) are not others.
    """
    for cue in cue_pattern(is_english=False).finditer(sentence.text, sentence.start, sentence.end):
        if not cue["part_of_year"] or is_base(sentence, cue, sentence.end):
            continue
        is_part = sentence.text.endswith(_PARTS_OPEN, 0, cue.start())
        if not is_part and months_of_cue(sentence, cue) != months:
            return None
    return months


def _months_of_moment(sentence: Sentence, moment: Moment) -> Months:
    """Return the months of a moment: of 2024年前三季度, or of the month that it is."""
    if part := months_of(sentence.text, moment):
        first, last = part
        return int(first[-2:]), int(last[-2:])
    if len(moment.iso) == len("2024-09"):
        return int(moment.iso[-2:]), int(moment.iso[-2:])
    return None


def opens_sentence(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is the first thing in a sentence: In 2023, exports rose."""
    if moment.role != "in" or moment.first:
        return False
    return bool(_OPENING.fullmatch(sentence.text, sentence.start, moment.start))


def _is_own_time(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a year that opens a clause is later than the one before: in 2010 3%; 去年,利润率为9%."""
    named = [
        one.iso[:4] for one in sentence.moments if one.start < moment.start and one.role == "in" and one.iso
    ]
    if not moment.iso or not named or not sentence.text.startswith(",", moment.end):
        return False
    return int(moment.iso[:4]) > int(named[-1])


def is_comparison(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is the year of a figure that follows another for comparison."""
    first = sentence.figures[0].start if sentence.figures else sentence.end
    if moment.start < first:
        return False
    begin = max(first, moment.start - _COMPARED)
    return bool(
        (_YEAR_BEFORE.match(sentence.text, moment.start) and not _is_own_time(sentence, moment))
        or _COMPARED_WITH.search(sentence.text, begin, moment.start)
    )
