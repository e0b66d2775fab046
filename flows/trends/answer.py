"""An answer: the series of a request, with everything that a reader needs beside them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from flows.records import Locale
from flows.search import Collection, describe_shared_names, find_shared_names
from flows.statistics import LEAST_PERIODS
from flows.trends.captions import (
    count_left_out,
    describe_bands,
    describe_counting,
    describe_gaps,
    describe_left_out,
    describe_lexicons,
    describe_mix,
    describe_sources,
    describe_tests,
    describe_undated,
    describe_unfinished,
    describe_waiting,
)
from flows.trends.counting import Undated, count_undated
from flows.trends.findings import Doubt, SeriesStatistics, describe_series, find_doubts
from flows.trends.mix import MixSummary, summarise_mix
from flows.trends.request import SeriesKind, SeriesRequest
from flows.trends.series import Composition, PeriodText, SeriesTable, count_series, read_composition, scope_of
from flows.trends.unfinished import UnfinishedPeriod, find_unfinished, find_unfinished_of


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """The answer to a request for series.

    `statistics` are present if the request asks for them, `mix` (by series) if it holds a mix fixed.
    `caption` has the lines on what was counted, including the `notes` on what the numbers rest on.
    `chart_column` is the measure of the chart. `composition` names the corpora that make up each period.
    `undated` has the terms' counts in documents without a date, which no period includes. `unfinished` is the
    last period if it is not over.
    """

    table: SeriesTable
    statistics: list[SeriesStatistics]
    mix: dict[str, MixSummary]
    caption: list[str]
    notes: list[str]
    doubts: list[Doubt]
    chart_column: str
    composition: Composition = field(default_factory=Composition)
    undated: tuple[Undated, ...] = ()
    unfinished: UnfinishedPeriod | None = None


def answer_series(collection: Collection, request: SeriesRequest, language: Locale = "en") -> SeriesAnswer:
    """Count, adjust, test and describe the series of a request.

    Raises UsageError for a request that contradicts itself, QueryError for unreadable words or an unreadable
    query.
    """
    table = count_series(collection, request)
    composition = read_composition(collection, table)
    summaries = {series.name: summarise_mix(series.known) for series in table.series if request.hold}
    undated = _count_undated(collection, table)
    unfinished = find_unfinished_of(collection, table)
    statistics = describe_series(table) if request.statistics else []
    notes = [
        *_describe_notes(collection, table, composition, undated, language),
        *describe_unfinished(unfinished, language),
        *_describe_tests(request, statistics, language),
    ]
    return SeriesAnswer(
        table,
        statistics,
        {name: summary for name, summary in summaries.items() if summary},
        [*describe_counting(collection, request, request.column, language), *notes],
        notes,
        find_doubts(table, collection.lexicon),
        chart_column(request),
        composition,
        tuple(undated),
        unfinished,
    )


def _count_undated(collection: Collection, table: SeriesTable) -> list[Undated]:
    """Return how often terms occur in undated documents; nothing for a table limited to a range of dates."""
    request = table.request
    if request.dates or request.every_term:
        return []
    specs = list(dict.fromkeys(series.spec for series in table.series))
    scope = scope_of(request, collection)
    return count_undated(collection, scope, specs, reprints=request.reprints, max_read=request.max_read)


def describe_answer(collection: Collection, answer: SeriesAnswer, language: Locale) -> list[str]:
    """Return the caption of an answer in another language than that of its request."""
    request = answer.table.request
    notes = _describe_notes(collection, answer.table, answer.composition, answer.undated, language)
    counting = describe_counting(collection, request, request.column, language)
    tests = _describe_tests(request, answer.statistics, language)
    return [*counting, *notes, *describe_unfinished(answer.unfinished, language), *tests]


def _describe_tests(
    request: SeriesRequest, statistics: Sequence[SeriesStatistics], language: Locale
) -> list[str]:
    tested = sum(one.p is not None and one.periods >= LEAST_PERIODS for one in statistics)
    is_held = chart_column(request) != request.column
    return describe_tests(tested, language, is_held=is_held)


def notes_within(answer: SeriesAnswer, periods: Container[str], language: Locale = "en") -> list[str]:
    """Return the notes of an answer, in its language, if only these periods are shown.

    The notes on the mix of corpora then cover these periods only.
    """
    left_out = describe_mix(answer.composition, language)
    if answer.unfinished and answer.unfinished.period not in periods:
        left_out += describe_unfinished(answer.unfinished, language)
    others = [note for note in answer.notes if note not in left_out]
    return [*others, *describe_mix(answer.composition.within(periods), language)]


def _describe_notes(
    collection: Collection,
    table: SeriesTable,
    composition: Composition,
    undated: Sequence[Undated],
    language: Locale,
) -> list[str]:
    is_text = all(series.spec.kind.is_text for series in table.series)
    names = [series.spec.value for series in table.series if series.spec.kind is SeriesKind.ENTITY]
    return [
        *describe_shared_names(find_shared_names(collection.store, collection.lexicon, names), language),
        *(() if is_text else describe_lexicons(collection, language, lacking=table.lacking)),
        *describe_gaps(table, language),
        *describe_undated(undated, table.request.by, language),
        *describe_mix(composition, language),
        *describe_bands(table, language),
        *describe_sources(collection, table, language),
    ]


def describe_text(collection: Collection, request: SeriesRequest, language: Locale = "en") -> list[str]:
    """Return the notes on the text of a request's periods, for tables with one row per period.

    They name passages that wait for annotation, documents in no period (unless dates are asked for), and the
    last period if it is not over.
    """
    scope = scope_of(request, collection)
    text = PeriodText(collection, request, scope)
    is_blank = not request.allow_partial
    left_out = 0 if request.dates else count_left_out(collection, scope).total()
    return [
        *describe_waiting(text.unannotated, text.passages, language, is_blank=is_blank),
        *describe_left_out(left_out, language, by_rows=True),
        *describe_unfinished(find_unfinished(collection, request, text.periods), language),
    ]


def chart_column(request: SeriesRequest) -> str:
    """Return the column that a chart shows: at a fixed mix, the rate per million tokens for that mix."""
    if request.hold and request.column == "per_million_tokens":
        return "adjusted_per_million"
    return request.column
