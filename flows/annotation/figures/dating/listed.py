"""Parts of a year that a Chinese sentence deals out with 分别: 一、二、三季度分别增长5%、6%、7%."""

from __future__ import annotations

import re

from flows.annotation.figures.dating.cues import Months
from flows.annotation.figures.moments import months_of_words
from flows.annotation.figures.statements import Sentence
from flows.text import lazy_pattern

_EACH = lazy_pattern("分别|依次")
_QUARTER = "第?[一二三四1-4]"
_PART = rf"(?:{_QUARTER}季度|前[二两三]个?季度|[上下]半年|(?:\d{{1,2}}月?(?:-|至|到))?\d{{1,2}}月份?)"
_AND = "(?:、|,|和|与|及|以及)"
# A list of parts of a year: 一、二季度; 4月、5月和6月; 一至四季度, which is a list only with 分别.
_LIST = lazy_pattern(
    rf"(?P<short>(?:{_QUARTER}{_AND})+{_QUARTER})季度"
    rf"|(?<!前)(?P<from>{_QUARTER})(?:至|到|-)(?P<to>{_QUARTER})季度"
    rf"|{_PART}(?:{_AND}{_PART})+"
)
_ONE = lazy_pattern(_PART)
_BETWEEN = lazy_pattern(f"(?:以上|左右)?{_AND}(?:同比|环比)?(?:增长|下降|上升|上涨|回落)?了?[约近]?")
_JOINED = lazy_pattern("[、和与及]")
_NUMBERS = {name: number for number, name in enumerate("一二三四", 1)}
_REACH = 120  # code points before a figure in which the list is looked for


def months_in_list(sentence: Sentence, index: int) -> tuple[Months] | None:
    """Return the months of a figure in a list of parts of a year, None without such a list.

    (None,) if the list has not as many figures, or if names are dealt out: 4月、5月,进口和出口分别增长5%和6%.
    """
    text, place = sentence.text, sentence.figures[index].start
    low = max(sentence.start, place - _REACH)
    each = next(reversed([*_EACH.finditer(text, low, place)]), None)
    if each is None:
        return None
    first, last = _run_around(sentence, index)
    if each.end() > sentence.figures[first].start or _ONE.search(text, each.end(), place):
        return None
    if first and sentence.figures[first - 1].end > each.start():
        return None
    parts = next(reversed([*_LIST.finditer(text, low, each.start())]), None)
    if parts is None or _ONE.search(text, parts.end(), each.start()):
        return None
    months = _months_of_list(parts)
    if _JOINED.search(text, parts.end(), each.start()):
        months = []
    return (months[index - first] if len(months) == last - first + 1 else None,)


def _run_around(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return the first and last figure of the list that a figure is in."""
    figures, first, last = sentence.figures, index, index
    while first and _BETWEEN.fullmatch(sentence.text, figures[first - 1].end, figures[first].start):
        first -= 1
    while last + 1 < len(figures) and _BETWEEN.fullmatch(
        sentence.text, figures[last].end, figures[last + 1].start
    ):
        last += 1
    return first, last


def _months_of_list(parts: re.Match[str]) -> list[Months]:
    """Return the months of each part of a list."""
    if parts["from"]:
        begun, ended = (_number_of(parts[name]) for name in ("from", "to"))
        return [(3 * number - 2, 3 * number) for number in range(begun, ended + 1)]
    if parts["short"]:
        numbers = map(_number_of, re.findall("[一二三四1-4]", parts["short"]))
        return [(3 * number - 2, 3 * number) for number in numbers]
    return [months_of_words(one) for one in _ONE.findall(parts[0])]


def _number_of(quarter: str) -> int:
    digit = quarter.removeprefix("第")
    return _NUMBERS.get(digit) or int(digit)
