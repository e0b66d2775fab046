"""Find page numbers within a text that has lost its pages, and the footnotes that end at them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from flows.corpus.splitting.marks import Mark
from flows.text import lazy_pattern

_NUMBER = lazy_pattern(
    r"(?<![^\s])(?<!Article )(?<!Chapter )(?<!Section )(?<!Part )(?<!Box )\d{1,3}(?![^\s])"
)
_NOTE = lazy_pattern(r"(?<!\S)\d{1,3} (?:Translator['’]s note|Note|Footnote)[:：]", re.IGNORECASE)
_PAGE_LENGTHS = (600, 7_000)  # characters
_MINIMUM_PAGES = 15
_MAX_COMPARED = 50  # equal numbers about a page earlier; only a table of numbers has more
_MINIMUM_LINE = 2_000  # average characters per line from which a text has lost its lines

# Lines with a number alone: pages of a text with short lines may have little text.
_NUMBER_LINE = lazy_pattern(r"^[ \t\u3000]*[0-9]{1,3}[ \t\u3000]*$", re.MULTILINE)
_LINE_DISTANCES, _LEAST_LINES, _TEXT_LINE = (200, 7_000), 5, 15


class _Number(NamedTuple):
    value: int
    start: int
    end: int


def find_page_numbers(text: str) -> list[Mark]:
    """Return page numbers and footnotes within a text that has lost its pages and lines, or else []."""
    if len(text) < _MINIMUM_PAGES * _PAGE_LENGTHS[0] or text.count("\n") > len(text) / _MINIMUM_LINE:
        return []
    numbers = [_Number(int(match[0]), match.start(), match.end()) for match in _NUMBER.finditer(text)]
    pages = _find_pages(numbers)
    found = [Mark(page.start, page.end, "page") for page in pages]
    notes = [match.start() for match in _NOTE.finditer(text)]
    previous = 0
    for page in pages:
        if inside := [start for start in notes if previous < start < page.end]:
            found.append(Mark(inside[0], page.end, "note"))
        previous = page.start
    return found


def find_page_lines(text: str) -> list[Mark]:
    """Return the lines with nothing but a page number: five or more that count up, about a page apart.

    Rows of a table are numbered too, but few of them follow a line of text.
    """
    numbers = [_Number(int(match[0]), match.start(), match.end()) for match in _NUMBER_LINE.finditer(text)]
    pages = _longest_count(numbers, _LINE_DISTANCES, _LEAST_LINES)
    behind_text = sum(1 for page in pages if len(_line_before(text, page.start)) >= _TEXT_LINE)
    if behind_text < len(pages) / 2:
        return []
    return [Mark(page.start, page.end, "furniture") for page in pages]


def _line_before(text: str, start: int) -> str:
    """Return the end of the nearest line with text before a line."""
    return text[max(0, start - 200) : start].rstrip().rpartition("\n")[2].strip()


def _find_pages(numbers: Sequence[_Number]) -> list[_Number]:
    """Return the longest series of page numbers, and further ones before and after it.

    A series ends where pages full of tables lost their numbers: 105, 106 next to it, 110. Between two series
    the text has about the length of the pages between them.
    """
    pages = _longest_count(numbers)
    if not pages:
        return []
    first, last = pages[0], pages[-1]
    earlier = [one for one in numbers if one.end <= first.start and one.value < first.value]
    later = [one for one in numbers if last.end <= one.start and last.value < one.value]
    before, behind = _find_pages(earlier), _find_pages(later)
    if before and not _may_follow(before[-1], first):
        before = []
    if behind and not _may_follow(last, behind[0]):
        behind = []
    return [*before, *pages, *behind]


def _may_follow(last: _Number, first: _Number) -> bool:
    """Return whether the distance between two series of page numbers is that of the pages between them."""
    shortest, longest = _PAGE_LENGTHS
    pages = first.value - last.value
    return 0 < pages * shortest <= first.start - last.start <= pages * longest


def _longest_count(
    numbers: Sequence[_Number],
    lengths: tuple[int, int] = _PAGE_LENGTHS,
    least: int = _MINIMUM_PAGES,
) -> list[_Number]:
    """Return the longest series that counts up by one or two, about a page apart; [] for fewer than `least`.

    A page has between `lengths` characters.
    """
    # By number: the length of the longest series that ends there, and the index of the number before (or -1).
    best: list[tuple[int, int]] = []
    by_value: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        best.append(_extend(number, numbers, by_value, best, lengths))
        by_value.setdefault(number.value, []).append(place)
    if not best or max(best)[0] < least:
        return []
    place = max(range(len(best)), key=lambda number: best[number][0])
    series = []
    while place >= 0:
        series.append(numbers[place])
        place = best[place][1]
    return series[::-1]


def _extend(
    number: _Number,
    numbers: Sequence[_Number],
    by_value: dict[int, list[int]],
    best: Sequence[tuple[int, int]],
    lengths: tuple[int, int],
) -> tuple[int, int]:
    """Return the length of the longest series that ends here, and the index of the number before (or -1)."""
    length, before = 1, -1
    shortest, longest = lengths
    for step in (1, 2):
        places = by_value.get(number.value - step, [])
        nearest = number.start - step * shortest
        last = bisect_right(places, nearest, key=lambda place: numbers[place].start)
        for earlier in reversed(places[max(0, last - _MAX_COMPARED) : last]):
            if number.start - numbers[earlier].start > step * longest:
                break
            if best[earlier][0] >= length:
                length, before = best[earlier][0] + 1, earlier
    return length, before
