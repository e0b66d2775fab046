"""Write the exports: tables, annotations, tokens, a data package, and a chart of the trends, each with its sidecar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from flows.annotation.lexicon import Lexicon
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
from flows.search import Filters, build_query, check_filters
from flows.store import (
    DocumentRow,
    FullText,
    MentionRow,
    PassageRow,
    Store,
    all_documents,
    all_mentions,
    all_passages,
    documents_with_mentions,
    frequent_concepts,
)
from flows.trends import Frame, describe_counting, rows_of, term_trends

# What can be had of chosen passages: themselves, their mentions, their documents.
_CHOSEN: dict[
    str, Callable[[Store, Sequence[int] | None], Iterable[DocumentRow | PassageRow | MentionRow]]
] = {
    "passages": all_passages,
    "mentions": all_mentions,
    "documents": all_documents,
}
_WHOLE: dict[str, Callable[[Store, Lexicon], Iterable[dict[str, Any]]]] = {
    "citations": lambda store, _: edge_rows(collect_cited(store)),
    "targets": lambda store, lexicon: list_targets(store, lexicon)[0],
    "trends": lambda store, lexicon: _trend_rows(store, lexicon),
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
    store: Store,
    lexicon: Lexicon,
    kinds: Sequence[str],
    folder: Path,
    format: str = "",
    *,
    bom: bool = True,
    query: str = "",
    filters: Filters = Filters(),  # noqa: B008 - immutable
) -> list[Path]:
    """Write one file a kind with its sidecar into `folder`; returns the files' paths.

    Without a format a table is CSV, annotations are w3c (JSON-LD lines) and tokens are conllu. With a query or filters,
    as `search` takes them: the passages that match, the mentions in them, the documents that they are of (CHOSEN). Raises
    UsageError for an unknown kind, for a format that it does not come in, and for a kind that can't be chosen from, before
    anything is written.
    """
    wanted = [(kind, _check_format(kind, format)) for kind in kinds]
    only = _choose(store, lexicon, kinds, query, filters)
    origin = describe_origin(store, lexicon)
    written = []
    for kind, form in wanted:
        path = folder / f"{kind}.{OTHER[kind][1] if kind in OTHER else form}"
        side, rows = _write_kind(store, lexicon, kind, path, form, bom, only)
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
    store: Store, lexicon: Lexicon, kinds: Sequence[str], query: str, filters: Filters
) -> Sequence[int] | None:
    """Return the row ids of the passages that a query and filters find; None where neither is given."""
    if not query.strip() and not filters:
        return None
    if others := [kind for kind in kinds if kind not in CHOSEN]:
        raise UsageError(f"export {others[0]}: a query and filters choose among {', '.join(CHOSEN)} only")
    index = FullText(store)
    index.sync()
    check_filters(index, query, filters)
    return index.matching_ids(build_query(index, lexicon, query, filters, expand=True)[0])


def _check_format(kind: str, format: str) -> str:
    if kind not in (*KINDS, *OTHER):
        raise UsageError(f"export {kind!r}: known are {', '.join((*KINDS, *OTHER))}")
    known = (OTHER[kind][0],) if kind in OTHER else TABLE_FORMATS
    if format and format not in known:
        raise UsageError(f"--format {format}: {kind} can be written as {', '.join(known)}")
    return format or known[0]


def _write_kind(
    store: Store,
    lexicon: Lexicon,
    kind: str,
    path: Path,
    format: str,
    bom: bool,
    only: Sequence[int] | None = None,
) -> tuple[Path, int]:
    if kind not in OTHER:
        rows: Iterable[dict[str, Any]] = (
            (row._asdict() for row in _CHOSEN[kind](store, only))
            if kind in CHOSEN
            else _WHOLE[kind](store, lexicon)
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

        return side, write_conllu(documents_with_mentions(store, nested=False), Tagger(lexicon), side)
    except BaseException:  # Ctrl-C, too, leaves no half file
        side.unlink(missing_ok=True)
        raise


def export_package(store: Store, lexicon: Lexicon, folder: Path) -> list[Path]:
    """Write every table as CSV (without a mark) and datapackage.json, a Frictionless descriptor, into `folder`.

    Returns the paths, the descriptor last: it is written when all it describes is there.
    """
    origin = describe_origin(store, lexicon)
    again = say_again(["export", "--package"], store.path, folder)
    files: dict[str, dict[str, Any]] = {}
    written = []
    for kind in _PACKAGED:
        path = folder / f"{kind}.csv"
        side, rows = _write_kind(store, lexicon, kind, path, "csv", False)
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


def default_trends(store: Store, lexicon: Lexicon) -> Any:
    """Return yearly series of the report's vocabulary and of the most frequent terms and programmes of the store."""
    frequent = frequent_concepts(store, ("TERM", "PROGRAMME", "TECH"), _TREND_SERIES)
    wanted = [term for term in dict.fromkeys((*REPORT_TERMS, *frequent)) if term in lexicon.concepts]
    frame = term_trends(store, lexicon, wanted)
    names = {term: f"{lexicon.concepts[term].zh} {lexicon.concepts[term].en}" for term in wanted}
    frame["series"] = frame["series"].map(names)
    return frame


def _trend_rows(store: Store, lexicon: Lexicon) -> Iterable[dict[str, Any]]:
    return rows_of(default_trends(store, lexicon))


def export_chart(store: Store, lexicon: Lexicon, path: Path) -> Path | None:
    """Draw the report's vocabulary by year; None where the store has nothing of it."""
    terms = [term for term in REPORT_TERMS if term in lexicon.concepts]
    frame = term_trends(store, lexicon, terms)
    counted: Any = frame.groupby("series", sort=False)["occurrences"].sum() if len(frame) else {}
    shown = [term for term in terms if len(frame) and counted.get(term, 0) > 0][:_CHART_SERIES]
    if not shown:
        return None
    frame = frame[frame["series"].isin(shown)].copy()
    frame["series"] = frame["series"].map(
        {term: f"{lexicon.concepts[term].zh} {lexicon.concepts[term].en}" for term in shown}
    )
    caption = describe_counting(store, lexicon, Frame(), "per_million_tokens")
    return draw_series(
        store,
        lexicon,
        frame,
        path,
        measure="per_million_tokens",
        kind="lines",
        by="year",
        caption=caption,
        again="zhengce run",
    )
