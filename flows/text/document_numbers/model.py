"""Document numbers, the names that they are written with, and their keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.text.patterns import lazy_pattern

# All patterns run on the shadow: lower case, half width, without zero-width characters and spaces inside
# Chinese.
OPEN, CLOSE = r"[\[(（【〔﹝「]", r"[\])）】〕﹞」]"
YEAR = r"(?:19|20)\s?\d\s?\d"
OWN_NUMBER = lazy_pattern(r"\d+号$")  # of a key


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number: its span in code points of the shadow, and its key."""

    start: int
    end: int
    key: str


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of `names.toml`: pinyin, english_issuers, english_kinds, short_issuers."""
    read: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    )
    return read


def key_in_series(series: str, year: str, number: str) -> str:
    """Return the key of a number in a year's series."""
    return f"{series}〔{plain_year(year)}〕{int(number)}号"


def plain_year(digits: str) -> str:
    """Return the digits of a year that may be apart (2 0 1 5)."""
    return digits.replace(" ", "")
