"""Word tables: the TOML files next to the readers of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.text import lazy_pattern, read_patterns

ANYTHING = lazy_pattern("(?s:.*)")
# Stands for a date or period in the words around it.
GAP = "\0"
YEARLY = "年均"  # begins the name of an average annual change
AVERAGES = tuple(f"{years}年平均" for years in "两三四五")  # ... that of these years
_WRITTEN_GAP = "<time>"


def read_table(name: str) -> dict[str, Any]:
    """Return the contents of a TOML file of this folder."""
    return read_patterns(Path(__file__).parent / name)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a list written as one text: `_` stands for a space, `<time>` for GAP."""
    return tuple(text.replace(_WRITTEN_GAP, GAP).replace("_", " ") for text in text.split())


def join_alternatives(patterns: Iterable[str]) -> str:
    """Return patterns as the alternatives of one regular expression, without brackets around them."""
    return "|".join(patterns)


def any_of_words(text: str) -> str:
    """Return the words of a list written as one text as alternatives, the longest first."""
    return join_alternatives(sorted(split_words(text), key=len, reverse=True))


def join_markers(markers: dict[str, list[str]], *kinds: str) -> str:
    """Return the words of `markers` as alternatives, captured in one group per kind."""
    return "|".join(f"(?P<{kind}>{join_alternatives(markers[kind])})" for kind in kinds)


def stands_between(text: str, own: str, before: re.Pattern[str], behind: re.Pattern[str]) -> bool:
    """Return whether `text` is `own` between words that match two patterns; no pattern is compiled for it."""
    place = text.find(own)
    while own and place >= 0:
        if before.fullmatch(text, 0, place) and behind.fullmatch(text, place + len(own)):
            return True
        place = text.find(own, place + 1)
    return False
