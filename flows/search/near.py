"""NEAR: spans of a text with at most a given number of words between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter

from flows.text import HAN, Shadow, lazy_pattern

Span = tuple[int, int]
_UNIT = lazy_pattern(f"[{HAN}]|[^\\W_{HAN}]+")


def join_near(
    shadow: Shadow, left: Sequence[Span], right: Sequence[Span], distance: int, *, first_only: bool = False
) -> list[Span]:
    """Return the spans that cover one of each side with at most `distance` words between, in either order.

    A Chinese character is a word. Spans are in code points of the shadow; `first_only` stops at the first.
    """
    words = [match.start() for match in _UNIT.finditer(shadow.text)]
    pairs = _pairs(left, right, words, distance)
    return [(first[0], second[1]) for first, second in (islice(pairs, 1) if first_only else pairs)]


def _pairs(
    left: Sequence[Span], right: Sequence[Span], words: Sequence[int], distance: int
) -> Iterator[tuple[Span, Span]]:
    """Yield one span of each side with at most `distance` words between, the earlier first.

    `words` are the starts of the words. For each span only those within the distance are tried.
    """
    by_start, by_end = sorted(right), sorted(right, key=itemgetter(1))
    starts, ends = [start for start, _ in by_start], [end for _, end in by_end]
    for one in left:
        for place in range(bisect_left(starts, one[1]), len(by_start)):
            if bisect_left(words, starts[place]) - bisect_left(words, one[1]) > distance:
                break
            yield one, by_start[place]
        for place in range(bisect_right(ends, one[0]) - 1, -1, -1):
            if bisect_left(words, one[0]) - bisect_left(words, ends[place]) > distance:
                break
            yield by_end[place], one
