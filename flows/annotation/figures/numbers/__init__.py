"""Numbers with units in both languages: 1.5万亿元 is 1.5e12 CNY, "US$5 billion" is 5e9 USD."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.numbers.english import count_noun, counted_words
    from flows.annotation.figures.numbers.finding import find_figures, parse_figure
    from flows.annotation.figures.numbers.model import (
        Figure,
        fold_figures,
        has_figures,
        parse_number,
        round_off,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Figure",
    "count_noun",
    "counted_words",
    "find_figures",
    "fold_figures",
    "has_figures",
    "parse_figure",
    "parse_number",
    "round_off",
]
