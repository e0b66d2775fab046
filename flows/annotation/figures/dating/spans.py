"""The year that the running text of a report on work is about, if it reviews both one year and several.

Below one heading (2025年主要工作和“十四五”发展成就), paragraphs are about the last year until one begins with
the five years, or the other way round.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from flows.annotation.figures.dating.sections import section_kind
from flows.annotation.figures.numbers import fold_figures
from flows.text import end_of, lazy_pattern

_LINE = lazy_pattern(r"[^\n]+")
# The heading of a review, at the beginning of a line; few texts have one.
_REVIEW = lazy_pattern(
    r"\n(?:[^\S\n]|#)*[一二三四五六七八九十]{1,2}、[^。\n]{0,40}(?:回顾|成就|成绩|成效|总结)"
)
_HEADING = lazy_pattern(r"[\s\u3000#]*[一二三四五六七八九十]{1,2}、[^。！\n]{2,45}")
_GREETING = lazy_pattern(r"[\s\u3000—–-]*(?:各位代表[!！,，:：。]\s*)?")
# The last year, at the beginning of a paragraph: 2025年是…, 刚刚过去的一年, 一年来.
_ONE_YEAR = lazy_pattern(
    r"(?:刚刚|刚)?(?:过去的?|走过的)?(?P<year>20\d\d)年(?=[是极很在,，]|[^。]{0,12}不平凡)"
    r"|(?:刚刚|刚)?过去的?一年|一年来|这一年"
)
_PLAN = r"[“\"]十[一二三四五六七]五[”\"]"
_LOOKING_BACK = "(?:回望|回首|回顾|总结)"
# Several years, at the beginning of a sentence or in its measures, and problems that remain.
_SEVERAL_YEARS = lazy_pattern(
    r"(?:^|[。！!；;—])\s*(?:各位代表[!！,，]\s*)?"
    rf"(?:[^。，！]{{0,8}}(?<![\d十])[三四五345]年(?:[来里间是极很，,的]|[^。，]{{0,6}}不平凡)"
    rf"|{_LOOKING_BACK}?{_PLAN}(?:时期|期间|以来|这|是)|[^。，]{{0,12}}{_LOOKING_BACK}{_PLAN})"
    r"|(?<!近[两三23]年)年均(?:增长|下降|上涨|提高|减少)|[三四五]年(?:累计|共)"
    rf"|标志着{_PLAN}|{_PLAN}[^。，]{{0,10}}(?:胜利|圆满|顺利)收官"
    r"|清醒地?(?:认识|看)到|存在(?:的|不少|一些)[^。，]{0,10}(?:问题|不足)"
)
# Headings that name a plan or several years.
_OF_SEVERAL = lazy_pattern(r"[一二三四五六七八九十]五(?!年)|[三四五]年|(?<!\d)[345]年")

Spans = tuple[tuple[int, str], ...]


def find_spans(text: str, date: str) -> Spans:
    """Return the start of each paragraph that turns to another year, with that year: "" for several or none.

    `date` is the document's: 过去一年 is the year before.

    >>> 一年来，… / 一是… / 五年来，… -> the year before, from the first to the third paragraph
    """
    if not date[:4].isdigit() or not _REVIEW.search(text):
        return ()
    last = str(int(date[:4]) - 1)
    spans: list[tuple[int, str]] = []
    current = ""
    for line in _LINE.finditer(text):
        year = _year_of(line[0], last)
        if year is not None and year != current:
            spans.append((line.start(), year))
            current = year
    return tuple(spans)


def _year_of(line: str, last: str) -> str | None:
    """Return the year that a paragraph begins with, "" for several years or a heading, otherwise None."""
    if _HEADING.fullmatch(line) or _SEVERAL_YEARS.search(line):
        return ""
    match = _ONE_YEAR.match(line, end_of(_GREETING.match(line), 0))
    if match and match["year"] in (None, last):
        return last
    return None


def year_at(spans: Spans, start: int, heading: str) -> str:
    """Return the year that a passage starting there is about, "" unless its heading reviews several years."""
    if not spans or not _reviews_several(heading):
        return ""
    place = bisect_right(spans, start, key=lambda span: span[0])
    if place:
        return spans[place - 1][1]
    return ""


@lru_cache(1000)
def _reviews_several(heading: str) -> bool:
    return bool(_OF_SEVERAL.search(fold_figures(heading).text)) and section_kind(heading) == "actual"
