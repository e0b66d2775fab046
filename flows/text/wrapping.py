"""Wrap text for a terminal or a picture, Chinese between characters, and undo the line breaks of a text."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len

from flows.text.breaks import has_wide
from flows.text.patterns import lazy_pattern

# A Chinese character or a word, with marks that may not begin a line after it or end a line before it.
_CLOSING, _OPENING = "，。、；：？！…）》〉」』】］〕”’％", "（《〈「『【［〔“‘"
# Marks around additions and deletions of a comparison, as in git diff --word-diff.
_ENDS, _BEGINS = r"\+\}|-\]", r"\{\+|\[-"
_WIDE = "\u2e80-\u9fff\uff00-\uffef"
_CHARACTER = rf"(?![{_OPENING}{_CLOSING}])[{_WIDE}]"
_WORD = rf"(?:(?!{_BEGINS}|{_ENDS})[^\s{_WIDE}{_OPENING}{_CLOSING}])+"
_TOKENS = lazy_pattern(rf"(?:[{_OPENING}]|{_BEGINS})*(?:{_CHARACTER}|{_WORD})?(?:[{_CLOSING}]|{_ENDS})*\s*")


def wrap_cells(text: str, width: int) -> list[str]:
    """Return a text as lines of `width` cells: a Latin letter has one cell, a Chinese character two.

    A line breaks at blanks and between Chinese characters, never before a comma or after an opening bracket.
    A word longer than a line is not broken.
    """
    places = [0, *break_places(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(places)]


def in_one_line(text: str) -> str:
    r"""Return a text in one line: nothing for a line break next to Chinese, one space for other white space.

    >>> in_one_line("样例集\n成电路 和\nAI technology\nin samples")
    '样例集成电路 和AI technology in samples'
    """
    joined = ""
    for line in text.splitlines():
        if part := " ".join(line.split()):
            is_chinese = not joined or has_wide(joined[-1] + part[0])
            joined += part if is_chinese else f" {part}"
    return joined


def break_places(text: str, width: int) -> list[int]:
    """Return the starts of all lines but the first, in code points, for lines of `width` cells."""
    places, current = [], ""
    for found in _TOKENS.finditer(text):
        token = found[0]
        if token and current and cell_len(current) + cell_len(token.rstrip()) > width:
            places.append(found.start())
            current = ""
        current += token
    return places
