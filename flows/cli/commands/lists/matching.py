"""The list of documents with matching passages, for `zhengce search --by-document`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.cli.opening import open_workspace
from flows.cli.options import FilterOptions, StoreOption, TableOutput
from flows.cli.printing import Listing, Record, note_count, note_words, print_line, show_rows

if TYPE_CHECKING:
    from flows.search import SearchRequest
    from flows.workspace import Workspace

_TITLE, _PUBLISHER, _OTHERS = 34, 14, 62  # cells: the least for a title, the most for a publisher, the rest

_HEADINGS = {
    "document_id": "document",
    "passages": "passages",
    "date": "date",
    "title": "title",
    "publisher": "publisher",
    "corpus": "corpus",
    "language": "language",
    "first": "first passage",
}
_SPARE = ("language", "first", "corpus", "publisher")
_LISTING = Listing("documents", list(_HEADINGS), _HEADINGS, right=("passages",), spare=_SPARE)


def list_matching(
    request: SearchRequest, chosen: FilterOptions, output: TableOutput, store: StoreOption, style: str | None
) -> int:
    """Print the documents with passages that match a request, with references in a style if one is named.

    Return the exit code.
    """
    from flows.search import explain_words
    from flows.search.documents import search_documents

    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = search_documents(workspace.collection, request)
        words = chosen.words(as_typed=not request.expand, fold=request.fold)
        workspace.remember("search", request.query, words, found.passages)
        plain = explain_words(workspace.collection, request.query, expand=request.expand)
        cited = _cite(workspace, [hit.document.id for hit in found.hits], style) if style else []
    rows = [
        {
            "document_id": hit.document.id,
            "passages": hit.document.passages,
            "date": hit.document.date,
            "title": hit.document.title,
            "publisher": hit.document.publisher,
            "corpus": hit.document.corpus,
            "language": hit.document.language,
            "first": hit.first.passage_id,
        }
        for hit in found.hits
    ]
    note_words(plain, rows, "documents")
    listing = _LISTING
    if style:
        rows = [{**row, "citation": text} for row, text in zip(rows, cited, strict=True)]
        listing = replace(_LISTING, columns=[*_LISTING.columns, "citation"])
    code = show_rows(rows, listing, output, shown=_cut_cells(rows))
    if output.format == "table" and not output.out:
        for number, text in enumerate(cited, 1):
            print_line(f"[{number}] {text}")
    note_count(found.total, "document", "documents", limit=request.limit)
    return code


def _cite(workspace: Workspace, documents: Sequence[str], style: str) -> list[str]:
    from flows.output.bibliography import cite_each, find_items

    return cite_each(find_items(workspace, documents), style, workspace.lexicon)


def _cut_cells(rows: Sequence[Record]) -> Sequence[Record]:
    """Return the rows with titles and publishers cut to the width of the terminal, if there is one."""
    from flows.output import cut, results  # rich takes 0.1 s

    if not results.is_terminal:
        return rows
    widths = {"title": max(_TITLE, results.width - _OTHERS), "publisher": _PUBLISHER}
    return [{**row, **{name: cut(str(row[name]), width) for name, width in widths.items()}} for row in rows]
