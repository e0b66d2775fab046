"""Owners that the clauses before a name begin with, for all of its sentence: 全市产值5亿元，税收1亿元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import (
    attributes,
    bare_names,
    is_name,
    leading_thing,
    measure_heads,
    read_pattern,
)
from flows.annotation.figures.settling.quoting import names_standard
from flows.annotation.figures.words_zh import load_words
from flows.records import Target
from flows.text import lazy_pattern

# An owner that points to a place or firm, or is a whole country, at the start of a clause.
_OWNER = read_pattern("owners", "owner")
# A body, or a village by name, with which a clause begins: 医院|新设床位60张，门诊量5万人次.
_BODY = read_pattern("owners", "body")
_OWN_GROUPS = ("居民", "企业", "农民", "职工", "社会", "经济", "发案")
_CARRIES = lazy_pattern("(?:预计|累计|共|日均)*(?:发送|运送|运输|开行|加开)")
_WIDE = ("我国", "全国", "全球")
# A name of another owner, or of all.
_OTHER = read_pattern("owners", "other")
_TURNS = read_pattern("owners", "turns")
_GOES_ON = read_pattern("owners", "goes_on")
_LEVELS = "省市县区州镇乡村"
_NUMERALS = "一二两三四五六七八九十几"
_CARRIED = "carry_"  # begins the rules of what was carried
_LONGEST_BARE, _LONGEST_MEASURE = 6, 3
_SHORT, _LONGEST = 2, 16
_REACH = 8
# A name that begins with other holders, unless they are part of a title.
_HOLDER = read_pattern("owners", "holder")
_SPEECH = read_pattern("owners", "speech")
_TRADE = lazy_pattern("(?P<thing>外贸|货物贸易|服务贸易|服务|货物)(?:出口|进口)")
_TOTAL = lazy_pattern("^(?:累计|完成|实现|新增|共)+")
_PART_OF_YEAR = lazy_pattern("[全当本]年?度?")  # before a head: 全|年营收
_JOINED = lazy_pattern("(?:左右|以上|以下|多)?(?:[、和]|以及)")


class Owner(NamedTuple):
    """The owner of a figure: a subject, or words that begin its name (全市); both "" for none."""

    subject: str = ""
    prefix: str = ""


def find_owner(passage: Passage, target: Target, place: int, earlier: Sequence[Target]) -> Owner:
    """Return the owner that the clauses before a name set for their whole sentence.

    `earlier` are the figures before it in its sentence, with what was carried to them.
    """
    if not is_open(passage, target.indicator, place):
        return Owner()
    number = passage.clause_at(place)
    if not (passage.opens_clause(place) or _is_listed(passage, place, earlier)):
        return Owner()
    for before in range(number - 1, max(-1, number - 1 - _REACH), -1):
        behind = passage.clauses[before + 1]
        if behind.opens or behind.is_item:
            return Owner()
        clause = passage.clauses[before]
        if _TURNS.search(passage.text, passage.lead(before) + 2, place):
            return Owner()
        start = passage.lead(before)
        figures = [one for one in earlier if clause.start <= one.start <= clause.end]
        if (
            figures
            and figures[0].subject
            and figures[0].rule.startswith(_CARRIED)
            and not _is_field(passage, figures[0].subject)
        ):
            return Owner(_settle(passage, figures[0].subject, start, place))
        if (match := _OWNER.match(passage.text, start, clause.end)) and match.end() < clause.end:
            named = next((one for one in earlier if one.indicator.startswith(match["owner"])), None)
            return Owner("", _settle(passage, widen(match["owner"], target.indicator, named), start, place))
        has_names = any(
            clause.start <= one.start < clause.end for one in passage.mentions if one.type in ("GPE", "ORG")
        )
        body = _find_body(passage, start, clause.end, target.indicator)
        if any(body) and (figures or not has_names):
            return body if not passage.is_quoted_apart(start, place) else Owner()
        if has_names:
            return Owner()
        for one in figures:
            if pointer := owner_in(one.indicator):
                return Owner("", _settle(passage, widen(pointer, target.indicator, one), start, place))
            is_bare = attributes().fullmatch(target.indicator) or len(target.indicator) <= _LONGEST_BARE
            if is_bare and (thing := thing_in(one)):
                if not passage.is_quoted_apart(start, place):
                    return Owner(thing, "")
                return Owner()
        if not (figures or passage.is_aside(before) or _GOES_ON.match(passage.text, start)):
            return Owner()
    return Owner()


def _find_body(passage: Passage, start: int, end: int, name: str) -> Owner:
    """Return the body with which the words from a place on begin, unless a name says whose it is itself."""
    match = _BODY.match(passage.text, start, end)
    if match is None:
        return Owner()
    words = match[0].removeprefix("该").removeprefix("本")
    is_own = words in name or name.startswith(_OWN_GROUPS)
    if is_own or (len(words) > 1 and words[:2] != "这家" and not is_name(words)):
        return Owner()
    if match["named"]:
        return Owner(match["named"])
    if match["rail"] and not _CARRIES.match(name):
        return Owner()
    return Owner(prefix=match[0])


def is_open(passage: Passage, name: str, place: int) -> bool:
    """Return whether a name says nothing of whose value it is, and may have the owner before it."""
    is_short = len(name) <= _SHORT and not load_words().measure_end.search(name) and name not in bare_names()
    if name.endswith("时间") and name[0] in _NUMERALS:
        return False
    if is_short or len(name) > _LONGEST or _OTHER.search(name) or load_words().predicate.search(name):
        return False
    return not _names_other(passage, name, place)


def is_of_another(passage: Passage, target: Target, place: int) -> bool:
    """Return whether a name in a later clause is not that of the subject which an earlier one begins with.

    >>> 青禾公司产量增长5%，而行业产能利用率只有62%: of the trade
    """
    if target.subject in target.indicator:
        return False
    number = passage.clause_at(place)
    start = passage.text.rfind(target.subject, 0, place)
    if start < 0 or passage.clause_at(start) == number:
        return False
    if _SPEECH.search(passage.text, start, place):
        return True
    return passage.opens_clause(place) and _HOLDER.match(target.indicator) is not None


def names_country(name: str) -> bool:
    """Return whether a name begins with a whole country or the world: 全国产量."""
    return name.startswith(_WIDE)


def widen(owner: str, name: str, named: Target | None) -> str:
    """Return what begins a name of general words: an owner with the thing that the figure before it is of.

    It is "" if that is not clear: after 我国服务进出口总额, a mere 出口 is not that of the country.

    >>> after 我国服务进出口总额: 出口 -> 我国|服务
    """
    if owner[0] == "全" and owner[-1] in _LEVELS and owner[-1] in name:
        return ""  # 全村, and the income of a village by name
    if not _is_bare(name):
        return owner
    if named is None:
        return ""
    rest = named.indicator.removeprefix(owner)
    head = measure_heads().search(rest)
    if name.endswith("损失") and owner[0] == "全":
        return owner  # 全县倒塌房屋46间，直接经济损失2.7亿元
    if head and _PART_OF_YEAR.fullmatch(rest[: head.start()]):
        return owner  # 该公司全年营收5亿元，净利润1亿元
    if head is None and (trade := _TRADE.fullmatch(rest)):
        thing = trade["thing"]
    elif head is None or len(rest[: head.start()]) > _LONGEST:
        return ""
    else:
        thing = _TOTAL.sub("", rest[: head.start()])
    if name.startswith("贸易"):
        return owner  # 我国外贸出口5亿元，贸易顺差1亿元
    if is_name(thing) and name[:2] not in thing:
        return f"{owner}{thing}"
    return ""


def _is_bare(name: str) -> bool:
    """Return whether a name says what is measured, but not of what: 产值, 出口, 参保率."""
    if attributes().fullmatch(name) or name in bare_names():
        return True
    is_short = len(name) <= _LONGEST_MEASURE and load_words().measure_end.search(name) is not None
    return is_short and not names_standard(name)


def owner_in(name: str) -> str:
    """Return the pointer or country that a name begins with, or ""."""
    match = _OWNER.match(name)
    if match and match.end() < len(name):
        return match["owner"]
    return ""


def thing_in(target: Target) -> str:
    """Return the thing that the name of a figure begins with, if a measure of it follows, or ""."""
    match = leading_thing().fullmatch(target.indicator)
    if (
        match is None
        or owner_in(target.indicator)
        or not is_name(match["name"])
        or not load_words().measure_end.search(match["rest"])
    ):
        return ""
    return match["name"]


def _settle(passage: Passage, owner: str, start: int, place: int) -> str:
    if passage.is_quoted_apart(start, place):
        return ""
    return owner


def _is_listed(passage: Passage, place: int, earlier: Sequence[Target]) -> bool:
    return bool(earlier) and _JOINED.fullmatch(passage.text, earlier[-1].end, place) is not None


def _is_field(passage: Passage, subject: str) -> bool:
    """Return whether a subject is a technology or programme, not a body, place or work."""
    return any(one.text == subject and one.type not in ("GPE", "ORG") for one in passage.mentions)


def _names_other(passage: Passage, name: str, place: int) -> bool:
    """Return whether a name contains that of a place or body."""
    end = place + len(name)
    return any(place <= one.start < end for one in passage.mentions if one.type in ("GPE", "ORG"))
