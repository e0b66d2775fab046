"""States of the value before, and bases of comparison, of Chinese figures: 前值, 较7月末."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.records import CHANGES, Target
from flows.text import lazy_pattern

# The state of a value that was named before: 通胀率为3.2%，前值为3.5%.
_STATE = read_pattern("states", "state")
_STATE_ALONE = lazy_pattern("市场(?:一致)?预期|前值|初值|终值|预期值?|预估值|预测值|修正值")
_STATE_REACH = 14
# A time with which a value is compared, taken for a name: 比上年|同月|下降.
_TIME = read_pattern("states", "time")
_BASE = read_pattern("states", "base")
_REACH = 30


def find_state(passage: Passage, target: Target, before: Sequence[Target]) -> str:
    """Return which state of the value before a figure is (前值, 初值, 预期), or ""."""
    if not before:
        return ""
    if _STATE_ALONE.fullmatch(target.indicator) and before[-1].unit == target.unit:
        return target.indicator
    if before[-1].indicator != target.indicator:
        return ""
    match = _STATE.search(passage.text, max(before[-1].end, target.start - _STATE_REACH), target.start)
    if match:
        return match["state"]
    return ""


def names_only_time(target: Target) -> bool:
    """Return whether the name of a change is only the time with which it is compared."""
    return target.comparator in CHANGES and _TIME.fullmatch(target.indicator) is not None


def find_base(passage: Passage, target: Target) -> str:
    """Return with what the words before a change compare it, if that was not read, or ""."""
    if target.comparator not in CHANGES or target.baseline:
        return ""
    clause = passage.clauses[passage.clause_at(target.start)]
    found = [*_BASE.finditer(passage.text, max(clause.start, target.start - _REACH), target.start)]
    if found:
        return found[-1]["base"]
    return ""
