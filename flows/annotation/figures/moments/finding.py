"""Find the points in time of a text in either language."""

from __future__ import annotations

from flows.annotation.figures.moments.chinese import find_chinese
from flows.annotation.figures.moments.english import find_english
from flows.annotation.figures.moments.model import Moment
from flows.annotation.figures.moments.unreadable import find_unreadable


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
        found = list(find_english(text, start, end, today))
    else:
        found = list(find_chinese(text, start, end, today, reported_year, is_republic=is_republic))
    return _add_unreadable(found, list(find_unreadable(text, language, start, end)))


def _add_unreadable(found: list[Moment], unreadable: list[Moment]) -> list[Moment]:
    """Return the moments with the unreadable years, which take the place of what was read within them."""
    if not unreadable:
        return found
    kept = [
        one for one in found if not any(one.start < lost.end and lost.start < one.end for lost in unreadable)
    ]
    return sorted((*kept, *unreadable), key=lambda one: one.start)
