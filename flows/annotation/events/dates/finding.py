"""The dates of a sentence: stated in full, or completed by an earlier date or the document's date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.dates.from_document import find_from_document
from flows.annotation.events.dates.from_earlier import ends_day, find_from_earlier
from flows.annotation.events.dates.stated import find_stated
from flows.annotation.events.dates.when import When
from flows.annotation.figures import find_part_of_year
from flows.text import lazy_pattern

_TITLE = lazy_pattern(r"《[^《》]{1,100}(?:《[^《》]{1,80}》[^《》]{0,60})?》")
# Before a date of the background: founded in 2003, the firm said on Monday.
_BACKGROUND = lazy_pattern(r"\b(?:founded|established|set up|created|born|based|listed)(?:\s(?:in|on))?\s?$")
# Blanks that typesetters, and programs that read PDFs, put within dates: 2015 年 5 月.
_GAP = lazy_pattern(
    r"(?<=\d)[ \u3000]+(?=[年月日号])|(?<=\d[年月])[ \u3000]+(?=\d)|(?<=[于在自])[ \u3000]+(?=\d{4})"
)


def find_dates(plain: str, language: str, document_date: str, before: str = "") -> list[When]:
    """Return the dates of lower-case text, disjoint and in order.

    `document_date` is the ISO date of the document, or ""; `before` is the last date of the text before. A
    day without a year takes the year of `before`, else of the document. Dates of comparison (than in 2019)
    are left out.
    """
    if language == "zh" and (gaps := [match.span() for match in _GAP.finditer(plain)]):
        return _find_spaced(plain, gaps, document_date, before)
    found = [when for when in find_stated(plain, language, document_date) if not ends_day(plain, when.start)]
    own = (when.start for when in found if not _BACKGROUND.search(plain[: when.start]))
    for when in find_from_document(plain, document_date, max(own, default=0)):
        if _is_free(when, found):
            found.append(when)
    found.sort(key=lambda when: when.start)
    found += [
        when for when in find_from_earlier(plain, document_date, before, found) if _is_free(when, found)
    ]
    titles = [match.span() for match in _TITLE.finditer(plain)]
    kept = (when for when in found if not any(first < when.start < last for first, last in titles))
    if language == "en":
        kept = (_as_part_of_year(plain, when) for when in kept)
    return sorted((when.as_existing() for when in kept), key=lambda when: when.start)


def _as_part_of_year(plain: str, when: When) -> When:
    """Return an English year narrowed to the months that the text names.

    >>> in the third quarter of 2021 -> 2021-07, 2021-09
    """
    if not when.first.isdigit() or when.last:
        return when
    part = find_part_of_year(plain, when.start, when.end)
    if part is None or part.first < 1:
        return when
    start = min(when.start, part.start)
    return replace(
        when, start=start, first=f"{when.first}-{part.first:02}", last=f"{when.first}-{part.last:02}"
    )


def _find_spaced(plain: str, gaps: Sequence[tuple[int, int]], document_date: str, before: str) -> list[When]:
    """Return the dates of Chinese text that has blanks inside dates (2015 年 5 月)."""
    places: list[int] = []
    start = 0
    for first, last in (*gaps, (len(plain), len(plain) + 1)):
        places += range(start, first)
        start = last
    compact = "".join(plain[place] for place in places)
    found = find_dates(compact, "zh", document_date, before)
    return [replace(when, start=places[when.start], end=places[when.end - 1] + 1) for when in found]


def _is_free(when: When, taken: Sequence[When]) -> bool:
    return not any(other.start < when.end and when.start < other.end for other in taken)
