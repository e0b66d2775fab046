"""Places and firms that a name only points to: 全市, 该县, 该公司."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.annotation.figures.settling.carrying.passage import LEAD, Passage
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.annotation.figures.settling.dealing import load_measures
from flows.text import lazy_pattern
from flows.text.places import read_province

_POINTER = read_pattern("deictics", "pointer")
_CITIES = ("北京", "上海", "天津", "重庆")
_NO_DISTRICT = (
    "地区",
    "自治区",
    "园区",
    "社区",
    "景区",
    "灾区",
    "山区",
    "开发区",
    "城区",
    "高新区",
    "辖区",
    "校区",
)
_SMALL = lazy_pattern(
    "(?:(?<=[县市区省])|(?<=在)|(?<=走进)|(?<=来到))(?P<name>[\u4e00-\u9fff]{1,4}?(?P<level>[镇乡村]))"
)
_SMALL_FIRST = lazy_pattern("(?P<name>[\u4e00-\u9fff]{2,4}?(?P<level>[镇乡村]))(?![民庄委级企办])")
_NO_PLACE = lazy_pattern("[全本各该这每个后届到的了是和某外驻入进]")
_SCHOOL = lazy_pattern("(?:大学|学院|中学|小学|学校)$")
_NAME_ENDS = "省市县区州"
_FIRMS = read_pattern("deictics", "firms")


_FULL_NAME = lazy_pattern("[\u4e00-\u9fff（）()]{3,28}?(?:股份有限公司|有限责任公司|有限公司|集团公司)")


class Pointed(NamedTuple):
    """The owner that a name points to, and the name without a mere pointer (该县)."""

    owner: str
    name: str


def find_pointed(passage: Passage, place: int, name: str) -> Pointed | None:
    """Return the owner that the name of a figure at `place`, or the words before it, point to, or None."""
    number = passage.clause_at(place)
    clause = passage.clauses[number]
    start = passage.lead(number)
    start = min(start, place)
    match = _POINTER.match(passage.text, start, clause.end)
    if match is None or match.start() > place or not _stands_before(passage, match.end(), place):
        return None
    if match["firm"]:
        owner = _firm_before(passage, match.start())
    else:
        owner = _place_before(passage, match.start(), match["level"])
    if not owner:
        return None
    bare = name
    if match[0].startswith("该"):
        bare = name.removeprefix(match[0]).removeprefix("的") or name
    return Pointed(owner, bare)


def _stands_before(passage: Passage, end: int, place: int) -> bool:
    return end >= place or LEAD.fullmatch(passage.text, end, place) is not None


def _place_before(passage: Passage, end: int, level: str) -> str:
    """Return the only place of a level that is named before, or the last that is the subject, or ""."""
    found = _list_places(passage, end, level)
    names = {_short(name) for name, _ in found}
    if not found:
        if level in _NAME_ENDS:
            return _place_of_headings(passage, level)
        return ""
    if len(names) == 1:
        return max((name for name, _ in found), key=len)
    return ""


def _list_places(passage: Passage, end: int, level: str) -> list[tuple[str, int]]:
    if level in "镇乡村":
        return _list_small(passage, end, level)
    return [
        (one.text, one.start)
        for one in passage.mentions
        if one.end <= end and _is_of_level(one.text, one.type, level)
    ]


def _list_small(passage: Passage, end: int, level: str) -> list[tuple[str, int]]:
    found = [(match["name"], match.start()) for match in _SMALL.finditer(passage.text, 0, end)]
    for number, clause in enumerate(passage.clauses):
        if clause.start >= end:
            break
        if match := _SMALL_FIRST.match(passage.text, passage.lead(number), clause.end):
            found.append((match["name"], match.start()))
    found += [(one.text, one.start) for one in passage.mentions if one.end <= end and one.type == "GPE"]
    return [one for one in found if one[0].endswith(level) and one[0][0] not in "全本该各这每个"]


def _is_of_level(name: str, kind: str, level: str) -> bool:
    """Return whether a name is that of a place, or school, of a level."""
    if level == "校":
        return kind == "ORG" and _SCHOOL.search(name) is not None
    if kind != "GPE":
        return False
    if level == "国":
        return name in load_measures().countries
    if level == "省":
        return name.endswith("省") or (bool(read_province(name)) and not name.startswith(_CITIES))
    if level == "市":
        is_bare = not name.endswith(tuple("省县区州镇乡村国旗盟岛")) and not read_province(name)
        is_bare = is_bare and name not in load_measures().countries and 1 < len(name) <= 3
        return name.endswith("市") or name in _CITIES or is_bare
    if level == "区":
        return name.endswith("区") and not name.endswith(_NO_DISTRICT)
    if level == "州":
        return name.endswith("自治州") or (name.endswith("州") and len(name) > 3)
    return name.endswith(level)


def _short(name: str) -> str:
    if len(name) > 2:
        return name.rstrip("省市县区州")
    return name


def _place_of_headings(passage: Passage, level: str) -> str:
    """Return the place of a level that begins a heading or title, or ""."""
    pattern = re.compile(f"(?P<name>[\u4e00-\u9fff]{{2,5}}?{level})(?![场民委级域])")
    for heading in passage.headings:
        match = pattern.match(heading)
        if match and match["name"][0] not in "全本我各该":
            return match["name"]
        province = next((heading[:size] for size in (3, 2) if read_province(heading[:size])), "")
        if level == "省" and province and not province.startswith(_CITIES):
            return province
    return ""


def firm_of_headings(passage: Passage) -> str:
    """Return the firm whose full name begins a heading or title, or ""."""
    for heading in passage.headings:
        if match := _FULL_NAME.match(heading):
            return match[0]
    return ""


def _firm_before(passage: Passage, end: int) -> str:
    """Return the only firm named before, or the one that begins the sentence before, or ""."""
    firms = [
        one
        for one in passage.mentions
        if one.end <= end and one.type == "ORG" and not one.nested and _FIRMS.search(one.text)
    ]
    if len({one.text for one in firms}) == 1:
        return firms[0].text
    return ""
