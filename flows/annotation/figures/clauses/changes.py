"""Find the changes from one figure to another: 由6.3件提高到12件."""

from __future__ import annotations

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES
from flows.text import lazy_pattern, start_of

_CHANGE_REACH, _LONGEST_CHANGE = 30, 40
_FROM_TO = lazy_pattern(r"(?:(?<![自理])由|从(?![业事而])|自(?=[\d一二]))[^,;。]{0,24}$")
_TO = lazy_pattern(
    r"(?:左右|以上|以下)?,?(?:在?(?:未来|今后)的?[\d一二三四五六七八九十]{1,3}年[内间]?)?"
    r"[^\d,;。]{0,12}?[到至为达]"
)
_TO_OVER_COMMA = lazy_pattern(
    "(?:左右|以上|以下)?,(?:则|又|再|已经?|逐步|逐渐|大幅|稳步|迅速|快速|持续|进一步)?"
    "(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|缩短|压缩|压减|回落|扩展|拓展|壮大"
    "|发展|猛增|激增|跃升|攀升|回升"
    "|恢复|[上下]调|调[增减高低]|延伸|延长|精简|集聚|降|增|升|涨|达)"
    "(?:[到至]|为)"
)
# By how much something changed, between its values: 由上季的76%|回升|3个百分点|至|79%.
_BY = lazy_pattern(
    "(?:的水平|水平)?(?:大幅|小幅|快速|进一步|又|再)?(?:提高|提升|上升|回升|攀升|增加|增长|上涨"
    "|上调|扩大|延长|下降|降低|下调|下滑|下跌|回落|减少|收窄|缩短|压缩)了?(?:约|近|超过?)?"
)
_UP_TO = lazy_pattern("(?:左右|以上)?,?[到至]")
_AMOUNTS = frozenset((POINTS, PERCENT, TIMES))


def is_start(sentence: Sentence, index: int) -> bool:
    """Return whether a change began at figure `index`, or at it and the next: 由9%、28%提高到15%和32%."""
    figure, *following = sentence.figures[index : index + 3]
    if not following or is_amount(sentence, index):
        return False
    if is_amount(sentence, index + 1):
        return True
    if sentence.text[figure.end : following[0].start] == "、" and len(following) > 1:
        return _starts_change(sentence, *following)
    return _starts_change(sentence, figure, following[0])


def is_amount(sentence: Sentence, index: int) -> bool:
    """Return whether figure `index` is by how much the value before it changed to that behind it."""
    if not 0 < index < len(sentence.figures) - 1:
        return False
    first, figure, last = sentence.figures[index - 1 : index + 2]
    if first.unit != last.unit or figure.unit not in {first.unit, *_AMOUNTS}:
        return False
    if not _BY.fullmatch(sentence.text, first.end, figure.start):
        return False
    before = sentence.text[max(sentence.start, first.start - _CHANGE_REACH) : first.start]
    return bool(_UP_TO.fullmatch(sentence.text, figure.end, last.start) and _FROM_TO.search(before))


def _starts_change(sentence: Sentence, figure: Figure, following: Figure) -> bool:
    """Return whether the following figure's change started from `figure`: 由6.3件提高到12件."""
    between = sentence.text[figure.end : following.start]
    if len(between) >= _LONGEST_CHANGE or "、" in between:
        return False
    if "," in between and not _TO_OVER_COMMA.match(between):
        return False
    before = sentence.text[max(sentence.start, figure.start - _CHANGE_REACH) : figure.start]
    return bool(_FROM_TO.search(before) and _TO.match(between))


def find_origin(sentence: Sentence, index: int) -> int | None:
    """Return the figure from which there was a change to figure `index`, or by it, None without one."""
    if is_amount(sentence, index):
        return index - 1
    if index and is_amount(sentence, index - 1):
        return index - 2
    if index and _starts_change(sentence, sentence.figures[index - 1], sentence.figures[index]):
        return index - 1
    return None


def start_of_change(sentence: Sentence, index: int, begin: int) -> int:
    """Return the position of 由 or 从 if a figure before changed to figure `index`, otherwise 0."""
    origin = find_origin(sentence, index)
    if origin is None:
        return 0
    before = sentence.figures[origin]
    low = min(begin, sentence.clause_of(before)[0])  # 由8%左右，提高到11%
    match = _FROM_TO.search(sentence.text, max(low, before.start - _CHANGE_REACH), before.start)
    return start_of(match, 0)
