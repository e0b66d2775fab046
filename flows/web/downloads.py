"""Downloads: what is on the screen, as CSV, XLSX or JSON Lines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask
from starlette.datastructures import QueryParams

from flows.alignment import (
    OmissionRow,
    ParallelLine,
    Rendering,
    find_parallel,
    line_row,
    omission_rows,
    rendering_row,
)
from flows.alignment.pairing import ListedPair, list_pairs
from flows.output import write_table
from flows.pipeline.corrections import CORRECTION_COLUMNS, list_corrections
from flows.references import (
    CITED_COLUMNS,
    DIRECTIVE_COLUMNS,
    EVENT_COLUMNS,
    STATED_COLUMNS,
    VANISHED_COLUMNS,
    cited_rows,
    list_directives,
    list_events,
    list_stated,
)
from flows.reports.comparisons import COMPARISON_COLUMNS
from flows.search import COLLOCATE_COLUMNS, Line, find_lines, search_passages
from flows.store import AnnotatedPassage, find_one, find_pair, read_passages
from flows.trends import BAND_COLUMNS, MIX_COLUMNS, SERIES_COLUMNS, SOURCE_COLUMNS
from flows.web import limits
from flows.web.addresses import read_figures, read_line_order, read_parallel, read_search
from flows.web.findings import compared_rows, read_events_address
from flows.web.library import Library
from flows.web.lists import (
    LISTED_COLUMNS,
    batch_table,
    document_rows,
    read_directives,
    vanished_rows,
    wide_batch_table,
)
from flows.web.messages import choose_locale
from flows.web.pages import collect_collocates, keep_renderings, read_pair_filter
from flows.web.series import count_largest, read_series

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HITS = (
    "passage_id",
    "document_id",
    "title",
    "date",
    "publisher",
    "corpus",
    "language",
    "kind",
    "heading",
    "text",
    "labels",
    "instruments",
    "score",
    "url",
)
_PASSAGES = (
    "passage_id",
    "position",
    "kind",
    "heading",
    "language",
    "text",
    "labels",
    "instruments",
    "mentions",
)


Kind = Literal[
    "search",
    "concordance",
    "trends",
    "targets",
    "directives",
    "citations",
    "events",
    "document",
    "collocates",
    "parallel",
    "renderings",
    "pairs",
    "omissions",
    "documents",
    "vanished",
    "batch",
    "batch-table",
    "compare",
    "corrections",
]


class Table(NamedTuple):
    """The rows of a file and its columns."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]


def build_downloads(library: Library) -> APIRouter:
    """Return the routes `/download/KIND.FORMAT`; at most 10,000 rows, in the order of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/download/{kind}.{ending}")
    def download(
        request: Request,
        kind: Kind,
        ending: Literal["csv", "xlsx", "jsonl"],
    ) -> FileResponse:
        if (kind, ending) == ("compare", "xlsx"):
            table = _compared_for_people(library, request)
        else:
            table = _TABLES[kind](library, request.query_params)
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        path = Path(folder.name) / f"zhengce-{kind}.{ending}"
        write_table(table.rows, list(table.columns), path, ending)
        cleanup = BackgroundTask(folder.cleanup)
        return FileResponse(path, media_type=_TYPES[ending], filename=path.name, background=cleanup)

    return router


def _search(library: Library, values: QueryParams) -> Table:
    address = read_search(values)
    found = search_passages(library.part(address.documents), address.request(limit=limits.ROWS, offset=0))
    columns = [*_HITS, *("similarity", "copies") * bool(found.similar)]
    return Table(columns, [_flat(asdict(hit)) for hit in found.hits])


def _concordance(library: Library, values: QueryParams) -> Table:
    address = read_search(values)
    request = address.concordance(read_line_order(values))
    lines = find_lines(library.part(address.documents), request)[: limits.ROWS]
    return Table(Line._fields, [line._asdict() for line in lines])


def _trends(library: Library, values: QueryParams) -> Table:
    address = read_series(values)
    more = [
        *BAND_COLUMNS * address.with_bands,
        *MIX_COLUMNS * bool(address.hold),
        *SOURCE_COLUMNS * address.with_vanished,
    ]
    return Table([*SERIES_COLUMNS, *more], count_largest(library.part(address.documents), address).rows)


def _events(library: Library, values: QueryParams) -> Table:
    wanted = read_events_address(values).filter(library.lexicon)
    rows, _ = list_events(library.store, wanted, limit=limits.ROWS)
    return Table(EVENT_COLUMNS, [row._asdict() for row in rows])


def _document(library: Library, values: QueryParams) -> Table:
    document = find_one(library.store, values.get("id", ""))
    if document is None:
        raise HTTPException(404)
    passages = read_passages(library.store, document, limit=limits.ROWS)
    return Table(_PASSAGES, [_passage_row(passage) for passage in passages])


def _passage_row(passage: AnnotatedPassage) -> dict[str, Any]:
    chosen: dict[str, list[str]] = {"strategy": [], "instrument": []}
    for row in passage.categories:
        if row.rank is not None:
            chosen[row.kind].append(row.label)
    mentions = [f"{row.start}-{row.end} {row.type} {row.text}" for row in passage.mentions]
    return {
        **asdict(passage),
        "labels": "|".join(chosen["strategy"]),
        "instruments": "|".join(chosen["instrument"]),
        "mentions": "|".join(mentions),
    }


def _collocates(library: Library, values: QueryParams) -> Table:
    concept = library.lexicon.find(values.get("concept", ""))
    if concept is None:
        raise HTTPException(404)
    found = library.keep(f"collocates {concept.id}", lambda _: collect_collocates(library, concept))
    return Table(COLLOCATE_COLUMNS, [row._asdict() for row in found])


def _targets(library: Library, values: QueryParams) -> Table:
    found = list_stated(library.collection, read_figures(values).request, limit=limits.ROWS)
    return Table(STATED_COLUMNS, [row.as_row() for row in found.rows])


def _directives(library: Library, values: QueryParams) -> Table:
    wanted = read_directives(values).filters(library.collection)
    rows, _ = list_directives(library.store, wanted, limit=limits.ROWS)
    return Table(DIRECTIVE_COLUMNS, [row._asdict() for row in rows])


def _citations(library: Library, values: QueryParams) -> Table:
    is_dangling = values.get("view", "") == "dangling"
    rows = cited_rows(library.cited, dangling=is_dangling)
    return Table(CITED_COLUMNS, [_flat(asdict(row)) for row in rows[: limits.ROWS]])


def _parallel(library: Library, values: QueryParams) -> Table:
    lines = find_parallel(library.collection, read_parallel(values).request()).lines[: limits.ROWS]
    return Table(ParallelLine._fields, [line_row(line) for line in lines])


def _renderings(library: Library, values: QueryParams) -> Table:
    found = keep_renderings(library, read_parallel(values)).renderings[: limits.ROWS]
    return Table(Rendering._fields, [rendering_row(row) for row in found])


def _pairs(library: Library, values: QueryParams) -> Table:
    rows, _ = list_pairs(library.store, read_pair_filter(library, values), limit=limits.ROWS)
    return Table(ListedPair._fields, [row._asdict() for row in rows])


def _omissions(library: Library, values: QueryParams) -> Table:
    pair = find_pair(library.store, values.get("pair", ""))
    if pair is None:
        raise HTTPException(404)
    rows = islice(omission_rows(library.omissions(pair)), limits.ROWS)
    return Table(OmissionRow._fields, [row._asdict() for row in rows])


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose lists are joined by |, and its mappings by |, as key:value."""
    return {name: _join(value) for name, value in row.items()}


def _join(value: object) -> object:
    if isinstance(value, Mapping):
        return "|".join(f"{name}:{number}" for name, number in value.items())
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return value


def _compared_for_people(library: Library, request: Request) -> Table:
    """Return the table of a comparison with units as people write them, in the language of the page."""
    asked, cookie = request.query_params, request.cookies.get("lang", "")
    locale = choose_locale(asked.get("lang", ""), cookie, request.headers.get("accept-language", ""))
    return Table(COMPARISON_COLUMNS, compared_rows(library, asked, locale))


_TABLES: Mapping[Kind, Callable[[Library, QueryParams], Table]] = {
    "search": _search,
    "concordance": _concordance,
    "trends": _trends,
    "targets": _targets,
    "directives": _directives,
    "citations": _citations,
    "events": _events,
    "document": _document,
    "collocates": _collocates,
    "parallel": _parallel,
    "renderings": _renderings,
    "pairs": _pairs,
    "omissions": _omissions,
    "documents": lambda library, values: Table(
        LISTED_COLUMNS, document_rows(library.store, values, limits.ROWS)
    ),
    "vanished": lambda library, values: Table(
        VANISHED_COLUMNS, vanished_rows(library.store, values, limits.ROWS)
    ),
    "batch": lambda library, values: Table(*batch_table(library.collection, values)),
    "batch-table": lambda library, values: Table(*wide_batch_table(library.collection, values)),
    "compare": lambda library, values: Table(COMPARISON_COLUMNS, compared_rows(library, values)),
    "corrections": lambda library, values: Table(
        CORRECTION_COLUMNS,
        [row._asdict() for row in list_corrections(library.store, tuple(filter(None, [values.get("kind")])))],
    ),
}
