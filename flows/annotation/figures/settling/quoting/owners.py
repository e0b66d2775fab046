"""Owners of figures: names that say whose measure it is, unlike 公司资产 or "total order volume"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.annotation.figures.settling.subjects import is_other_side
from flows.annotation.figures.words import any_of_words, read_table, split_words
from flows.records import Mention, Target
from flows.text import has_han, lazy_pattern

# What a whole has that the text names elsewhere: 全县信访总量, 全行业利润.
_OF_LOCAL = lazy_pattern(
    "(?:全|本|我|当)(?:[省市县区州盟旗镇乡村校厂院所队矿地]|系统|行业|集团|公司|社区|线|流域)"
)
# Titles that name a province or a smaller place.
_LOCAL_TITLE = lazy_pattern(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建"
    "|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆"
    "|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
    "|(?<![城都])市(?![场民值政容级])|县(?!域|城|乡|级)"
    "|(?<![地社园城灾])区(?![域块间])|州(?!际)|街道|镇(?!化)"
    "|(?<![农乡])村(?![民庄里镇])|社区|集团|公司|大学|学院|医院|机场"
)
# Titles of documents whose figures are those of the body or place that issues them.
_OFFICIAL = lazy_pattern(
    "(?:公报|规划|纲要|计划|方案|意见|通知|办法|条例|规定|报告|要点|安排|措施|细则|公告|白皮书)"
    r"(?:\s*[（(【][^（）()【】]*[）)】])*$"
)
# The words of a sentence before a name, and those among them that only tell the time.
_BEFORE, _TIME = (
    lazy_pattern("[^。;；!！?？\n]*$"),
    lazy_pattern(r"[\d\s年月日,，、:：（）()—-]|全年|去年|今年|其中"),
)
_NEAR, _LEAST_WORDS = 80, 4
# A firm that tells of itself: 从某某银行了解到.
_FROM_FIRM = lazy_pattern(
    "从[^,，。;；]{2,20}(?:银行|公司|集团|电网)[^,，。;；]{0,8}(?:了解|获悉|得知|获知)[^。;；\n]*$"
)
_ABROAD = "国际"  # in titles of news of many countries
_FAR = 2000  # code points before a figure that are about the same whole
_LEAST_OWN = 2  # characters of a Chinese name beyond general words that say whose measure it is
# A name that leads to what is measured, and says nothing of who has it: 用于中西部的比重, 影响CPI.
_LEADING = lazy_pattern("(?:用于|投向|影响|拉动|带动)")
# Words by which a text turns to a whole country, or the world; not those of a comparison (高于全国).
_WIDE = lazy_pattern(
    r"(?<![于比占])(?:全[国球]|我国(?![这那]边)|中国|国内|全世界|全社会|世界)"
    r"|\b(?:China|national(?:ly|wide)?|nationwide)\b"
)
# Names that are those of the country whose policy the texts are about.
_HOME = frozenset(("中国", "我国", "全国", "中华人民共和国", "China", "PRC"))
_PLACE = "GPE"
_OWNERS = frozenset((_PLACE, "ORG"))
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z&.'’-]*")


@cache
def _load_chinese() -> re.Pattern[str]:
    return re.compile(any_of_words(read_table("settling/quoting/generic.toml")["chinese"]))


@cache
def _load_national() -> re.Pattern[str]:
    return re.compile(any_of_words(read_table("settling/quoting/generic.toml")["chinese_national"]))


@cache
def _load_english(table: str) -> frozenset[str]:
    return frozenset(split_words(read_table("settling/quoting/generic.toml")[table]))


def has_owner(target: Target, mentions: Sequence[Mention]) -> bool:
    """Return whether the subject of a figure is a body or place, not a technology or programme."""
    return bool(target.subject) and not any(
        mention.text == target.subject and mention.type not in _OWNERS for mention in mentions
    )


def names_no_owner(indicator: str) -> bool:
    """Return whether a name consists of general words: 首日成交金额, total budget.

    >>> names_no_owner("首日成交金额"), names_no_owner("海带成交金额")
    (True, False)
    """
    if has_han(indicator):
        own = _load_chinese().sub("", indicator)
        return len(own) < _LEAST_OWN or _LEADING.match(indicator) is not None
    return all(word.lower() in _load_english("english") for word in _WORD.findall(indicator))


def continues_ownerless(target: Target, text: str) -> bool:
    """Return whether a name of general words follows others in its sentence, which say whose it is.

    >>> 渔业企业达30家、增加值增长5%
    """
    if target.subject or not has_han(target.indicator) or not names_no_owner(target.indicator):
        return False
    place = text.rfind(target.indicator, max(0, target.start - _NEAR), target.start)
    before = _BEFORE.search(text, max(0, place - _NEAR), max(0, place))
    return before is not None and len(_TIME.sub("", before[0])) >= _LEAST_WORDS


def is_official(headings: Sequence[str]) -> bool:
    """Return whether a document is a plan, rule or report whose figures are those of its issuer.

    >>> is_official(["样例省2031年国民经济统计公报（摘要）"]), is_official(["样例省公布上年经济数据"])
    (True, False)
    """
    return bool(headings) and _OFFICIAL.search(headings[-1]) is not None


def is_of_whole_elsewhere(indicator: str) -> bool:
    """Return whether a Chinese name is of a whole that the text names elsewhere: 全县信访总量.

    >>> is_of_whole_elsewhere("全行业利润"), is_of_whole_elsewhere("我国全行业投资")
    (True, False)
    """
    return _OF_LOCAL.match(indicator) is not None


def is_national(indicator: str, text: str, place: int, headings: Sequence[str]) -> bool:
    """Return whether a Chinese name without a subject is that of the country, at `place` of a text.

    Its own words say so, or it is a standard indicator in a text about the country: its title names no place,
    or the words before do name the country, and no place after it. It is not if a firm tells it of itself.
    """
    if _WIDE.search(indicator):
        return True
    if _load_national().search(indicator) is None or any(_ABROAD in heading for heading in headings):
        return False
    if _FROM_FIRM.search(text, max(0, place - _NEAR), place):
        return False
    wide = next(reversed([*_WIDE.finditer(text, max(0, place - _FAR), place)]), None)
    is_local = any(map(_LOCAL_TITLE.search, headings))
    if wide is not None:
        return not (is_local and _LOCAL_TITLE.search(text, wide.end(), place))
    return not is_local


def names_standard(indicator: str) -> bool:
    """Return whether a Chinese name is that of a standard indicator of a country: 失业率, but not 参保率."""
    return _load_national().search(indicator) is not None


def names_own(indicator: str) -> bool:
    """Return whether an English name contains a proper noun, or a word for the measure of a whole country.

    >>> names_own("HIV infection rate in Malawi"), names_own("Urban employment"), names_own("Delivery time")
    (True, True, False)
    """
    words = {word.lower() for word in _WORD.findall(indicator)}
    return names_proper(indicator) or not _load_english("national").isdisjoint(words)


def names_proper(indicator: str) -> bool:
    """Return whether an English name contains a proper noun: a capital letter that does not only begin it.

    >>> names_proper("HIV infection rate"), names_proper("Eon's tariff"), names_proper("Delivery time")
    (True, True, False)
    """
    first, *others = _WORD.findall(indicator) or [""]
    is_owner = first[:1].isupper() and first.endswith(_POSSESSIVES)
    return is_owner or (len(first) > 1 and first.isupper()) or any(word != word.lower() for word in others)


def is_of_place(text: str, target: Target, mentions: Sequence[Mention]) -> bool:
    """Return whether a figure without a subject may be that of a place named before it.

    It is not if its name, or a word after the place, is of a whole country (全国, 我国).

    >>> 甲市产业兴旺。2024年，渔业产值达5亿元。 -> True
    """
    if has_owner(target, mentions) or _WIDE.search(target.indicator):
        return False
    places = [
        mention.end
        for mention in mentions
        if mention.type == _PLACE and mention.end <= target.start and mention.text not in _HOME
        if not is_other_side(text, mention)
    ]
    return bool(places) and _WIDE.search(text, max(places), target.start) is None
