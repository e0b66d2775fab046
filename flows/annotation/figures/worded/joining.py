"""Merge the figures in digits with those in words."""

from __future__ import annotations

from collections.abc import Iterable

from flows.annotation.figures.numbers import Figure


def merge_figures(written: Iterable[Figure], worded: Iterable[Figure]) -> list[Figure]:
    """Return both kinds in order; of two that overlap the longer is kept, of equal ones that in digits."""
    kept: list[Figure] = []
    ordered = sorted((*written, *worded), key=lambda figure: (figure.start, -figure.end))
    for figure in ordered:
        if kept and figure.start < max(kept[-1].end, kept[-1].noun_end):
            last = kept[-1]
            if figure.start < last.end and figure.end - figure.start > last.end - last.start:
                kept[-1] = figure
            continue
        kept.append(figure)
    return kept
