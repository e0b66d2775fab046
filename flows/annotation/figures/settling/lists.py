"""Lists dealt out: 分别 and "respectively" give each figure its own date, indicator or subject."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.statements import Reading, Sentence

_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and)\s?(?:about |around |over |nearly |约|近)?")
_PARTS = re.compile(r"、|和|与|以及|及|, and |, | and ")
_SHORTEST_NAME = 4


class Shared(NamedTuple):
    """The deadline and indicator that the place in a list gives a figure; each may be ""."""

    deadline: str
    indicator: str
    subject: str


def distribute(sentence: Sentence, readings: Mapping[int, Reading]) -> dict[int, Shared]:
    """Return the deadline and indicator of the figures that stand in a list with 分别 or "respectively"."""
    shared: dict[int, Shared] = {}
    for first, reading in readings.items():
        if first in shared or not reading.is_respective:
            continue
        run = [first]
        while run[-1] + 1 in readings and _is_listed(sentence, run[-1]):
            run.append(run[-1] + 1)
        if len(run) < 2:
            continue
        dates = _dates_in_list(sentence, len(run)) or [""] * len(run)
        names = [name.strip() for name in _PARTS.split(reading.indicator)]
        are_names = len(names) == len(run) and min(map(len, names)) >= _SHORTEST_NAME
        for place, index in enumerate(run):
            if readings[index].comparator == "=":
                readings[index].comparator = reading.comparator
            name = names[place] if are_names and not dates[place] else reading.indicator
            shared[index] = Shared(dates[place], name, "")
    return shared


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
