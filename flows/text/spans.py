"""Spans of a text: which of them are inside a stretch or overlap it, and which characters they cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Span = TypeVar("Span", bound=_Spanned)


class Sweep(Generic[Span]):
    """Spans ordered by start, queried for overlaps with stretches that come in text order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: list[Span] = sorted(spans, key=_start)
        self._first = 0

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that overlap a stretch; spans that it passes are not looked at again."""
        while self._first < len(self.spans) and self.spans[self._first].end <= start:
            self._first += 1
        found: list[Span] = []
        place = self._first
        while place < len(self.spans) and self.spans[place].start < end:
            if start < self.spans[place].end:
                found.append(self.spans[place])
            place += 1
        return found


class Cover:
    """The characters of a text that spans cover; spans may be added in any order, and may overlap."""

    def __init__(self, length: int, spans: Iterable[_Spanned] = ()) -> None:
        """`length` is that of the text in code points."""
        self._covered = bytearray(length)
        for span in spans:
            self.add(span.start, span.end)

    def add(self, start: int, end: int) -> None:
        """Cover `text[start:end]`."""
        self._covered[start:end] = b"\1" * (end - start)

    def overlaps(self, start: int, end: int) -> bool:
        """Return whether a character of `text[start:end]` is covered."""
        return self._covered.find(1, start, end) >= 0


def within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans inside a stretch; `spans` are ordered by start."""
    first = bisect_left(spans, start, key=_start)
    last = bisect_left(spans, end, key=_start)
    return [span for span in spans[first:last] if span.end <= end]


def _start(span: _Spanned) -> int:
    return span.start
