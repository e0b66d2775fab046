"""The year of a figure by the words of its sentence and by the sentences before it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.dating.cues import (
    Cue,
    Months,
    cue_pattern,
    find_cue,
    is_base,
    months_of_cue,
    months_told,
    words_of,
)
from flows.annotation.figures.dating.headings import Years
from flows.annotation.figures.moments import Moment, months_of
from flows.annotation.figures.statements import Kind, Sentence
from flows.annotation.figures.words_en import load_words
from flows.text import month_number, parse_numeral

_VAGUE = frozenset(("ahead", "long", "same_year", "now"))
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 2
    )
}
_PARTS = {"上半": 6, "前二": 6, "前两": 6, "前三": 9, "一": 3, "二": 6, "三": 9, "四": 12, "下半": 12}
_ENGLISH_PARTS = {"first h": 6, "first q": 3, "second q": 6, "second h": 12, "third q": 9, "fourth q": 12}
_OPENING = re.compile(
    r"[\W\d]*(?:\([一二三四五六七八九十]{1,2}\))?(?:其中|截[至止]|到|在|据[^,，]{0,8}(?:统计|数据|显示)"
    r"|全省|全市|全国|我国)?[\W]*"
)
# The year before, of a figure given for comparison: 营业收入73.9亿元，上年度为66.2亿元.
_YEAR_BEFORE = re.compile("上一?年|去年|last year|a year earlier|the year before|the previous year")
# Before the year of a figure given for comparison: gross margin was 22.6%, compared with 25.1% in 2022.
_COMPARED = 60
_COMPARED_WITH = re.compile(
    r"(?<![a-z])(?:compared (?:with|to)|versus|vs\.?|as against|from(?![^,;]* to )) "
    r"(?:[^,;]|,(?=\d))*\d[^,;]*$"
)
# What counts at one time, not over a period.
_AT_ONE_TIME = re.compile(
    "截[至止]|目前|现[有在]|如今|共有|拥有|设有|常住|[余存]额|存量|保有量|从业人员"
    r"|总投资|产能|标准|建成后|投产后|每[人年月]|[月年季]度?[末底]|年初|看到|\d月\d{1,2}[日号]"
)
_STEP_BEFORE = re.compile(
    "台阶|大关"
)  # 连跨3个千亿级台阶,2025年人均达到7万元: the rest may be of all the years
_PARTS_OPEN = ("其中", "其中,", "其中:", "其中在", "其中,在")
# A sentence that divides what the one before states: 其中，分产业看.
_PART_OF_BEFORE = re.compile(r"\s*(?:其中|分[^,。;]{1,8}看)")
_YEARLY = ("年均", "每年", "逐年", "annually", "per year", "a year", "each year", "every year")
_OTHER_TIME = re.compile(r"(?<![a-z])(?:later|before|after|afterwards|founded|needed|once)(?![a-z])")
_PRONOUNS = frozenset(("it", "they", "its", "their", "he", "she", "both", "together"))
_PRESENT = frozenset(
    ("has", "have", "had", "is", "are", "now", "today", "since", "will", "would", "may", "can")
)
_PLAN_YEARS, _FURTHEST = 5, 20
_EARLY, _LATE = 3, 9  # up to March, parts that end in September or later are named without the year before


class Frame(NamedTuple):
    """The year that a passage is about from here on ("" for none), and the last year that it named.

    `near` is the only year that the previous sentence names if all its figures have it, otherwise "".
    `months` are the first and last month of the part of the year that the passage is about. `is_timed` is set
    if a sentence has named a time, so that the months of the headings do not apply any more.
    """

    year: str
    last: str
    near: str = ""
    months: Months = None
    is_timed: bool = False


class Dated(NamedTuple):
    """The year of a figure and how it was found.

    `source` is `told` (by a word of the sentence), `carried` (from further away), or `supposed` (the year of
    the document, for what is so at the time of writing). `months` are the first and last month of the part
    of the year that the figure covers, None for a whole year.
    """

    year: str
    source: str
    months: Months = None


NO_FRAME, UNDATED = Frame("", ""), Dated("", "")


@cache
def _present(*, is_english: bool) -> re.Pattern[str]:
    return re.compile(words_of("present", is_english=is_english))


def find_frame(sentence: Sentence, before: Frame, dated: set[str], years: Years) -> Frame:
    """Return the frame that a sentence leaves to those after it; `dated` are the years of its own figures.

    Its only year carries over if it opens the sentence, or if it is the year of all its figures and is the
    document's year or the one before.
    """
    moments = [
        moment
        for moment in sentence.moments
        if moment.role != "base" and not is_comparison(sentence, moment) and not _is_half(sentence, moment)
    ]
    if not moments:
        return _frame_of_opening(sentence, before, years)
    named = {moment.iso[:4] for moment in moments if moment.role == "in" and not moment.first}
    if len(named) != 1 or "" in named or any(moment.role == "by" for moment in moments):
        return Frame("", moments[-1].iso[:4], is_timed=True)
    year = named.pop()
    is_recent = bool(years.year) and year in (str(years.year), str(years.year - 1))
    if _opens_sentence(sentence, moments[0]) or (
        dated == {year}
        and is_recent
        and not _STEP_BEFORE.search(sentence.text, sentence.start, moments[0].start)
    ):
        months = _only_months(sentence, _months_of_moment(sentence, moments[0]))
        return Frame(year, year, months=months, is_timed=True)
    return Frame("", year, year * (dated == {year}), is_timed=True)


def _is_half(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is a half of a year that is not named."""
    return not moment.iso and sentence.text.startswith(("上半年", "下半年"), moment.start)


def _frame_of_opening(sentence: Sentence, before: Frame, years: Years) -> Frame:
    """Return the frame of a sentence without a year, by the part of one that it opens with: 1-2月份."""
    for is_english in (False, True):
        cue = _first_cue(sentence, is_english=is_english)
        if cue is None:
            continue
        if not _OPENING.fullmatch(sentence.text, sentence.start, cue.start()) or not cue["part_of_year"]:
            if not before.is_timed and years.months and months_of_cue(sentence, cue) == years.months:
                return before._replace(near="")  # those of the headings go on
            return before._replace(near="", months=None, is_timed=True)
        year = before.year or years.actual or _year_of_part(cue, years)
        months = _only_months(sentence, months_of_cue(sentence, cue))
        return Frame(year, year or before.last, months=months, is_timed=True)
    return before._replace(near="")


def _first_cue(sentence: Sentence, *, is_english: bool) -> re.Match[str] | None:
    """Return the first time cue of a sentence that is more than compared with."""
    found = cue_pattern(is_english=is_english).finditer(sentence.text, sentence.start, sentence.end)
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


def _opens_sentence(sentence: Sentence, moment: Moment) -> bool:
    if moment.role != "in" or moment.first:
        return False
    return bool(_OPENING.fullmatch(sentence.text, sentence.start, moment.start))


def is_comparison(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is the year of a figure that follows another for comparison."""
    first = sentence.figures[0].start if sentence.figures else sentence.end
    if moment.start < first:
        return False
    begin = max(first, moment.start - _COMPARED)
    return bool(
        _YEAR_BEFORE.match(sentence.text, moment.start)
        or _COMPARED_WITH.search(sentence.text, begin, moment.start)
    )


def date_figure(
    sentence: Sentence,
    index: int,
    kind: Kind,
    moment: Moment | None,
    frame: Frame,
    years: Years,
    *,
    is_english: bool,
    in_tasks: bool,
) -> Dated:
    """Return the year of a figure whose clause names none; ("", "") if nothing sets it for certain.

    `in_tasks` is set if the headings announce tasks.
    """
    if moment and (moment.first or moment.iso or _is_unknown_year(sentence, moment)):
        return UNDATED
    cue = find_cue(sentence, index, is_english=is_english)
    ahead = None
    if cue and cue.match[0] in _YEARLY:
        ahead = _find_ahead(sentence, index, is_english=is_english)
        if not _is_each_year(sentence, index, cue):
            cue = ahead or cue
    if cue:
        year = _by_cue(cue, kind, frame, years)
        is_yearly = years.is_plan and kind == "target" and cue.match[0] in _YEARLY and not ahead
        if year or (cue.name in _VAGUE and not is_yearly):
            return _dated(year, "told", months_told(sentence, index, cue, is_english=is_english))
    named = [item for item in sentence.moments if item.role != "base" and not is_comparison(sentence, item)]
    if any(item.iso or item.first for item in named):
        if is_english and _is_of_earlier_goal(sentence, index, named[0]):
            return UNDATED
        return _by_only_moment(sentence, index, kind, named)
    if kind == "target":
        if years.is_supposed and not in_tasks:
            return UNDATED
        return _dated(years.target, "carried")
    if year := frame.year or years.actual:
        return Dated(year, "carried", _carried_months(sentence, index, frame, years))
    if is_english and frame.near and _continues_account(sentence, index):
        return Dated(frame.near, "carried")
    if years.month and not years.whole and _is_about_now(sentence, index, is_english=is_english):
        return Dated(str(years.year), "supposed")
    return UNDATED


def _is_unknown_year(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is a year counted from a date that is unknown: 今年1-3月."""
    return moment.role == "in" and sentence.text.startswith(("今年", "本年", "明年"), moment.start)


def _carried_months(sentence: Sentence, index: int, frame: Frame, years: Years) -> Months:
    """Return the months that carry over to a figure; a single month only to a part of what was before.

    What is so at one time is not of a period: 现有企业3万家, 截至10月15日.
    """
    months = frame.months
    if not frame.year and not frame.is_timed:
        months = months or years.months
    if months and months[0] == months[1] and not _PART_OF_BEFORE.match(sentence.text, sentence.start):
        return None
    if _AT_ONE_TIME.search(sentence.text, sentence.start, sentence.figures[index].end):
        return None
    return months


def _continues_account(sentence: Sentence, index: int) -> bool:
    """Return whether a sentence continues the account of the previous one: They raised 3 billion.

    It begins with a pronoun, and the words up to the figure contain a past form and none of `_PRESENT`.
    """
    words = sentence.text[sentence.start : sentence.figures[index].start].split()
    if (
        not words
        or words[0] not in _PRONOUNS
        or _OTHER_TIME.search(sentence.text, sentence.start, sentence.end)
    ):
        return False
    vocabulary = load_words()
    is_past = any(word in vocabulary.past or word in ("was", "were") or word.endswith("ed") for word in words)
    return is_past and _PRESENT.isdisjoint(words)


def _dated(year: str, source: str, months: Months = None) -> Dated:
    if not year:
        return UNDATED
    return Dated(year, source, months)


def names_time(sentence: Sentence, index: int) -> bool:
    """Return whether words such as 全年 or 年底 set the time of a figure of a Chinese sentence."""
    cue = find_cue(sentence, index, is_english=False)
    return cue is not None and cue.name in ("whole_year", "due_year", "part_of_year")


def month_in(dated: Dated) -> str:
    """Return the year of a figure, with the month if it covers only one: 2024-02."""
    if dated.year and dated.months and dated.months[0] == dated.months[1]:
        return f"{dated.year}-{dated.months[0]:02}"
    return dated.year


def _is_of_earlier_goal(sentence: Sentence, index: int, moment: Moment) -> bool:
    """Return whether a date that does not open its sentence belongs to a goal other than the figure's."""
    is_opening = not sentence.text[sentence.start : moment.start].strip()
    return not is_opening and sentence.is_of_goal(index, moment)


def _by_only_moment(sentence: Sentence, index: int, kind: Kind, named: list[Moment]) -> Dated:
    """Return the year of a sentence's only moment if it opens the sentence or a target is due by it."""
    moment = named[0]
    is_before = moment.start < sentence.figures[index].start
    if len(named) > 1 or not moment.iso or moment.first or not is_before:
        return UNDATED
    is_due = moment.role == "by" and kind == "target"
    if is_due or (_opens_sentence(sentence, moment) and kind == "actual"):
        return Dated(moment.iso[:4], "carried")
    return UNDATED


def _is_about_now(sentence: Sentence, index: int, *, is_english: bool) -> bool:
    """Return whether the clause of a figure states what is so, or has been done, at the time of writing."""
    begin, place = sentence.clause_of(sentence.figures[index])[0], sentence.figures[index].start
    return bool(_present(is_english=is_english).search(sentence.text, begin, place))


def _is_each_year(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether a figure is an amount per year (今后三年每年安排15亿元), not an average growth."""
    begin, _ = sentence.clause_of(sentence.figures[index])
    return cue.match.start() >= begin and cue.match[0] != "年均"


def _find_ahead(sentence: Sentence, index: int, *, is_english: bool) -> Cue | None:
    """Return the first cue before a figure that counts years ahead."""
    pattern = cue_pattern(is_english=is_english)
    found = pattern.finditer(sentence.text, sentence.start, sentence.figures[index].start)
    return next((Cue("ahead", match) for match in found if match["ahead"]), None)


def _by_cue(cue: Cue, kind: Kind, frame: Frame, years: Years) -> str:
    """Return the year that a cue refers to, "" if the date of the document does not settle it."""
    name, match = cue
    written = str(years.year or "")
    if name == "same_year":
        return frame.last
    if name == "ahead":
        return _end_of_years_ahead(match["years"], kind, years)
    if name == "long" or (name == "now" and kind != "actual"):
        return ""
    if name == "now" or (name == "due_year" and kind == "target"):
        return written
    if name == "due_year":
        return frame.year or years.actual or years.whole
    if kind == "target":
        return written or years.target
    if name == "whole_year":
        return frame.year or years.actual or years.whole or _last_whole_year(years)
    return frame.year or years.actual or _year_of_part(match, years)


def _end_of_years_ahead(written: str, kind: Kind, years: Years) -> str:
    """Return the last of the years ahead (今后五年) of a target, "" if the date does not settle it.

    Early in a year that year is the first of them, later the next one is.
    """
    number = _NUMBERS.get(written) or parse_numeral(written) or 0
    if kind != "target" or not number or number > _FURTHEST:
        return ""
    if years.is_plan and number == _PLAN_YEARS and not years.is_ahead:
        return years.target
    if not years.month:
        return ""
    return str(years.year + number - (years.month <= _EARLY))


def _last_whole_year(years: Years) -> str:
    """Return the year meant by "the whole year": the one before up to March, this one in December, or ""."""
    if years.year and 1 <= years.month <= _EARLY:
        return str(years.year - 1)
    if years.month == 12:
        return str(years.year)
    return ""


def _year_of_part(match: re.Match[str], years: Years) -> str:
    """Return the year of the last such part or month that had ended or begun at that date, or ""."""
    last = _last_month(match)
    if not years.year or not years.month or not last:
        return ""
    if last <= years.month:
        return str(years.year)
    is_before = years.month <= _EARLY and last >= _LATE
    if match.groupdict().get("name"):  # in July: a past one
        is_before = last - years.month >= _EARLY
    if is_before:
        return str(years.year - 1)
    return ""


def _last_month(match: re.Match[str]) -> int:
    """Return the number of the month in which a part of a year ends."""
    groups = match.groupdict()
    digits = groups.get("month") or groups.get("last") or groups.get("count") or groups.get("han")
    if digits:
        return parse_numeral(digits) or 0
    if name := groups.get("name") or groups.get("may"):
        return month_number(name)
    if groups.get("words"):
        return _NUMBERS[groups["words"]]
    words = match[0].removeprefix("第")
    table = {**_PARTS, **_ENGLISH_PARTS}
    return next((month for start, month in table.items() if words.startswith(start)), 0)
