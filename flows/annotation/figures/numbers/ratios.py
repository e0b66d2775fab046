"""Ratios in English text, whose second number is no figure: 2.0 to 1.0, 3:1."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.numbers.model import Figure
from flows.annotation.figures.units import TO_ONE
from flows.text import lazy_pattern

_ONE = lazy_pattern(r"(?:(?P<word> to |-to-)|\s?:\s?)1(?P<zeros>\.0{1,2})?(?![\d%.,:]*\d|%)(?!-)")
# After the second number: a ratio is not followed by what it would count.
_END = lazy_pattern(r"[.,;:)\]]|$| (?:as|at|in|on|by|for|during|from|and|or|between|of|to|over|while|with)\b")
_NAMED = lazy_pattern(
    r"\boutnumber(?:s|ed|ing)?\b[^.;\d]{0,60}$"
    r"|\b(?:ratios?|leverage|gearing|coverage|(?:debt|assets|loans|liabilities) to [a-z]+)\b[^.;]{0,110}$"
)
_REACH = 140  # code points before a ratio in which it is named
_MORE = lazy_pattern(r" to (?=\d)")


def read_ratio(text: str, figure: Figure) -> Figure | None:
    """Return a bare number with the "to 1" behind it as a ratio, None if it is none.

    >>> a ratio of at least 2.0 to 1.0 -> 2 to 1; but not: the number fell from 3 to 1 in 2020
    """
    if figure.unit or figure.is_scaled:
        return None
    one = _ONE.match(text, figure.end)
    if not one or not _END.match(text, one.end()):
        return None
    is_named = _NAMED.search(text, max(0, figure.start - _REACH), figure.start)
    is_start = text.endswith("from ", 0, figure.start) and not (one["zeros"] or _MORE.match(text, one.end()))
    if (not is_named and not one["zeros"]) or (one["word"] and is_start):
        return None
    return replace(figure, end=one.end(), unit=TO_ONE, noun_end=0)


def is_second_part(text: str, figure: Figure, before: Figure) -> bool:
    """Return whether a count is only the base of a ratio: 111 boys to 100 girls."""
    if not before.noun_end or text[before.noun_end : figure.start] not in (" to ", " per ", " for every "):
        return False
    named = _NAMED.search(text, max(0, before.start - _REACH), before.start)
    return named is not None
