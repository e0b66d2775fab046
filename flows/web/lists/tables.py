"""Rows of lists for downloads and for the JSON interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.search import Collection
from flows.store.documents import ListedDocument
from flows.trends.batches import BATCH_COLUMNS, batch_rows, count_batch, widen
from flows.web.addresses import Parameters
from flows.web.lists.addresses import read_batch_address

LISTED_COLUMNS: Sequence[str] = ListedDocument._fields
Rows = Sequence[Mapping[str, object]]


def batch_table(collection: Collection, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and tidy rows of the batch of an address."""
    return BATCH_COLUMNS, batch_rows(count_batch(collection, read_batch_address(parameters).request()))


def wide_batch_table(collection: Collection, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and rows of the wide table of the batch of an address."""
    wide = widen(count_batch(collection, read_batch_address(parameters).request()))
    return wide.columns, wide.rows
