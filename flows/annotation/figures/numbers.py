"""Numbers with their units, in Chinese and English: 1.5万亿元 is 1.5e12 CNY, 百分之七十 is 70 %, "US$5 billion" is 5e9 USD.

All patterns run on folded text (lower case, half width) that keeps its dashes as "-", as `fold_figures` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.annotation.figures.units import (
    CURRENCY_SIGNS,
    ENGLISH_COUNTED,
    ENGLISH_SCALES,
    ENGLISH_UNITS,
    HAN_DIGITS,
    HAN_SCALES,
    HAN_UNITS,
    MEASURE_WORDS,
    PERCENT,
    POINTS,
    TIME_NOUNS,
    TIMES,
)
from flows.text import Shadow, fold

_DASH = re.compile(r"[-‐‑‒–—－﹣]")
# Bounded, and never begun inside a number, so that a text of nothing but digits is read once.
_DIGITS = r"(?<![\d])(?<!\d[.])(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?)(?!\d)"
_HAN_NUMBER = "[〇零一二两三四五六七八九十百千万亿点]{1,16}"
_HAN_UNIT = "|".join(
    {"个": "个(?!体|人所|税|股)", "项": "项(?!目(?!标))"}.get(unit, re.escape(unit))
    for unit in sorted(HAN_UNITS, key=len, reverse=True)
)
_NUMERALS = "".join((*HAN_DIGITS, *HAN_SCALES))
_HAN_SCALE = "(?:[十百万亿]|千(?![瓦克米]))"
_CHINESE = re.compile(
    rf"翻了?(?:(?P<fold>[一两二三四1-4])?番)|(?P<part>[百千]分之)(?P<of>{_HAN_NUMBER}|{_DIGITS})|(?<![第前每a-z])(?:"
    rf"(?P<sign>us\$|hk\$|[$€£¥]|rmb|usd|eur|cny)?(?P<number>{_DIGITS})(?P<scale>{_HAN_SCALE}{{0,4}})(?P<more>多|余)?(?P<scale2>{_HAN_SCALE}{{0,3}})(?P<unit>{_HAN_UNIT})?(?![a-z\d]|级)"
    rf"|(?<![{_NUMERALS}数几])(?P<han>(?:[一二两三四五六七八九十]|零(?=点))[一二两三四五六七八九十百千万亿点零]{{0,11}})(?P<han_more>多|余)?(?P<han_scale>[万亿]{{0,2}})(?:(?P<han_unit>{_HAN_UNIT})(?!级)|(?=[至到][一二两三四五六七八九十]))"
    r"|(?P<tenths>[一二两三四五六七八九])成(?=以上|左右|以内|多|的|[,。;、]|$))"
)
_SCALE = "|".join(sorted(ENGLISH_SCALES, key=len, reverse=True))
_UNIT = "|".join(sorted(ENGLISH_UNITS, key=len, reverse=True))
_SIGN = "|".join(map(re.escape, sorted(CURRENCY_SIGNS, key=len, reverse=True)))
_ENGLISH = re.compile(
    rf"(?<![a-z])(?P<sign>{_SIGN})\s?(?P<money>{_DIGITS})(?:\s?-?(?P<money_scale>{_SCALE}))?(?![a-z\d])"
    rf"|(?<![a-z\d.,$&/])(?<![a-z]-)(?P<number>{_DIGITS})(?:[ -]?(?P<scale>{_SCALE})(?![a-z]))?(?:[ -]?(?P<unit>{_UNIT})(?![a-z]))?(?![a-z\d]|,\d)(?!-[a-z])"
    r"|(?<![a-z\"“-])(?P<multiple>(?:doubl|tripl|quadrupl)(?:e[sd]?|ing)|(?:two|three|four|five|ten)-?fold|halv(?:e[sd]?|ing))(?![a-z-])"
)
_WORD_VALUES = {
    "doubl": 2.0,
    "tripl": 3.0,
    "quadr": 4.0,
    "halv": 0.5,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "ten": 10.0,
}
_RANGE = re.compile(r"\s?(?:-{1,2}|~|至|到|to)\s?")
_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and|,?\s?or)\s?")
_BETWEEN = re.compile(r"(?:between|range of|from between)\s$")
_FROM = re.compile(r"(?:从|由|自|\bfrom\s)[^,。;]{0,8}$")
_NOUNS = re.compile(r"(?: [a-z0-9&'/+-]{2,24}){1,7}")
_NOT_PLURAL = ("ss", "us", "is")
_SOME = re.compile(
    r"[\d%番成倍分两兩二三四五六七八九十百千万萬亿億]|doubl|tripl|quadrupl|fold|halv", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit in folded text: `text[start:end]`. `unit` is empty where none stands there.

    `more` says that it is a little more than `value` (40多万); `is_scaled` that a magnitude such as 万 or million is written;
    `noun_end` is where the counted English noun phrase ends (30 national laboratories), else 0; `multiple` that it is a verb.
    """

    start: int
    end: int
    value: float
    unit: str
    value_to: float | None = None
    more: bool = False
    is_scaled: bool = False
    noun_end: int = 0
    is_multiple: bool = False


def fold_figures(text: str) -> Shadow:
    """Return the shadow of `text` with dashes kept as "-": 5–7 and 70%—80% are ranges."""
    shadow = fold(text)
    kept = text if shadow.offsets is None else "".join(map(text.__getitem__, shadow.offsets))
    if not _DASH.search(kept):
        return shadow
    parts, position = [], 0
    for match in _DASH.finditer(kept):
        parts += [shadow.text[position : match.start()], "-"]
        position = match.end()
    return Shadow("".join([*parts, shadow.text[position:]]), shadow.offsets)


def has_figures(text: str) -> bool:
    """Return whether anything in `text`, folded or not, may be a figure."""
    return bool(_SOME.search(text))


def parse_han(text: str) -> float:
    """Return the value of a Chinese numeral: 二十 is 20, 一万二千 12,000, 三点五 3.5, 二〇二五 2025; NaN where it is none."""
    whole, _, decimals = text.partition("点")
    try:
        value = float(_parse_whole(whole)) if whole else float("nan")
        return value + (
            float("0." + "".join(str(HAN_DIGITS[char]) for char in decimals)) if decimals else 0.0
        )
    except KeyError:
        return float("nan")


def _parse_whole(text: str) -> int:
    if len(text) > 1 and all(char in HAN_DIGITS for char in text):
        return int("".join(str(HAN_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in HAN_DIGITS:
            digit = HAN_DIGITS[char]
            continue
        size = int(HAN_SCALES[char])
        if size >= 10_000:
            section = (section + (digit or 0)) or 1
            total = total * size + section * size if size > total > 0 else total + section * size
            section = 0
        else:
            section += (1 if digit is None else digit) * size
        digit = None
    return total + section + (digit or 0)


def parse_number(digits: str, scale: str = "") -> float:
    """Return the value of Arabic digits with a Chinese (万, 万亿) or English (million) magnitude."""
    value = float(digits.replace(",", ""))
    if scale in ENGLISH_SCALES:
        return _rounded(value * ENGLISH_SCALES[scale])
    for char in scale:
        value *= HAN_SCALES[char]
    return _rounded(value)


def _rounded(value: float) -> float:
    return float(f"{value:.15g}")  # 1.1 million is 1,100,000, not 1,100,000.0000000002


def parse_figure(text: str, language: str = "zh") -> Figure | None:
    """Return the first figure of a short text, or None."""
    return next(iter(find_figures(fold_figures(text).text, language)), None)


def find_figures(text: str, language: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Return the figures of folded `text[start:end]`, in order; ranges joined, units shared (50 and 70 percent)."""
    end = len(text) if end is None else end
    singles = list(_find_english(text, start, end) if language == "en" else _find_chinese(text, start, end))
    found: list[Figure] = []
    for figure in singles:
        if found and (joined := _join(text, found[-1], figure, start)):
            found[-1] = joined
        else:
            found.append(figure)
    _share_units(text, found)
    return found


def _find_chinese(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _CHINESE.finditer(text, start, end):
        first, last = match.span()
        if match["part"]:
            value = (
                parse_han(match["of"]) if match["of"][0] not in "0123456789" else parse_number(match["of"])
            )
            yield Figure(first, last, value, "%" if match["part"][0] == "百" else "‰")
        elif match["number"]:
            value = parse_number(match["number"], match["scale"] + match["scale2"])
            unit = HAN_UNITS.get(match["unit"] or "", "") or CURRENCY_SIGNS.get(match["sign"] or "", "")
            yield Figure(
                first,
                last,
                value,
                unit,
                more=bool(match["more"]),
                is_scaled=bool(match["scale"] or match["scale2"]),
            )
        elif match["han"]:
            if figure := _read_han(match):
                yield figure
        elif match["tenths"]:
            yield Figure(first, last, 10.0 * HAN_DIGITS[match["tenths"]], "%")
        else:
            times = match["fold"] or "一"
            power = int(times) if times.isdigit() else HAN_DIGITS[times]
            yield Figure(first, last, 2.0**power, "times", is_multiple=True)


def _read_han(match: re.Match[str]) -> Figure | None:
    numeral, unit = match["han"], HAN_UNITS.get(match["han_unit"] or "", "")
    if len(numeral) == 1 and not match["han_scale"] and unit not in (TIMES, POINTS, PERCENT):
        return None  # 二元结构, 最后一公里
    if len(numeral) > 2 and not any(char in HAN_SCALES or char == "点" for char in numeral):
        return None  # 一九八二两个年度
    value = _rounded(parse_han(numeral) * parse_number("1", match["han_scale"]))
    least = 9 if unit in MEASURE_WORDS else 0  # 三个 is mostly an enumeration, 三倍 a figure
    return (
        Figure(match.start(), match.end(), value, unit, more=bool(match["han_more"]))
        if value > least
        else None
    )


def _find_english(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _ENGLISH.finditer(text, start, end):
        first, last = match.span()
        if match["money"]:
            scale = match["money_scale"] or ""
            yield Figure(
                first,
                last,
                parse_number(match["money"], scale),
                CURRENCY_SIGNS[match["sign"]],
                is_scaled=bool(scale),
            )
        elif word := match["multiple"]:
            value = next(value for stem, value in _WORD_VALUES.items() if word.startswith(stem))
            yield Figure(first, last, value, "times", is_multiple=True)
        else:
            value = parse_number(match["number"], match["scale"] or "")
            figure = Figure(
                first, last, value, ENGLISH_UNITS.get(match["unit"] or "", ""), is_scaled=bool(match["scale"])
            )
            yield figure if figure.unit else _count(text, figure, end)


def _count(text: str, figure: Figure, end: int) -> Figure:
    """Give a bare number the noun that it counts as its unit: 30 national laboratories are 30 laboratories."""
    match = _NOUNS.match(text, figure.end, min(end, figure.end + 90))
    words = match[0].split() if match else []
    stop = next((index for index, word in enumerate(words) if word in ENGLISH_COUNTED.stops), len(words))
    noun = next((index for index, word in enumerate(words[: min(stop, 5)]) if _is_plural(word)), -1)
    if noun < 0:
        return figure
    if noun + 1 < stop and _is_plural(words[noun + 1]):  # sports destinations
        noun += 1
    last = figure.end + sum(len(word) + 1 for word in words[: noun + 1])
    if words[noun] in TIME_NOUNS:
        return replace(figure, unit=TIME_NOUNS[words[noun]], end=last)
    return replace(figure, unit=ENGLISH_COUNTED.name(words[: noun + 1]), noun_end=last)


def _is_plural(word: str) -> bool:
    return (len(word) > 3 and word[-1] == "s" and not word.endswith(_NOT_PLURAL)) or word in (
        "people",
        "personnel",
    )


def _join(text: str, left: Figure, right: Figure, start: int) -> Figure | None:
    """Return one figure for a range, unless its ends are a start and what was reached (from 5 to 7)."""
    if left.is_multiple or right.is_multiple or left.value_to is not None or right.start - left.end > 9:
        return None
    between, before = text[left.end : right.start], text[max(start, left.start - 12) : left.start]
    is_between = bool(_BETWEEN.search(before)) and between in (" and ", " to ")
    if not is_between and (not _RANGE.fullmatch(between) or _FROM.search(before)):
        return None
    if left.unit and left.unit != right.unit:
        return None
    low = left.value
    if right.is_scaled and not left.is_scaled and not left.unit:
        low = _rounded(low * _scale_of(text[right.start : right.end]))
    if not low < right.value:
        return None
    return replace(right, start=left.start, value=low, value_to=right.value)


def _scale_of(text: str) -> float:
    match = _CHINESE.search(text)
    if match and match["number"] and (match["scale"] or match["scale2"]):
        return parse_number("1", match["scale"] + match["scale2"])
    english = _ENGLISH.search(text)
    scale = (english["scale"] or english["money_scale"] or "") if english else ""
    return parse_number("1", scale)


def _share_units(text: str, figures: list[Figure]) -> None:
    """Give a bare number the unit (and magnitude) of the one that it is listed with: 50 and 70 percent."""
    for index in range(len(figures) - 2, -1, -1):
        left, right = figures[index], figures[index + 1]
        is_short = left.unit == "个" and right.unit == POINTS  # 31.1个和26.3个百分点
        if (
            (left.unit and not is_short)
            or not right.unit
            or right.noun_end
            or right.is_multiple
            or 1900 <= left.value <= 2100
        ):
            continue
        if right.start - left.end <= 7 and _LIST.fullmatch(text, left.end, right.start):
            scale = 1.0 if left.is_scaled else _scale_of(text[right.start : right.end])
            figures[index] = replace(
                left, unit=right.unit, value=_rounded(left.value * scale), is_scaled=right.is_scaled
            )
