"""Figures in words: fractions, ranks, multiples, numerals and orders of magnitude."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.worded.capitals import blank_capitals
    from flows.annotation.figures.worded.chinese import find_worded_chinese
    from flows.annotation.figures.worded.english import find_worded_english, has_worded
    from flows.annotation.figures.worded.footnotes import blank_footnotes
    from flows.annotation.figures.worded.formulas import blank_formulas
    from flows.annotation.figures.worded.joining import merge_figures
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "blank_capitals",
    "blank_footnotes",
    "blank_formulas",
    "find_worded_chinese",
    "find_worded_english",
    "has_worded",
    "merge_figures",
]
