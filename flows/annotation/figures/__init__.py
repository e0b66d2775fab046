"""Figures: the numbers that a passage states, their indicators and deadlines."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.dating import (
        Spans,
        Years,
        announces_conditions,
        announces_measures,
        find_announced,
        find_reported,
        find_spans,
        open_heading,
        read_years,
        reads_as_news,
        section_kind,
        section_year,
        shows_news,
        year_at,
    )
    from flows.annotation.figures.moments import PLAN_ENDS, Moment, find_moments, find_part_of_year
    from flows.annotation.figures.norms import Section, settle_norms
    from flows.annotation.figures.numbers import parse_figure
    from flows.annotation.figures.prose import Setting
    from flows.annotation.figures.settling import carry_names, find_currency, lower_unquotable, own_by_title
    from flows.annotation.figures.statements import Kind
    from flows.annotation.figures.tabular import find_rows
    from flows.annotation.figures.targets import find_targets, settle_kinds
    from flows.annotation.figures.units import chinese_unit
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "PLAN_ENDS",
    "Kind",
    "Moment",
    "Section",
    "Setting",
    "Spans",
    "Years",
    "announces_conditions",
    "announces_measures",
    "carry_names",
    "chinese_unit",
    "find_announced",
    "find_currency",
    "find_moments",
    "find_part_of_year",
    "find_reported",
    "find_rows",
    "find_spans",
    "find_targets",
    "lower_unquotable",
    "open_heading",
    "own_by_title",
    "parse_figure",
    "read_years",
    "reads_as_news",
    "section_kind",
    "section_year",
    "settle_kinds",
    "settle_norms",
    "shows_news",
    "year_at",
]
