"""Annotations without tokens as Arrow tables, typed and exact, as returned by a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING

from flows.pipeline.blocks.records import lists_of, plain_values, read_records, split_by_row, write_records
from flows.records import Annotation, Citation, Directive, Event, Mention, Target, TokenSize

if TYPE_CHECKING:
    import pyarrow as pa


def write_annotations(annotations: Sequence[Annotation]) -> pa.Table:
    """Return one row per annotation."""
    import pyarrow as pa

    columns = {
        "language": pa.array([found.language for found in annotations], pa.string()),
        "mentions": write_records(Mention, [found.mentions for found in annotations]),
        "citations": write_records(Citation, [found.citations for found in annotations]),
        "targets": write_records(Target, [found.targets for found in annotations]),
        "events": write_records(Event, [found.events for found in annotations]),
        "directives": write_records(Directive, [found.directives for found in annotations]),
        "loose": _write_pairs([found.loose for found in annotations], pa.int64()),
        "labels": pa.array([found.labels for found in annotations], pa.list_(pa.string())),
        "instruments": pa.array([found.instruments for found in annotations], pa.list_(pa.string())),
        "strategies": _write_scores([found.strategies for found in annotations]),
        "instrument_probabilities": _write_scores([found.instrument_probabilities for found in annotations]),
        "tokens": pa.array([found.measure().tokens for found in annotations], pa.int64()),
        "characters": pa.array([found.measure().characters for found in annotations], pa.int64()),
        "fault": pa.array([found.fault for found in annotations], pa.string()),
    }
    return pa.table(columns)


def read_annotations(table: pa.Table) -> Iterator[Annotation]:
    """Yield annotations, with the size of their tokens in place of the tokens."""
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    yield from map(
        Annotation,
        plain_values(columns["language"]),
        repeat(()),
        read_records(Mention, columns["mentions"]),
        _read_scores(columns["strategies"]),
        map(tuple, columns["labels"].to_pylist()),
        _read_scores(columns["instrument_probabilities"]),
        map(tuple, columns["instruments"].to_pylist()),
        read_records(Citation, columns["citations"]),
        read_records(Target, columns["targets"]),
        read_records(Event, columns["events"]),
        read_records(Directive, columns["directives"]),
        _read_pairs(columns["loose"]),
        map(TokenSize, plain_values(columns["tokens"]), plain_values(columns["characters"])),
        plain_values(columns["fault"]),
    )


def _write_pairs(rows: Sequence[Sequence[tuple[str, float]]], made: pa.DataType) -> pa.ListArray:
    """Return lists of (name, number) as a column."""
    import pyarrow as pa

    flat = list(chain.from_iterable(rows))
    names = pa.array([name for name, _ in flat], pa.string())
    numbers = pa.array([number for _, number in flat], made)
    structs = pa.StructArray.from_arrays([names, numbers], names=["name", "number"])
    return lists_of(structs, map(len, rows))


def _read_pairs(column: pa.ListArray) -> Iterator[tuple[tuple[str, int], ...]]:
    names, numbers = (plain_values(column.values.field(place)) for place in (0, 1))
    yield from split_by_row(list(zip(names, numbers, strict=True)), column)


def _write_scores(rows: Sequence[Mapping[str, float]]) -> pa.ListArray:
    """Return dictionaries of scores as a column, in their order."""
    import pyarrow as pa

    return _write_pairs([tuple(row.items()) for row in rows], pa.float64())


def _read_scores(column: pa.ListArray) -> Iterator[dict[str, float]]:
    return map(dict, _read_pairs(column))
