"""Provinces and their names in both languages.

`provinces.csv` lists the provinces, autonomous regions and municipalities, Hong Kong, Macao and Taiwan with
their codes (GB/T 2260 and ISO 3166-2).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.text.folding import fold_label

_SPECIAL = ("SAR", "Special Administrative Region")


class Province(NamedTuple):
    """A province: its codes, and its full, short and English name; `also` are other names."""

    code: str
    letters: str
    name: str
    short: str
    english: str
    also: str

    @property
    def english_names(self) -> list[str]:
        """The English names, the usual one first."""
        return [self.english, *filter(None, self.also.split("|"))]


@cache
def list_provinces() -> tuple[Province, ...]:
    """Return the provinces in the order of their codes."""
    with Path(__file__).with_name("provinces.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Province(**row) for row in csv.DictReader(file))


@cache
def _known() -> dict[str, str]:
    return {fold_label(form): one.name for one in list_provinces() for form in _forms(one)}


def _forms(one: Province) -> Iterator[str]:
    yield from (one.name, one.short, *one.english_names)
    yield from (f"{name} Province" for name in one.english_names if one.name.endswith("省"))
    yield from (f"{name} Municipality" for name in one.english_names if one.name.endswith("市"))
    if one.name.endswith("自治区"):
        yield from (f"{name} Autonomous Region" for name in one.english_names)
    if one.name.endswith("特别行政区"):
        yield from (f"{name} {rank}" for name in one.english_names for rank in _SPECIAL)


def read_province(word: str) -> str:
    """Return the full name of a province by any of its names (廣東, Guangdong Province), or ""."""
    return _known().get(fold_label(word), "")


def name_province(name: str, locale: str) -> str:
    """Return the short name of a province in a locale (en or zh) by its full name; other text unchanged."""
    one = _by_name().get(name)
    if one is None:
        return name
    return one.short if locale == "zh" else one.english


@cache
def _by_name() -> dict[str, Province]:
    return {one.name: one for one in list_provinces()}
