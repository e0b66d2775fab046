"""Chinese numerals: 二十 is 20, 一万二千 is 12,000, 二〇二五 is 2025, 三点五 is 3.5."""

from __future__ import annotations

from typing import NamedTuple

from flows.text.patterns import lazy_pattern

HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MYRIAD = 10_000

# 第3 and the beginning of 第1至8, 第一、二: a number that follows directly is also an ordinal.
_BEFORE_ORDINAL = lazy_pattern(
    r"第(?:[\d一二三四五六七八九十百]{1,4}[条项批位名个届期章节次款号]?"
    r"(?:至|到|[- \u2010-\u2015~～、和及])第?)*$"
)
_LONGEST_ORDINAL = 24
# The number of a session: 省委十二届十一次全会, 市十六届人大常委会十二次会议.
_TERM = lazy_pattern(r"届(?:[一-鿿]{0,12}(?:人大|政协|委|大会))?(?:常委会|常务委员会|员会|会)?$")
_SESSION = lazy_pattern(r"[\d一二三四五六七八九十]{1,3}次(?:全会|全体|会议|常委|大会)")


class _Part(NamedTuple):
    """A part of a numeral with the magnitudes that multiply it: 七千万 of 一万万七千万."""

    value: int
    magnitude: int


def ends_ordinal(text: str, start: int) -> bool:
    """Return whether the number at `start` of a text is an ordinal: 第3项, 第1至8项, 十二届十一次全会."""
    first = max(0, start - _LONGEST_ORDINAL)
    if _SESSION.match(text, start) and _TERM.search(text, first, start):
        return True
    return _BEFORE_ORDINAL.search(text, first, start) is not None


def parse_numeral(text: str) -> int | None:
    """Return the value of a whole number in Chinese or ASCII digits, or None if `text` is not a number.

    Adjacent digits are read one by one (二〇二五 is 2025, 七〇六 is 706), others by their magnitudes
    (七百零六).
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(char not in HAN_DIGITS and char not in HAN_SCALES for char in text):
        return None
    if all(char in HAN_DIGITS for char in text):
        return int("".join(str(HAN_DIGITS[char]) for char in text))
    return _sum_magnitudes(text)


def parse_decimal(text: str) -> float:
    """Return the value of a Chinese numeral with or without decimals, or NaN if `text` is not a number."""
    whole, point, decimals = text.partition("点")
    value = parse_numeral(whole)
    if value is None or not all(char in HAN_DIGITS for char in decimals):
        return float("nan")
    if not point or not decimals:
        return float(value)
    return value + float("0." + "".join(str(HAN_DIGITS[char]) for char in decimals))


def _sum_magnitudes(text: str) -> int:
    """Add up digits times magnitudes; 万 and 亿 multiply the section before them (一百二十万, 六亿三千万).

    Right after another one they multiply its part (三万亿, 一万万七千万), and after one that is no larger
    all before them (一万五千万).
    """
    parts: list[_Part] = []
    section = 0
    digit: int | None = None
    for char in text:
        if char in HAN_DIGITS:
            digit = HAN_DIGITS[char]
            continue
        size = HAN_SCALES[char]
        if size < _MYRIAD:
            section += size * (digit or 1)  # 一千零十七 has no digit before its 十
            digit = None
            continue
        section += digit or 0
        _multiply(parts, section, size)
        section, digit = 0, None
    return sum(part.value for part in parts) + section + (digit or 0)


def _multiply(parts: list[_Part], section: int, size: int) -> None:
    """Add a section times 万 or 亿 to the parts of a numeral; an empty section multiplies the last part."""
    if parts and not section:
        part = parts.pop()
        value, magnitude = part.value * size, part.magnitude * size
    else:
        value, magnitude = (section or 1) * size, size
    while parts and parts[-1].magnitude <= magnitude:
        value += parts.pop().value * size
    parts.append(_Part(value, magnitude))
