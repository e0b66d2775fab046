"""Mentions found by form, not by name: dates, sums, percentages, quantities, titles, numbers, organs.

All patterns run on the folded shadow (lower case, half width, hyphens as spaces, no spaces inside Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.matching.settling import (
    MONTH,
    MONTH_NAME,
    settle_count,
    settle_day,
    settle_day_of_month,
    settle_number,
    settle_sum,
    settle_whole_number,
    settle_year,
)
from flows.text import (
    HAN,
    Shadow,
    compile_alternatives,
    ends_ordinal,
    find_numbers,
    lazy_pattern,
    read_patterns,
)

# A number begins only where no digit precedes it: a long row of digits is read once, not from each of them.
_NUMBER = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_HAN_NUMBER = "(?<![〇零一二两三四五六七八九十百千])[〇零一二两三四五六七八九十百千]+"
_PLANS = "十一五|十二五|十三五|十四五|十五五"
# The ninth and tenth plans need quotation marks, as 十五 is also a number. A period without 时期 or the like
# is the text between the marks.
_PLAN_PERIOD = (
    rf"[“\"](?:九五|十五|{_PLANS})[”\"](?:时期|期间|末|规划期)|(?<=[“\"])(?:九五|十五)(?=[”\"])"
    rf"|(?:{_PLANS})(?:时期|期间|末|规划期)?"
)
_B, _E = r"(?<![a-z0-9])", r"(?![a-z0-9])"  # word borders; to \b a Han character is a letter
_MAGNITUDE = r"(?:万亿|千亿|百亿|千万|百万|十万|万|亿|千|百)?"
_CURRENCY_NAME = (
    "人民币|美元|美金|欧元|日元|日圆|英镑|港元|港币|新台币|台币|澳门元|澳门币|韩元|韩圆"
    "|新加坡元|澳元|澳大利亚元|加元|加拿大元|瑞士法郎|印度卢比|卢比|卢布|泰铢"
)
_CURRENCY = rf"(?:元人民币|元|块钱|{_CURRENCY_NAME})"
_MAGNITUDE_ENGLISH = (
    r"\s?(?:thousand|million|billion|trillion|trln|trn|tn|bln|bn|mln|mn|m|b|lakh crore|lakh|crore)\b"
)
_SCALE = rf"(?:{_MAGNITUDE_ENGLISH}|(?<=\d)k\b)?"
_PERCENT = (
    rf"((?:{_NUMBER})(?:\s?(?:%|‰|个百分点)|\s(?:percentage points?|percent|per cent|pct){_E})"
    rf"|百分之(?:{_HAN_NUMBER}(?:点{_HAN_NUMBER})?|{_NUMBER})"
    r"|(?<![一二三四五六七八九十几数两统为第单唯合])(?:[一二三四五六七八九]|(?<![\d.,])[1-9])成"
    r"(?=以上|左右|以内|多|的|[,。;、]|$))"
)
# Both ends of a range share sign and magnitude ($4-5 billion); its dash is a space in the shadow.
_LOWER_END = rf"(?:{_NUMBER})\s(?=(?:{_NUMBER})(?:{_MAGNITUDE_ENGLISH}))"
_QUARTER = r"(?:第?[一二三四1-4]季度|前[一二三]季度|q[1-4](?![a-z\d])|[上下]半年)"
_OPENING = "初(?![步期始级中审衷评赛稿诊])"  # of a month or year
_DATE_CHINESE = (
    r"((?:公元)?(?:19|20)\d{2}年?(?:[ ~至到—]+|年至)(?:(?:19|20)\d{2})年"
    r"|(?:19|20)\d{2}年(?:\d{1,2}(?:月份?)?[ ~至到—]+\d{1,2}月(?!\d)"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日|[上中下]旬|末|底(?![数部薪线层价])|{_OPENING})?"
    rf"|{_QUARTER}[初底末]?|年?底(?![部薪线层价])|年?末|{_OPENING})?)"
)
_CENTURY = r"(?<!\d)(?:[上本]世纪|(?:1[89]|2[01]|十[八九]|二十一?)世纪)"
_DECADE = rf"({_CENTURY}(?:[2-9]0|[二三四五六七八九]十)年代|{_CENTURY}(?:初|末|中叶|[上下]半叶))"
_MONTH_AND_DAY = r"(?:0?[1-9]|1[0-2])(?:\2|\3)(?:0?[1-9]|[12]\d|3[01])"
_NUMERIC_DATE = (  # after a word, a number with points is a version or section
    r"(?<![a-z0-9.])((?:19|20)\d{2}(?:([ /])|(?<![a-z.:]\s\d{4})(?<![本号:]\d{4})(\.))"
    rf"{_MONTH_AND_DAY})"
    r"(?![a-su-z0-9]|t(?!\d)|[./]\d)"
)
_DATE_HAN = (
    r"([一二][〇零○九一二三四五六七八]{3}年"
    r"(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)"
)
_DATE_ENGLISH = (
    rf"({_B}(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH},?\s(?:19|20)\d{{2}}|{MONTH}\s(?:19|20)\d{{2}}"
    r"|(?:q[1-4]|[1-4]q|h[12]|[12]h)\s?(?:19|20)\d{2}|(?:19|20)\d{2}\s?(?:q[1-4]|h[12])"
    r"|fy\s?(?:19|20)\d{2}(?:[ /]\d{2}(?!\d))?"
    r"|(?:(?:first|second|third|fourth|last)\s(?:quarter|half)|(?:fiscal|financial)\syear)"
    rf"\s(?:of\s)?(?:19|20)\d{{2}}(?:[ /]\d{{2}}(?!\d))?|fiscal\s(?:19|20)\d{{2}}){_E})"
)
# After these words a month and a number are a day, even before a noun: by March 15 companies must apply.
_BEHIND_DAY_WORD = (
    r"(?:(?<=\bon\s)|(?<=\bby\s)|(?<=\bof\s)|(?<=\bthe\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bfrom\s)"
    r"|(?<=\bafter\s)|(?<=\bbefore\s))"
)
_DAY_ENGLISH = r"(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?"
_YEAR = (
    r"((?<![a-z\d.\[(（〔])(?<!\d,)(?:19|20)\d{2}(?:\s(?:19|20)\d{2})?s?(?![a-z0-9])"
    r"(?![\d\])%]|\s?(?:年|(?:yuan|rmb|percent|million)(?![a-z])|元|号)|[.,]\d"
    r"|[多余][万亿千百]|亿|万(?:[多余,。;、)]|$))"
    r"|(?<=\()(?:19|20)\d{2}(?=\s(?:(?:19|20)\d{2}|\d{2})\)))"
)
_TITLE = r"《\s*((?!\s)[^《》\n]{2,100}(?:《[^《》\n]{2,80}》[^《》\n]{0,40})?(?<!\s))\s*》"
_FOREIGN_NUMBER = (
    r"((?<![a-z])(?:executive order (?:no\. )?1\d{4}"
    r"|(?:(?:implementing |delegated )?(?:regulation|directive))"
    r" \((?:eu|ec|eec)\) (?:no )?\d{2,4}/\d{2,4})(?!\d))"
)
_SECTION = lazy_pattern(r"\d{1,2}(?:\.\d{1,2})+多\D")
_DIGIT, _LETTER = lazy_pattern(r"\d"), lazy_pattern(r"[a-z]")
_ORGAN_END = lazy_pattern(r"[省市区州县].{0,12}[厅局委室行办校部]")


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A span of one mention type, in code points of the original text."""

    start: int
    end: int
    type: str


class _Rule(NamedTuple):
    """A pattern whose first group is a mention; it is tried on texts that have all of `needs`.

    `settle` takes the shadow, the original text, start and end. It returns the true end of the mention, or -1
    if the original shows that it is none: hyphens and blanks are the same in the shadow.
    """

    type: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    settle: Callable[[Shadow, str, int, int], int] | None = None


@cache
def _rules() -> tuple[_Rule, ...]:
    """Return the rules in order of precedence; the words come from `rules.toml`."""
    table = read_patterns(Path(__file__).with_suffix(".toml"))
    units_zh, units_en = "|".join(table["units_zh"]), "|".join(table["units_en"])
    like_year = r"(?<![\d.])(?<!\d,)(?:19|20)\d{2}"
    behind_years = "|".join(table["units_behind_years"])
    counted_zh_years = (
        rf"({like_year}(?:(?:[多余]{_MAGNITUDE}|[万亿]{{1,2}}[多余]?)(?:{units_zh})|{behind_years}))"
    )
    day_english = (
        rf"({_B}(?:{_BEHIND_DAY_WORD}{MONTH}\s{_DAY_ENGLISH}"
        rf"|{MONTH}\s{_DAY_ENGLISH}(?!\s(?:{units_en}){_E})"
        rf"|{_DAY_ENGLISH}\s(?:of\s)?{MONTH_NAME}){_E})"
        r"(?!\s?(?:[%‰]|percent|per cent|pct|million|billion|thousand)|[.,]\d)"
    )
    words = "".join(rf"|(?<={unit})(?:{rest})" for unit, rest in table["units_within_words"].items())
    quantity_zh = (
        rf"((?:{_NUMBER}){_MAGNITUDE}(?:多|余)?{_MAGNITUDE}(?:{units_zh}))(?!月|(?<=项)目(?!标){words})"
    )
    between = rf"(?:(?!(?:{'|'.join(table['words_between'])})\s)[a-z]+\s){{0,2}}?"
    quantity_en = rf"({_B}(?:{_NUMBER})(?:\s(?:million|billion|thousand))?\s{between}(?:{units_en}){_E})"
    quantity_sign = rf"({_B}(?:{_NUMBER})[万亿]{{0,2}}\s?(?:{'|'.join(table['unit_signs'])}){_E})(?!\s\d)"
    sum_english = _sum_pattern(table)
    amount_zh = rf"(?:{_NUMBER}|{_HAN_NUMBER}){_MAGNITUDE}(?:多|余)?{_MAGNITUDE}兆?"
    counted_zh = rf"[多余]?(?:{units_zh}|[个笔户人吨家件项次])"
    sum_zh = (
        rf"((?:{_CURRENCY_NAME})?{amount_zh}{_CURRENCY}"
        rf"|(?:{_CURRENCY_NAME})(?:{_NUMBER})[万亿]{{1,2}}(?!{counted_zh}))"
    )
    patterns: tuple[tuple[Any, ...], ...] = (
        ("DOC", ("《",), _TITLE),
        ("DOC", ("digit", "letter"), _FOREIGN_NUMBER),
        ("ORG", ("organ",), _organ_pattern("|".join(table["provinces"]))),
        ("PERCENT", (), _PERCENT),
        ("MONEY", (), sum_zh),
        ("MONEY", ("digit",), sum_english, settle_sum),
        ("DATE", ("digit",), _DATE_CHINESE),
        ("DATE", ("世纪",), _DECADE),
        ("DATE", ("digit",), _NUMERIC_DATE, settle_day),
        ("DATE", (), _DATE_HAN),
        ("DATE", (), rf"({_PLAN_PERIOD})"),
        ("DATE", ("digit", "letter"), _DATE_ENGLISH),
        ("QUANTITY", ("digit",), counted_zh_years),
        ("QUANTITY", ("digit", "letter"), rf"({like_year}\s(?:{units_en}){_E})", settle_count),
        ("DATE", ("digit",), _YEAR, settle_year),
        ("DATE", ("digit", "letter"), day_english, settle_day_of_month),
        ("DATE", ("digit",), r"((?:\d{1,2}月\d{1,2}日))"),
        ("QUANTITY", ("digit",), quantity_zh, settle_whole_number),
        ("QUANTITY", ("digit", "letter"), quantity_en, settle_number),
        ("QUANTITY", ("digit", "letter"), quantity_sign),
    )
    return tuple(
        _Rule(kind, needs, compile_alternatives(pattern), *settle)
        for kind, needs, pattern, *settle in patterns
    )


def _sum_pattern(table: dict[str, list[str]]) -> str:
    """Return the pattern of English sums; "Yuan" before one needs a magnitude."""
    signs = "|".join(map(re.escape, sorted(table["currency_signs"], key=len, reverse=True)))
    return (
        rf"((?<![a-z])(?:{signs})\s?(?:{_LOWER_END})?(?:{_NUMBER}){_SCALE}"
        rf"|{_B}yuan\s(?:{_NUMBER}){_MAGNITUDE_ENGLISH}{_E}(?!\s(?:times|people|users))"
        rf"|{_B}(?:{_NUMBER})(?:{_SCALE}\s(?:{'|'.join(table['currencies_en'])})"
        rf"|{_MAGNITUDE_ENGLISH}\s(?:{'|'.join(table['scaled_currencies_en'])})){_E})"
    )


def _organ_pattern(provinces: str) -> str:
    """Return the pattern of a local organ: level, field and kind (省科技厅, 市工业和信息化局, 区发展改革委).

    A province, or a word that governs the name, may precede it; the text after it must not continue the name.
    """
    level = (
        rf"(?:(?:{provinces})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)"
        "|省|市(?!场监|场局|委|政府)|自治区|自治州"
        "|州|县(?!委)|区(?!委))"
    )
    return (
        rf"(?:(?<![{HAN}])|(?<=[由经向和与及据从报到请]))"
        rf"({level}(?:(?:(?![级各里的到两村居以])[{HAN}]){{1,10}}?(?<![布格大全结开政当邮])"
        rf"(?:(?<![展议])厅|局|委员会|(?<!常)委)|政府办公[厅室]|[{HAN}]{{2,6}}?中心支行)"
        r"|(?:省|市|县|区|州)委"
        r"(?:组织部|宣传部|统战部|政法委|网信办|军民融合办|金融办|改革办|编办|办公[厅室]|党校))"
        rf"(?=$|[^{HAN}]|[和与及等会牵负按根提组印在为对将已要应可共分等])"
    )


def find_by_rule(original: str, shadow: Shadow) -> Iterator[RuleHit]:
    """Yield the hits of the rules in a text, whose shadow is `shadow`.

    If two hits overlap, the earlier rule's is kept. A 《title》 may contain other mentions.
    """
    text = shadow.text
    taken = bytearray(len(text))  # 1 for each character of a hit
    for number in find_numbers(shadow):
        _take(taken, number.start, number.end)
        yield RuleHit(*shadow.span(number.start, number.end), "DOC")
    has = {
        "《": "《" in text,
        "digit": _DIGIT.search(text) is not None,
        "letter": _LETTER.search(text) is not None,
        "organ": _ORGAN_END.search(text) is not None,
        "世纪": "世纪" in text,
    }
    for rule in _rules():
        if not all(has[need] for need in rule.needs):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span(1)
            if rule.type == "QUANTITY" and (ends_ordinal(text, start) or _is_numbering(text, start, end)):
                continue
            if rule.type != "DOC" and 1 in taken[start:end]:
                continue
            if rule.settle:
                settled = rule.settle(shadow, original, start, end)
                end = end if 1 in taken[end:settled] else settled
            if end < 0:
                continue
            _take(taken, start, end)
            yield RuleHit(*shadow.span(start, end), rule.type)


def _is_numbering(text: str, start: int, end: int) -> bool:
    """Return whether a number is that of a picture or section: 如图1|所示, 1.2|多种类型."""
    if text[end - 1 : end + 1] in ("所示", "所列") and text[max(0, start - 1) : start] in ("图", "表"):
        return True
    return _SECTION.fullmatch(text, start, end) is not None


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)
