"""The year of a figure whose clause names none: from its sentence, its passage, the headings or the title."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.dating.announced import find_announced
    from flows.annotation.figures.dating.frames import Frame, find_frame, is_comparison
    from flows.annotation.figures.dating.headings import Years, read_years
    from flows.annotation.figures.dating.listed import months_in_list
    from flows.annotation.figures.dating.periods import find_reported
    from flows.annotation.figures.dating.sections import (
        announces_conditions,
        announces_measures,
        foresees,
        open_heading,
        reads_as_news,
        section_kind,
        section_year,
        shows_news,
    )
    from flows.annotation.figures.dating.sentences import (
        UNDATED,
        Dated,
        date_figure,
        month_in,
        names_time,
        part_after,
    )
    from flows.annotation.figures.dating.spans import Spans, find_spans, year_at
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "UNDATED",
    "Dated",
    "Frame",
    "Spans",
    "Years",
    "announces_conditions",
    "announces_measures",
    "date_figure",
    "find_announced",
    "find_frame",
    "find_reported",
    "find_spans",
    "foresees",
    "is_comparison",
    "month_in",
    "months_in_list",
    "names_time",
    "open_heading",
    "part_after",
    "read_years",
    "reads_as_news",
    "section_kind",
    "section_year",
    "shows_news",
    "year_at",
]
