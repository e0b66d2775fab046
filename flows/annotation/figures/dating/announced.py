"""The year that the first paragraph of a release names for the changes that the later ones report."""

from __future__ import annotations

import re

from flows.annotation.figures.numbers import fold_figures
from flows.text import lazy_pattern

_LONGEST, _FIRST = 8000, 600  # code points of a release, and of its first paragraph with a figure
_FIGURE = lazy_pattern(r"\d[%万亿]|\d (?:percent|per cent|[mb]illion|trillion)|\d%")
# The whole year that opens a paragraph (据统计，2024年，), or that an English one names (5 percent in 2024).
_OPENING = lazy_pattern(
    r"[^\n。]{0,40}?(?:^|[,，:：)）.\s])(?:20\d\d-)?(?P<year>20\d\d)年(?:全年)?[,，]"
    r"|(?=[^\n]*?(?<![a-z])(?:in|for|of) (?:the )?(?:full |whole |calendar )?(?:year )?"
    r"(?P<in>20\d\d)[,. ;:])[^\n]"
)
_NAMED = lazy_pattern(r"(?<![\d〔\[(/.-])(?:19|20)\d\d(?=年|(?![\d年%,]|\.\d))")
# A year that is only compared with, begins a period, or is still to come.
_BASE = lazy_pattern(
    r"(?:[比较与同自从由于]|以)$"
    r"|(?<![a-z])(?:than|since|from|compared (?:with|to)|against|versus|over|on|by|until|to)"
    r"(?: in| that of| the)?(?: end of| [a-z]+)? ?$"
)
_BASE_BEHIND = lazy_pattern(r"年(?:以来|底?的?[\d.]+|相比)")
_AHEAD = lazy_pattern("(?:[到至]|力争|计划)$")
_REACH = 24


def find_announced(text: str, date: str) -> str:
    r"""Return the year before `date` (ISO) that a short release announces in its first paragraph, or "".

    It names no other year but those that it compares with or looks ahead to.

    >>> 2024年，全县外贸进出口36亿元。\n其中，纺织品出口12亿元，增长3%。 (January 2025) -> 2024
    """
    if not date[:4].isdigit() or len(text) > _LONGEST:
        return ""
    lines = (fold_figures(line).text for line in text.split("\n"))
    first = next((line for line in lines if _FIGURE.search(line)), "")[:_FIRST]
    found = _OPENING.match(first)
    year = found and (found["year"] or found["in"])
    if not year or int(year) != int(date[:4]) - 1:
        return ""
    folded = fold_figures(text).text
    named = (match for match in _NAMED.finditer(folded) if match[0] != year)
    if all(_is_aside(folded, match, date) for match in named):
        return year
    return ""


def _is_aside(text: str, named: re.Match[str], date: str) -> bool:
    """Return whether a year is compared with, looked ahead to, or that of the document's own date."""
    before = text[max(0, named.start() - _REACH) : named.start()]
    if _BASE.search(before) or _BASE_BEHIND.match(text, named.end()):
        return True
    is_ahead = int(named[0]) >= int(date[:4]) and _AHEAD.search(before) is not None
    return is_ahead or f"{named[0]}年{int(date[5:7] or 0)}月" in text[named.start() : named.end() + 4]
