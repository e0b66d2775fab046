"""Charts: series drawn with Altair as lines, small multiples, heat maps or ranked change, and their files."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.output.charts.building import Style, build_chart, dress
    from flows.output.charts.fonts import font_file
    from flows.output.charts.names import list_names, shorten_names
    from flows.output.charts.panel import BAND_ROOM
    from flows.output.charts.reliability import draw_reliability
    from flows.output.charts.saving import check_ending, hash_chart, save_chart
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BAND_ROOM",
    "Style",
    "build_chart",
    "check_ending",
    "draw_reliability",
    "dress",
    "font_file",
    "hash_chart",
    "list_names",
    "save_chart",
    "shorten_names",
]
