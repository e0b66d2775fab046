"""Annotations as Arrow tables, typed and exact: what comes back from a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from flows.pipeline.blocks.records import cut, lists_of, plain_values, read_records, write_records
from flows.records import Annotation, Citation, Directive, Event, Mention, Target

if TYPE_CHECKING:
    import pyarrow as pa

Tokens = tuple[tuple[str, int, int], ...]


def write_annotations(annotations: Sequence[Annotation], texts: Sequence[str]) -> pa.Table:
    """Return one row per annotation of these passages."""
    import pyarrow as pa

    columns = {
        "language": pa.array([found.language for found in annotations], pa.string()),
        **_write_tokens(annotations, texts),
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
    }
    return pa.table(columns)


def read_annotations(table: pa.Table, texts: Sequence[str]) -> Iterator[Annotation]:
    """Yield the annotations of these passages."""
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    yield from map(
        Annotation,
        plain_values(columns["language"]),
        _read_tokens(columns["starts"], columns["ends"], columns["words"], texts),
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
    )


def _write_tokens(annotations: Sequence[Annotation], texts: Sequence[str]) -> dict[str, pa.Array]:
    """Return the places of the tokens; their texts only where these are no parts of the passage."""
    import pyarrow as pa

    lengths = [len(found.tokens) for found in annotations]
    flat = list(chain.from_iterable(found.tokens for found in annotations))
    words = [_odd_words(found.tokens, text) for found, text in zip(annotations, texts, strict=True)]
    return {
        "starts": lists_of(pa.array([token[1] for token in flat], pa.int64()), lengths),
        "ends": lists_of(pa.array([token[2] for token in flat], pa.int64()), lengths),
        "words": pa.array(words, pa.list_(pa.string())),
    }


def _odd_words(tokens: Tokens, text: str) -> list[str] | None:
    if all(text[start:end] == word for word, start, end in tokens):
        return None
    return [word for word, _, _ in tokens]


def _read_tokens(
    starts: pa.ListArray, ends: pa.ListArray, words: pa.ListArray, texts: Sequence[str]
) -> Iterator[Tokens]:
    from_places = cut(plain_values(starts.values), starts)
    to_places = cut(plain_values(ends.values), ends)
    for text, begins, stops, own in zip(texts, from_places, to_places, words.to_pylist(), strict=True):
        found = own or [text[start:end] for start, end in zip(begins, stops, strict=True)]
        yield tuple(zip(found, begins, stops, strict=True))


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
    yield from cut(list(zip(names, numbers, strict=True)), column)


def _write_scores(rows: Sequence[Mapping[str, float]]) -> pa.ListArray:
    """Return dictionaries of scores as a column; their order is kept."""
    import pyarrow as pa

    return _write_pairs([tuple(row.items()) for row in rows], pa.float64())


def _read_scores(column: pa.ListArray) -> Iterator[dict[str, float]]:
    return map(dict, _read_pairs(column))
