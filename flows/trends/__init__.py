"""Trends: frequencies over time, their mix, bands and findings, and changes of vocabulary."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.answer import SeriesAnswer, answer_series, chart_column, describe_answer
    from flows.trends.captions import (
        Language,
        describe_counting,
        describe_source,
        describe_waiting,
        name_axis,
        name_measure,
        without_options,
    )
    from flows.trends.changes import (
        EMERGING,
        KEYNESS,
        MONTHS,
        SIGNIFICANT,
        SILENT,
        TYPES,
        ChangeRequest,
        EmergingConcept,
        KeyConcept,
        KeynessRequest,
        Side,
        SilentConcept,
        choose_side,
        count_overlap,
        describe_change,
        find_emerging,
        find_keyness,
        find_silent,
    )
    from flows.trends.counting import Counts, check_corpora, check_terms, forms_of
    from flows.trends.drift import DRIFT_COLUMNS, RenderingShare, leading_renderings, rendering_shares
    from flows.trends.events import Event, breadth, known_events, place_events, read_event
    from flows.trends.findings import STATISTICS, Doubt, SeriesStatistics
    from flows.trends.mix import MixSummary
    from flows.trends.periods import list_periods, period_bounds, period_of, read_division
    from flows.trends.repeats import THRESHOLD, group_repeats
    from flows.trends.request import (
        MEASURES,
        MeasureName,
        SeriesKind,
        SeriesRequest,
        SeriesSpec,
        read_spec,
        split_queries,
    )
    from flows.trends.series import (
        BAND_COLUMNS,
        COUNTED,
        LOW,
        MIX_COLUMNS,
        SERIES_COLUMNS,
        PeriodText,
        Point,
        Row,
        Series,
        SeriesTable,
        count_series,
    )
    from flows.trends.shares import SHARE_COLUMNS, LabelShare, Rates, category_shares, read_rates
    from flows.trends.sources import SOURCE_COLUMNS, Composition, SourceShare
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BAND_COLUMNS",
    "COUNTED",
    "DRIFT_COLUMNS",
    "EMERGING",
    "KEYNESS",
    "LOW",
    "MEASURES",
    "MIX_COLUMNS",
    "MONTHS",
    "SERIES_COLUMNS",
    "SHARE_COLUMNS",
    "SIGNIFICANT",
    "SILENT",
    "SOURCE_COLUMNS",
    "STATISTICS",
    "THRESHOLD",
    "TYPES",
    "ChangeRequest",
    "Composition",
    "Counts",
    "Doubt",
    "EmergingConcept",
    "Event",
    "KeyConcept",
    "KeynessRequest",
    "LabelShare",
    "Language",
    "MeasureName",
    "MixSummary",
    "PeriodText",
    "Point",
    "Rates",
    "RenderingShare",
    "Row",
    "Series",
    "SeriesAnswer",
    "SeriesKind",
    "SeriesRequest",
    "SeriesSpec",
    "SeriesStatistics",
    "SeriesTable",
    "Side",
    "SilentConcept",
    "SourceShare",
    "answer_series",
    "breadth",
    "category_shares",
    "chart_column",
    "check_corpora",
    "check_terms",
    "choose_side",
    "count_overlap",
    "count_series",
    "describe_answer",
    "describe_change",
    "describe_counting",
    "describe_source",
    "describe_waiting",
    "find_emerging",
    "find_keyness",
    "find_silent",
    "forms_of",
    "group_repeats",
    "known_events",
    "leading_renderings",
    "list_periods",
    "name_axis",
    "name_measure",
    "period_bounds",
    "period_of",
    "place_events",
    "read_division",
    "read_event",
    "read_rates",
    "read_spec",
    "rendering_shares",
    "split_queries",
    "without_options",
]
