"""The series of an export: the report's vocabulary and the most frequent terms of the store, by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flows.annotation.lexicon import Concept
from flows.reports.series_files import Drawing, draw_series
from flows.search import Collection
from flows.store import frequent_concepts
from flows.trends import Series, SeriesRequest, SeriesTable, count_series, describe_counting

# The vocabulary of the report that the categories come from.
REPORT_TERMS = (
    "new-whole-of-nation-system",
    "autonomous-and-controllable",
    "critical-information-infrastructure",
    "little-giant",
    "manufacturing-champion",
    "indigenous-innovation",
    "made-in-china-2025",
    "export-control",
)
_FREQUENT_TYPES = ("TERM", "PROGRAMME", "TECH")
_TABLE_SERIES, _CHART_SERIES = 40, 6
_MEASURE = "per_million_tokens"


def count_export(collection: Collection) -> SeriesTable:
    """Return yearly series of the report's vocabulary, and of the most frequent terms and programmes."""
    frequent = frequent_concepts(collection.store, _FREQUENT_TYPES, _TABLE_SERIES)
    return _count_named(collection, (*REPORT_TERMS, *frequent))


def export_chart(collection: Collection, path: Path) -> Path | None:
    """Draw the report's vocabulary by year; None where the store has none of it."""
    table = _count_named(collection, REPORT_TERMS)
    used = [series for series in table.series if any(point.counts.occurrences for point in series.points)]
    if not used:
        return None
    table = replace(table, series=used[:_CHART_SERIES])
    drawing = Drawing(_MEASURE, caption=describe_counting(collection, table.request, _MEASURE))
    return draw_series(collection, table.frame(), path, drawing, again="zhengce run")


def _count_named(collection: Collection, concepts: Iterable[str]) -> SeriesTable:
    """Return yearly series of the concepts that the lexicon has, each named in both languages."""
    known = collection.lexicon.concepts
    wanted = tuple(concept for concept in dict.fromkeys(concepts) if concept in known)
    request = SeriesRequest(wanted)
    if not wanted:
        return SeriesTable(request)
    table = count_series(collection, request)
    return replace(table, series=[_rename(series, known) for series in table.series])


def _rename(series: Series, concepts: Mapping[str, Concept]) -> Series:
    concept = concepts[series.spec.value]
    return replace(series, spec=replace(series.spec, typed=f"{concept.zh} {concept.en}"))
