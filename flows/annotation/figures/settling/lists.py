"""Lists dealt out: 分别 and "respectively" give each figure its own date, indicator or subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words import GAP
from flows.records import BOUNDS, CHANGES
from flows.text import has_han

_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and)\s?(?:about |around |over |nearly |约|近)?")
# What stands between two figures of a list, the bound of the first one among it: 5%以上和6%以上.
_BETWEEN = re.compile(f"(?:及?以上|左右|以内|以下)?{_LIST.pattern}")
_PARTS = re.compile(r"、|和|与|以及|及|, and |, | and ")
_SHORTEST_NAME = 2
_HALVES = ("存", "贷")  # 存、贷款余额 shares half a word
# How a measure is reckoned, behind the last of those that share it.
_RATE = re.compile("的(?:占比|比例|比重)$|增速$|增幅$|年均[^年]{1,3}$")
_RESIDENTS = re.compile("(?<=.)(?:常住)?居民$")
# What is measured of each member of a list, at the end of the last one.
_MEASURE = re.compile(
    "(?:的|研发|人均|地区生产|生产|GDP|gdp|增加值|产量|销量|营收|营业|收入"
    "|利润|进出口|出口额|进口额|投资|数量|占比|比重"
    "|份额|市场份额|自给率|国产化率|规模|总量|增速|同比|用水量|用电量"
    "|消费|价格|里程|标准|支出|贷款|覆盖率).*$"
)

# The three sectors of an economy, which share their last words: 一二三产增加值, 第一、第二、第三产业.
_SECTORS = re.compile("(第?)一、?第?二、?第?三((?:次产业|产业?).*)")


class Shared(NamedTuple):
    """The deadline and indicator that the place in a list gives a figure; each may be ""."""

    deadline: str
    indicator: str
    subject: str


def find_runs(sentence: Sentence, readings: Mapping[int, Reading]) -> Iterator[list[int]]:
    """Yield the figures of each list with 分别 or "respectively", at least two."""
    done = -1
    for first, reading in readings.items():
        if first <= done or not reading.is_respective or reading.is_rejected:
            continue
        run = [first]
        while run[-1] + 1 in readings and _is_listed(sentence, run[-1]):
            run.append(run[-1] + 1)
        done = run[-1]
        if len(run) > 1:
            yield run


def revive_listed(sentence: Sentence, readings: Mapping[int, Reading]) -> None:
    """Take back the rejection of bare figures that belong to such a list."""
    for run in find_runs(sentence, readings):
        for index in run[1:]:
            reading = readings[index]
            if reading.is_rejected:
                reading.is_rejected, reading.rule = False, readings[run[0]].rule
                reading.kind, reading.default = readings[run[0]].kind, readings[run[0]].default


def distribute(sentence: Sentence, readings: Mapping[int, Reading]) -> dict[int, Shared]:
    """Return the deadline, indicator and subject of the figures of lists with 分别 or "respectively"."""
    shared: dict[int, Shared] = {}
    for run in find_runs(sentence, readings):
        reading = readings[run[0]]
        dates = _dates_in_list(sentence, len(run)) or [""] * len(run)
        dealt = [("", reading.indicator)] * len(run)
        if not any(dates) and not reading.is_by_tree:
            dealt = _deal(reading.indicator, len(run)) or dealt
        for place, index in enumerate(run):
            if index != run[0]:
                _share_sign(reading, readings[index])
                if reading.unit.startswith(f"{sentence.figures[index].unit or '-'}/"):
                    readings[index].unit = reading.unit  # 每吨分别降低160元和155元
            subject, name = dealt[place]
            if reading.is_by_tree:
                name = ""
            shared[index] = Shared(dates[place], name, subject)
    return shared


def _share_sign(first: Reading, other: Reading) -> None:
    """Give a figure of a list the sign of the first one: 分别增长5%和6%以上 are both changes.

    A bound behind the first figure is its own; one before it is that of all, where they have none.
    """
    own = "" if other.comparator == "=" else other.comparator
    shared = "" if first.is_bound else first.bound
    if first.comparator in CHANGES and own in ("", *BOUNDS):
        other.comparator, other.bound = first.comparator, own or shared
    elif not own and not (first.is_bound and first.comparator in BOUNDS):
        other.comparator = first.comparator


def _deal(indicator: str, count: int) -> list[tuple[str, str]]:
    """Return subject and indicator of each of `count` members of a list, [] where it has another number.

    华为、中兴研发投入 are two firms and one measure, 出口和进口 two measures. GAP stands between the parts
    of an indicator that the text has apart.
    """
    sectors = _SECTORS.fullmatch(indicator)
    if sectors and count == len("一二三"):
        return [("", GAP.join(filter(None, (sectors[1], number, sectors[2])))) for number in "一二三"]
    names = [name.strip() for name in _PARTS.split(indicator)]
    if len(names) != count or min(map(len, names)) < _SHORTEST_NAME:
        return []
    if names[0].endswith(_HALVES):
        return []
    if not has_han(indicator):
        return [("", name) for name in names]
    return _share_measure(names)


def _share_measure(names: list[str]) -> list[tuple[str, str]]:
    """Return subject and indicator of each Chinese name of a list: what is measured stands at its end.

    Names that each have their own measure (营业收入和净利润) share only how it is reckoned (年均增长).
    """
    rate = _RATE.search(names[-1])
    tail = f"{GAP}{rate[0].removeprefix('的')}" if rate else ""
    last = names[-1][: rate.start()] if rate else names[-1]
    measure = _MEASURE.search(last, 1)
    if not measure or any(_MEASURE.search(name, 1) for name in names[:-1]):
        return [("", f"{name}{tail}") for name in [*names[:-1], last]]
    place = measure.start()
    people = _RESIDENTS.search(last[:place])
    if people and not any("居民" in name for name in names[:-1]):
        place = people.start()  # 城镇、农村常住居民人均可支配收入
    shared = f"{GAP}{last[place:].removeprefix('的')}{tail}".replace(GAP * 2, GAP)
    return [(name, f"{name}{shared}") for name in [*names[:-1], last[:place].rstrip("的")]]


def _is_listed(sentence: Sentence, index: int) -> bool:
    left, right = sentence.figures[index], sentence.figures[index + 1]
    return right.start - left.end < 12 and bool(_BETWEEN.fullmatch(sentence.text, left.end, right.start))


def _dates_in_list(sentence: Sentence, count: int) -> list[str]:
    """Return the dates of the first list of `count` moments in a sentence, or none."""
    run: list[Moment] = []
    for moment in sentence.moments:
        if moment.role == "base" or not moment.iso:
            continue
        if run and not _follows_in_list(sentence.text, run[-1], moment):
            run = []
        run.append(moment)
        if len(run) == count:
            return [item.iso for item in run]
    return []


def _follows_in_list(text: str, left: Moment, right: Moment) -> bool:
    return right.start - left.end <= 8 and bool(_LIST.fullmatch(text, left.end, right.start))
