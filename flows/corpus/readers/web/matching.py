"""Match the lines of an extracted text with the lines that its page shows, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from flows.text import lazy_pattern

_NOT_COMPARED = lazy_pattern(r"[\s|\\*_#`\u200b\ufeff-]+")  # white space, and marks that an extractor adds


def fold(line: str) -> str:
    """Return what is compared of a line."""
    return _NOT_COMPARED.sub("", line)


def match_lines(lines: Sequence[str], shown: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of equal lines, as numbers that grow on both sides.

    The lines that occur once on each side come first, the longest chain of them (the patience method). A line
    that occurs more often is matched between them: `备注` with the next `备注` of the page.
    """
    chain = _longest_chain(_unique_pairs(lines, shown))
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(shown):
        places[line].append(number)
    found: list[tuple[int, int]] = []
    line_at = shown_at = 0
    for line_end, shown_end in [*chain, (len(lines), len(shown))]:
        for number in range(line_at, line_end):
            positions = places.get(lines[number], [])
            nearest = bisect_left(positions, shown_at)
            if lines[number] and nearest < len(positions) and positions[nearest] < shown_end:
                found.append((number, positions[nearest]))
                shown_at = positions[nearest] + 1
        if line_end < len(lines):
            found.append((line_end, shown_end))
        line_at, shown_at = line_end + 1, shown_end + 1
    return found


def _unique_pairs(lines: Sequence[str], shown: Sequence[str]) -> list[tuple[int, int]]:
    lines_once, shown_once = Counter(lines), Counter(shown)
    places = {line: number for number, line in enumerate(shown) if shown_once[line] == 1}
    return [
        (number, places[line])
        for number, line in enumerate(lines)
        if line and lines_once[line] == 1 and line in places
    ]


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, in order of the first number, whose second numbers grow."""
    tops: list[int] = []  # the smallest last number of a chain of each length
    at: list[int] = []  # the pair with that number
    before: list[int] = []
    for number, (_, shown) in enumerate(pairs):
        length = bisect_right(tops, shown)
        before.append(at[length - 1] if length else -1)
        tops[length : length + 1] = [shown]
        at[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
