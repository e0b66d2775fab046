"""Find the points in time of a text in either language."""

from __future__ import annotations

from flows.annotation.figures.moments.chinese import find_chinese
from flows.annotation.figures.moments.english import find_english
from flows.annotation.figures.moments.model import Moment


def find_moments(
    text: str,
    language: str,
    start: int = 0,
    end: int | None = None,
    today: int = 0,
    reported_year: int = 0,
    *,
    is_republic: bool = False,
) -> list[Moment]:
    """Return the moments of folded `text[start:end]`, in order.

    `today` is the year in which the text was written, 0 if unknown: this year and last year then have no
    date. `reported_year` is the year that the text reports on, if a heading or title names it: 上年 is the
    year before it. `is_republic` is set if years without an era may be those of the Republic of China: 113年
    is 2024.
    """
    if end is None:
        end = len(text)
    if language == "en":
        return list(find_english(text, start, end, today))
    return list(find_chinese(text, start, end, today, reported_year, is_republic=is_republic))
