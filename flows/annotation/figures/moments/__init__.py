"""Points in time that date a figure or that it is compared with, in folded Chinese and English text."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.moments.chinese import NO_SPAN
    from flows.annotation.figures.moments.english import MONTH, MONTHS, count_back
    from flows.annotation.figures.moments.finding import find_moments
    from flows.annotation.figures.moments.model import (
        PLAN_ENDS,
        TWO_YEARS,
        Moment,
        common_year,
        merge_years,
    )
    from flows.annotation.figures.moments.parts import (
        find_part_of_year,
        months_from,
        months_of,
        months_of_words,
    )
    from flows.annotation.figures.moments.unreadable import LOST
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "LOST",
    "MONTH",
    "MONTHS",
    "NO_SPAN",
    "PLAN_ENDS",
    "TWO_YEARS",
    "Moment",
    "common_year",
    "count_back",
    "find_moments",
    "find_part_of_year",
    "merge_years",
    "months_from",
    "months_of",
    "months_of_words",
]
