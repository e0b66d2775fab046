"""Years with lost characters: they date what they stand with, so the year around them does not."""

from __future__ import annotations

from collections.abc import Iterator

from flows.annotation.figures.moments.model import Moment, Role
from flows.text import lazy_pattern

LOST = "\ufffd"  # in place of a character that could not be decoded
_DIGITS = "0-9〇零○一二三四五六七八九"
# 20��年, 二��二��年; �年 may be any word, and 三�年来 a number of years.
_CHINESE = lazy_pattern(
    rf"(?<![{_DIGITS}{LOST}])(?=[{_DIGITS}]{{0,3}}{LOST})(?={LOST}{{0,13}}[{_DIGITS}])"
    rf"[{_DIGITS}{LOST}]{{2,14}}年(?![来间内多期])"
)
_ENGLISH = lazy_pattern(
    rf"(?<![a-z])(?P<before>by|in|until|since|from|than|over|during|of|for) (?=\d{{0,3}}{LOST})"
    rf"(?={LOST}{{0,7}}\d)[\d{LOST}]{{2,8}}(?![\w%{LOST}]|[.,]\d| percent| per cent| million| billion)"
)
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("by", "until", "到", "至"), "by"),
    **dict.fromkeys(("since", "from", "than", "over", "比", "较", "从", "自"), "base"),
}
_DUE_BEHIND = lazy_pattern("之?前|以前")


def find_unreadable(text: str, language: str, start: int, end: int) -> Iterator[Moment]:
    """Yield the years with lost characters of folded `text[start:end]`; they have no date.

    >>> [one.role for one in find_unreadable("到二\ufffd\ufffd三\ufffd年,达到80%", "zh", 0, 13)]
    ['by']
    """
    if LOST not in text:
        return
    if language == "en":
        for match in _ENGLISH.finditer(text, start, end):  # with the preposition, as other moments
            yield Moment(*match.span(), "", _ROLES.get(match["before"], "in"))
        return
    for match in _CHINESE.finditer(text, start, end):
        first, last = match.span()
        role = _ROLES.get(text[max(start, first - 1) : first], "in")
        if role == "in" and _DUE_BEHIND.match(text, last, end):
            role = "by"
        yield Moment(first, last, "", role)
