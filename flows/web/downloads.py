"""Files of what is on the screen: the same request, as CSV, XLSX or JSON lines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from flows.output import write_table
from flows.references import CITED_COLUMNS as CITED
from flows.references import FIGURE_COLUMNS as TARGETS
from flows.references import cited_rows, collect_cited, list_figures
from flows.search import COLLOCATE_COLUMNS as COLLOCATES
from flows.search import ConcordanceRequest, SearchRequest, find_lines, search_passages
from flows.store import TargetFilter, read_document, read_passages
from flows.web.concepts import collect_collocates
from flows.web.library import Library
from flows.web.pages import read_sort
from flows.web.parameters import MOST_READ, read_request
from flows.web.series import read_trend

_ROWS = 10_000
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HITS = [
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
]
_LINES = [
    "date",
    "corpus",
    "title",
    "left",
    "keyword",
    "right",
    "passage_id",
    "start",
    "end",
    "language",
    "labels",
]
_PASSAGE = [
    "passage_id",
    "position",
    "kind",
    "heading",
    "language",
    "text",
    "labels",
    "instruments",
    "mentions",
]
Rows = list[dict[str, Any]]


def build_downloads(library: Library) -> APIRouter:
    """Return the routes `/download/KIND.FORMAT`; at most 10,000 rows, in the order of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/download/{kind}.{format}")
    def download(
        request: Request,
        kind: Literal["search", "concordance", "trends", "targets", "citations", "document", "collocates"],
        format: Literal["csv", "xlsx", "jsonl"],
    ) -> FileResponse:
        columns, rows = _SOURCES[kind](library, request.query_params)
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        path = Path(folder.name) / f"zhengce-{kind}.{format}"
        write_table(rows, columns, path, format)
        return FileResponse(
            path, media_type=_TYPES[format], filename=path.name, background=BackgroundTask(folder.cleanup)
        )

    return router


def _search(library: Library, values: Any) -> tuple[list[str], Rows]:
    asked = read_request(values)
    found = search_passages(
        library.collection,
        SearchRequest(
            asked.query,
            asked.filters,
            limit=_ROWS,
            order=asked.order,
            expand=asked.expand,
            facets=(),
            max_read=MOST_READ,
        ),
    )
    return _HITS, [
        {**asdict(hit), "labels": "|".join(hit.labels), "instruments": "|".join(hit.instruments)}
        for hit in found.hits
    ]


def _concordance(library: Library, values: Any) -> tuple[list[str], Rows]:
    asked = read_request(values)
    request = ConcordanceRequest(
        asked.query,
        asked.filters,
        width=24,
        sort=read_sort(values),
        expand=asked.expand,
        max_read=MOST_READ,
    )
    return _LINES, [line._asdict() for line in find_lines(library.collection, request)[:_ROWS]]


def _trends(library: Library, values: Any) -> tuple[list[str], Rows]:
    from flows.trends import MIX_COLUMNS as MIXED
    from flows.trends import SERIES_COLUMNS

    trend = read_trend(library, values)
    return [*SERIES_COLUMNS, *(MIXED if trend.hold else [])], trend.rows


def _document(library: Library, values: Any) -> tuple[list[str], Rows]:
    document = values.get("id", "")
    if read_document(library.store, document) is None:
        raise HTTPException(404)
    rows = []
    for passage in read_passages(library.store, document, limit=_ROWS):
        chosen = {
            kind: [row.label for row in passage.categories if row.kind == kind and row.rank is not None]
            for kind in ("strategy", "instrument")
        }
        mentions = (f"{row.start}-{row.end} {row.type} {row.text}" for row in passage.mentions)
        rows.append(
            {
                **asdict(passage),
                "labels": "|".join(chosen["strategy"]),
                "instruments": "|".join(chosen["instrument"]),
                "mentions": "|".join(mentions),
            }
        )
    return _PASSAGE, rows


def _collocates(library: Library, values: Any) -> tuple[list[str], Rows]:
    concept = library.lexicon.find(values.get("concept", ""))
    if concept is None:
        raise HTTPException(404)
    found = library.keep(f"collocates {concept.id}", lambda _: collect_collocates(library, concept))
    return COLLOCATES, [row._asdict() for row in found]


def _targets(library: Library, values: Any) -> tuple[list[str], Rows]:
    kind, entity = values.get("kind", ""), values.get("entity", "")
    rows, _ = list_figures(
        library.store,
        library.lexicon,
        TargetFilter(
            indicator=values.get("indicator", ""),
            kinds=[kind] if kind else [],
            entities=[entity] if entity else [],
            deadline_first=values.get("from", ""),
            deadline_last=values.get("to", ""),
        ),
        limit=_ROWS,
    )
    return list(TARGETS), [row._asdict() for row in rows]


def _citations(library: Library, values: Any) -> tuple[list[str], Rows]:
    rows = cited_rows(library.keep("cited", collect_cited), dangling=values.get("view", "") == "dangling")[
        :_ROWS
    ]
    return list(CITED), [
        {**asdict(row), "relations": _join(row.relations), "variants": "|".join(row.variants)} for row in rows
    ]


def _join(counts: Mapping[str, int]) -> str:
    return "|".join(f"{name}:{number}" for name, number in counts.items())


_SOURCES: dict[str, Callable[[Library, Any], tuple[list[str], Rows]]] = {
    "search": _search,
    "concordance": _concordance,
    "trends": _trends,
    "targets": _targets,
    "citations": _citations,
    "document": _document,
    "collocates": _collocates,
}
