"""Parts of a century in Chinese text (到本世纪末, 下世纪中叶), by the year in which the text was written."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.annotation.figures.moments.model import Moment
from flows.text import lazy_pattern

CENTURY = "(?:[上下]个?世纪|20世纪|二十世纪|本世纪|21世纪|二十一世纪)"
PART = "[初中末]叶|[初中末]期?|前期|[前后上下]半叶"
_NAMED = {"20世纪": 1900, "二十世纪": 1900, "21世纪": 2000, "二十一世纪": 2000}
_STEPS = {"上": -100, "本": 0, "下": 100}
_CHANGE = 2000  # in this year, some already wrote of the 21st century as this one
# Years of a century in which its parts end; only the middle and the end are a year to be reached.
_ENDS = {"初": 10, "前": 50, "上": 50, "中": 50, "末": 100, "后": 100, "下": 100}
_DATED = ("中", "末")
# After 2000, the end of the century in what was once said or decided is that of the 20th.
_PROPOSED, _FURTHEST, _REACH = lazy_pattern('提出|指出|确定|设想|规划|[一二三]步|[“"][^”"]*$'), 2100, 60


def start_of_century(word: str, today: int) -> int:
    """Return the year before the first one of a century (1900 for 二十世纪), 0 if `today` does not tell.

    >>> 本世纪 -> 1900 in 1982, 2000 in 2021; 上世纪 -> 1900 if the year is unknown
    """
    if word in _NAMED:
        return _NAMED[word]
    if not today or today == _CHANGE:
        return 1900 if word[0] == "上" else 0
    return (today - 1) // 100 * 100 + _STEPS[word[0]]


def bound_century(match: re.Match[str], moment: Moment, today: int) -> Moment:
    """Return a part of a century as what is due by its end, if that is still ahead, otherwise without a year.

    >>> 到本世纪末 -> by 2000 in 1982, by 2100 in 2021; 到上世纪末, 实现了本世纪末的目标 -> in the past
    """
    if moment.role == "base":
        return replace(moment, iso="", first="")
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    if before.endswith("了"):
        return replace(moment, iso="", first="", role="in")
    century, part = match["of_century"], match["century_part"][0]
    start = start_of_century(century, today)
    if not start:
        is_ahead = century[0] == "下" or part in _DATED
        return replace(moment, iso="", first="", role="by" if is_ahead else "in")
    end = start + _ENDS[part]
    if end <= (today or _CHANGE):
        return replace(moment, iso="", first="", role="in")
    is_proposed = end >= _FURTHEST and _PROPOSED.search(before.rpartition("。")[2])
    is_due = part in _DATED or moment.role == "by"
    iso = str(end) * (part in _DATED and not is_proposed)
    return replace(moment, iso=iso, first="", role="by" if is_due else "in")
