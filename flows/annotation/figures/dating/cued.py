"""Years of words that name them by the year of the document: last year, the first half, 未来三年."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.figures.dating.cues import Cue, cue_pattern, words_of
from flows.annotation.figures.dating.frames import Frame
from flows.annotation.figures.dating.headings import Years
from flows.annotation.figures.dating.parts import EARLY, NUMBERS, year_of_part
from flows.annotation.figures.statements import Kind, Sentence
from flows.text import lazy_pattern, parse_numeral

YEARLY = ("年均", "每年", "逐年", "annually", "per year", "a year", "each year", "every year")
# A forecast for the day or month of the document: 今天预计发送旅客1150万人次.
_FORESEEN_TODAY = lazy_pattern("(?:今[天日]|本[周月])[^。;]{0,30}预计[^,。;]{0,16}$")
# A day without its month is of the last weeks.
_DAY, _EARLY_DAY = lazy_pattern("(\\d{1,2})日"), 20
_MONTH = lazy_pattern("(\\d{1,2})月\\d")  # 截至12月31日, in January: of the year before
_REACH = 60  # code points before a figure in which a day is looked for
# The time of something that happened once: 到第四次大会召开时,已有3万家.
_AT_EVENT = lazy_pattern(r"(?<![^,;。!?\s])到[^,;。\d\0]{4,24}时,")
_PAST_YEAR = ("过去", "一年来")
_PLAN_YEARS, _FURTHEST = 5, 20


@cache
def _present(*, is_english: bool) -> re.Pattern[str]:
    return re.compile(words_of("present", is_english=is_english))


def is_about_now(sentence: Sentence, index: int, *, is_english: bool) -> bool:
    """Return whether the clause of a figure states what is so, or has been done, at the time of writing."""
    begin, place = sentence.clause_of(sentence.figures[index])[0], sentence.figures[index].start
    if _AT_EVENT.search(sentence.text, sentence.start, place):
        return False
    return bool(_present(is_english=is_english).search(sentence.text, begin, place))


def foresees_today(sentence: Sentence, index: int) -> bool:
    """Return whether a figure is foreseen for the day or month of the document."""
    place = sentence.figures[index].start
    return bool(_FORESEEN_TODAY.search(sentence.text, max(sentence.start, place - _REACH), place))


def find_ahead(sentence: Sentence, index: int, *, is_english: bool) -> Cue | None:
    """Return the first cue before a figure that counts years ahead."""
    pattern = cue_pattern(is_english=is_english)
    found = pattern.finditer(sentence.text, sentence.start, sentence.figures[index].start)
    return next((Cue("ahead", match) for match in found if match["ahead"]), None)


def by_cue(cue: Cue, kind: Kind, frame: Frame, years: Years) -> str:
    """Return the year that a cue refers to, "" if the date of the document does not settle it."""
    name, match = cue
    written = str(years.year or "")
    if name == "now" and years.month == 1 and (day := _DAY.fullmatch(match[0])) and int(day[1]) > _EARLY_DAY:
        return ""  # 28日报道, early in January
    if name == "now" and kind == "actual" and (month := _MONTH.search(match[0])):
        return str(years.year - (int(month[1]) > years.month)) if years.month else ""
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
        if match[0].startswith(_PAST_YEAR) and frame.year == written:
            return years.whole or _last_whole_year(years)
        return frame.year or years.actual or years.whole or _last_whole_year(years)
    return frame.year or years.actual or year_of_part(match, years)


def _end_of_years_ahead(written: str, kind: Kind, years: Years) -> str:
    """Return the last of the years ahead (今后五年) of a target, "" if the date does not settle it.

    Early in a year that year is the first of them, later the next one is.
    """
    number = NUMBERS.get(written) or parse_numeral(written) or 0
    if kind != "target" or not number or number > _FURTHEST:
        return ""
    if years.is_plan and number == _PLAN_YEARS and not years.is_ahead:
        return years.target
    if not years.month:
        return ""
    return str(years.year + number - (years.month <= EARLY))


def _last_whole_year(years: Years) -> str:
    """Return the year meant by "the whole year": the one before up to March, this one in December, or ""."""
    if years.year and 1 <= years.month <= EARLY:
        return str(years.year - 1)
    if years.month == 12:
        return str(years.year)
    return ""
