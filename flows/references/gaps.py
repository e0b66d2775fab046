"""Missing numbers in the series of document numbers: what a corpus does not have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from flows.store import Store, document_names, stored_citations

# Takes a key apart: 国发〔2015〕28号 is ("国发", 2015, 28); year 0 where a series is counted through.
Split = Callable[[str], tuple[str, int, int] | None]
GAP_COLUMNS = ["series", "year", "first", "last", "held", "missing", "cited", "share", "numbers"]


def find_gaps(
    store: Store, split: Split, series: str = "", year: int = 0, *, minimum: int = 2
) -> list[dict[str, Any]]:
    """Return one row (GAP_COLUMNS) a series and year with missing numbers, the best known series first.

    `split` takes a key apart into (series, year, number). A series runs from 1 (where it is counted by year; else from the
    lowest held) to the highest number held; higher ones are missing where they are cited. `cited` are those missing numbers that stored documents cite;
    `numbers` lists what is missing as ranges. Series with fewer than `minimum` numbers held are left out.
    """
    held = (row.name for row in document_names(store) if row.kind == "number")
    cited = (row.number for row in stored_citations(store) if row.number)
    rows = count_gaps(held, cited, split, minimum=minimum)
    return [
        row for row in rows if (not series or row["series"] == series) and (not year or row["year"] == year)
    ]


def count_gaps(
    held: Iterable[str], cited: Iterable[str], split: Split, *, minimum: int = 2
) -> list[dict[str, Any]]:
    """Return the rows of `find_gaps` for these keys."""
    have, known = _by_series(held, split), _by_series(cited, split)
    rows = []
    for (series, year), numbers in have.items():
        if len(numbers) < minimum:
            continue
        first, last = 1 if year else min(numbers), max(numbers)
        missing = [number for number in range(first, last) if number not in numbers]
        missing += sorted(number for number in known[series, year] if number > last)
        if missing:
            rows.append(
                {
                    "series": series,
                    "year": year or None,
                    "first": first,
                    "last": last,
                    "held": len(numbers),
                    "missing": len(missing),
                    "cited": as_ranges(sorted(set(missing) & known[series, year])),
                    "numbers": as_ranges(missing),
                    "share": round(len(numbers) / (len(numbers) + len(missing)), 3),
                }
            )
    return sorted(rows, key=lambda row: (-row["held"], row["series"], row["year"] or 0))


def _by_series(keys: Iterable[str], split: Split) -> dict[tuple[str, int], set[int]]:
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for key in keys:
        if (parts := split(key)) and parts[0]:
            found[parts[0], parts[1]].add(parts[2])
    return found


def as_ranges(numbers: list[int]) -> str:
    """Return sorted numbers as '1–3, 7, 9–12'."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in ranges)
