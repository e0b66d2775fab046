"""The place of each province's tile, and what it shows.

`grid.txt` is the layout: seven columns, so that a tile has 50 pixels on a phone. It follows geography
roughly, as tile grids do: most neighbours are adjacent, but areas and borders have no meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from flows.output.maps.scale import nice_ticks
from flows.output.maps.sums import name_span, sum_places
from flows.text.places import Province, list_provinces
from flows.trends import Point, SeriesTable

SHADES = 5
_FEW = 100  # from this value on, a number in a tile needs no decimals

# A tile with a known rate, a rate on a low base, no occurrences at all, or no documents.
State = Literal["known", "low", "zero", "blank"]


@dataclass(frozen=True, slots=True)
class Tile:
    """The tile of a province; `value` is None if it has no documents or its rate is unknown.

    `shade` runs from 0 for the lowest values to `SHADES` - 1. `text` is the number printed in the tile.
    """

    province: Province
    row: int
    column: int
    point: Point | None
    value: float | None
    shade: int
    text: str

    @property
    def state(self) -> State:
        """The style in which the tile is drawn."""
        if self.value is None:
            return "blank"
        if not self.value:
            return "zero"
        return "low" if self.is_low else "known"

    @property
    def is_low(self) -> bool:
        """Whether the value rests on a low base; a 0 does if the period has few documents."""
        return self.value is not None and self.point is not None and self.point.is_low_or_sparse


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map of a term: its tiles, and the bounds of the shades from 0 up, one more than there are shades.

    `periods` names the first and last period. `elsewhere` is the sum over documents without a province: those
    of central bodies, and of unknown ones.
    """

    term: str
    measure: str
    periods: str
    tiles: list[Tile]
    bounds: list[float]
    elsewhere: Point | None

    @property
    def known(self) -> list[Tile]:
        """The tiles with a value, highest first."""
        tiles = [tile for tile in self.tiles if tile.value is not None]
        return sorted(tiles, key=lambda tile: (-(tile.value or 0.0), tile.province.code))

    @property
    def legend(self) -> list[tuple[int, str]]:
        """The shades used in the map, each with its values, from the lowest above 0 up."""
        texts = [write_value(bound, self.measure) for bound in self.bounds]
        ranges = [f"{'>' if low == texts[0] else ''}{low}–{high}" for low, high in pairwise(texts)]
        return list(zip(spread_shades(len(ranges)), ranges, strict=True))


@cache
def read_grid() -> Mapping[str, tuple[int, int]]:
    """Return the row and column of each province by its full name."""
    names = {one.short: one.name for one in list_provinces()}
    lines = Path(__file__).with_name("grid.txt").read_text(encoding="utf-8").splitlines()
    return {
        names[word]: (row, column)
        for row, line in enumerate(lines)
        for column, word in enumerate(line.split())
        if word != "."
    }


def lay_out_maps(table: SeriesTable, measure: str) -> list[TileMap]:
    """Return one map per term of series grouped by province, over all their periods."""
    span = name_span(table)
    return [lay_out_map(term, points, measure, span) for term, points in sum_places(table).items()]


def lay_out_map(term: str, points: Mapping[str, Point], measure: str, periods: str = "") -> TileMap:
    """Return the map of a term from the points of its provinces, by their full names."""
    values = {name: point.rate(measure) for name, point in points.items() if not point.is_blank}
    highest = max((value for name, value in values.items() if name and value), default=0.0)
    bounds = nice_ticks(highest, SHADES) if highest else [0.0]
    tiles = []
    for province in list_provinces():
        value = values.get(province.name)
        shade = _shade(value or 0.0, bounds)
        text = "" if value is None else write_value(value, measure)
        row, column = read_grid()[province.name]
        tiles.append(Tile(province, row, column, points.get(province.name), value, shade, text))
    return TileMap(term, measure, periods, tiles, bounds, points.get(""))


def spread_shades(number: int) -> list[int]:
    """Return the shades for `number` ranges of values; even fewer than `SHADES` span the whole scale."""
    return [round(place * (SHADES - 1) / max(1, number - 1)) for place in range(number)]


def _shade(value: float, bounds: list[float]) -> int:
    """Return the shade of a value; each range includes its upper bound."""
    place = max(0, sum(value > bound for bound in bounds) - 1)
    return (spread_shades(len(bounds) - 1) or [0])[place]


def write_value(value: float, measure: str) -> str:
    """Return a value in few figures: 1,234, 56.7, 0.123, 12.3%."""
    if measure.endswith("_share"):
        return f"{100 * value:.3g}%"
    if value >= _FEW or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"
