"""Find the figures of a text in order, or only the first."""

from __future__ import annotations

from flows.annotation.figures.numbers.chinese import find_chinese
from flows.annotation.figures.numbers.english import find_english
from flows.annotation.figures.numbers.joining import continue_currency, join_range, share_units
from flows.annotation.figures.numbers.model import Figure, fold_figures


def parse_figure(text: str, language: str = "zh") -> Figure | None:
    """Return the first figure of a short text, or None."""
    return next(iter(find_figures(fold_figures(text).text, language)), None)


def find_figures(text: str, language: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Return the figures of folded `text[start:end]`, in order; ranges are joined, units are shared."""
    if end is None:
        end = len(text)
    finders = {"en": find_english}
    found: list[Figure] = []
    for figure in finders.get(language, find_chinese)(text, start, end):
        if found and (joined := join_range(text, found[-1], figure, start)):
            found[-1] = joined
        else:
            found.append(figure)
    share_units(text, found)
    if language == "en":
        continue_currency(text, found)
    return found
