"""Quotes: the sentence around a span of a passage, cut to a printable length."""

from __future__ import annotations

from dataclasses import dataclass

from flows.text import find_sentence, in_one_line

# Characters of a quote by language.
_WIDTHS = {"zh": 120, "mixed": 160, "en": 260, "und": 160}


@dataclass(frozen=True, slots=True)
class Quote:
    """Part of a passage: `text[start:end]` in code points.

    The flags say whether the sentence was cut there.
    """

    start: int
    end: int
    is_cut_left: bool
    is_cut_right: bool

    def of(self, text: str) -> str:
        """Return the quote in one line, with … where it was cut."""
        quoted = in_one_line(text[self.start : self.end])
        lead = "…" if self.is_cut_left else ""
        rest = "…" if self.is_cut_right else ""
        return f"{lead}{quoted}{rest}"


def quote(text: str, start: int, end: int, language: str = "zh") -> Quote:
    """Return the sentence around [start, end), cut to 120 Chinese or 260 English characters around it."""
    width = _WIDTHS.get(language, 160)
    first, last = find_sentence(text, start, end)
    if last - first <= width:
        return Quote(first, last, False, False)
    left = max(first, min(start - width // 3, last - width))
    right = min(last, left + max(width, end - left))
    if language == "en":
        left, right = _to_word_borders(text, left, right, first, last)
    return Quote(left, right, left > first, right < last)


def _to_word_borders(text: str, left: int, right: int, first: int, last: int) -> tuple[int, int]:
    """Return the span extended to whole words, within the sentence's span."""
    while left > first and not text[left - 1].isspace():
        left -= 1
    while right < last and not text[right].isspace():
        right += 1
    return left, right
