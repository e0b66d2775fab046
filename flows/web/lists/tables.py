"""Rows of lists for downloads and for the JSON interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.store.documents import ListedDocument
from flows.trends.batches import BATCH_COLUMNS, BatchTable, batch_rows, count_batch, widen
from flows.web.addresses import Parameters
from flows.web.library import Library
from flows.web.lists.addresses import read_batch_address

LISTED_COLUMNS: Sequence[str] = ListedDocument._fields
Rows = Sequence[Mapping[str, object]]


def batch_table(library: Library, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and tidy rows of the batch of an address."""
    return BATCH_COLUMNS, batch_rows(_count_batch(library, parameters))


def wide_batch_table(library: Library, parameters: Parameters) -> tuple[Sequence[str], Rows]:
    """Return the columns and rows of the wide table of the batch of an address."""
    wide = widen(_count_batch(library, parameters))
    return wide.columns, wide.rows


def _count_batch(library: Library, parameters: Parameters) -> BatchTable:
    address = read_batch_address(parameters)
    return count_batch(library.part(address.documents), address.request())
