"""Quotes: the sentence of a passage in which something stands, cut to a length that can be printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[。！？；!?;]+[”’」』）)]*|\.(?=\s+[A-Z“\"(])[”\")]*|\n+")
_WIDTH = {"zh": 120, "mixed": 160, "en": 260, "und": 160}


@dataclass(frozen=True, slots=True)
class Quote:
    """Part of a passage's text: `text[start:end]` is it, `left` and `right` say whether the sentence was cut there."""

    start: int
    end: int
    left: bool
    right: bool

    def of(self, text: str) -> str:
        """Return the quote with … where it was cut."""
        return (
            ("…" if self.left else "")
            + " ".join(text[self.start : self.end].split())
            + ("…" if self.right else "")
        )


def sentence_ends(text: str) -> list[int]:
    """Return the places at which sentences end, in order, the end of the text being the last."""
    return [*(place for match in _END.finditer(text) if (place := match.end()) < len(text)), len(text)]


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence (or sentences) that holds [start, end), without white space at its ends."""
    first, last = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def quote(text: str, start: int, end: int, language: str = "zh") -> Quote:
    """Return the sentence about [start, end), cut to 120 Chinese characters or 260 of English around it."""
    width = _WIDTH.get(language, 160)
    first, last = find_sentence(text, start, end)
    if last - first <= width:
        return Quote(first, last, False, False)
    left = max(first, min(start - width // 3, last - width))
    right = min(last, left + max(width, end - left))
    if language == "en":
        while left > first and not text[left - 1].isspace():
            left -= 1
        while right < last and not text[right].isspace():
            right += 1
    return Quote(left, right, left > first, right < last)
