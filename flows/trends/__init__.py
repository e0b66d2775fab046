"""Trends: frequencies over time, their mix, bands and findings."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.bands import add_bands
    from flows.trends.captions import (
        DENOMINATORS,
        MEASURES,
        describe_bands,
        describe_counting,
        describe_source,
    )
    from flows.trends.counting import (
        COUNTED,
        GROUPS,
        SERIES_COLUMNS,
        Frame,
        all_trends,
        check_corpora,
        find_doubtful,
        rows_of,
        term_trends,
    )
    from flows.trends.drift import DRIFT_COLUMNS, is_chinese, leading_renderings, rendering_shares
    from flows.trends.events import EVENTS, Event, breadth, place_events, read_event
    from flows.trends.findings import (
        EMERGING,
        KEYNESS,
        SILENT,
        STATISTICS,
        TYPES,
        Side,
        describe_series,
        find_emerging,
        find_keyness,
        find_silent,
    )
    from flows.trends.mix import MIX_COLUMNS, hold_mix, summarise_mix
    from flows.trends.periods import AXES, Axis, list_periods, period_bounds, period_sql
    from flows.trends.shares import SHARE_COLUMNS, Rates, category_shares, read_rates
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AXES",
    "COUNTED",
    "DENOMINATORS",
    "DRIFT_COLUMNS",
    "EMERGING",
    "EVENTS",
    "GROUPS",
    "KEYNESS",
    "MEASURES",
    "MIX_COLUMNS",
    "SERIES_COLUMNS",
    "SHARE_COLUMNS",
    "SILENT",
    "STATISTICS",
    "TYPES",
    "Axis",
    "Event",
    "Frame",
    "Rates",
    "Side",
    "add_bands",
    "all_trends",
    "breadth",
    "category_shares",
    "check_corpora",
    "describe_bands",
    "describe_counting",
    "describe_series",
    "describe_source",
    "find_doubtful",
    "find_emerging",
    "find_keyness",
    "find_silent",
    "hold_mix",
    "is_chinese",
    "leading_renderings",
    "list_periods",
    "period_bounds",
    "period_sql",
    "place_events",
    "read_event",
    "read_rates",
    "rendering_shares",
    "rows_of",
    "summarise_mix",
    "term_trends",
]
