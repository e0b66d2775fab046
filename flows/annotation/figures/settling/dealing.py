"""Which member of a list is measured by which figure: 食品、药品抽检合格率分别达到98%和99%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.words import GAP, join_alternatives, read_table, split_words
from flows.annotation.figures.words_zh import load_words
from flows.text import has_han


class Member(NamedTuple):
    """The subject ("" where the list names none) and the indicator of one figure of a list."""

    subject: str
    indicator: str


# What parts the members of a list, the finest first: 社会保障和就业支出 may be one of them.
_PARTS = tuple(
    map(
        re.compile,
        (
            "、|和|与|以及|及|, and |, | and ",
            "、|和|与|以及",
            "、|和|以及",
            "、|以及|及",
            "、|与",
            "、",
        ),
    )
)
# How a measure is reckoned, behind the last of those that share it.
_RATE = re.compile(
    "占.{2,16}?(?:比重|比例)$|的(?:占比|比例|比重)$|的?(?:同比|环比)?(?:增速|增幅)$|年均[^年]{1,3}$"
)
_RESPECTIVELY = "分别"
# 增速分别高于全国12.7个、12个百分点: a lead, which goes on with the indicator as it is.
_LEAD = re.compile("[高低快慢]于|[高低快慢多少]出?$")
# The sectors of an economy, which share their last words: 一二三产增加值, 第一、第二、第三产业.
_SECTORS = re.compile("(第?)(?P<numbers>一?、?第?二、?第?三)(?P<name>(?:次产业|产业?).*)")
_SHORTEST_NAME, _LONGEST_NEAR = 2, 4
_SUBSTANCES = ("需氧量",)  # 化学需氧量 is what is emitted
# By how much longer than the others the last member may be: beyond that more of it is probably shared.
_LONGER = 6


@dataclass(frozen=True, slots=True)
class Measures:
    """The tables of `measures.toml`, as patterns; `head` is what is measured, at the end of a name."""

    head: re.Pattern[str]
    opposites: frozenset[str]
    pairs: dict[str, tuple[str, ...]]
    pair: re.Pattern[str]


@cache
def load_measures() -> Measures:
    """Read `measures.toml`, once."""
    table = read_table("settling/measures.toml")
    ends, before, last = (
        join_alternatives(sorted(split_words(table[name]), key=len, reverse=True))
        for name in ("ends", "before", "last")
    )
    pairs = {word: split_words(members) for word, members in table["pairs"].items()}
    return Measures(
        re.compile(
            f"(?:(?:{before}){{0,6}}(?:{ends})|(?:{before}){{1,6}}(?:{last}))(?:占.{{2,16}}(?:比重|比例))?$"
        ),
        frozenset(split_words(table["opposites"])),
        pairs,
        re.compile(join_alternatives(pairs)),
    )


def deal(indicator: str, count: int, *, is_counted: bool = False) -> list[Member]:
    """Return subject and indicator of each of `count` members of a list, [] where that is not sure.

    华为、中兴研发投入 are two firms and one measure, 出口和进口 two measures. GAP stands between the parts
    of an indicator that the text has apart. What `is_counted` (概念验证中心、中试基地) needs no measure.
    """
    if sectors := _deal_sectors(indicator, count):
        return sectors
    members, _, predicate = indicator.partition(_RESPECTIVELY)
    names = _part(members, count)
    if not names:
        return _deal_pair(indicator, count)
    if not has_han(indicator):
        return [Member("", name) for name in names]
    if predicate:
        return _add_predicate(names, predicate)
    names = _complete(names)
    return _share_measure(names, is_counted=is_counted)


def _part(indicator: str, count: int) -> list[str]:
    """Return the `count` members of a list, [] where no kind of sign parts it into so many."""
    for signs in _PARTS:
        names = [name.strip() for name in signs.split(indicator)]
        if len(names) == count:
            return names if all(names) and len(names[-1]) >= _SHORTEST_NAME else []
    return []


def _deal_sectors(indicator: str, count: int) -> list[Member]:
    sectors = _SECTORS.fullmatch(indicator)
    if not sectors:
        return []
    numbers = [sign for sign in sectors["numbers"] if sign in "一二三"]
    if len(numbers) != count:
        return []
    return [Member("", GAP.join(filter(None, (sectors[1], number, sectors["name"])))) for number in numbers]


def _deal_pair(indicator: str, count: int) -> list[Member]:
    """Deal out a word that stands for two: 城乡低保标准, 存贷款余额."""
    found = list(load_measures().pair.finditer(indicator))
    if count != len("城乡") or len(found) != 1:
        return []
    start, end = found[0].span()
    names = load_measures().pairs[found[0][0]]
    if names[0].endswith("量") and indicator[end:]:
        return []  # 日产销气量
    return [Member("", GAP.join(filter(None, (indicator[:start], name, indicator[end:])))) for name in names]


def _add_predicate(names: list[str], predicate: str) -> list[Member]:
    """Give each member what the words behind 分别 say of it: 法官、检察官分别占队伍总数."""
    predicate = predicate.lstrip("约近")
    is_lead = bool(_LEAD.match(predicate))
    if not (is_lead or predicate.startswith("占") or load_measures().head.fullmatch(predicate)):
        return []
    members = _share_measure(names, is_counted=True)
    if is_lead:
        return members
    return [Member(one.subject, f"{one.indicator}{GAP}{predicate}") for one in members]


def _complete(names: list[str]) -> list[str]:
    """Complete members of one character by the word of the last one: 汽、柴油价格 are two kinds of 油."""
    if not any(len(name) == 1 for name in names):
        return names
    if any(len(name) > 1 for name in names[:-1]):
        return names
    word = names[-1][1:]
    return [*(f"{name}{GAP}{word}" for name in names[:-1]), names[-1]]


def _share_measure(names: list[str], *, is_counted: bool) -> list[Member]:
    """Return subject and indicator of each Chinese name of a list: what is measured stands at its end.

    Names that each have their own measure (营业收入和净利润) share only how it is reckoned (年均增长).
    """
    if any(len(name.replace(GAP, "")) < _SHORTEST_NAME for name in names):
        return []
    if GAP in names[0]:
        return [Member("", name) for name in names]
    *earlier, last = names
    rate = _RATE.search(last)
    tail = f"{GAP}{rate[0].removeprefix('的')}" if rate else ""
    if rate:
        last = last[: rate.start()]
    if shared := _find_shared(earlier, last):
        measure = f"{GAP}{shared.measure}{tail}".replace(GAP * 2, GAP)
        return [Member(name, f"{name}{measure}") for name in (*earlier, shared.own)]
    if tail.startswith(f"{GAP}占") and any(name[-2:] != last[-2:] for name in earlier):
        return [Member("", name) for name in (*earlier, f"{last}{tail}")]  # 死亡人数、经济损失占gdp比重
    own = [_has_measure(name) for name in earlier]
    is_like = not _has_measure(last) and (is_counted or all(len(name) == len(last) for name in earlier))
    if all(own) or (rate and not any(own)) or is_like:
        return [Member("", f"{name}{tail}") for name in (*earlier, last)]
    return []


class _SharedWords(NamedTuple):
    """The last member's own name, and what is measured of all members."""

    own: str
    measure: str


def _find_shared(earlier: list[str], last: str) -> _SharedWords | None:
    """Take the last member apart: its own name, and the measure that all share; None where it is not sure."""
    longest = max(map(len, earlier)) + _LONGER
    for place in _places(earlier, last):
        own, measure = last[:place], last[place:]
        if measure.startswith("”"):
            own, measure = f"{own}”", measure[1:]
        own, measure = own.partition("等")[0].strip("的"), measure.removeprefix("的")
        if not 0 < len(own) <= longest or own in earlier:
            continue
        if _has_measure(measure) and not measure.startswith("等"):
            return _SharedWords(own, measure)
    return None


def _places(earlier: list[str], last: str) -> Iterator[int]:
    """Yield where the last member's own name may end, the surest place first."""
    measures = load_measures()
    if all(map(_has_measure, earlier)):
        # 进口、出口通关时间: measures by themselves, here things that are measured
        if all(f"{name[-2:]}/{last[:2]}" in measures.opposites for name in earlier):
            yield 2
        return
    if any(map(_has_measure, earlier)):
        return
    if "的" in last:
        yield last.rindex("的")
    ends = {name[-2:] for name in earlier}
    if len(ends) == 1 and (start := last.rfind(next(iter(ends)))) > 0:
        yield start + 2
    if len({name[-1] for name in earlier}) == 1 and len(earlier[0]) <= _LONGEST_NEAR:
        yield last.find(earlier[0][-1], 1, _LONGEST_NEAR) + 1
    if all(len(name) == len(earlier[0]) and name[:2] == last[:2] for name in earlier):
        yield len(earlier[0])
    if head := measures.head.search(last):
        yield head.start()


def _has_measure(name: str) -> bool:
    """Return whether a name ends in a measure of its own: 森林覆盖率, 营业收入, 死亡人数."""
    if name.endswith(_SUBSTANCES):
        return False
    return bool(load_words().measure_end.search(name) or load_measures().head.search(name))
