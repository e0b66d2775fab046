"""Lists dealt out: 分别 and "respectively" give each figure its own date, indicator or subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words import GAP
from flows.text import has_han

_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and)\s?(?:about |around |over |nearly |约|近)?")
_PARTS = re.compile(r"、|和|与|以及|及|, and |, | and ")
_SHORTEST_NAME = 2
_HALVES = ("存", "贷")  # 存、贷款余额 shares half a word
# What is measured of each member of a list, at the end of the last one.
_MEASURE = re.compile(
    "(?:的|研发|人均|地区生产|生产|GDP|gdp|增加值|产量|销量|营收|营业|收入"
    "|利润|进出口|出口额|进口额|投资|数量|占比|比重"
    "|份额|市场份额|自给率|国产化率|规模|总量|增速|同比).*$"
)


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
            if readings[index].comparator == "=":
                readings[index].comparator = reading.comparator
            subject, name = dealt[place]
            if reading.is_by_tree:
                name = ""
            shared[index] = Shared(dates[place], name, subject)
    return shared


def _deal(indicator: str, count: int) -> list[tuple[str, str]]:
    """Return subject and indicator of each of `count` members of a list, [] where it has another number.

    华为、中兴研发投入 are two firms and one measure, 出口和进口 two measures. GAP stands between the parts
    of an indicator that the text has apart.
    """
    names = [name.strip() for name in _PARTS.split(indicator)]
    if len(names) != count or min(map(len, names)) < _SHORTEST_NAME:
        return []
    if names[0].endswith(_HALVES):
        return []
    if not has_han(indicator):
        return [("", name) for name in names]
    measure = _MEASURE.search(names[-1], 1)
    if not measure:
        return [("", name) for name in names]
    names[-1] = names[-1][: measure.start()].rstrip("的")
    return [(name, f"{name}{GAP}{measure[0].removeprefix('的')}") for name in names]


def _is_listed(sentence: Sentence, index: int) -> bool:
    left, right = sentence.figures[index], sentence.figures[index + 1]
    return right.start - left.end < 12 and bool(_LIST.fullmatch(sentence.text, left.end, right.start))


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
