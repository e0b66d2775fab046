"""Folding for comparison on a shadow of the text, with a map back: offsets are sacred, the text itself never changes."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

# The Han characters, for use inside a regular expression's brackets.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060\ufeff"
# White space beside a Han character is layout, not a word border ("中国制造 2025", "自主 可控"); an empty line is one.
_LAYOUT = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
_WORD = "A-Za-z0-9０-９Ａ-Ｚａ-ｚ"
_DROPPED = re.compile(
    f"[{_ZERO_WIDTH}]+|(?<=[{HAN}]){_LAYOUT}(?=[{HAN}{_WORD}])|(?<=[{_WORD}]){_LAYOUT}(?=[{HAN}])"
)
_WIDE_SPACE = re.compile(r"\s{2,}|[^\S ]")
_NEEDS_MAP = re.compile(rf"[{_ZERO_WIDTH}]|\s\s|[^\S ]|[{HAN}] | [{HAN}]")
_HYPHENS = "-‐‑‒–—－﹣"


@dataclass(frozen=True, slots=True)
class Shadow:
    """`text` is folded; `offsets[i]` is where its character i stands in the original (None: at i)."""

    text: str
    offsets: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the shadow's [start, end)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def folding_table() -> dict[int, int]:
    """Return the one-to-one character map: traditional to simplified, full to half width, upper to lower case, every
    hyphen and dash to a space (so that 'whole-of-nation' and 'whole of nation' are one).

    Traditional to simplified goes character by character (OpenCC's t2s table), so lengths hold by construction.
    """
    convert = OpenCC("t2s").convert
    table: dict[int, int] = {}
    for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF)):
        for point in range(first, last + 1):
            simplified = convert(chr(point))
            if len(simplified) == 1 and ord(simplified) != point:
                table[point] = ord(simplified)
    for point in range(0xFF01, 0xFF5F):
        table[point] = ord(chr(point - 0xFEE0).lower())
    for point in range(0x41, 0x250):
        lower = chr(point).lower()
        if len(lower) == 1 and ord(lower) != point:
            table[point] = ord(lower)
    table |= {ord(char): ord(" ") for char in _HYPHENS + "\u00a0\u3000"}
    table |= {ord("’"): ord("'"), ord("‘"): ord("'"), ord("〔"): ord("["), ord("〕"): ord("]")}
    return table


def fold(text: str) -> Shadow:
    """Return the shadow of `text`: characters folded, zero-width characters and the white space inside Chinese words
    dropped, other white space made single spaces."""
    table = folding_table()
    if not _NEEDS_MAP.search(text):
        return Shadow(text.translate(table), None)
    kept: list[str] = []
    offsets: array[int] = array("l")
    position = 0
    for match in _DROPPED.finditer(text):
        _keep(text, position, match.start(), kept, offsets)
        position = match.end()
    _keep(text, position, len(text), kept, offsets)
    return Shadow("".join(kept).translate(table), offsets)


def _keep(text: str, start: int, end: int, kept: list[str], offsets: array[int]) -> None:
    position = start
    for match in _WIDE_SPACE.finditer(text, start, end):
        kept.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        kept.append("\n" if match[0].count("\n") > 1 else " ")
        offsets.append(match.start())
        position = match.end()
    kept.append(text[position:end])
    offsets.extend(range(position, end))


def fold_label(label: str) -> str:
    """Fold one surface of the lexicon the way texts are folded."""
    return fold(label.strip()).text
