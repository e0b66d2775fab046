"""Numbers that are missing from series."""

from __future__ import annotations

import pytest

from flows.references.gaps import as_ranges, count_gaps
from flows.text.document_numbers import split_key


def test_gaps_of_a_synthetic_series() -> None:
    held = [f"样发〔2020〕{number}号" for number in range(1, 101) if number % 10] + [
        f"样令第{number}号" for number in (5, 6, 9)
    ]
    rows = {
        (row.series, row.year): row
        for row in count_gaps(held, ["样发〔2020〕30号", "样发〔2021〕1号"], split_key)
    }
    first, through = rows["样发", 2020], rows["样令", None]
    assert (first.missing, first.numbers, first.cited) == (
        9,
        "10, 20, 30, 40, 50, 60, 70, 80, 90",
        "30",
    )
    assert (through.first, through.missing, through.numbers) == (5, 2, "7–8")
    assert ("样发", 2021) not in rows


@pytest.mark.parametrize(("numbers", "ranges"), [([], ""), ([1], "1"), ([1, 2, 3, 7, 9, 10], "1–3, 7, 9–10")])
def test_ranges(numbers: list[int], ranges: str) -> None:
    assert as_ranges(numbers) == ranges
