"""Passages with their contexts as Arrow tables, as sent to a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flows.annotation import RepealedItem
from flows.annotation.names import Alias, Context
from flows.pipeline.blocks.records import lists_of, plain_values, read_records, split_by_row, write_records

if TYPE_CHECKING:
    import pyarrow as pa


class PassageBatch(NamedTuple):
    """Texts of passages, with the context of each from its document."""

    texts: list[str]
    contexts: list[Context]


def write_passages(batches: Sequence[PassageBatch]) -> pa.Table:
    """Return one row per passage; `batch` is the number of its batch.

    Places of page numbers and repealed items are sent only if inside the passage: the others belong to later
    passages.
    """
    import pyarrow as pa

    texts = [text for batch in batches for text in batch.texts]
    contexts = [context for batch in batches for context in batch.contexts]
    pages = [
        [(start, end) for start, end in context.pages if end <= len(text)]
        for text, context in zip(texts, contexts, strict=True)
    ]
    repealed = [
        [item for item in context.repealed if item.start < len(text)]
        for text, context in zip(texts, contexts, strict=True)
    ]
    strings = pa.list_(pa.string())
    return pa.table(
        {
            "batch": pa.array(
                [number for number, batch in enumerate(batches) for _ in batch.texts], pa.int32()
            ),
            "text": pa.array(texts, pa.string()),
            "aliases": write_records(Alias, [context.aliases for context in contexts]),
            "date": pa.array([context.date for context in contexts], pa.string()),
            "pages": lists_of(
                pa.array([place for row in pages for span in row for place in span], pa.int64()),
                [2 * len(row) for row in pages],
            ),
            "section": pa.array([context.section for context in contexts], pa.string()),
            "columns": pa.array([context.columns for context in contexts], strings),
            "due": pa.array([context.due for context in contexts], pa.string()),
            "headings": pa.array([context.headings for context in contexts], strings),
            "repealed": write_records(RepealedItem, repealed),
            "is_heading": pa.array([context.is_heading for context in contexts], pa.bool_()),
            "currency": pa.array([context.currency for context in contexts], pa.string()),
            "reported": pa.array([context.reported for context in contexts], pa.string()),
            "running": pa.array([context.running for context in contexts], pa.string()),
            "is_listed": pa.array([context.is_listed for context in contexts], pa.bool_()),
            "announced": pa.array([context.announced for context in contexts], pa.string()),
        }
    )


def read_passages(table: pa.Table) -> Iterator[PassageBatch]:
    """Yield the batches of a table, in order."""
    texts = read_texts(table)
    contexts = list(_read_contexts(table))
    for first, end in find_batches(table):
        yield PassageBatch(texts[first:end], contexts[first:end])


def read_texts(table: pa.Table) -> list[str]:
    """Return the texts of all passages of a table."""
    return plain_values(table["text"].combine_chunks())


def find_batches(table: pa.Table) -> list[tuple[int, int]]:
    """Return the first row of each batch and the row after its last."""
    import numpy as np

    numbers = table["batch"].combine_chunks().to_numpy()
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return [(first, end) for first, end in pairwise(cuts) if end > first]


def _read_contexts(table: pa.Table) -> Iterator[Context]:
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    places = split_by_row(plain_values(columns["pages"].values), columns["pages"])
    yield from map(
        Context,
        _share_equal(read_records(Alias, columns["aliases"])),
        plain_values(columns["date"]),
        (tuple(zip(row[::2], row[1::2], strict=True)) for row in places),
        plain_values(columns["section"]),
        map(tuple, columns["columns"].to_pylist()),
        plain_values(columns["due"]),
        map(tuple, columns["headings"].to_pylist()),
        read_records(RepealedItem, columns["repealed"]),
        plain_values(columns["is_heading"]),
        plain_values(columns["currency"]),
        plain_values(columns["reported"]),
        plain_values(columns["running"]),
        plain_values(columns["is_listed"]),
        plain_values(columns["announced"]),
    )


def _share_equal(rows: Iterator[tuple[Alias, ...]]) -> Iterator[tuple[Alias, ...]]:
    """Yield each row; a row equal to the previous one, as within a document, is the same object."""
    last: tuple[Alias, ...] = ()
    for row in rows:
        if row != last:
            last = row
        yield last
