"""Read Chinese changes that an adjective states: 比上年同期多38%, 速度快了30%, 较年初多出14%."""

from __future__ import annotations

import re

from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.units import PERCENT, POINTS, TIMES
from flows.annotation.figures.words import GAP

_FALLS = frozenset("少低慢短")
# More or less than at some time, at the end of a phrase: 折旧费用估计比<time>|多; the time may be cut.
_THAN_THEN = re.compile(
    f"(?P<what>[^,;:。]*?)(?:估计|预计|大约)?(?:[比较]{GAP}(?:同期|年初|底|末)?)"
    "(?P<how>[多高]出|[多少高低快慢])"
)
_ALONE = re.compile("[多高]出|[多少高低快慢]")
# 速度快|了|30%, 营收多出|21%.
_BY = re.compile("(?P<what>[^,;:。比较]{2,}?)(?P<how>多出|[多少高低快慢长短])")
_STATED = re.compile("(?<![至减不最提降加放缩新增])(?:[多高]出|[多少高低快慢短]了)(?:约|近|超过?|逾)*$")
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


# An earlier value of which a share is stated, with and without its time, and the verb that leads to it.
_EARLIER = re.compile(
    "(?P<base>[^,;。、由从到至为]{2,12}?(?:年|月|前|期)(?:的?同期)?)(?:的?水平)?"
    "的(?P<about>约|近|不足|不到|超过?|大约)?$"
)
_LEADS_TO_EARLIER = re.compile(
    "(?:已经?|将|均|都|仅|只|基本|逐步|快速|大幅|进一步)*"
    "(?:恢复|回升|回落|下降|降低|降|减少|减|压减|削减|缩减|萎缩|上升|增加|增长|增|回)"
    "(?:到|至|为)(?:了|约|近)?"
    f"(?:{GAP}|(?:疫情|灾|危机|战|原)[^,;。、]{{0,4}}前?)(?:的?同期)?(?:的?水平)?"
    "的(?:约|近|不足|不到|超过?|大约)?$"
)
_IS_BROUGHT = re.compile("[由从][^,;。]{0,24}\\d")


def name_earlier(words: str, left: str) -> str:
    """Return `left`, the words before a share without their times, with the earlier value that `words` names.

    >>> 客流恢复到2019年同期水平的 -> 客流相当于2019年同期
    """
    verb = _LEADS_TO_EARLIER.search(left)
    earlier = _EARLIER.search(words) if verb else None
    if verb is None or earlier is None or _IS_BROUGHT.search(words):
        return left
    level = "水平" if earlier["base"].endswith("前") else ""
    return f"{left[: verb.start()]}相当于{earlier['base']}{level}{earlier['about'] or ''}"
