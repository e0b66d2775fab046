"""Document numbers in Chinese: in series, of announcements and orders by year or throughout, and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from flows.text.document_numbers.model import (
    CLOSE,
    OPEN,
    OWN_NUMBER,
    YEAR,
    FoundNumber,
    key_in_series,
    plain_year,
    tables,
)
from flows.text.numerals import parse_numeral
from flows.text.patterns import lazy_pattern
from flows.text.scripts import HAN

_HAN_DIGITS = "〇零一二三四五六七八九十百"
_ISSUE = rf"第?\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号"
_SERIES_NUMBER = lazy_pattern(
    rf"((?:[{HAN}]|(?<=法)[(（]研[)）]){{0,16}})\s?"
    rf"{OPEN}\s?({YEAR})\s?年?\s?{CLOSE}\s?第?\s?(\d{{1,5}})\s?号"
)
# The core of each of these patterns. The characters before it are searched only in a text that contains it:
# otherwise they would be tried at every character.
_SERIES_YEAR = lazy_pattern(rf"{OPEN}\s?{YEAR}\s?年?\s?{CLOSE}")
# 公告2025第61号: media of Taiwan leave 年 out.
_YEAR_OF = rf"({YEAR})(?:年|(?<=[公通]告\d{{4}}))"
_YEAR_SIGN = lazy_pattern(rf"{_YEAR_OF}[)）]?\s?第")
_KIND_SIGN = lazy_pattern("令|公告|通告")
_YEAR_NUMBER = lazy_pattern(
    rf"([{HAN}、]{{0,40}})[(（]?{_YEAR_OF}[)）]?\s?"
    rf"第\s?(\d{{1,5}}|[{_HAN_DIGITS}]{{1,7}})\s?号(公告|通告|令)?"
)
_THROUGH_NUMBER = lazy_pattern(rf"([{HAN}、]{{1,40}})(令|公告|通告)[(（]?\s?{_ISSUE}(?!楼|院|线|馆|厅)")
# Another number of a list: 公告2025年第55号、第56号和2024年第46号. Not that of a house or annex.
_NEXT = lazy_pattern(
    rf"\s?(?:[、,]|以?及|和|与)\s?(?P<given>(?:(?:{OPEN}({YEAR}){CLOSE}|({YEAR})年)\s?)?"
    rf"第?\s?(?!(?:1|一)\s?号文件)(\d{{1,4}}|[{_HAN_DIGITS}]{{1,7}})\s?号(公告|通告|令)?)"
    "(?!楼|院|线|馆|厅|房|门|店|柜|站|仓|坝|矿|井|床|桌|梁|船|车|机|台|附|地块|宗地|公路|国道|标段|煤层"
    "|提案|议案|病房)"
)
_OWN_YEAR = lazy_pattern(r"\d{4}(?=〕|年第)")  # of a key
_NUMBER_FIRST = lazy_pattern(rf"([{HAN}、]{{2,30}})第\s?(\d{{1,4}})\s?号(令|公告|通告)")
# Words that lead to a number in a sentence but are not part of its series.
_LEAD = lazy_pattern(
    "^.*(?:了|现将|参见|详见|根据|依据|按照|依照|遵照|参照|贯彻|落实|执行|印发|发布|公布|颁布|下发|转发|"
    "废止|修改|简称|文号|字号|关于|以及|通知|文件|规定|批复|通告|发出|作出|制定|施行|我院|我部|我局|我委|"
    "列入|纳入|载于|符合|属于|实施|适用|撤销|违反|遵守|取消|停止|终止|暂停|恢复|替代|代替|继续|"
    "决定|宣布|延长|撤回|收回|中止|暂缓|推迟|针对|上述|前述|包括|涉及|其中|有关|相关|拟|将(?!乐)|"
    "条、|款、|项、|号|的|日|原)(?=.)"
)
_PUBLISHES = lazy_pattern("(?:联合)?(?:发布|公布|颁布|签署|签发|下达|出台)(?:了|的)?$")  # 样例部发布|第15号令
_LEAD_CHARACTER = lazy_pattern(
    "^(?:[年并按以见据由和与及在了为、]|已?被|自(?!然)|对(?!外)|经(?![信济贸]))(?=..)"
)
_PARTICLE = lazy_pattern(
    "[了按以见据由被和与及在为、的将]|已被|根据|依据|按照|依照|转发|印发|现将|实施|适用|执行|发布|公布"
)
# Full names of bodies that may precede their numbers but are not part of the series.
_BODIES = (
    "中国证监会",
    "中国证券监督管理委员会",
    "中国银保监会",
    "中国人民银行",
    "国务院办公厅",
    "国务院国资委",
    "中共中央办公厅",
    "最高人民法院",
    "最高人民检察院",
    "财政部",
    "国家税务总局",
    "国家发展改革委",
    "国家发展和改革委员会",
    "国家知识产权局",
    "国家外汇管理局",
)
# 样例部10月9日发布2025年第95号公告: who issues it, and when.
_ISSUED_BY = lazy_pattern(
    rf"([{HAN}、]*(?:部|委|局|署|会|行|院|办|机制|政府))(?:(?:{YEAR}年)?\d{{1,2}}月\d{{1,2}}日)?"
    "(?:联合)?(?:发布|印发|公布|签发|出台)了?$"
)
_LONGEST_LEAD = 60  # characters in which an issuer is named before the verb
_ISSUER_ENDINGS = ("委", "部", "局", "署", "会", "行")
# What may precede a known body: another body, a state (not China) or a place. Other words lead to it (仍按).
_BEFORE_BODY = lazy_pattern(
    "(?:[部委局署会院行央室厅办省市县区州旗盟协军、]|(?<!中)国|日本|欧盟|俄罗斯|越南|印度|加拿大|台湾|香港"
    "|澳门|国家|联合)$"
)
_BETWEEN_ISSUERS = lazy_pattern("、|会同|联合")
_SHORTEST_SERIES, _KINDS = 2, ("公告", "通告", "令")
_STATE = "中华人民共和国"


def find_chinese(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers of Chinese texts, each with those that follow it in a list."""
    if "号" not in text:
        return
    for first in chain(_find_series(text), _find_yearly(text), _find_through(text)):
        yield first
        yield from _find_next(text, first)


def _find_series(text: str) -> Iterator[FoundNumber]:
    for match in _find_if(_SERIES_YEAR, _SERIES_NUMBER, text):
        series = _without_issuer(_trim(match[1]))
        key = key_in_series(series, match[2], match[3])
        if series.endswith(_KINDS):  # 公告〔2025〕5号 is 公告2025年第5号
            key = f"{_name_issuer(series)}{plain_year(match[2])}年第{int(match[3])}号"
        yield FoundNumber(match.end(1) - len(series), match.end(), key)


def _find_yearly(text: str) -> Iterator[FoundNumber]:
    """Yield announcements and orders numbered by year.

    A number without an issuer has that of the verb before it (样例部发布2025年第95号公告), or else of the
    number before it.
    """
    known = ""
    for match in _find_if(_YEAR_SIGN, _YEAR_NUMBER, text):
        issuer, kind = _trim(match[1]), match[4] or ""
        if not kind and (ending := re.search(r"(?:公告|通告|令)$", issuer)):
            kind = ending[0]
        kind = kind or _kind_of_list(text, match.end())
        start = match.end(1) - len(issuer)
        before = text[max(0, match.start(2) - _LONGEST_LEAD) : match.start(2)]
        if issued := _ISSUED_BY.search(before):
            issuer, start = _trim(issued[1]), match.start(2)
        if kind or issuer.endswith(_ISSUER_ENDINGS):
            known = issuer.removesuffix(kind) or known
            key = f"{_name_issuer(known)}{kind}{plain_year(match[2])}年第{parse_numeral(match[3])}号"
            yield FoundNumber(start, _close(text, match), key)


def _find_through(text: str) -> Iterator[FoundNumber]:
    for pattern, kind_group, number_group in ((_THROUGH_NUMBER, 2, 3), (_NUMBER_FIRST, 3, 2)):
        for match in _find_if(_KIND_SIGN, pattern, text):
            issuer = _trim(_PUBLISHES.sub("", match[1]))
            if len(issuer) > 1 or issuer == "国":
                number = parse_numeral(match[number_group])
                key = f"{_name_issuer(issuer)}{match[kind_group]}第{number}号"
                yield FoundNumber(match.start(1) + match[1].rindex(issuer), _close(text, match), key)


def _find_next(text: str, first: FoundNumber) -> Iterator[FoundNumber]:
    """Yield the numbers after the first of a list; they have its series, and its year or one of their own."""
    key, end = first.key, first.end
    while match := _NEXT.match(text, end):
        if year := match[2] or match[3]:
            key = _OWN_YEAR.sub(plain_year(year), key)
        key = OWN_NUMBER.sub(f"{parse_numeral(match[4])}号", key)
        yield FoundNumber(match.start("given"), match.end(), key)
        end = match.end()


def _kind_of_list(text: str, end: int) -> str:
    """Return the kind after the last number of a list: 商务部2025年第61号、第62号公告."""
    kind = ""
    while match := _NEXT.match(text, end):
        kind, end = match[5] or "", match.end()
    return kind


def _find_if(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """Return the matches of `pattern`, each of which contains a match of `sign`."""
    return pattern.finditer(text) if sign.search(text) else ()


def _close(text: str, match: re.Match[str]) -> int:
    """Return the end of a match, after a bracket that closes one opened in it: 公告(2023年第1号)."""
    end = match.end()
    is_open = match[0].count("(") > match[0].count(")")
    if is_open and text.startswith(")", end):
        return end + 1
    return end


def _trim(prefix: str) -> str:
    """Return the series or issuer at the end of `prefix`, without the words that lead to it."""
    name = _LEAD.sub("", prefix)
    while shorter := _LEAD_CHARACTER.sub("", name):
        if shorter == name:
            break
        name = shorter
    if _PARTICLE.fullmatch(name):
        return ""
    known = _known_bodies().search(name)
    if known and not _BEFORE_BODY.search(name[: known.start()]):
        return known[0]
    return name


@cache
def _known_bodies() -> re.Pattern[str]:
    """Return the pattern of known bodies at the end of some words, with the kind of what they number."""
    names = {
        *tables()["english_issuers"].values(),
        *tables()["short_bodies"],
        *tables()["short_bodies"].values(),
    }
    one = "|".join(sorted((name for name in names | {*_BODIES} if len(name) > 2), key=len, reverse=True))
    return re.compile(rf"(?:(?:{one})、?)+(?:{'|'.join(_KINDS)})?$")


def _without_issuer(series: str) -> str:
    """Return a series without the full names of bodies before it: 中国证监会证监许可 is the series 证监许可.

    A short name that opens a series belongs to it (工信部信管), and so does the body whose announcements are
    numbered (中国证监会公告〔2025〕5号).
    """
    name = next((name for name in _BODIES if series.startswith(name)), "")
    rest = series[len(name) :]
    if not name or len(rest) < _SHORTEST_SERIES or rest.endswith(_KINDS):
        return series
    return _without_issuer(rest)


def _name_issuer(issuer: str) -> str:
    """Return the full names of the issuers, joined."""
    name = _BETWEEN_ISSUERS.sub("", issuer).removeprefix(_STATE)
    kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
    bare = name.removesuffix(kind)
    for short, whole in tables()["short_bodies"].items():
        bare = re.sub(rf"(?<!国家)(?<!中国){short}", whole, bare)
    return tables()["short_issuers"].get(bare, bare) + kind
