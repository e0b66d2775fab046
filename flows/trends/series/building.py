"""Build series: every period of a range, zeros included, with bands, a fixed mix and sources on request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.annotation.lexicon import Lexicon
from flows.records import Grouping, Reprints
from flows.search import Collection
from flows.store import Scope
from flows.store.series import PeriodTotal, all_concept_counts
from flows.trends.bands import BANDED, estimate_bands
from flows.trends.counting import Cell, Counts, TermCounter, TermCounts, check_terms
from flows.trends.mix import adjust_mix
from flows.trends.request import SeriesKind, SeriesRequest, SeriesSpec, read_spec, split_terms
from flows.trends.series.period_text import NO_TEXT, PeriodText, scope_of
from flows.trends.series.points import Point
from flows.trends.series.tables import Series, SeriesTable
from flows.trends.sources import read_shares, share_of


def count_series(
    collection: Collection, request: SeriesRequest, text: PeriodText | None = None
) -> SeriesTable:
    """Return the series of a request: every period between the first and the last dated one, zeros included.

    Passages of documents without a date (by month and quarter: without a month) are left out. With a grouping
    there is one series per group, with `split` one per surface of a concept. If annotations are counted,
    periods that are not fully annotated are blank, unless the request allows partial ones. Raises UsageError
    for a request that contradicts itself, for a term that never occurs, or if nothing in scope is annotated;
    QueryError for words or a query that can't be parsed or would read more than `max_read` passages. `text`
    comes from an earlier request that differs only in its terms, so that it is read once.
    """
    request.check()
    scope = text.scope if text else scope_of(request, collection)
    text = text or PeriodText(collection, request, scope)
    if request.every_term:
        text.check_annotated(SeriesKind.CONCEPT)
        series = _with_sources(collection, scope, request, _count_every_term(collection, text))
        return SeriesTable(request, series, text.passages, text.unannotated)
    terms = split_terms(request.terms, collection.lexicon)
    specs = [
        read_spec(term, collection.lexicon, as_typed=request.as_typed, read_values=collection.read_values)
        for term in terms
    ]
    text.check_annotated(*(spec.kind for spec in specs))
    series = _count_terms(collection, text, specs)
    found = {one.spec for one in series if any(point.counts.occurrences for point in one.points)}
    unknown = check_terms(collection, specs, found)
    if request.bands and request.reprints is Reprints.RAW:  # bands include all reprints
        series = [_with_bands(collection, one, scope) for one in series]
    if request.hold:
        grouped = PeriodText(collection, request, replace(scope, grouping=request.hold))
        parts = _count_terms(collection, grouped, specs)
        series = [_with_mix(one, parts) for one in series]
    series = _with_sources(collection, scope, request, series)
    lacking = tuple(spec.typed for spec in specs if text.lacks(spec))
    return SeriesTable(request, series, text.passages, text.unannotated, tuple(unknown), lacking)


def _count_terms(collection: Collection, text: PeriodText, specs: Sequence[SeriesSpec]) -> list[Series]:
    request = text.request
    counter = TermCounter(collection, text.scope, request.reprints, request.max_read)
    series = []
    for spec in specs:
        if request.split:
            series += _count_split(counter, collection.lexicon, spec, text)
            continue
        counted = TermCounts({}, {}) if text.lacks(spec) else counter.count(spec)
        for group in _groups(text.totals, text.scope.grouping):
            cells = [(period, group or "") for period in text.periods]
            points = [
                text.point(spec, cell, counted.strict.get(cell, Counts()), counted.loose.get(cell, 0))
                for cell in cells
            ]
            series.append(Series(spec, group, points))
    return series


def _groups(totals: Mapping[Cell, PeriodTotal], grouping: Grouping | None) -> Sequence[str | None]:
    if grouping is None:
        return (None,)
    return sorted({group for _, group in totals})


def _count_split(counter: TermCounter, lexicon: Lexicon, spec: SeriesSpec, text: PeriodText) -> list[Series]:
    """Return one series per surface of a concept that occurs; for anything else, its only series."""
    if text.lacks(spec):
        return [
            Series(spec, None, [text.point(spec, (period, ""), Counts(), None) for period in text.periods])
        ]
    is_concept = spec.kind is SeriesKind.CONCEPT
    counted = counter.count_surfaces(lexicon.concepts[spec.value]) if is_concept else counter.count(spec)

    def point(cell: Cell) -> Point:
        counts, loose = counted.strict.get(cell, Counts()), counted.loose.get(cell, 0)
        return text.point(spec, cell, counts, loose, text.totals.get((cell[0], ""), NO_TEXT))

    if not is_concept:
        return [Series(spec, None, [point((period, "")) for period in text.periods])]
    surfaces = sorted({surface for _, surface in counted.strict})
    return [
        Series(spec, surface, [point((period, surface)) for period in text.periods]) for surface in surfaces
    ]


def _count_every_term(collection: Collection, text: PeriodText) -> list[Series]:
    """Count every concept mentioned in dated text in one pass (1 s for a million mentions).

    Loose counts are unknown.
    """
    counts: dict[str, dict[str, Counts]] = {}
    for row in all_concept_counts(collection.store, text.scope):
        if row.concept in collection.lexicon.concepts:
            counts.setdefault(row.concept, {})[row.period] = Counts(*row[2:5])
    series = []
    for concept in sorted(counts):
        spec = SeriesSpec(concept, SeriesKind.CONCEPT, concept)
        points = [
            text.point(spec, (period, ""), counts[concept].get(period, Counts()), None)
            for period in text.periods
        ]
        series.append(Series(spec, None, points))
    return series


def _with_bands(collection: Collection, series: Series, scope: Scope) -> Series:
    """Return a concept's or entity's series with bands; other kinds have none."""
    if series.spec.kind not in BANDED:
        return series
    bands = estimate_bands(collection, series.spec, scope, series.group or "")
    points = [
        point if point.is_partial else replace(point, band=bands.get(point.period)) for point in series.points
    ]
    return replace(series, points=points)


def _with_sources(
    collection: Collection, scope: Scope, request: SeriesRequest, series: list[Series]
) -> list[Series]:
    """Return the series with the share of vanished text, if requested."""
    if not request.vanished:
        return series
    shares = read_shares(collection, scope)
    return [
        replace(
            one,
            points=[
                replace(point, source=share_of(shares, point.period, one.group or "")) for point in one.points
            ],
        )
        for one in series
    ]


def _with_mix(series: Series, parts: Sequence[Series]) -> Series:
    """Return a series with its rate at a fixed mix of groups."""
    cells = {
        part.group or "": {
            point.period: (point.counts.occurrences, point.total.tokens) for point in part.known
        }
        for part in parts
        if part.spec == series.spec
    }
    adjusted = adjust_mix(cells, [point.period for point in series.points])
    points = [replace(point, mix=mix) for point, mix in zip(series.points, adjusted, strict=True)]
    return replace(series, points=points)
