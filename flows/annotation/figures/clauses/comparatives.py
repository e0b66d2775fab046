"""Read Chinese changes that an adjective states: 比上年同期多38%, 速度快了30%, 较年初多出14%."""

from __future__ import annotations

from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.units import PERCENT, POINTS, TIMES
from flows.annotation.figures.words import GAP
from flows.text import lazy_pattern

_FALLS = frozenset("少低慢短")
# More or less than at some time, at the end of a phrase: 折旧费用估计比<time>|多; the time may be cut.
_THAN_THEN = lazy_pattern(
    f"(?P<what>[^,;:。]*?)(?:估计|预计|大约)?(?:[比较]{GAP}(?:同期|年初|底|末)?)"
    "(?P<how>[多高]出|[多少高低快慢])"
)
_ALONE = lazy_pattern("[多高]出|[多少高低快慢]")
# 速度快|了|30%, 营收多出|21%.
_BY = lazy_pattern("(?P<what>[^,;:。比较]{2,}?)(?P<how>多出|[多少高低快慢长短])")
_STATED = lazy_pattern("(?<![至减不最提降加放缩新增])(?:[多高]出|[多少高低快慢短]了)(?:约|近|超过?|逾)*$")
_DONE, _MORE_THAN = "了", "多出"


def read_comparative(clause: Clause) -> None:
    """Make a share beside an adjective of more or less a change of what precedes the adjective."""
    if clause.figure.unit not in (PERCENT, POINTS, TIMES) or {"+", "-"} & {*clause.effects}:
        return
    found = _THAN_THEN.fullmatch(clause.phrase) or _ALONE.fullmatch(clause.phrase)
    if found is None and (_DONE in clause.tail or clause.phrase.endswith(_MORE_THAN)):
        found = _BY.fullmatch(clause.phrase)
    if found is None:
        return
    named = found.groupdict()
    how = named.get("how") or found[0]
    clause.phrase = named.get("what") or ""
    clause.effects = ["-" if how[0] in _FALLS else "+", *clause.effects]


def is_stated(clause: Clause) -> bool:
    """Return whether an adjective states a change before a figure: 多出|70%以上 is no demand."""
    return _STATED.search(clause.left) is not None
