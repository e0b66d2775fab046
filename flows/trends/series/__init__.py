"""Series: the counts of terms over every period of a range, zeros included, with their denominators."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.series.building import count_series
    from flows.trends.series.composition import Composition, read_composition
    from flows.trends.series.period_text import PeriodText, scope_of
    from flows.trends.series.points import (
        COUNTED,
        LEAST_DOCUMENTS,
        LEAST_OCCURRENCES,
        SERIES_COLUMNS,
        Point,
        Row,
        has_low_base,
    )
    from flows.trends.series.tables import BAND_COLUMNS, MIX_COLUMNS, Series, SeriesTable
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BAND_COLUMNS",
    "COUNTED",
    "LEAST_DOCUMENTS",
    "LEAST_OCCURRENCES",
    "MIX_COLUMNS",
    "SERIES_COLUMNS",
    "Composition",
    "PeriodText",
    "Point",
    "Row",
    "Series",
    "SeriesTable",
    "count_series",
    "has_low_base",
    "read_composition",
    "scope_of",
]
