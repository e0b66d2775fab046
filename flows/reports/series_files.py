"""Write a series as a table or chart, each with its sidecar; count and draw the series of an export."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.annotation.lexicon import Concept
from flows.errors import UsageError
from flows.output import (
    TABLE_FORMATS,
    Style,
    build_chart,
    check_ending,
    describe_origin,
    hash_chart,
    is_drawn,
    relative_to_here,
    repeat_command,
    save_chart,
    start_side,
    write_side,
    write_with_sidecar,
)
from flows.output.maps import draw_map, lay_out_maps
from flows.reports.columns import ColumnType, column_types, export_columns, read_dictionary
from flows.search import Collection
from flows.store.facts import frequent_concepts
from flows.trends import (
    COUNTED,
    MarkedEvent,
    Series,
    SeriesRequest,
    SeriesTable,
    count_series,
    describe_counting,
    describe_unfinished,
    find_unfinished_of,
    known_events,
)

if TYPE_CHECKING:
    import pandas as pd

# The vocabulary of the report from which the categories come.
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
_OUTPUTS = Path("outputs")
_WHAT = {
    "trends": "occurrences of terms over time, one row per series and period",
    "statistics": "statistics of series, one row per series",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing of a series: its measure, kind of chart, caption, and marked events."""

    measure: str
    kind: str = "lines"
    by: str = "year"
    caption: Sequence[str] = ()
    has_known_events: bool = True
    own_events: Sequence[MarkedEvent] = ()
    language: str = "en"

    def style(self) -> Style:
        """Return the style of the chart."""
        events = (*(known_events() if self.has_known_events else ()), *self.own_events)
        return Style(caption=self.caption, by=self.by, events=events, language=self.language)


def check_format(path: Path) -> str:
    """Return the format of a table's file by its ending. Raises UsageError for an unknown ending."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in TABLE_FORMATS:
        endings = tuple(f".{name}" for name in TABLE_FORMATS)
        raise UsageError("reports.table_ending", name=path.name, endings=endings)
    return ending


def write_series(
    collection: Collection,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    path: Path,
    *,
    words: Sequence[str],
    options: Mapping[str, Any],
    is_statistics: bool = False,
) -> Path:
    """Write the rows of a series, or of its statistics, to `path` in the format of its ending.

    `words` are the command that returns these rows.
    """
    kind = "statistics" if is_statistics else "trends"
    meanings = dict(read_dictionary().commands[kind])
    if not is_statistics:
        meanings = {**export_columns(kind), **meanings}
    types = _types(kind, options)
    side, written = write_side(
        rows,
        list(columns),
        path,
        check_format(path),
        explain={name: meanings[name] for name in columns},
        types={name: types[name] for name in columns},
    )
    return write_with_sidecar(
        side,
        path,
        what=_WHAT[kind],
        again=repeat_command([*words, "--out", relative_to_here(path)], collection.store, _OUTPUTS),
        origin=describe_origin(collection.store, collection.lexicon),
        options=options,
        rows=written,
    )


def _types(kind: str, options: Mapping[str, Any]) -> dict[str, ColumnType]:
    """Return the types of the columns: discounted counts are numbers, as is `change` in trends."""
    types = column_types(kind)
    if options.get("reprints") == "discounted":
        types |= dict.fromkeys(COUNTED, "number")
    if kind == "trends":
        types["change"] = "number"
    return types


def draw_series(
    collection: Collection,
    frame: pd.DataFrame,
    path: Path,
    drawing: Drawing,
    *,
    words: Sequence[str] = (),
    again: str = "",
) -> Path:
    """Draw the frame of a series to `path`, with its sidecar; return the path.

    `words` are the command that draws it again, or `again` is the whole command line.
    """
    chart = build_chart(frame, drawing.measure, drawing.kind, drawing.style())
    return _keep_chart(collection, chart, list(dict.fromkeys(frame["series"])), path, drawing, words, again)


def draw_provinces(
    collection: Collection, table: SeriesTable, path: Path, drawing: Drawing, *, words: Sequence[str]
) -> Path:
    """Draw series grouped by province as maps to `path`, with its sidecar; return the path."""
    chart = draw_map(lay_out_maps(table, drawing.measure), drawing.style())
    terms = list(dict.fromkeys(series.spec.typed for series in table.series))
    return _keep_chart(collection, chart, terms, path, drawing, words)


def _keep_chart(
    collection: Collection,
    chart: Any,
    series: list[str],
    path: Path,
    drawing: Drawing,
    words: Sequence[str],
    again: str = "",
) -> Path:
    side = start_side(path)
    specification = hash_chart(chart)
    if is_drawn(path, specification):
        shutil.copyfile(path, side)
    else:
        save_chart(chart, side, check_ending(path))
    options = {
        "series": series,
        "measure": drawing.measure,
        "chart": drawing.kind,
        "by": drawing.by,
        "caption": list(drawing.caption),
        "specification": specification,
    }
    command = again or repeat_command([*words, "--plot", relative_to_here(path)], collection.store, _OUTPUTS)
    return write_with_sidecar(
        side,
        path,
        what=f"chart ({drawing.kind}) of series",
        again=command,
        origin=describe_origin(collection.store, collection.lexicon),
        options=options,
    )


def count_export(collection: Collection) -> SeriesTable:
    """Return yearly series of the report's vocabulary, and of the most frequent terms and programmes."""
    frequent = frequent_concepts(collection.store, _FREQUENT_TYPES, _TABLE_SERIES)
    return _count_named(collection, (*REPORT_TERMS, *frequent))


def export_chart(collection: Collection, path: Path) -> Path | None:
    """Draw the report's vocabulary by year; None if the store has none of it."""
    table = _count_named(collection, REPORT_TERMS)
    used = [series for series in table.series if any(point.counts.occurrences for point in series.points)]
    if not used:
        return None
    table = replace(table, series=used[:_CHART_SERIES])
    counting = describe_counting(collection, table.request, _MEASURE)
    unfinished = describe_unfinished(find_unfinished_of(collection, table))
    drawing = Drawing(_MEASURE, caption=[*counting, *unfinished])
    return draw_series(collection, table.frame(), path, drawing, again="zhengce run")


def _count_named(collection: Collection, concepts: Iterable[str]) -> SeriesTable:
    """Return yearly series of those concepts that are in the lexicon, each named in both languages."""
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
