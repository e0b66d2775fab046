"""Figures of Chinese text in digits and numerals: 1.5万亿元, 百分之七十, 三成, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.annotation.figures.numbers.model import DIGITS, HAN_MAGNITUDES, Figure, parse_number, round_off
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, load_units
from flows.text import HAN_DIGITS, HAN_SCALES, compile_alternatives, ends_ordinal, lazy_pattern, parse_decimal

# A range in words: 两三次; before a magnitude, 三四百亿元, it is a figure.
_ROUGH = lazy_pattern("一[二两]|[二两]三|三四|四五|五六|六七|七八|八九")
_ROUGH_SCALED = lazy_pattern(f"(?={_ROUGH.pattern})(?P<low>.)(?P<high>.)(?P<scale>[十百千万亿]+)")
_HAN_NUMBER = "[〇零一二两三四五六七八九十百千万亿点]{1,16}"
# 兆 is a million million in sums of Taiwan, otherwise a part of units (兆瓦).
_HAN_SCALE = "(?:[十百万亿]|千(?![瓦克米伏帕])|兆(?=元|[美欧日港韩台澳]元|新台币|人民币|日圆))"
# 个, 项, 起 and 块 also begin or end other words.
_HAN_UNITS_WITHIN_WORDS = {
    "个": "个(?!体|人所|税|股)",
    "人": "人(?!民)",
    # 2000个人 are people, 3个人工智能平台 and 个人信息 are not.
    "个人": (
        "个人(?![所信工用消账帐电计贷住独奖防物性次类种格口均力才造民体员大社气生脸字文行机形选数质权马群间"
        "品荣捐缴客养申])"
    ),
    "部": "部(?![门委])",
    "项": "项(?!目(?!标))",
    "起": "起(?![来步诉草飞源点重航止始因码])",
    "度": r"(?<=[万亿])度(?=[,.;。、)]|左右|以上|的电|$)",  # of electricity; 30度 is a temperature
    "块": r"(?<=[万亿])块(?=[,.;。、)的]|左右|以上|以下|人民币|$)",  # 3块地 counts nothing
}
# Digits after a magnitude: 2兆8,943亿元, 5万4千名.
_LOW_DIGITS = r"\d{1,3}(?:,?\d{3})?(?![\d.])(?=[十百千万亿元美辆人名家个台件套项吨亩户])"
_BEHIND_SUMS = ("元", "块钱")  # never before a sum: 每百万词元0.8元
_BEHIND_TENTHS = (
    "(?=以上|左右|上下|附近|水平|以内|出头|多|的|[,。;、]|$"
    "|(?:提高|提升|上升|升|增长|增加|增|扩大|跃升|攀升|发展|下降|降低|降|减少|回落)[到至])"
)
_PARTS = {"百分之": PERCENT, "千分之": PERMILLE}
_TENTHS = {**HAN_DIGITS, "半": 5, "": 0}  # behind 成
_AND_HALF = "(?<=倍)半(?![年天月日个数径导])"  # 一倍半


@cache
def chinese_pattern() -> re.Pattern[str]:
    """Return the pattern of Chinese figures, compiled once."""
    units = sorted(load_units().chinese, key=len, reverse=True)
    unit = "|".join(_HAN_UNITS_WITHIN_WORDS.get(form, re.escape(form)) for form in units)
    numerals = "".join((*HAN_DIGITS, *HAN_SCALES))
    # 新台币50亿元, 美元3亿: the currency before the sum.
    currency = "|".join(
        form
        for form, name in load_units().chinese.items()
        if name in load_units().currencies and form not in _BEHIND_SUMS
    )
    return compile_alternatives(
        rf"翻了?(?:(?P<fold>[一两二三四1-4])?番|[一1]?倍)"
        rf"|(?<![\d.,到至~-])(?P<tenth>[1-9])成(?P<tenth_half>半)?{_BEHIND_TENTHS}"
        rf"|每(?P<per>立方米|毫?升|千克|公斤)(?P<least>{DIGITS})(?:[至到~-](?P<most>{DIGITS}))?"
        rf"(?P<mass>[毫微]?克)"
        rf"|(?P<part>[百千]分之)(?P<of>{_HAN_NUMBER}|{DIGITS})"
        rf"(?:[至到](?P<to>{_HAN_NUMBER}|{DIGITS}){_BEHIND_TENTHS})?"
        rf"|(?<![第前每a-z])(?:"
        rf"(?P<sign>us\$|hk\$|[$€£¥]|rmb|usd|eur|cny"
        rf"|(?:{currency})(?=[\d.,兆]+(?:[十百千万亿兆多余]*元|[万亿]+(?![多余个笔户人吨家件项次]))))?"
        rf"(?P<number>{DIGITS})(?:(?P<high>[万亿兆])(?P<low>{_LOW_DIGITS}))?"
        rf"(?P<scale>{_HAN_SCALE}{{0,4}})"
        rf"(?P<more>多|余)?(?P<scale2>{_HAN_SCALE}{{0,3}})"
        rf"(?:(?:\s(?=[%‰a-z]))?(?P<unit>{unit})(?P<and_half>{_AND_HALF})?)?"
        r"(?:(?<=[元家件台])(?![\d级])|(?<=[个家座项件款所条种])(?=\d[agd](?![a-z\d]))"
        r"|(?![a-z\d]|级|(?<=\d)强(?![于过度化烈劲调国省市制])))"
        rf"|(?<![{numerals}数几唯])"
        rf"(?P<han>(?:[一二两三四五六七八九十]|零(?=点))[一二两三四五六七八九十百千万亿点零]{{0,19}})"
        rf"(?P<han_more>多|余)?(?P<han_scale>[万亿]{{0,2}})"
        rf"(?:(?P<han_unit>{unit})(?P<han_half>{_AND_HALF})?(?!级)|(?=[至到][一二两三四五六七八九十]))"
        r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?"
        rf"{_BEHIND_TENTHS})"
    )


def find_chinese(text: str, start: int, end: int) -> Iterator[Figure]:
    """Yield the figures of folded Chinese `text[start:end]` one by one, before joining ranges and lists."""
    for match in chinese_pattern().finditer(text, start, end):
        if ends_ordinal(text, match.start()):
            continue
        if match["mass"]:
            if figure := _read_content(match):
                yield figure
        elif match["part"]:
            yield _read_part(match)
        elif match["tenth"]:
            value = 10.0 * int(match["tenth"]) + _TENTHS[match["tenth_half"] or ""]
            yield Figure(*match.span(), value, PERCENT)
        elif match["number"]:
            if figure := _read_digits(match):
                yield figure
        elif match["han"]:
            if figure := _read_han(match):
                yield _widen(text, figure, match["han"], start)
        elif match["tenths"]:
            value = 10.0 * HAN_DIGITS[match["tenths"]] + _TENTHS[match["half"] or ""]
            yield Figure(*match.span(), value, PERCENT)
        else:
            fold = match["fold"] or "一"  # 翻一倍 is 翻一番
            power = HAN_DIGITS.get(fold) or int(fold)
            yield Figure(*match.span(), 2.0**power, TIMES, is_multiple=True)


def _read_content(match: re.Match[str]) -> Figure | None:
    """Read 每立方米10毫克 and 每公斤20至30毫克, None if the unit is unknown."""
    unit = load_units().chinese.get(f"{match['mass']}/{match['per']}", "")
    most = parse_number(match["most"]) if match["most"] else None
    return Figure(*match.span(), parse_number(match["least"]), unit, most) if unit else None


def _read_part(match: re.Match[str]) -> Figure:
    """Read 百分之七十, 千分之五 and 百分之四到五."""
    low, high = (_parse_digits_or_han(match[name]) for name in ("of", "to"))
    if low is not None and high is not None and low < high:
        return Figure(*match.span(), low, _PARTS[match["part"]], high)
    return Figure(match.start(), match.end("of"), low or 0.0, _PARTS[match["part"]])


def _parse_digits_or_han(number: str | None) -> float | None:
    if number is None:
        return None
    return parse_number(number) if number[0].isdecimal() else parse_decimal(number)


def _read_digits(match: re.Match[str]) -> Figure | None:
    """Read 1.5万亿元, 3亿5000万元 and 新台币50亿元; None for a number whose parts do not fit together."""
    units = load_units()
    scale = match["scale"] + match["scale2"]
    sign, form = match["sign"] or "", match["unit"] or ""
    currency = units.currency_signs.get(sign) or units.chinese.get(sign, "")
    unit = currency if currency and form in ("", "元") else units.chinese.get(form, "")
    if scale and not form and not unit and units.people.match(match.string, match.end()):
        unit = "people"  # 2.9亿在校学生
    value = parse_number(match["number"], scale)
    if match["high"]:  # 2兆8,943亿元
        high = parse_number(match["number"], match["high"])
        value = parse_number(match["low"], scale)
        if value >= HAN_MAGNITUDES[match["high"]]:
            return None
        value = round_off(high + value)
    value += 0.5 * bool(match["and_half"])
    return Figure(*match.span(), value, unit, is_more=bool(match["more"]), is_scaled=bool(scale))


def _read_han(match: re.Match[str]) -> Figure | None:
    units = load_units()
    numeral, unit = match["han"], units.chinese.get(match["han_unit"] or "", "")
    if len(numeral) == 1 and not match["han_scale"] and unit not in (TIMES, POINTS, PERCENT):
        return None  # 二元结构, 最后一公里
    if _ROUGH.search(numeral):
        return _read_rough(match, unit)
    if len(numeral) > 1 and not any(char in HAN_SCALES or char == "点" for char in numeral):
        return None  # 一九八二两个年度, 一一对应
    value = round_off(_parse_han(numeral, match["han_scale"])) + 0.5 * bool(match["han_half"])
    least = 9 if unit in units.counting else 0  # 三个 is mostly an enumeration, 三倍 a figure
    if not value > least:
        return None
    return Figure(match.start(), match.end(), value, unit, is_more=bool(match["han_more"]))


def _read_rough(match: re.Match[str], unit: str) -> Figure | None:
    """Return the range of two neighbouring digits before a magnitude: 三四百亿元; None for 两三次."""
    rough = _ROUGH_SCALED.fullmatch(match["han"] + match["han_scale"])
    if not rough or unit in ("", "m") or match["han_more"]:
        return None
    scale = parse_number("1", rough["scale"])
    low, high = (round_off(HAN_DIGITS[rough[name]] * scale) for name in ("low", "high"))
    return Figure(*match.span(), low, unit, high, is_scaled=True)


def _widen(text: str, figure: Figure, numeral: str, start: int) -> Figure:
    """Return the range of two neighbouring digits: 一、二千万亩 are ten to twenty million."""
    before, mark = (
        text[max(start, figure.start - 2) : figure.start][:1],
        text[figure.start - 1 : figure.start],
    )
    if mark != "、" or not before or ends_ordinal(text, figure.start - 2):
        return figure
    low, high = HAN_DIGITS.get(before, 0), HAN_DIGITS.get(numeral[0], 0)
    if not 0 < low == high - 1 or not all(char in HAN_SCALES for char in numeral[1:]):
        return figure
    least = round_off(figure.value / high * low)
    return replace(figure, start=figure.start - 2, value=least, value_to=figure.value)


def _parse_han(numeral: str, scale: str) -> float:
    """Return the value of a numeral and the magnitude after 多: 六亿三千(多)万 is 630 million."""
    if "点" in numeral:
        return parse_decimal(numeral) * parse_number("1", scale)
    return parse_decimal(f"{numeral}{scale}")
