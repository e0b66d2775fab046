"""Sums of money that the clauses before are about: 安排专项资金2亿元，支持项目60个 -> 专项资金支持项目."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.annotation.figures.units import load_units
from flows.records import Target

_FUND = read_pattern("funds", "fund")
_FUND_OF = read_pattern("funds", "fund_of")
_USED = read_pattern("funds", "used")
_DEED = read_pattern("funds", "deed")


def find_fund(passage: Passage, target: Target, place: int, earlier: Sequence[Target]) -> str:
    """Return the fund whose use a name tells, named by the last sum before it in its sentence, or ""."""
    if not _USED.match(target.indicator) or not passage.opens_clause(place):
        return ""
    for one in reversed(earlier):
        if one.unit in load_units().currencies:
            name = _DEED.sub("", one.indicator.removeprefix(one.subject))
            match = _FUND.fullmatch(name) or _FUND_OF.fullmatch(name)
            is_apart = passage.is_quoted_apart(one.start, place) or len(match["name"] if match else "") < 3
            if match is None or is_apart or match["name"] in target.indicator:
                return ""
            return match["name"]
    return ""
