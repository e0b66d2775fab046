"""Notes on a batch: measure, dates, corpora and versions, and what its numbers leave out."""

from __future__ import annotations

from flows.records import Locale
from flows.search import Collection, describe_words
from flows.trends.batches.counting import BatchTable
from flows.trends.captions import (
    count_left_out,
    describe_counting,
    describe_left_out,
    describe_lexicons,
    describe_low_base,
    describe_source,
    describe_unfinished,
    describe_waiting,
    name_measure,
)
from flows.trends.request import SeriesKind
from flows.trends.series import scope_of
from flows.trends.unfinished import UnfinishedPeriod, find_unfinished_of


def describe_batch(collection: Collection, table: BatchTable, language: Locale = "en") -> list[str]:
    """Return the lines of a caption: what was counted, words never found, and text not annotated."""
    request = table.request
    series = request.series_request()
    if request.is_by_group:
        source = describe_source(collection, series.axis, series.corpora, language, series.dates)
        lines = [f"{name_measure(request.measure, language)} · {source}"]
    else:
        lines = describe_counting(collection, series, request.measure, language)
    unknown = {word.typed: word for counted in table.counted for word in counted.table.unknown}
    lines += describe_words(list(unknown.values()), language)
    kinds = {series.spec.kind for counted in table.counted for series in counted.table.series}
    if kinds - {SeriesKind.TEXT, SeriesKind.QUERY}:
        lacking = [term for counted in table.counted for term in counted.table.lacking]
        lines += describe_lexicons(collection, language, lacking=lacking)
        is_blank = not request.series.allow_partial
        lines += describe_waiting(table.unannotated, table.passages, language, is_blank=is_blank)
    if not series.dates:
        left_out = count_left_out(collection, scope_of(series, collection))
        lines += describe_left_out(left_out.total(), language)
    if request.is_of_rates:
        points = [
            point for counted in table.counted for series in counted.table.series for point in series.points
        ]
        used = sum(not point.is_blank and point.counts.occurrences > 0 for point in points)
        lines += describe_low_base(sum(point.is_low for point in points), used, language)
    if not request.is_by_group:
        lines += describe_unfinished(_find_unfinished(collection, table), language)
    return lines


def _find_unfinished(collection: Collection, table: BatchTable) -> UnfinishedPeriod | None:
    """Return the last period if it is not over; all queries have the same periods."""
    tables = (counted.table for counted in table.counted if counted.table.series)
    counted = next(tables, None)
    return find_unfinished_of(collection, counted) if counted else None
