"""Maps of provinces: one square tile each, coloured by rate. No borders are drawn, no geometry implied."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.output.maps.drawing import LIMIT, draw_map
    from flows.output.maps.scale import nice_ticks
    from flows.output.maps.sums import sum_periods
    from flows.output.maps.tiles import SHADES, Tile, TileMap, lay_out_map, lay_out_maps
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "LIMIT",
    "SHADES",
    "Tile",
    "TileMap",
    "draw_map",
    "lay_out_map",
    "lay_out_maps",
    "nice_ticks",
    "sum_periods",
]
