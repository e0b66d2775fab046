"""Verbs that the figures of a list share: 淘汰水泥产能300万吨、焦炭产能200万吨 are both given up."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import replace

from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, RANK, TIMES
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import load_words
from flows.text import lazy_pattern

_VERB = lazy_pattern(
    "(?P<verb>取消和下放|取消|下放|废止|淘汰|关闭|退出|化解|撤销|拆除|关停|新增|新设"
    "|新认定|新开工|新培育|新引进)"
    "(?:落后的?)?(?=..)"
)
_OF_ANYTHING = frozenset((PERCENT, PERMILLE, POINTS, TIMES, RANK))
_TO_NEXT = "(?:以上|左右|以内)?[、和及与]"


def share_verbs(sentence: Sentence, readings: MutableMapping[int, Reading]) -> None:
    """Put the verb of a list's first member before the names of the others, if all have one unit.

    >>> 新增大型饭店10家、小型饭店30家 -> 新增大型饭店, 新增小型饭店
    """
    verb, last = "", None
    for index, reading in readings.items():
        own = _VERB.match(reading.indicator)
        if own:
            verb, last = own["verb"], index
            continue
        if last != index - 1 or not _is_next(sentence, index, reading):
            verb, last = "", None
            continue
        last = index
        readings[index] = replace(reading, indicator=f"{verb}{GAP}{reading.indicator}")


def _is_next(sentence: Sentence, index: int, reading: Reading) -> bool:
    """Return whether a figure and its name continue the list of the figure before, without a verb."""
    before, figure = sentence.figures[index - 1 : index + 1]
    is_alike = before.unit == figure.unit or {before.unit, figure.unit}.isdisjoint(_OF_ANYTHING)
    if not (reading.indicator and is_alike) or reading.indicator.startswith(load_words().actions):
        return False
    between = sentence.text[before.end : figure.start]
    return re.fullmatch(_TO_NEXT + re.escape(reading.indicator), between) is not None
