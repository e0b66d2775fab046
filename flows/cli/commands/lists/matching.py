"""The list of documents with matching passages, for `zhengce search --by-document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.cli.opening import open_workspace
from flows.cli.options import FilterOptions, StoreOption, TableOutput
from flows.cli.printing import Listing, note_count, note_words, show_rows

if TYPE_CHECKING:
    from flows.search import SearchRequest

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
    request: SearchRequest, chosen: FilterOptions, output: TableOutput, store: StoreOption
) -> int:
    """Print the documents with passages that match a request; return the exit code."""
    from flows.search import explain_words
    from flows.search.documents import search_documents

    with open_workspace(store, documents=chosen.documents()) as workspace:
        found = search_documents(workspace.collection, request)
        workspace.remember("search", request.query, chosen.words(), found.passages)
        plain = explain_words(workspace.collection, request.query, expand=request.expand)
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
    code = show_rows(rows, _LISTING, output)
    note_count(found.total, "document", "documents", limit=request.limit)
    return code
