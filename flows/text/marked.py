"""Marked text: a text cut into consecutive parts at the borders of spans, for views that mark some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Part(NamedTuple):
    """A piece of the text, `text[start:end]`, with the span of each layer that covers it.

    `marks` has one entry per layer: the index of the span in the layer as given, or None.
    """

    start: int
    end: int
    text: str
    marks: tuple[int | None, ...]

    @property
    def is_marked(self) -> bool:
        """Whether a span of any layer covers the part."""
        return any(mark is not None for mark in self.marks)


def split_marked(text: str, *layers: Sequence[Sequence[int]]) -> Iterator[Part]:
    """Yield the parts of `text` in order and without gaps; none is empty.

    A layer is a sequence of (start, end) in code points, in any order. Spans are cut off at the ends of the
    text. Within a layer, a span that begins inside an earlier one is dropped; spans of different layers may
    overlap.
    """
    owners = [_disjoint(layer, len(text)) for layer in layers]
    borders = {0, len(text)}
    for layer in owners:
        borders.update(place for start, end, _ in layer for place in (start, end))
    ordered = sorted(borders)
    positions = [0] * len(owners)
    for start, end in pairwise(ordered):
        marks: list[int | None] = []
        for number, layer in enumerate(owners):
            while positions[number] < len(layer) and layer[positions[number]][1] <= start:
                positions[number] += 1
            place = positions[number]
            covers = place < len(layer) and layer[place][0] <= start
            marks.append(layer[place][2] if covers else None)
        yield Part(start, end, text[start:end], tuple(marks))


def _disjoint(layer: Sequence[Sequence[int]], length: int) -> list[tuple[int, int, int]]:
    """Return (start, end, index) of the non-empty spans of a layer that do not begin inside another."""
    kept: list[tuple[int, int, int]] = []
    spans = sorted((max(0, span[0]), min(length, span[1]), index) for index, span in enumerate(layer))
    for start, end, index in spans:
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end, index))
    return kept
