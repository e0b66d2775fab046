"""Gaps: numbers that the store lacks in the series of document numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flows.store import Store
from flows.store.documents import document_names
from flows.store.facts import stored_citations

# Splits a key into series, year and number: 国发〔2015〕28号 is ("国发", 2015, 28). The year is 0 for a
# series with continuous numbering.
Split = Callable[[str], tuple[str, int, int] | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A series and year (None if numbering is continuous) with missing numbers.

    `held` and `missing` are counts, `share` is the share of numbers held. `cited` lists the missing numbers
    that stored documents cite, `numbers` all missing ones, as ranges: 1–3, 7.
    """

    series: str
    year: int | None
    first: int
    last: int
    held: int
    missing: int
    cited: str
    numbers: str
    share: float


GAP_COLUMNS = ["series", "year", "first", "last", "held", "missing", "cited", "share", "numbers"]


def find_gaps(store: Store, split: Split, series: str = "", year: int = 0, *, minimum: int = 2) -> list[Gap]:
    """Return the gaps in the store, best-known series first; `series` and `year` limit them.

    A series runs from 1 (or, if not numbered by year, from the lowest number held) to the highest number
    held. Higher numbers are missing if cited. Series with fewer than `minimum` numbers held are left out.
    """
    held = (name.name for name in document_names(store) if name.kind == "number")
    cited = (citation.number for citation in stored_citations(store) if citation.number)
    gaps = count_gaps(held, cited, split, minimum=minimum)
    return [gap for gap in gaps if series in ("", gap.series) and year in (0, gap.year)]


def count_gaps(held: Iterable[str], cited: Iterable[str], split: Split, *, minimum: int = 2) -> list[Gap]:
    """Return the gaps between these keys, as `find_gaps` does."""
    known = _by_series(cited, split)
    gaps = []
    for (series, year), numbers in _by_series(held, split).items():
        if len(numbers) < minimum:
            continue
        first, last = 1 if year else min(numbers), max(numbers)
        missing = [number for number in range(first, last) if number not in numbers]
        missing += sorted(number for number in known[series, year] if number > last)
        if missing:
            gaps.append(
                Gap(
                    series,
                    year or None,
                    first,
                    last,
                    held=len(numbers),
                    missing=len(missing),
                    cited=as_ranges(sorted(set(missing) & known[series, year])),
                    numbers=as_ranges(missing),
                    share=round(len(numbers) / (len(numbers) + len(missing)), 3),
                )
            )
    return sorted(gaps, key=lambda gap: (-gap.held, gap.series, gap.year or 0))


def _by_series(keys: Iterable[str], split: Split) -> dict[tuple[str, int], set[int]]:
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for key in keys:
        parts = split(key)
        if parts and parts[0]:
            series, year, number = parts
            found[series, year].add(number)
    return found


def as_ranges(numbers: Sequence[int]) -> str:
    """Return sorted numbers as ranges: 1–3, 7, 9–12."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
