"""NEAR: spans of a text with at most so many words between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.text import HAN, Shadow

Span = tuple[int, int]
_UNIT = re.compile(f"[{HAN}]|[^\\W_{HAN}]+")


def join_near(
    shadow: Shadow, left: Sequence[Span], right: Sequence[Span], distance: int, *, first_only: bool = False
) -> list[Span]:
    """Return the spans over one of each side with at most `distance` words between, in either order.

    A Chinese character is a word. Spans are in code points of the shadow; `first_only` stops at the first.
    """
    starts = [match.start() for match in _UNIT.finditer(shadow.text)]
    found = []
    for one in left:
        for other in right:
            first, second = sorted((one, other))
            words = bisect_left(starts, second[0]) - bisect_left(starts, first[1])
            if second[0] >= first[1] and words <= distance:
                found.append((first[0], second[1]))
                if first_only:
                    return found
    return found
