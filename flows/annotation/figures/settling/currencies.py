"""Sums of Taiwan: a bare 元 in a text about its bodies, or behind 新台币, is no renminbi."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flows.records import Target

_NAMED = re.compile("新?[台臺][幣币]|NT\\$|NTD|TWD")
# Bodies of Taiwan in the characters that are written there; 工研院 and 經濟部 only as whole names.
_BODIES = re.compile(
    "(?<![法府國京])(?:行政院(?!校)|立法院|監察院|國科會|國發會|數位發展部|金管會|衛福部|中科管理局)"
    "|(?:(?<![\u4e00-\u9fff])|(?<=[由與和及對向據])|(?<=[台臺]灣))(?:經濟部|工研院|竹科)"
)
_TRADITIONAL = re.compile("[億萬國會處發資產業與經濟對間門關開過這個為臺灣幣]")
_SIMPLIFIED = re.compile("[亿万国会处发资产业与经济对间门关开过这个为湾币]")
_ISLAND = re.compile("[台臺]灣")
# Where another yuan or dollar is named, a bare 元 may be that, and a text about the mainland has its yuan.
_OTHERS = re.compile("人民[幣币]|RMB|CNY|港[元幣币]|澳門元|澳门元")
_ELSEWHERE = re.compile("大陸|陸[企資]|中資|中國(?!信託|石油|鋼鐵|醫藥)|內地|香港|澳門|國民政府")
_END = re.compile("[。！？!?；;\n]")
# 2兆8,943億元: so are only sums of Taiwan written.
_TRILLIONS = re.compile("兆[\\d,.]*[億亿]元")
_BARE = "元"


def settle_yuan(text: str, targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return the figures with a bare 元 as Taiwan dollars where the text tells that they are.

    That is so in texts in traditional characters about a body of Taiwan, or behind 新臺幣 there, and where
    a sum is written with 兆 and 億, unless the text names renminbi, dollars of Hong Kong or the mainland.
    """
    found = tuple(targets)
    if _BARE not in text or _OTHERS.search(text):
        return found
    is_islands = _is_traditional(text) and not _ELSEWHERE.search(text)
    named = _NAMED.search(text) if is_islands else None
    first = named.start() if named and _ISLAND.search(text) else len(text)
    if is_islands and _BODIES.search(text):
        first = 0
    return tuple(
        _in_taiwan_dollars(target)
        if target.start >= first
        or _TRILLIONS.search(target.text)
        or (is_islands and _is_named_before(text, target.start))
        else target
        for target in found
    )


def _is_traditional(text: str) -> bool:
    return len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text))


def _is_named_before(text: str, place: int) -> bool:
    """Return whether 新臺幣 stands before a place in the same sentence."""
    return any(not _END.search(text, named.end(), place) for named in _NAMED.finditer(text, 0, place))


def _in_taiwan_dollars(target: Target) -> Target:
    currency, *rates = target.unit.split("/")
    if currency != "CNY" or not target.text.endswith(_BARE):
        return target
    return replace(target, unit="/".join(["TWD", *rates]))
