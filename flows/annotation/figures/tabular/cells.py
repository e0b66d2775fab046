"""Cells of a table: their numbers and units, and the meaning of column heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.moments import (
    NO_SPAN,
    PLAN_ENDS,
    TWO_YEARS,
    common_year,
    merge_years,
    months_of_words,
)
from flows.annotation.figures.numbers import Figure, find_figures, fold_figures
from flows.annotation.figures.statements import Kind
from flows.annotation.figures.units import load_units, rate_after
from flows.annotation.figures.words import read_table
from flows.text import fold, has_han, lazy_pattern, parse_numeral

# A year of the common era, or of the Republic: 113年 in the head of a column is 2024.
YEAR = lazy_pattern(
    rf"(?<!\d)(?:(?:19|20)\d{{2}}(?!\d)|(?:民[國国])?{NO_SPAN}1(?:0[1-9]|1\d)"
    r"(?=年(?![来來间間史]|以[来來]|历史|歷史)))"
)

YEAR_CELL = lazy_pattern(rf"(?:{YEAR.pattern}|{TWO_YEARS.pattern})\s?(?:年度?)?")

# Words of heads for the period of a report and the one before, and for a change between the two.
_THIS_PERIOD = lazy_pattern(
    r"本(?:期|年(?!初)|报告期)|报告期|期末|年末|执行数|决算数"
    r"|(?<![a-z])(?:this|current) (?:year|period)(?![a-z])"
)
_LAST_PERIOD = lazy_pattern(r"上年|上期|去年|(?<![a-z])(?:last|previous|prior) (?:year|period)(?![a-z])")
# Other times, whose year differs from the report's.
OTHER_PERIOD = lazy_pattern(r"期初|年初|前年|(?<![a-z])(?:beginning|opening)(?![a-z])", re.IGNORECASE)
_PERIOD_WORDS = lazy_pattern("累计|同期|金额|余额|发生额|数额|末|度|实际|完成|amount")
_CHANGE = lazy_pattern(
    r"(?<!年均)(?:增[减长幅速]|同比|变[动化])|比上年|较上年|±|(?<![a-z])(?:change|growth|increase)"
)

# A part of a year in the head of a column, without the words around it: 2024年1-9月, 前三季度.
_PART_OF_YEAR = lazy_pattern(
    r"(?:(?<![\d年])|(?<=\d年)|(?<=[今去本上]年))(?:[上下]半年|第?[一二三四1-4]季度|前[二两三]个?季度"
    r"|前(?:\d{1,2}|[二两三四五六七八九十])个?月|(?:1[0-2]|[1-9])月?(?:-{1,2}|~|至|到)(?:1[0-2]|[1-9])月)"
    r"(?:份|累计)?(?![初末底])"
)

_PLAN = lazy_pattern(r"(?<![一二三四五六七八九十])(?P<han>十?[一二三四五六七八九])五(?!年)")

_ENGLISH_PLAN = lazy_pattern(r"(?P<number>\d{1,2})(?:st|nd|rd|th) (?:five[ -]year plan|fyp)")

_BRACKETS = lazy_pattern(r"\s*[（(\[]([^（）()\[\]]{1,24})[)）\]]\s*$")

_NOISE = lazy_pattern(r"[\s\[\]()*#†‡:,;.'\"“”]|\\")

_YEAR_IN_NAME = lazy_pattern(rf"\s*(?:{TWO_YEARS.pattern}|{YEAR.pattern})\s?年?\s*")

_PERIOD = lazy_pattern(r"[\s\-–—~/·,年:：、的值]|至|period|by|in|of|the|for", re.IGNORECASE)

_UNIT_ABOVE = lazy_pattern(
    r"(?:单位|單位)\s*[:：]\s*((?:人民[币幣]\s*)?[^\s（()）;；,，、:：]{1,12})|\b[Uu]nits?: ([\w$€£¥ ]{2,24})"
)
_UNIT_AT_END = lazy_pattern(r"[（(]([^（）()]{1,24})[）)]\s*$")
_SIGN_FIRST = lazy_pattern(
    r"(?P<sign>RMB|CNY|USD|US\$|HK\$|HKD|EUR|€|£|¥|JPY|NT\$|\$) ?(?P<scale>[’']?000|thousand|million|billion"
    r"|trillion|mn|bn)",
    re.IGNORECASE,
)
_RENMINBI = lazy_pattern(r"(人民[币幣])\s*([^\s]*元)")
_SIGNS = {"us$": "USD", "hk$": "HKD", "€": "EUR", "£": "GBP", "nt$": "TWD", "$": "USD", "¥": "CNY"}
_SUM_HEAD = lazy_pattern(rf"{_SIGN_FIRST.pattern}|[百千万萬亿億]?[万萬亿億]?元", re.IGNORECASE)
_RATE = lazy_pattern(
    r"%|％|增[减速长幅]|同比|环比|占比|比重|比例|排名|位次|序号|数量|单价|比上年"
    r"|(?<![算行成额])数$|change|growth|share|rank|number",
    re.IGNORECASE,
)
# Row heads that are counts and rates: the unit of sums given for a whole table does not apply to them.
_COUNTED_ROW = lazy_pattern(
    r"(?:[人户家个件台套辆次]数|数量|率|比[重例]|占比)$|^(?:number of .+|employees|headcount|staff)$"
    r"|(?<![a-z])(?:margin|ratio|rate|per share)$",
    re.IGNORECASE,
)
# Column heads of durations.
_DURATION = lazy_pattern("年限|年数|年數|历史|歷史|寿命|壽命|期限|[工校树樹]龄|齡|时长|時長")
_LONGEST_CAPTION = 60
# Lines above a table that are sentences, dates or sources, or that compare with the year they name.
_NO_CAPTION = lazy_pattern(
    r"[。;；!！]|\.$|^\W*(?:20\d\d|民[國国]\d+)\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?\W*$"
    r"|(?:发布|發布|公布|印发|成文|更新)|日期|时间|時間|来源|來源|文号|[〔\[]\d|比|以来|以來"
    r"|规划|計劃|计划|目标|目標"
    # years of prices, rules, editions and bounds: 2020年不变价, 2019年修订, 2018年以前
    r"|不变价|不變價|可比价|基期|=\s?100|修[订訂正]|年版|第\s?\d+\s?[号號次]|[年日]起(?!重)"
    r"|[之以][前后後]|成立|年[前后](?!\d|[一二三四五六七八九十两])|施行|根据|根據|依据|按照"
    r"|(?:19|20)\d\d(?:工程|[级級届屆型款版])"
    r"|(?<![a-z])(?:date|sources?|published|updated|since|by|plan|targets?|compared|prices|revised|amended"
    r"|edition|founded|established|iso|gb)(?![a-z])",
    re.IGNORECASE,
)
_CAPTION = lazy_pattern(r"(?:附?[表图圖]|专栏|專欄|(?:table|figure|chart|exhibit)\b)", re.IGNORECASE)
_SPAN = lazy_pattern(r"\d{4}\s?年?\s?(?:[—–~-]{1,2}|至|到|\bto\b)\s?\d{2,4}")

LONGEST_NUMBER = 40  # code points of a cell that is a number


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: year, kind and unit of its figures, and the rest of its words.

    `step` counts the years from that of the report, for a head such as 本期 (0) or 上年同期 (-1), and
    `is_period` is set if the head has no other words. `is_change` marks a change up to the last period.
    `months` are the first and last month of the part of the year that the head names (2024年1-9月).
    """

    year: str
    kind: Kind
    unit: str
    name: str
    step: int | None = None
    is_period: bool = False
    is_change: bool = False
    months: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TableWords:
    """The patterns of `words.toml`."""

    actual: re.Pattern[str]
    target: re.Pattern[str]
    nature: re.Pattern[str]
    unit: re.Pattern[str]
    indicator: re.Pattern[str]
    group: re.Pattern[str]
    year: re.Pattern[str]
    comparators: Mapping[str, re.Pattern[str]]


class Number(NamedTuple):
    """The only number of a cell, its span in the text, and how the value compares with it."""

    start: int
    end: int
    figure: Figure
    comparator: str


@cache
def load_table_words() -> TableWords:
    """Read `words.toml`, once."""
    table = read_table("tabular/words.toml")
    comparators = table.pop("comparators")
    patterns = {name: _one_of(words) for name, words in table.items()}
    return TableWords(**patterns, comparators={sign: _one_of(words) for sign, words in comparators.items()})


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){word}(?![a-z])" for word in words))


@cache
def read_column(head: str) -> Column:
    """Return what the head of a column means: year, kind, unit and the rest of its words."""
    name, unit = take_unit(head)
    folded = fold(name).text
    if not unit and folded.endswith("%"):
        unit = "%"  # 增长%, 为预算的%
    years = find_years(name)
    plan = _PLAN.search(folded) or _ENGLISH_PLAN.search(folded)
    year = max(years, default="")
    if plan and not years:
        number = plan.groupdict().get("number") or parse_numeral(plan["han"]) or 0
        year = str(PLAN_ENDS.get(int(number), ""))
    words = load_table_words()
    kind: Kind = ""
    if words.target.search(folded):
        kind = "target"
    elif words.actual.search(folded):
        kind = "actual"
    rest = folded
    for pattern in (words.target, TWO_YEARS, YEAR, _PLAN, _ENGLISH_PLAN, words.actual):
        rest = pattern.sub("", rest)
    is_plain = (year or kind) and not any(map(str.isalpha, _PERIOD.sub("", rest)))
    own = _YEAR_IN_NAME.sub(" ", name).strip() if years else name
    months = _find_months(name)
    step, is_period = _read_period(folded)
    is_period = is_period or bool(months and _PART_OF_YEAR.fullmatch(fold_figures(own).text))
    is_change = bool(_CHANGE.search(folded))
    return Column(year, kind, unit, "" if is_plain else own, step, is_period, is_change, months)


def _find_months(head: str) -> tuple[int, int] | None:
    """Return the first and last month of the part of a year that the head of a column names, or None."""
    part = _PART_OF_YEAR.search(fold_figures(head).text)
    return part and months_of_words(part[0])


def _read_period(head: str) -> tuple[int | None, bool]:
    """Return how many years a folded head is from the report's, and whether it has no other words."""
    if _CHANGE.search(head):
        return 0, False
    for pattern, step in ((_LAST_PERIOD, -1), (_THIS_PERIOD, 0)):
        if pattern.search(head):
            rest = _PERIOD.sub("", _PERIOD_WORDS.sub("", pattern.sub("", head)))
            return step, not any(map(str.isalpha, rest))
    return None, False


def find_years(words: str) -> list[str]:
    """Return the years that words name, in order: 2023年, 113年, and 2024 for 2023-24."""
    return [str(common_year(year)) for year in YEAR.findall(merge_years(words))]


def take_unit(head: str) -> tuple[str, str]:
    """Return a head without the unit in brackets at its end, and the unit, "" if there is none."""
    match = _BRACKETS.search(head)
    if not match or match.start() == 0:
        return head, ""
    written = _name_scale(match[1].removeprefix("单位：").removeprefix("单位:").strip())
    if not _read_unit(written):
        return head, ""
    return head[: match.start()], written


def find_unit(lines: Sequence[str]) -> str:
    """Return the unit of a table's figures from the first line above it that names one, or "".

    >>> 单位：亿元 币种：人民币 -> 亿元
    >>> 表2 全市收支情况（单位：亿美元） -> 亿美元
    >>> Figure 1. Investment, FY2022-FY2024 (trillion yen) -> trillion yen
    """
    for line in lines:
        match = _UNIT_ABOVE.search(line) or _UNIT_AT_END.search(line)
        if match and (unit := _name_scale(next(filter(None, match.groups())).strip())) and _read_unit(unit):
            return unit
    return ""


def unit_of_heads(columns: Sequence[str]) -> str:
    """Return the unit of a table if the head of its first column is one (HK$ million, 万元), or ""."""
    first = "".join(columns[:1]).strip("（()）")
    return find_unit([f"({first})"]) if _SUM_HEAD.fullmatch(first) else ""


def _name_scale(written: str) -> str:
    """Return a unit with its magnitude first, in words: RMB'000 is thousand RMB, US$ bn is bn USD."""
    if renminbi := _RENMINBI.fullmatch(written):
        return f"{renminbi[2]}{renminbi[1]}"
    match = _SIGN_FIRST.fullmatch(written.removeprefix("in "))
    if not match:
        return written
    sign, scale = str(match["sign"]), str(match["scale"])
    if scale.endswith("000"):
        scale = "thousand"
    return f"{scale} {_SIGNS.get(sign.lower(), sign)}"


# The date of an adoption or change, at the end of a caption: （2023年7月调整）.
_EDITED = lazy_pattern(
    r"(?:19|20)\d\d\s?年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|第?[一二三]次)?"
    r"(?:调整|修订|修正|修改|更新|发布|公布|印发|施行|实施|生效|执行|制定|通过|調整|修訂|發布)后?[）)\]]?\s*$"
    r"|(?<![a-z])(?:revised|updated|amended|adjusted|effective|issued|published|adopted)"
    r"(?: in| on| from| as of)?:? (?:[a-z]+\.? )?(?:\d{1,2},? )?(?:19|20)\d\d[)\]]?\s*$",
    re.IGNORECASE,
)


def find_year(lines: Sequence[str]) -> str:
    """Return the only year that the caption above a table names, or "": 表1 2024年主要产品产量.

    A short line that does not look like a caption counts too, unless it is a date: 主要数据（截至2023年底）.
    """
    for line in lines:
        years = set(find_years(line)) if not _EDITED.search(line) else set()
        if len(years) != 1 or (_SPAN.search(line) and not TWO_YEARS.search(line)):
            continue
        if _CAPTION.match(line) or (len(line) <= _LONGEST_CAPTION and not _NO_CAPTION.search(line)):
            return years.pop()
    return ""


def choose_unit(column: Column, first: str, row: str, indicator: str) -> str:
    """Return the unit of a figure: that of its column, or else that of its `row`.

    If the head of the `first` column is only a unit (HK$ million), the row's own takes precedence, and the
    unit does not apply to counts and rates: 职工人数, Number of shops, 毛利率.
    """
    if not column.unit or column.unit != unit_of_heads((first,)):
        return column.unit or row
    return row or column.unit * (_COUNTED_ROW.search(indicator) is None)


def complete_heads(columns: Sequence[str], unit: str, year: str) -> tuple[str, ...]:
    """Return the heads of columns with the unit and year that the caption sets for the whole table.

    A head keeps its own unit. The unit does not apply to rates and counts, nor to heads that name the rows.
    The year applies to all columns if no head has one.
    """
    first = f"{year} " if year and not any(map(find_years, columns)) else ""
    heads = [*columns[:1]]
    for head in columns[1:]:
        if not head or _names_rows(head):
            heads.append(head)
            continue
        is_sum = unit and not take_unit(head)[1] and not _RATE.search(head)
        form = "（{}）" if has_han(unit) else " ({})"
        heads.append(f"{first}{head}{form.format(unit)}" if is_sum else f"{first}{head}")
    return tuple(heads)


def _names_rows(head: str) -> bool:
    words, folded = load_table_words(), fold(head).text
    names = (words.unit, words.indicator, words.group, words.nature, words.year)
    return any(pattern.fullmatch(folded) for pattern in names)


@cache
def _read_unit(written: str) -> tuple[float, str] | None:
    """Return the magnitude and name of a unit such as 亿元 or "trillion yuan", or None if it is not one."""
    language = "zh" if has_han(written) else "en"
    lead = "1" if language == "zh" or not written[:1].isalpha() else "1 "
    if written[:1].isdigit():  # 100 million yuan
        lead = ""
    folded = fold_figures(lead + written).text
    figure = next(iter(find_figures(folded, language)), None)
    if figure is None or figure.start or not (figure.unit or figure.is_scaled):
        return None
    unit = figure.unit or " ".join(load_units().currencies.intersection(written.split()[-1:]))
    return figure.value, unit + rate_after(folded, max(figure.end, figure.noun_end))


def apply_unit(figure: Figure, written: str) -> tuple[float, float | None, str]:
    """Return value, upper end and unit of a figure, whose unit may be written in a head."""
    if figure.unit or not written:
        return figure.value, figure.value_to, figure.unit
    scale, unit = _read_unit(written) or (1.0, written)
    values = [value and float(f"{value * scale:.15g}") for value in (figure.value, figure.value_to)]
    return values[0] or 0.0, values[1], unit


def read_number(cell: str, start: int, head: str = "") -> Number | None:
    """Return the number of a cell that contains only a number, its unit and words such as 以上, or None.

    A year is not one, unless the `head` of its column makes it a duration: 使用年限 113年.
    """
    if not cell or len(cell) > LONGEST_NUMBER or not any(map(str.isdigit, cell)):
        return None
    if cell.endswith(("年", "年度")) and YEAR_CELL.fullmatch(cell) and not _DURATION.search(head):
        return None
    shadow = fold_figures(cell)
    language = "zh" if has_han(cell) else "en"
    figures = find_figures(shadow.text, language)
    if len(figures) != 1:
        return None
    figure = figures[0]
    last = max(figure.end, figure.noun_end)
    around = shadow.text[: figure.start], shadow.text[last:]
    comparator, rest = "=", " ".join(around)
    for sign, pattern in load_table_words().comparators.items():
        if pattern.search(rest):
            comparator, rest = sign, pattern.sub("", rest)
            break
    if _NOISE.sub("", rest):
        return None
    if figure.value_to is not None:
        comparator = "range"
    first, end = shadow.span(figure.start, figure.end)
    return Number(start + first, start + end, figure, comparator)
