"""Sums of Taiwan: a bare 元 in a text about its bodies, or behind 新台币, is no renminbi."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flows.records import Target

_NAMED = re.compile("新?[台臺][幣币]|NT\\$|NTD|TWD")
# Bodies of Taiwan in the characters that are written there.
_BODIES = re.compile(
    "行政院|立法院|監察院|經濟部|國科會|國發會|數位發展部|金管會|衛福部|工研院|竹科|中科管理局"
)
# Where another yuan or dollar is named, a bare 元 may be that.
_OTHERS = re.compile("人民[幣币]|RMB|CNY|港[元幣币]|澳門元|澳门元")
_BARE = "元"


def settle_yuan(text: str, targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return the figures with a bare 元 as Taiwan dollars where the text tells that they are.

    That is so behind 新台币, and in texts in traditional characters about a body of Taiwan, unless the text
    names renminbi or dollars of Hong Kong, too.
    """
    found = tuple(targets)
    if _BARE not in text or _OTHERS.search(text):
        return found
    named = _NAMED.search(text)
    first = 0 if _BODIES.search(text) else named and named.start()
    if first is None:
        return found
    return tuple(_in_taiwan_dollars(target) if target.start >= first else target for target in found)


def _in_taiwan_dollars(target: Target) -> Target:
    currency, *rates = target.unit.split("/")
    if currency != "CNY" or not target.text.endswith(_BARE):
        return target
    return replace(target, unit="/".join(["TWD", *rates]))
