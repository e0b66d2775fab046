"""Charts as numbers: positions of lines, points, bars and labels.

The templates draw them, with each point as a link.
"""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.charts.lines import TermChart, draw_by_term, draw_charts, silent_series
    from flows.web.charts.naming import SeriesNames, name_rows
    from flows.web.charts.neighbours import draw_neighbours
    from flows.web.charts.pictures import build_pictures
    from flows.web.charts.shapes import Chart, ChartRequest
    from flows.web.charts.years import draw_years
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Chart",
    "ChartRequest",
    "SeriesNames",
    "TermChart",
    "build_pictures",
    "draw_by_term",
    "draw_charts",
    "draw_neighbours",
    "draw_years",
    "name_rows",
    "silent_series",
]
