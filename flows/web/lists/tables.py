"""Rows of lists for downloads and for the JSON interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.search import Collection
from flows.store import ListedDocument, Store, list_documents
from flows.trends.batches import BATCH_COLUMNS, batch_rows, count_batch, widen
from flows.web.addresses import Parameters
from flows.web.lists.addresses import read_batch_address, read_documents

LISTED_COLUMNS: Sequence[str] = ListedDocument._fields
Rows = Sequence[Mapping[str, object]]


def document_rows(store: Store, parameters: Parameters, limit: int) -> list[dict[str, object]]:
    """Return the documents of an address from the first page on, at most `limit`."""
    request = read_documents(parameters).request(limit, 0)
    return [row._asdict() for row in list_documents(store, request).documents]


def batch_table(collection: Collection, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and tidy rows of the batch of an address."""
    return BATCH_COLUMNS, batch_rows(count_batch(collection, read_batch_address(parameters).request()))


def wide_batch_table(collection: Collection, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and rows of the wide table of the batch of an address."""
    wide = widen(count_batch(collection, read_batch_address(parameters).request()))
    return wide.columns, wide.rows
