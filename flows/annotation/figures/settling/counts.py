"""Small counts in lists: 稀土行业3项 is read if 机械行业15项 next to it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import load_units
from flows.text import lazy_pattern

# Between two counts of a list.
_BETWEEN = lazy_pattern(
    r"(?:及?以上|左右)?[^,;:。!?、()\d\n]{0,20}(?:\([^()]{1,8}\))?(?:、|,(?=[特一二三四]等奖|[金银铜][奖牌]))"
    r"[^,;:。!?、()\d\n]{0,24}"
)
_SHORTEST_LIST = 3  # this many small counts in a row are a list without others


def revive_counts(sentence: Sentence, readings: Mapping[int, Reading]) -> None:
    """Withdraw the rejection of small counts that belong to a list."""
    for run in _find_lists(sentence, readings):
        read = [readings[index] for index in run if not readings[index].is_rejected]
        if not read and not _is_list_of_its_own(readings, run):
            continue
        for index in run:
            reading = readings[index]
            if reading.is_rejected and read:
                reading.kind, reading.default = reading.kind or read[0].kind, read[0].default
            reading.is_rejected = False


def _is_list_of_its_own(readings: Mapping[int, Reading], run: list[int]) -> bool:
    """Return whether small counts alone make a list: 化工行业3项、轻工行业1项、纺织行业2项."""
    is_before = all(readings[index].rule == "choose_phrase" for index in run)
    return len(run) >= _SHORTEST_LIST and is_before


def _find_lists(sentence: Sentence, readings: Mapping[int, Reading]) -> Iterator[list[int]]:
    """Yield the lists of at least two counts, each as the indices of its figures."""
    run: list[int] = []
    for index in range(len(sentence.figures)):
        if not _is_count(sentence, readings, index):
            run = []
            continue
        if run and not _is_next(sentence, index):
            run = []
        run.append(index)
        if len(run) > 1 and not (_is_count(sentence, readings, index + 1) and _is_next(sentence, index + 1)):
            yield run


def _is_count(sentence: Sentence, readings: Mapping[int, Reading], index: int) -> bool:
    """Return whether a figure counts things, and is read or is a small count."""
    reading = readings.get(index)
    if reading is None or reading.is_baseline or (reading.is_rejected and not reading.indicator):
        return False
    return sentence.figures[index].unit in load_units().counting


def _is_next(sentence: Sentence, index: int) -> bool:
    """Return whether a figure follows the one before it in a list, with the same measure word."""
    left, right = sentence.figures[index - 1], sentence.figures[index]
    return left.unit == right.unit and bool(_BETWEEN.fullmatch(sentence.text, left.end, right.start))
