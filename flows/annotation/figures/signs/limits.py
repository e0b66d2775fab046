"""Limits by name: 贷款额度上限为50万元 is a bound of 贷款额度."""

from __future__ import annotations

from dataclasses import replace

from flows.records import Target
from flows.text import lazy_pattern

_LIMIT = lazy_pattern(
    r"(?P<measure>.*?)(?<!区间)(?<!区间的)的?(?:最[高低])?(?P<end>上限|下限)(?:标准|值|水平)?"
)
_SHORTEST = 2  # characters of a measure
_SIGNS = {"上限": "<=", "下限": ">="}


def read_limit(target: Target) -> Target:
    """Return a figure whose indicator names an upper or lower limit as a bound of what is limited.

    >>> 度电线损率上限 = 4.2 -> 度电线损率 <= 4.2
    """
    named = _LIMIT.fullmatch(target.indicator)
    if named is None or target.comparator != "=":
        return target
    bounded = replace(target, comparator=_SIGNS[named["end"]])
    if len(named["measure"]) < _SHORTEST:
        return bounded
    return replace(bounded, indicator=named["measure"])
