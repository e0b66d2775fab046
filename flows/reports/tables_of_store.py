"""Write the exports: tables, annotations, tokens, a data package, and a chart of the trends, each with its sidecar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.annotation.lexicon import Concept
from flows.errors import UsageError
from flows.output import (
    TABLE_FORMATS,
    annotate_documents,
    describe_choice,
    describe_origin,
    hash_file,
    place,
    say_again,
    say_choice,
    side_of,
    write_lines,
    write_side,
)
from flows.references import collect_cited, edge_rows, list_targets
from flows.reports.columns import EXPORTS, WHAT, column_types
from flows.reports.datapackage import NAME, describe_package
from flows.reports.series_files import draw_series
from flows.search import Collection, Filters, check_values, select_passages
from flows.store import (
    DocumentRow,
    MentionRow,
    PassageRow,
    Store,
    all_documents,
    all_mentions,
    all_passages,
    documents_with_mentions,
    frequent_concepts,
)
from flows.trends import Series, SeriesRequest, SeriesTable, count_series, describe_counting

# What can be had of chosen passages: themselves, their mentions, their documents.
_CHOSEN: dict[
    str, Callable[[Store, Sequence[int] | None], Iterable[DocumentRow | PassageRow | MentionRow]]
] = {
    "passages": all_passages,
    "mentions": all_mentions,
    "documents": all_documents,
}
_WHOLE: dict[str, Callable[[Collection], Iterable[dict[str, Any]]]] = {
    "citations": lambda collection: edge_rows(collect_cited(collection.store)),
    "targets": lambda collection: list_targets(collection.store, collection.lexicon)[0],
    "trends": lambda collection: _trend_rows(collection),
}
CHOSEN = tuple(_CHOSEN)
KINDS = (*CHOSEN, *_WHOLE)
# The kinds that are no tables: the format each has, and how its file ends.
OTHER = {"annotations": ("w3c", "jsonl"), "tokens": ("conllu", "conllu")}
# A referenced table stands before those that name its rows.
_PACKAGED = ("documents", "passages", "mentions", "citations", "targets", "trends")
# The vocabulary of the report that the categories come from; these are drawn where the corpus has them.
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
_TREND_SERIES, _CHART_SERIES = 40, 6
_SERIES = {"by": "year", "date": "published"}


def export_kinds(
    collection: Collection,
    kinds: Sequence[str],
    folder: Path,
    format: str = "",
    *,
    bom: bool = True,
    query: str = "",
    filters: Filters = Filters(),
) -> list[Path]:
    """Write one file a kind with its sidecar into `folder`; returns the files' paths.

    Without a format a table is CSV, annotations are w3c (JSON-LD lines) and tokens are conllu. With a query or filters,
    as `search` takes them: the passages that match, the mentions in them, the documents that they are of (CHOSEN). Raises
    UsageError for an unknown kind, for a format that it does not come in, and for a kind that can't be chosen from, before
    anything is written.
    """
    wanted = [(kind, _check_format(kind, format)) for kind in kinds]
    store, lexicon = collection.store, collection.lexicon
    only = _choose(collection, kinds, query, filters)
    origin = describe_origin(store, lexicon)
    written = []
    for kind, form in wanted:
        path = folder / f"{kind}.{OTHER[kind][1] if kind in OTHER else form}"
        side, rows = _write_kind(collection, kind, path, form, bom, only)
        words = [
            "export",
            kind,
            *(["--format", form] if form != "csv" else []),
            *([] if bom or form != "csv" else ["--no-bom"]),
            *say_choice(query, filters),
        ]
        written.append(
            place(
                side,
                path,
                what=WHAT[kind],
                again=say_again(words, store.path, folder),
                origin=origin,
                rows=rows,
                options={
                    "kind": kind,
                    "format": form,
                    "bom": bom if form == "csv" else None,
                    **(_SERIES if kind == "trends" else {}),
                    **describe_choice(query, filters),
                },
            )
        )
    return written


def _choose(
    collection: Collection, kinds: Sequence[str], query: str, filters: Filters
) -> Sequence[int] | None:
    """Return the row ids of the passages that a query and filters find; None where neither is given."""
    if not query.strip() and not filters:
        return None
    if others := [kind for kind in kinds if kind not in CHOSEN]:
        raise UsageError(f"export {others[0]}: a query and filters choose among {', '.join(CHOSEN)} only")
    check_values(collection.index, filters, query)
    selection = select_passages(collection, query, filters)
    return selection.index.matching_ids(selection.query)


def _check_format(kind: str, format: str) -> str:
    if kind not in (*KINDS, *OTHER):
        raise UsageError(f"export {kind!r}: known are {', '.join((*KINDS, *OTHER))}")
    known = (OTHER[kind][0],) if kind in OTHER else TABLE_FORMATS
    if format and format not in known:
        raise UsageError(f"--format {format}: {kind} can be written as {', '.join(known)}")
    return format or known[0]


def _write_kind(
    collection: Collection, kind: str, path: Path, format: str, bom: bool, only: Sequence[int] | None = None
) -> tuple[Path, int]:
    store = collection.store
    if kind not in OTHER:
        rows: Iterable[dict[str, Any]] = (
            (row._asdict() for row in _CHOSEN[kind](store, only))
            if kind in CHOSEN
            else _WHOLE[kind](collection)
        )
        return write_side(
            rows, list(EXPORTS[kind]), path, format, explain=EXPORTS[kind], types=column_types(kind), bom=bom
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    side = side_of(path)
    try:
        if kind == "annotations":
            return side, write_lines(annotate_documents(documents_with_mentions(store)), side)
        from flows.annotation.matching import Tagger
        from flows.output import write_conllu

        return side, write_conllu(
            documents_with_mentions(store, nested=False), Tagger(collection.lexicon), side
        )
    except BaseException:  # Ctrl-C, too, leaves no half file
        side.unlink(missing_ok=True)
        raise


def export_package(collection: Collection, folder: Path) -> list[Path]:
    """Write every table as CSV (without a mark) and datapackage.json, a Frictionless descriptor, into `folder`.

    Returns the paths, the descriptor last: it is written when all it describes is there.
    """
    store, lexicon = collection.store, collection.lexicon
    origin = describe_origin(store, lexicon)
    again = say_again(["export", "--package"], store.path, folder)
    files: dict[str, dict[str, Any]] = {}
    written = []
    for kind in _PACKAGED:
        path = folder / f"{kind}.csv"
        side, rows = _write_kind(collection, kind, path, "csv", False)
        files[kind] = {
            "path": path.name,
            "bytes": side.stat().st_size,
            "sha256": hash_file(side),
            "rows": rows,
        }
        options = {"kind": kind, "format": "csv", "bom": False}
        written.append(
            place(side, path, what=WHAT[kind], again=again, origin=origin, options=options, rows=rows)
        )
    path = folder / NAME
    side = side_of(path)
    side.write_text(
        json.dumps(describe_package(files, origin), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    written.append(place(side, path, what="descriptor of the data package", again=again, origin=origin))
    return written


def default_trends(collection: Collection) -> SeriesTable:
    """Return yearly series of the report's vocabulary and of the most frequent terms and programmes of the store."""
    frequent = frequent_concepts(collection.store, ("TERM", "PROGRAMME", "TECH"), _TREND_SERIES)
    return _count_named(collection, (*REPORT_TERMS, *frequent))


def _count_named(collection: Collection, concepts: Iterable[str]) -> SeriesTable:
    """Return yearly series of concepts, each named in both languages."""
    known = collection.lexicon.concepts
    wanted = tuple(concept for concept in dict.fromkeys(concepts) if concept in known)
    request = SeriesRequest(wanted)
    if not wanted:
        return SeriesTable(request)
    table = count_series(collection, request)
    return replace(table, series=[_renamed(series, known) for series in table.series])


def _renamed(series: Series, concepts: Mapping[str, Concept]) -> Series:
    concept = concepts[series.spec.value]
    return replace(series, spec=replace(series.spec, typed=f"{concept.zh} {concept.en}"))


def _trend_rows(collection: Collection) -> Iterable[dict[str, Any]]:
    return default_trends(collection).rows()


def export_chart(collection: Collection, path: Path) -> Path | None:
    """Draw the report's vocabulary by year; None where the store has nothing of it."""
    table = _count_named(collection, REPORT_TERMS)
    used = [series for series in table.series if any(point.counts.occurrences for point in series.points)]
    if not used:
        return None
    table = replace(table, series=used[:_CHART_SERIES])
    caption = describe_counting(collection, table.request, "per_million_tokens")
    return draw_series(
        collection.store,
        collection.lexicon,
        table.frame(),
        path,
        measure="per_million_tokens",
        kind="lines",
        by="year",
        caption=caption,
        again="zhengce run",
    )
