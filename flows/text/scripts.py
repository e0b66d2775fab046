"""Scripts: which characters are Han, the one definition that every room uses."""

from __future__ import annotations

import re

# The Han characters, for use inside the brackets of a regular expression: the unified ideographs of the Basic
# Multilingual Plane with Extension A, the compatibility ideographs, and planes 2 and 3 (Unicode 16, table
# 18-1).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")


def is_han(text: str) -> bool:
    """Return whether `text` consists of Han characters only; false for an empty text."""
    return _HAN_RUN.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Return whether `text` contains a Han character."""
    return _HAN.search(text) is not None


def count_han(text: str, start: int = 0, end: int | None = None) -> int:
    """Return the number of Han characters in `text[start:end]`."""
    if end is None:
        end = len(text)
    return sum(map(len, _HAN_RUN.findall(text, start, end)))
