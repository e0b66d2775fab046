"""Shared by both languages: a comparator, and the bound of a change or multiple."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flows.records import BOUNDS, CHANGES


class Sign(NamedTuple):
    """The comparator of a figure, one of COMPARATORS, and its bound, one of BOUNDS or ""."""

    comparator: str
    bound: str


def choose_bound(comparator: str, effects: Iterable[str]) -> str:
    """Return the first bound among the effects of words, "" for a level, whose comparator is its bound."""
    return next((effect for effect in effects if effect in BOUNDS), "") if comparator in CHANGES else ""
