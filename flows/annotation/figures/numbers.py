"""Numbers with units in both languages: 1.5万亿元 is 1.5e12 CNY, "US$5 billion" is 5e9 USD.

All patterns run on folded text (lower case, half width) that keeps its dashes as "-", as `fold_figures` makes
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, load_units
from flows.text import HAN_DIGITS, HAN_SCALES, Shadow, compile_alternatives, ends_ordinal, fold, parse_decimal

_DASH = re.compile(r"[-‐‑‒–—―－﹣]")
_DIGITS = r"(?<![\d])(?<!\d[.])(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?)(?!\d)"
_ROUGH = re.compile("一[二两]|[二两]三|三四|四五|五六|六七|七八|八九")  # a range in words
_HAN_NUMBER = "[〇零一二两三四五六七八九十百千万亿点]{1,16}"
# 兆 is a million million in sums of Taiwan, else a part of units (兆瓦).
_HAN_SCALE = "(?:[十百万亿]|千(?![瓦克米])|兆(?=元|[美欧日港韩台澳]元|新台币|人民币|日圆))"
_SCALES = {**HAN_SCALES, "兆": 1e12}
# 个 and 项 are also the beginnings of words.
_HAN_UNITS_WITHIN_WORDS = {
    "个": "个(?!体|人所|税|股)",
    "项": "项(?!目(?!标))",
    "块": r"(?<=[万亿])块(?=[,.;。、)的]|左右|以上|以下|人民币|$)",  # 3块地 counts nothing
}
# won is also a verb: as money it has a magnitude.
_WORDS_AND_UNITS = {
    "won": r"(?:(?<=illion )|(?<=[bt]n ))won(?! (?:by|an?|the|over|from|against|elections?|seats?)\b)(?!')"
}
_MULTIPLES = {
    "doubl": 2.0,
    "tripl": 3.0,
    "quadr": 4.0,
    "quint": 5.0,
    "halv": 0.5,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "ten": 10.0,
}
_THOUSANDS = "k"  # $400k; behind a bare number it is a unit or a size
_PARTS = {"百分之": PERCENT, "千分之": PERMILLE}
_RANGE = re.compile(r"\s?(?:-{1,2}|~|至|到|to)\s?")
_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and|,?\s?or)\s?")
_RESPECTIVELY = (" respectively", ", respectively")  # 120 and 90 firms, respectively
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere) from\s$")
_BETWEEN = re.compile(r"(?:between|range of|from between)\s$")
# "in 2018 to 443,000 units": a year, and what was reached.
_YEAR_BEFORE = re.compile(r"\b(?:in|by|of|during|since|for|until)\s$")
_FROM = re.compile(r"(?:从|由|自|\bfrom\s)[^,。;]{0,8}$")
# per 1,000 with a noun behind it (per 1,000 people) is a rate by that noun.
_NO_NOUN = r"(?!(?<=00|nd) (?!to|in|by|and|or|from|for|over|with|of|at|on|this|last)[a-z])"
_NOUNS = re.compile(r"(?: [a-z0-9&'/+-]{2,24}){1,7}")
# ¥ is the sign of the yen, too: Japan spent ¥476 billion.
_JAPAN = re.compile(r"\b(?:japan(?:ese)?|tokyo)\b")
_CHINA = re.compile(r"\b(?:chin(?:a|ese)|beijing|shenzhen|shanghai)\b")
_NEAR = 80
_NOT_PLURAL = ("ss", "us", "is")
_PLURALS = frozenset(("people", "personnel"))
_MAYBE_FIGURE = re.compile(
    r"[\d%番成倍分两兩二三四五六七八九十百千万萬亿億]|doubl|tripl|quadrupl|quintupl|fold|halv", re.IGNORECASE
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # bare numbers between them are years


@cache
def _chinese_pattern() -> re.Pattern[str]:
    units = sorted(load_units().chinese, key=len, reverse=True)
    unit = "|".join(_HAN_UNITS_WITHIN_WORDS.get(form, re.escape(form)) for form in units)
    numerals = "".join((*HAN_DIGITS, *HAN_SCALES))
    # 新台币50亿元, 美元3亿: the currency before the sum.
    currency = "|".join(
        form for form, name in load_units().chinese.items() if name in load_units().currencies
    )
    return compile_alternatives(
        rf"翻了?(?:(?P<fold>[一两二三四1-4])?番)"
        rf"|(?P<part>[百千]分之)(?P<of>{_HAN_NUMBER}|{_DIGITS})"
        rf"|(?<![第前每a-z])(?:"
        rf"(?P<sign>us\$|hk\$|[$€£¥]|rmb|usd|eur|cny"
        rf"|(?:{currency})(?=[\d.,]+(?:[十百千万亿兆多余]*元|[万亿]+(?![多余个笔户人吨家件项次]))))?"
        rf"(?P<number>{_DIGITS})(?P<scale>{_HAN_SCALE}{{0,4}})"
        rf"(?P<more>多|余)?(?P<scale2>{_HAN_SCALE}{{0,3}})"
        rf"(?:(?:\s(?=[%‰a-z]))?(?P<unit>{unit}))?(?![a-z\d]|级)"
        rf"|(?<![{numerals}数几])"
        rf"(?P<han>(?:[一二两三四五六七八九十]|零(?=点))[一二两三四五六七八九十百千万亿点零]{{0,11}})"
        rf"(?P<han_more>多|余)?(?P<han_scale>[万亿]{{0,2}})"
        rf"(?:(?P<han_unit>{unit})(?!级)|(?=[至到][一二两三四五六七八九十]))"
        r"|(?P<tenths>[一二两三四五六七八九])成(?=以上|左右|以内|多|的|[,。;、]|$))"
    )


@cache
def _english_pattern() -> re.Pattern[str]:
    units = load_units()
    scale = "|".join(sorted(units.scales.keys() - {_THOUSANDS}, key=len, reverse=True))
    unit = "|".join(_WORDS_AND_UNITS.get(form, form) for form in sorted(units.english, key=len, reverse=True))
    sign = "|".join(map(re.escape, sorted(units.currency_signs, key=len, reverse=True)))
    return compile_alternatives(
        rf"(?<![a-z])(?P<sign>{sign})\s?(?P<money>{_DIGITS})"
        rf"(?:\s?-?(?P<money_scale>{scale}|(?<=\d){_THOUSANDS}))?(?![a-z\d])"
        rf"|(?<![a-z\d.,$&/])(?<![a-z]-)(?P<number>{_DIGITS})(?:[ -]?(?P<scale>{scale})(?![a-z]))?"
        rf"(?:[ -]?(?P<unit>{unit})(?![a-z]){_NO_NOUN})?(?![a-z\d]|,\d)(?!-[a-z])"
        r"|(?<![a-z\"“-])(?P<multiple>(?:doubl|tripl|quadrupl|quintupl)(?:e[sd]?|ing)"
        r"|(?:two|three|four|five|ten)-?fold|halv(?:e[sd]?|ing))(?![a-z-])"
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit in folded text: `text[start:end]`. `unit` is "" where none follows it.

    `value_to` is the upper end of a range. `is_more` marks a number a little above `value` (40多万),
    `is_scaled` one with a magnitude such as 万 or million, `is_multiple` a verb (doubled, 翻番). `noun_end`
    is where the counted English noun phrase ends (30 national laboratories), else 0. `is_worded` marks one in
    words other than numerals (two-thirds, 排名第二).
    """

    start: int
    end: int
    value: float
    unit: str
    value_to: float | None = None
    is_more: bool = False
    is_scaled: bool = False
    noun_end: int = 0
    is_multiple: bool = False
    is_worded: bool = False


def fold_figures(text: str) -> Shadow:
    """Return the shadow of `text` with dashes kept as "-": 5–7 and 70%—80% are ranges."""
    shadow = fold(text)
    kept = text
    if shadow.offsets is not None:
        kept = "".join(map(text.__getitem__, shadow.offsets))
    if not _DASH.search(kept):
        return shadow
    parts, position = [], 0
    for match in _DASH.finditer(kept):
        parts += [shadow.text[position : match.start()], "-"]
        position = match.end()
    return Shadow("".join([*parts, shadow.text[position:]]), shadow.offsets)


def has_figures(text: str) -> bool:
    """Return whether `text`, folded or not, may hold a figure; false means that it holds none."""
    return bool(_MAYBE_FIGURE.search(text))


def parse_number(digits: str, scale: str = "") -> float:
    """Return the value of Arabic digits with a Chinese (万, 万亿) or English (million) magnitude."""
    value = float(digits.replace(",", ""))
    english = load_units().scales
    if scale in english:
        return _rounded(value * english[scale])
    for char in scale:
        value *= _SCALES[char]
    return _rounded(value)


def _rounded(value: float) -> float:
    return float(f"{value:.15g}")  # 1.1 million is no 1100000.0000000002


def parse_figure(text: str, language: str = "zh") -> Figure | None:
    """Return the first figure of a short text, or None."""
    return next(iter(find_figures(fold_figures(text).text, language)), None)


def find_figures(text: str, language: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Return the figures of folded `text[start:end]`, in order; ranges are joined, units are shared."""
    if end is None:
        end = len(text)
    finders = {"en": _find_english}
    found: list[Figure] = []
    for figure in finders.get(language, _find_chinese)(text, start, end):
        if found and (joined := _join(text, found[-1], figure, start)):
            found[-1] = joined
        else:
            found.append(figure)
    _share_units(text, found)
    return found


def _find_chinese(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _chinese_pattern().finditer(text, start, end):
        if ends_ordinal(text, match.start()):
            continue
        if match["part"]:
            yield _read_part(match)
        elif match["number"]:
            yield _read_digits(match)
        elif match["han"]:
            if figure := _read_han(match):
                yield _widen(text, figure, match["han"], start)
        elif match["tenths"]:
            yield Figure(*match.span(), 10.0 * HAN_DIGITS[match["tenths"]], PERCENT)
        else:
            fold = match["fold"] or "一"
            power = HAN_DIGITS.get(fold) or int(fold)
            yield Figure(*match.span(), 2.0**power, TIMES, is_multiple=True)


def _read_part(match: re.Match[str]) -> Figure:
    """Read 百分之七十 and 千分之五."""
    number = match["of"]
    read = parse_number if number[0].isdecimal() else parse_decimal
    return Figure(*match.span(), read(number), _PARTS[match["part"]])


def _read_digits(match: re.Match[str]) -> Figure:
    units = load_units()
    scale = match["scale"] + match["scale2"]
    sign, form = match["sign"] or "", match["unit"] or ""
    currency = units.currency_signs.get(sign) or units.chinese.get(sign, "")
    unit = currency if currency and form in ("", "元") else units.chinese.get(form, "")
    if scale and not form and not unit and units.people.match(match.string, match.end()):
        unit = "people"  # 2.9亿在校学生
    value = parse_number(match["number"], scale)
    return Figure(*match.span(), value, unit, is_more=bool(match["more"]), is_scaled=bool(scale))


def _read_han(match: re.Match[str]) -> Figure | None:
    units = load_units()
    numeral, unit = match["han"], units.chinese.get(match["han_unit"] or "", "")
    if len(numeral) == 1 and not match["han_scale"] and unit not in (TIMES, POINTS, PERCENT):
        return None  # 二元结构, 最后一公里
    if _ROUGH.search(numeral):
        return None  # 两三次, 三四十家
    if len(numeral) > 2 and not any(char in HAN_SCALES or char == "点" for char in numeral):
        return None  # 一九八二两个年度
    value = _rounded(_parse_han(numeral, match["han_scale"]))
    least = 9 if unit in units.counting else 0  # 三个 is mostly an enumeration, 三倍 a figure
    if not value > least:
        return None
    return Figure(match.start(), match.end(), value, unit, is_more=bool(match["han_more"]))


def _widen(text: str, figure: Figure, numeral: str, start: int) -> Figure:
    """Return the range that neighbouring digits make: 一、二千万亩 are ten to twenty million."""
    before, mark = (
        text[max(start, figure.start - 2) : figure.start][:1],
        text[figure.start - 1 : figure.start],
    )
    if mark != "、" or not before or ends_ordinal(text, figure.start - 2):
        return figure
    low, high = HAN_DIGITS.get(before, 0), HAN_DIGITS.get(numeral[0], 0)
    if not 0 < low == high - 1 or not all(char in HAN_SCALES for char in numeral[1:]):
        return figure
    least = _rounded(figure.value / high * low)
    return replace(figure, start=figure.start - 2, value=least, value_to=figure.value)


def _parse_han(numeral: str, scale: str) -> float:
    """Return the value of a numeral and the magnitude behind 多: 六亿三千(多)万 is 630 million."""
    high, mark, low = numeral.rpartition("亿")
    if mark and low and scale == "万":
        return parse_decimal(high) * 1e8 + parse_decimal(low) * 1e4
    return parse_decimal(numeral) * parse_number("1", scale)


def _find_english(text: str, start: int, end: int) -> Iterator[Figure]:
    units = load_units()
    for match in _english_pattern().finditer(text, start, end):
        if match["money"]:
            scale = match["money_scale"] or ""
            value = parse_number(match["money"], scale)
            sign = match["sign"]
            before = text[max(start, match.start() - _NEAR) : match.start()]
            is_yen = sign == "¥" and _JAPAN.search(before) and not _CHINA.search(before)
            unit = "JPY" if is_yen else units.currency_signs[sign]
            yield Figure(*match.span(), value, unit, is_scaled=bool(scale))
        elif word := match["multiple"]:
            value = next(value for stem, value in _MULTIPLES.items() if word.startswith(stem))
            yield Figure(*match.span(), value, TIMES, is_multiple=True)
        else:
            scale = match["scale"] or ""
            unit = units.english.get(match["unit"] or "", "")
            figure = Figure(*match.span(), parse_number(match["number"], scale), unit, is_scaled=bool(scale))
            if not unit:
                figure = count_noun(text, figure, end)
            yield figure


def count_noun(text: str, figure: Figure, end: int) -> Figure:
    """Give a bare number what it counts as its unit: 30 national laboratories are 30 laboratories.

    A version counts nothing (Xtacking 4.0 chips).
    """
    if text.startswith(".0", figure.end - 2) and not figure.is_scaled:
        return figure
    units = load_units()
    match = _NOUNS.match(text, figure.end, min(end, figure.end + 90))
    if not match:
        return figure
    words = match[0].split()
    stop = next((index for index, word in enumerate(words) if word in units.stops), len(words))
    noun = next((index for index, word in enumerate(words[: min(stop, 5)]) if _is_plural(word)), -1)
    if noun < 0 and figure.is_scaled:
        noun = _plural_over_and(words, stop)
        stop = len(words)
    if noun < 0:
        return figure
    is_attribute = words[noun].rpartition("-")[2] in load_units().attributes or words[noun].endswith("ics")
    if is_attribute and noun + 1 < stop and _is_plural(words[noun + 1]):  # sports destinations
        noun += 1
    last = figure.end + sum(len(word) + 1 for word in words[: noun + 1])
    if words[noun] in units.times:
        return replace(figure, unit=words[noun], end=last)
    return replace(figure, unit=units.name_counted(words[: noun + 1]), noun_end=last)


def _plural_over_and(words: list[str], place: int) -> int:
    """Return where a plural stands shortly behind "and": 2 million travel and dining vouchers; or -1."""
    if not 0 < place < min(4, len(words)) or words[place] != "and":
        return -1
    stops = load_units().stops
    for index in range(place + 1, min(len(words), place + 4)):
        if words[index] in stops:
            return -1
        if _is_plural(words[index]):
            is_verb = words[index + 1 : index + 2] in (["a"], ["an"], ["the"])  # 2 million and pays a tax
            return {True: -1, False: index}[is_verb]
    return -1


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word[-1] == "s" and not word.endswith(_NOT_PLURAL))


def _join(text: str, left: Figure, right: Figure, start: int) -> Figure | None:
    """Return one figure for a range, unless its ends are a start and what was reached (from 5 to 7)."""
    if left.is_multiple or right.is_multiple or left.value_to is not None or right.start - left.end > 9:
        return None
    between, before = text[left.end : right.start], text[max(start, left.start - 12) : left.start]
    is_between = bool(_BETWEEN.search(before)) and between in (" and ", " to ")
    is_ranging = bool(_RANGING.search(text, max(start, left.start - 26), left.start))
    is_start = bool(_FROM.search(before)) and not is_ranging
    if not is_between and (not _RANGE.fullmatch(between) or is_start):
        return None
    is_sum = left.unit in load_units().currencies
    is_signed = is_sum and not text[left.start].isdecimal()
    is_short = between == "-" or is_between or is_ranging
    if is_signed and is_short and not right.unit and not (left.is_scaled and not right.is_scaled):
        right = replace(right, unit=left.unit)  # $4-5 billion
    if left.unit and left.unit != right.unit:
        return None
    is_year = _may_be_year(text, left) and right.value > _LAST_YEAR
    if is_year and _YEAR_BEFORE.search(before):
        return None
    low = left.value
    if is_signed:
        low = _scale_sum(text, left, right).value
    elif right.is_scaled and not left.is_scaled and not left.unit:
        low = _rounded(low * _scale_of(text[right.start : right.end]))
    if not low < right.value:
        return None
    return replace(right, start=left.start, value=low, value_to=right.value)


def _is_rise(text: str, left: Figure, right: Figure) -> bool:
    """Return whether two sums with signs are a start and what was reached: from $3 to $4 billion."""
    is_sum = left.unit in load_units().currencies and left.unit == right.unit
    if not is_sum or text[left.start].isdecimal() or text[left.end : right.start] != " to ":
        return False
    return text.endswith("from ", 0, left.start)


def _scale_sum(text: str, left: Figure, right: Figure) -> Figure:
    """Return a sum without a magnitude with that of the next: "from $3 to $4 billion" begins with 3 billion.

    Where it would then be the greater ("$900 to $1.2 billion") it stays as it is.
    """
    if left.is_scaled or not right.is_scaled or left.unit != right.unit:
        return left
    scaled = _rounded(left.value * _scale_of(text[right.start : right.end]))
    return replace(left, value=scaled, is_scaled=True) if scaled < right.value else left


def _scale_of(text: str) -> float:
    match = _chinese_pattern().search(text)
    if match and match["number"] and (match["scale"] or match["scale2"]):
        return parse_number("1", match["scale"] + match["scale2"])
    english = _english_pattern().search(text)
    scale = english and (english["scale"] or english["money_scale"])
    return parse_number("1", scale or "")


def _share_units(text: str, figures: list[Figure]) -> None:
    """Give a bare number the unit (and magnitude) of the one that it is listed with: 50 and 70 percent."""
    for index in range(len(figures) - 2, -1, -1):
        left, right = figures[index], figures[index + 1]
        if _is_rise(text, left, right):
            figures[index] = _scale_sum(text, left, right)
            continue
        is_dealt = bool(right.noun_end) and text.startswith(_RESPECTIVELY, right.noun_end)
        if _may_be_year(text, left) or not _may_share(left, right, is_dealt=is_dealt):
            continue
        if right.start - left.end <= 7 and _LIST.fullmatch(text, left.end, right.start):
            scale = 1.0 if left.is_scaled else _scale_of(text[right.start : right.end])
            figures[index] = replace(
                left, unit=right.unit, value=_rounded(left.value * scale), is_scaled=right.is_scaled
            )


def _may_be_year(text: str, figure: Figure) -> bool:
    """Return whether a number is written like a year: 1,900 is none."""
    return _FIRST_YEAR <= figure.value <= _LAST_YEAR and "," not in text[figure.start : figure.end]


def _may_share(left: Figure, right: Figure, *, is_dealt: bool) -> bool:
    is_short = left.unit == "个" and right.unit == POINTS  # 31.1个和26.3个百分点
    is_bare = not left.unit or is_short
    is_plain = not right.noun_end or is_dealt
    return bool(is_bare and right.unit and is_plain and not right.is_multiple)
