"""The subject of a figure: the body or place that begins the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.records import Mention
from flows.text import end_of, has_han, lazy_pattern

_ACTORS = frozenset(("ORG", "GPE"))
# Words between a clause's border and the name of its subject.
_OPENING = lazy_pattern(
    r"[\s,“\"'（(\d年月日前底末]*"
    r"(?:其中|目前|当前|去年|今年|截至|到|在|the|in|and|at|by|while|meanwhile|of which)?"
    r"[\s,“\"'（(\d年月日前底末]*",
    re.IGNORECASE,
)
# What describes the body after it, at the start of a clause: 总部位于合肥的|青禾公司, 港股上市的.
_DESCRIPTION = lazy_pattern(
    "(?:总部)?(?:位于|设在|坐落于?)[^,，。;；的\n\\d]{2,12}的|[^,，。;；的\n\\d]{1,8}上市的"
    '|被?(?:称为|称作|誉为|视为)[“"][^”"\n]{1,14}[”"]的'
)
_LOCATED = lazy_pattern("(?:位于|设在|坐落于?)$")
# Between a country and its firm: 德国|化工企业|青禾.
_KIND_OF_FIRM = lazy_pattern(
    "[^,，。;；、的\n\\d]{0,12}"
    "(?:企业|公司|巨头|龙头|制造商|供应商|开发商|运营商|生产商|厂商|品牌|[车药矿芯油]企)"
)
# 青云国|东岳学会的论文显示: the body says something about the country.
_SHOWS = lazy_pattern("[^,，。;；\n]*(?:显示|表明|指出|认为|[^名]称|预测|预计|论文|报告)")
# A village or town after the place that contains it.
_VILLAGE = lazy_pattern("[\u4e00-\u9fff]{1,4}?[村镇](?=[的,，、])")
_COUNTRY = ("中国", "我国")  # 中国俄罗斯旅游年 is of two countries
# The next member of a list after a Chinese name: what follows applies to all of them.
_LISTED = lazy_pattern("[、]|(?:以?及|[和与暨])(?=..)|等[^,，。;；]{0,12}[家个国地省市企公]")
# The same in a clause of its own: 甲省凤山古城、乙省瀑布等景点,游客增长5%.
_LIST_AHEAD = lazy_pattern(
    r"[^,，。;；、\n]{0,12}、[^,，。;；\n\d]*等[^,，。;；\n\d]{0,6}[,，]"
    r"|[^,，。;；、\n]{0,4}、[^,，。;；\n\d]*等[\d一二三四五六七八九十]{1,3}[个家省市县]"
)
# After the name of a body: what it published, not what it did. 国家统计局数据显示，产量增长5%.
_SOURCE = lazy_pattern(
    "[^,，。;；\n]{0,20}?(?:"
    "(?:数据|统计|报告|调查|测算|监测|公报|信息|消息)[^,，。;；\n]{0,6}?(?:显示|表明|发布|公布|称)"
    "|(?:发布|公布)[^,，。;；\n]{0,16}(?:数据|报告|消息|公报|指数|情况)"
    "|消息|数据|获悉|表示|介绍|透露|预测|预计|指出)[^,，。;；\n]{0,4}[,，:：]"
    # 样例研究院近日发布的《渔业报告》显示，产值下降5%; 样例日报记者看到; 样例社甲市7月2日电
    "|[^,，。;；\n]{0,40}(?:发布|公布|出版|编写|编制|撰写)的[《“][^》”\n]{2,40}[》”][^,，。;；\n]{0,10}"
    "(?:显示|表明|称|指出|认为|预测|预计)"
    "|[^,，。;；\n]{0,20}(?:认为|强调|呼吁|坦言|[^名自简统堪]称|说)[,，:：]"
    # 新闻办举行发布会，渔业厅表示
    "|[^,，。;；\n]{0,24}(?:举行|召开|举办)[^,，。;；\n]{0,12}(?:发布会|吹风会|记者会|通气会)"
    "|(?:首席|见习|特约|驻[^,，。;；\n]{1,8})?记者"
    "|[^,，。;；\n]{0,16}\\d{1,2}月\\d{1,2}日(?:电|讯|消息)"
    # 样例联合会今天公布，费用为6万亿元; 统计局公布的数字为12
    "|(?:今[天日]|昨[天日]|近日|日前|\\d[\\d年月日]{0,9})?(?:[（(][^（）()]{2,10}[）)])?(?:公布|发布)"
    "(?:的(?:该|这一)?(?:数字|数据|结果|数值)|[,，:：])"
)
# The rest of a place after 在, before its clause: 在|湖北武汉的医院，, not 在|样例省东部上空移动时.
_WHERE = lazy_pattern("[^,，。;；\n]{0,8}[,，]|[^,，。;；\n]{0,3}(?:境内|地区|各地)")
_COMMA = lazy_pattern("[,，]")
# The rest of a dateline after its place: BEIJING|, Aug 27 (Sample Wire) - Exports rose.
_DATELINE = lazy_pattern(
    r"(?:,\s[A-Z][\w ]{2,14})?(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?(?:,?\s\([A-Z][\w /]{1,24}\))?"
    r"\s?(?:--|[-—–])\s"
)
_OTHER_SIDE = ("对", "向", "与", "同", "赴", "援")  # before the name of whom a measure is directed to
_GENERIC = frozenset(("自然村", "行政村", "中心村", "东道国", "成员国"))  # no names
_NATION = "国"
_PAUSE = lazy_pattern("[;；]")
# A clause about the time of writing with another subject: 目前，该机型自产零部件占比.
_NOW = lazy_pattern(
    "[,，](?:而|但|且)?(?:截至)?(?:目前|如今|现在|当前|眼下|现今)[,，]?"
    "(?:该(?!公司|企业|集团|院|校|厂|行)|这|此|全国|我国|国内|各地)"
)


def find_inside(text: str, indicator: str, near: Sequence[Mention]) -> str:
    """Return the first name that an indicator contains, a place with the smaller ones after it, or "".

    Whom a measure is directed to (对样例国出口) is not whose it is.
    """
    inside = [one for one in near if one.text in indicator and one.text not in _GENERIC]
    directed = [
        (one.start, _end_of_place(text, one, near)) for one in inside if _is_directed_to(indicator, one)
    ]
    own = (one for one in inside if not any(start <= one.start <= end for start, end in directed))
    found = next((one for one in own if not _LOCATED.search(text, max(0, one.start - 3), one.start)), None)
    if found and _is_listed(text, indicator, found):
        return ""
    if found and (firm := _firm_of(text, found, inside)):
        return text[firm[0] : firm[1]]
    return text[found.start : _end_of_place(text, found, near)] if found else ""


def _is_listed(text: str, indicator: str, mention: Mention) -> bool:
    """Return whether a name is only one of several inside an indicator: 各州、|海川兵团|主管部门推荐项目."""
    if not has_han(mention.text):
        return False
    ahead, name, behind = indicator.partition(mention.text)
    is_last = ahead.endswith("、") or (ahead.endswith(("及", "和", "与")) and "、" in ahead)
    is_written = text.endswith(ahead[-1:], 0, mention.start) and text.startswith(behind[:1], mention.end)
    return bool(name) and is_written and (is_last or behind.startswith("、"))


def _is_directed_to(indicator: str, mention: Mention) -> bool:
    """Return whether a name inside an indicator is that of the other side: 对|样例国|出口."""
    return any(f"{word}{mention.text}" in indicator for word in _OTHER_SIDE)


def is_other_side(text: str, mention: Mention) -> bool:
    """Return whether a Chinese name follows a word that makes it that of the other side."""
    return text[max(0, mention.start - 1) : mention.start] in _OTHER_SIDE


class Actor(NamedTuple):
    """The body or place that begins a clause, "" for none.

    It is doubtful in a clause before that of the figure.
    """

    name: str
    is_doubtful: bool = False


def find_actor(text: str, near: Sequence[Mention], borders: Sequence[int], end: int) -> Actor:
    """Return the last body or place before `end` that begins a clause.

    It is "" if a semicolon, a clause about "now" or a list comes after the name. `borders` are the starts of
    the sentence and its clauses.
    """
    for mention in reversed(near):
        begin = max((place for place in borders if place <= mention.start), default=borders[0])
        if begin > borders[0] and not has_han(mention.text):
            continue  # an English comma may as well be followed by the next member of a list
        if mention.nested or len(mention.text) == 1 or mention.text in _GENERIC:
            continue  # the data of 中国人民银行 are not 中国's
        if mention.type in _ACTORS and _opens_clause(text, begin, mention):
            if _PAUSE.search(text, mention.end, end):
                return Actor("")
            is_place = mention.type == "GPE" and not mention.text.endswith(_NATION)
            if not is_place and _NOW.search(text, mention.end, end):
                return Actor("")
            place_end = _end_of_place(text, mention, near)
            if _LISTED.match(text, mention.end) or _LIST_AHEAD.match(text, place_end):
                return Actor("")
            if text.endswith("在", begin, mention.start) and not _WHERE.match(text, mention.end):
                continue
            if _SOURCE.match(text, mention.end):
                continue
            if mention.text.isupper() and _DATELINE.match(text, mention.end):
                continue
            if firm := _firm_of(text, mention, near):
                return Actor(text[firm[0] : firm[1]], _is_doubtful(text, mention, firm[1], end))
            return Actor(text[mention.start : place_end], _is_doubtful(text, mention, place_end, end))
    return Actor("")


def _opens_clause(text: str, begin: int, mention: Mention) -> bool:
    """Return whether only a time, or a description of a body, comes before a name in its clause."""
    if _OPENING.fullmatch(text, begin, mention.start):
        return True
    return mention.type == "ORG" and _DESCRIPTION.fullmatch(text, begin, mention.start) is not None


def _firm_of(text: str, place: Mention, near: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the span of the firm after its kind, or of a place and the firm right after it, or None.

    >>> 德国化工企业青禾 -> 青禾; 日本东岳电子 -> 日本东岳电子
    """
    if place.type != "GPE":
        return None
    for firm in near:
        if firm.type != "ORG" or firm.start < place.end:
            continue
        if firm.start == place.end:
            return None if _SHOWS.match(text, firm.end) else (place.start, firm.end)
        if _KIND_OF_FIRM.fullmatch(text, place.end, firm.start):
            return firm.start, firm.end
    return None


def _is_doubtful(text: str, mention: Mention, place_end: int, end: int) -> bool:
    """Return whether a Chinese name is in an earlier clause than the figure: often it is not its subject.

    >>> 甲州的这家企业加大投入，产品出口增长5%: of the firm, not of 甲州
    """
    return has_han(mention.text) and _COMMA.search(text, place_end, end) is not None


def _end_of_place(text: str, mention: Mention, near: Sequence[Mention]) -> int:
    """Return the end of a place name that continues with smaller places: 四川宜宾, 广西横县云表镇."""
    end = mention.end
    if mention.type != "GPE" or mention.text in _COUNTRY:
        return end
    for smaller in near:
        if smaller.start == end and smaller.type == "GPE":
            end = smaller.end
    village = _VILLAGE.match(text, end)
    return end_of(village, end)
