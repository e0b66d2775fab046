"""Folding: a shadow of the text for comparison, with a map back to it. The text itself never changes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from flows.text.patterns import lazy_pattern
from flows.text.scripts import HAN, has_han, radicals

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060\ufeff"
# Control characters, direction marks and the like, which are copied along from pages and PDFs.
_INVISIBLE = lazy_pattern("[\x00-\x08\x0e-\x1f\x7f\u061c\u180e\u202a-\u202e\u2061-\u206f\ufff9-\ufffb]")
# White space next to a Han character is layout, not a word border ("中国制造 2025", "自主 可控"); an empty
# line is a border.
_LAYOUT = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
_WORD = "A-Za-z0-9０-９Ａ-Ｚａ-ｚ"
_DROPPED = lazy_pattern(
    f"[{_ZERO_WIDTH}]+|(?<=[{HAN}]){_LAYOUT}(?=[{HAN}{_WORD}])|(?<=[{_WORD}]){_LAYOUT}(?=[{HAN}])"
)
# A word broken at a line end after its hyphen ("Five- Year"), but not a series ("short- and long-term").
_BROKEN = lazy_pattern(r"(?<=[A-Za-z][-‐])[ \n](?=[A-Za-z])(?!(?:and|or|to|nor|as)\b)")
_DROPPED_OR_BROKEN = lazy_pattern(f"{_DROPPED.pattern}|{_BROKEN.pattern}")
_WIDE_SPACE = lazy_pattern(r"\s{2,}|[^\S ]")
_NEEDS_MAP = lazy_pattern(rf"[{_ZERO_WIDTH}]|\s\s|[^\S ]|[{HAN}] | [{HAN}]")
_MAYBE_NEEDS_MAP = lazy_pattern(rf"[{_ZERO_WIDTH}\s]")  # quick to look for
_HYPHENS = "-‐‑‒–—－﹣"
_DASHES = "-‐‑‒–—―−─－﹣"
_REPLY = lazy_pattern("(?<=[批答回])覆|覆(?=函)")  # 批覆, 答覆 and 覆函 are written with 复 on the mainland
# The year of a title in Chinese numerals: 一九五六—一九六七年, 二〇二五年. Others are numbers (一千九百件).
_HAN_YEAR = lazy_pattern(
    r"(?<![〇零○一二三四五六七八九十百千])[一二][〇零○一二三四五六七八九]{3}(?=\s*[年至到)）-])"
)
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Shadow:
    """The folded `text`; its character i comes from `offsets[i]` of the original (None: from i itself)."""

    text: str
    offsets: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that [start, end) of the shadow comes from."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def folding_table() -> dict[int, int]:
    """Return the map of single characters for `str.translate`.

    Traditional becomes simplified, full width half width, upper case lower case, a radical its character, and
    every hyphen or dash a space, so that 'whole-of-nation' and 'whole of nation' are equal. Characters are
    mapped one to one (OpenCC's t2s table), so the length of a text never changes.
    """
    convert = OpenCC("t2s").convert
    table: dict[int, int] = {}
    # One call with a line per character is faster than a call per character. The line breaks keep OpenCC from
    # matching phrases.
    points = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]
    for point, simplified in zip(points, convert("\n".join(map(chr, points))).split("\n"), strict=True):
        if len(simplified) == 1 and ord(simplified) != point:
            table[point] = ord(simplified)
    table |= {point: table.get(character, character) for point, character in radicals().items()}
    for point in range(0xFF01, 0xFF5F):
        table[point] = ord(chr(point - 0xFEE0).lower())
    for point in range(0x41, 0x250):
        lower = chr(point).lower()
        if len(lower) == 1 and ord(lower) != point:
            table[point] = ord(lower)
    table |= {ord(char): ord(" ") for char in _HYPHENS + "\u00a0\u3000"}
    table |= {ord("’"): ord("'"), ord("‘"): ord("'"), ord("〔"): ord("["), ord("〕"): ord("]")}
    return table


@cache
def unfolded() -> dict[str, str]:
    """Return, by folded character, all characters that fold to it."""
    sources: dict[str, str] = {}
    for point, folded in folding_table().items():
        sources[chr(folded)] = sources.get(chr(folded), "") + chr(point)
    return sources


def list_translations(table: Mapping[int, int]) -> list[int]:
    """Return a map of characters as a list by code point, with which `str.translate` takes half the time.

    With a dict, a missing character costs an exception. Characters beyond the first plane stay unchanged.
    """
    points = _code_points()
    return [points[to] if (to := table.get(point, point)) < len(points) else to for point in points]


@cache
def _code_points() -> list[int]:
    """Return the code points of the first plane; all tables share these numbers, which saves time."""
    return list(range(0x10000))


@cache
def folding_list() -> list[int]:
    """Return `folding_table` as a list for `str.translate`."""
    return list_translations(folding_table())


def fold(text: str, *, mends: bool = False) -> Shadow:
    """Return the shadow of `text`.

    Characters are folded (see `folding_table`). Zero-width characters and white space inside Chinese words
    are dropped. Other white space becomes a single space (a single line break if it contains an empty line).
    `mends` also drops the space after a hyphen within a word (Five- Year), as in extracted texts.
    """
    table = folding_list()
    is_broken = mends and _BROKEN.search(text) is not None
    if not is_broken and (not _MAYBE_NEEDS_MAP.search(text) or not _NEEDS_MAP.search(text)):
        return Shadow(text.translate(table), None)
    kept: list[str] = []
    offsets: array[int] = array("l")
    position = 0
    for match in (_DROPPED_OR_BROKEN if is_broken else _DROPPED).finditer(text):
        _keep(text, position, match.start(), kept, offsets)
        position = match.end()
    _keep(text, position, len(text), kept, offsets)
    return Shadow("".join(kept).translate(table), offsets)


@cache
def _simplifying_list() -> list[int]:
    return list_translations({point: to for point, to in folding_table().items() if has_han(chr(point))})


def simplify(text: str) -> str:
    """Return `text` in simplified characters, one for one; its length, case and marks stay the same.

    For patterns that read titles, labels, dates and clauses: what they find is at the same place in the text.
    """
    if text.isascii():
        return text
    plain = text.translate(_simplifying_list())
    return _REPLY.sub("复", plain) if "覆" in plain else plain


def as_written(found: str, text: str) -> str:
    """Return what was found in `simplify(text)` as `text` writes it; names and lines may have been joined."""
    plain = simplify(text)
    if plain == text:
        return found
    start = "".join(plain.split()).find("".join(found.split()))
    if start < 0:
        return found
    letters = iter("".join(text.split())[start:])
    return "".join(letter if letter.isspace() else next(letters) for letter in found)


@lru_cache(maxsize=1 << 12)
def plain_title(title: str) -> str:
    """Return a title as patterns read it, of the same length.

    It is in simplified characters, with every dash as a hyphen and with years in digits: 一九五六—一九六七年
    規劃 is read as 1956-1967年规划, and 行動計畫 as 行动计划.
    """
    if title.isascii():
        return title
    plain = simplify(title).translate(_plain_marks()).replace("计画", "计划")
    return _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), plain)


@cache
def _plain_marks() -> dict[int, str]:
    digits = {ord(wide): str(value) for value, wide in enumerate("０１２３４５６７８９")}
    return digits | dict.fromkeys(map(ord, _DASHES), "-") | {ord("〜"): "～"}


def fold_unspaced(text: str) -> str:
    """Return `text` folded, without white space; used to compare two editions."""
    return "".join(fold(text).text.split())


def _keep(text: str, start: int, end: int, kept: list[str], offsets: array[int]) -> None:
    """Append `text[start:end]` with its white space narrowed, and the origin of each kept character."""
    position = start
    for match in _WIDE_SPACE.finditer(text, start, end):
        kept.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        kept.append("\n" if match[0].count("\n") > 1 else " ")
        offsets.append(match.start())
        position = match.end()
    kept.append(text[position:end])
    offsets.extend(range(position, end))


@lru_cache(maxsize=1 << 15)
def fold_label(label: str) -> str:
    """Return a surface form of the lexicon, folded like texts; cached, as each is requested several times."""
    return fold(label.strip()).text


def drop_invisible(typed: str) -> str:
    """Return typed text without invisible characters that no word has, or unchanged if it has no others.

    Zero-width marks (U+200B) are dropped in folding, as in texts.
    """
    return _INVISIBLE.sub("", typed) or typed
