"""Builders: requests in one call, so that a test states only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from flows.annotation.lexicon import Lexicon
from flows.arguments import read_filters
from flows.records import DateAxis, Grouping, Reprints
from flows.search import (
    Collection,
    Collocate,
    CollocateRequest,
    ConcordanceRequest,
    Filters,
    Line,
    SearchRequest,
    SearchResult,
    find_collocates,
    find_lines,
    read_range,
    search_passages,
)
from flows.search.collocates import Cut
from flows.store import Store
from flows.store.documents import read_text
from flows.trends import SeriesRequest, SeriesTable, count_series


def texts_by_id(rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    """Return the texts of (id, text) rows by id."""
    return {row[0]: row[1] for row in rows}


def series_request(
    terms: Sequence[str] = (),
    *,
    group: str | None = None,
    hold: str | None = None,
    first: str = "",
    last: str = "",
    axis: str = "published",
    corpus: Iterable[str] = (),
    reprints: str = "raw",
    **options: Any,
) -> SeriesRequest:
    """Return a request from plain values, as they are typed on the command line."""
    return SeriesRequest(
        tuple(terms),
        grouping=Grouping(group) if group else None,
        hold=Grouping(hold) if hold else None,
        dates=read_range(first, last),
        axis=DateAxis(axis),
        corpora=tuple(corpus),
        reprints=Reprints(reprints),
        **options,
    )


def count_table(store: Store, lexicon: Lexicon, terms: Sequence[str], **options: Any) -> SeriesTable:
    """Return the series of the terms; options are those of `series_request`."""
    return count_series(Collection(store, lexicon), series_request(terms, **options))


def count_frame(store: Store, lexicon: Lexicon, terms: Sequence[str], **options: Any) -> pd.DataFrame:
    """Return the series of the terms as a data frame."""
    return count_table(store, lexicon, terms, **options).frame()


def search(
    store: Store, lexicon: Lexicon, query: str = "", filters: Filters = Filters(), **options: Any
) -> SearchResult:
    """Return what a search finds; options are those of `SearchRequest`."""
    return search_passages(Collection(store, lexicon), SearchRequest(query, filters, **options))


def concordance(
    store: Store, lexicon: Lexicon, query: str, filters: Filters = Filters(), **options: Any
) -> list[Line]:
    """Return the lines of a concordance; options are those of `ConcordanceRequest`."""
    return find_lines(Collection(store, lexicon), ConcordanceRequest(query, filters, **options))


def collocates(
    store: Store, lexicon: Lexicon, query: str, cut: Cut, filters: Filters = Filters(), **options: Any
) -> list[Collocate]:
    """Return the collocates of a query; options are those of `CollocateRequest`."""
    return find_collocates(Collection(store, lexicon), CollocateRequest(query, filters, **options), cut)


__all__ = [
    "collocates",
    "concordance",
    "count_frame",
    "count_table",
    "read_filters",
    "search",
    "series_request",
]


def documents_with_text(store: Store) -> dict[str, dict[str, str]]:
    """Return id, title, language and text of every stored document, by id."""
    rows = store.rows("SELECT id, title, language FROM document")
    return {row["id"]: {**dict(row), "text": read_text(store, row["id"])} for row in rows}
