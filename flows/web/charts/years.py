"""Bars of hits per year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_BAR, _BAR_HEIGHT = 10, 56


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar of the chart of hits per year."""

    year: str
    count: int
    x: int
    height: float


@dataclass(frozen=True, slots=True)
class YearBars:
    """The bars of every year from the first to the last; `undated` hits have no bar."""

    bars: list[YearBar]
    undated: int

    @property
    def width(self) -> int:
        """The width of all bars together."""
        return _BAR * len(self.bars)


def draw_years(counts: Mapping[str, int]) -> YearBars | None:
    """Lay out bars of hits per year, 10 wide and at most 56 high, for every year from the first to the last.

    Returns None without dates.
    """
    years = sorted(year for year in counts if year)
    if not years:
        return None
    highest = max(counts[year] for year in years)
    spanned = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    bars = []
    for number, year in enumerate(spanned):
        count = counts.get(year, 0)
        height = max(1.0, round(_BAR_HEIGHT * count / highest, 1)) if count else 0
        bars.append(YearBar(year, count, _BAR * number, height))
    return YearBars(bars, counts.get("", 0))
