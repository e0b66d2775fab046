"""Files of what is on the screen: the same request, as CSV, XLSX or JSON lines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from flows.analysis.citations import COLUMNS as CITED
from flows.analysis.citations import cited_rows, collect_cited
from flows.analysis.concordance import concordance
from flows.analysis.search import search_passages
from flows.analysis.tables import write_table
from flows.analysis.targets import COLUMNS as TARGETS
from flows.analysis.targets import list_targets
from flows.errors import UsageError
from flows.web.library import Library
from flows.web.parameters import read_request
from flows.web.series import trend_rows

_ROWS = 10_000
_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
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
_LINES = ["date", "corpus", "title", "left", "keyword", "right", "passage_id", "start", "end", "language", "labels"]
Rows = list[dict[str, Any]]


def build_downloads(library: Library) -> APIRouter:
    """Return the routes `/download/KIND.FORMAT`; at most 10,000 rows, in the order of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/download/{kind}.{format}")
    def download(
        request: Request,
        kind: Literal["search", "concordance", "trends", "targets", "citations"],
        format: Literal["csv", "xlsx", "jsonl"],
    ) -> FileResponse:
        columns, rows = _SOURCES[kind](library, request.query_params)
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        path = Path(folder.name) / f"zhengce-{kind}.{format}"
        write_table(rows, columns, path, format)
        return FileResponse(path, media_type=_TYPES[format], filename=path.name, background=BackgroundTask(folder.cleanup))

    return router


def _search(library: Library, values: Any) -> tuple[list[str], Rows]:
    asked = read_request(values)
    found = search_passages(
        library.store, library.lexicon, asked.query, asked.filters, limit=_ROWS, order=asked.order, expand=asked.expand, facets=()
    )
    return _HITS, [{**hit, "labels": "|".join(hit["labels"]), "instruments": "|".join(hit["instruments"])} for hit in found.hits]


def _concordance(library: Library, values: Any) -> tuple[list[str], Rows]:
    asked = read_request(values)
    sort = values.get("order", "date")
    if sort not in ("date", "left", "right"):
        raise UsageError("order: date, left or right")
    return _LINES, concordance(
        library.store, library.lexicon, asked.query, asked.filters, width=24, sort=sort, expand=asked.expand
    )[:_ROWS]


def _trends(library: Library, values: Any) -> tuple[list[str], Rows]:
    import re

    from flows.analysis.trends import COLUMNS, GROUPS

    terms = [term.strip() for given in values.getlist("term") for term in re.split(r"[,，、;；]", given) if term.strip()]
    by, group = values.get("by", "year"), values.get("group", "") or None
    if by not in ("year", "quarter", "month", "plan", "congress") or (group and group not in GROUPS):
        raise UsageError("by: year, quarter or month; group: publisher, corpus, language or strategy")
    return COLUMNS, trend_rows(library, terms, by=by, group=group, first=values.get("from", ""), last=values.get("to", ""))


def _targets(library: Library, values: Any) -> tuple[list[str], Rows]:
    kind, entity = values.get("kind", ""), values.get("entity", "")
    rows, _ = list_targets(
        library.store, library.lexicon, indicator=values.get("indicator", ""), kinds=[kind] if kind else [], entities=[entity] if entity else [],
        deadline_first=values.get("from", ""), deadline_last=values.get("to", ""), limit=_ROWS,
    )  # fmt: skip
    return list(TARGETS), rows


def _citations(library: Library, values: Any) -> tuple[list[str], Rows]:
    rows = cited_rows(library.keep("cited", collect_cited), dangling=values.get("view", "") == "dangling")[:_ROWS]
    return list(CITED), [{**row, "relations": _join(row["relations"]), "variants": "|".join(row["variants"])} for row in rows]


def _join(counts: Mapping[str, int]) -> str:
    return "|".join(f"{name}:{number}" for name, number in counts.items())


_SOURCES: dict[str, Callable[[Library, Any], tuple[list[str], Rows]]] = {
    "search": _search, "concordance": _concordance, "trends": _trends, "targets": _targets, "citations": _citations,
}  # fmt: skip
