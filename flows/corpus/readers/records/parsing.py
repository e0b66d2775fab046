"""Parse records: lines of JSON, a JSON list, and CSV, each record with its line."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from flows.corpus.encoding import UndecodableError, decode_line, split_lines
from flows.corpus.metadata import Record, as_list
from flows.corpus.readers.records.header_row import open_table
from flows.records import Reason
from flows.text import lazy_pattern

_SURROGATE = lazy_pattern(r"\\u[dD][89a-fA-F]")
# The line number of each record, with the record or the reason why it can't be read.
Numbered = Iterator[tuple[int, Record | Reason]]


def utf8_lines(data: bytes) -> Iterator[str | UndecodableError]:
    """Yield the lines of UTF-8 text, or why one is none; each is decoded alone."""
    for line in split_lines(data, start=3 if data.startswith(codecs.BOM_UTF8) else 0):
        try:
            yield decode_line(line.replace(b"\0", b""))
        except UndecodableError as error:
            yield error


def _text_lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield text[start:end]
        start = end + 1


def parse_jsonl(text: str) -> Numbered:
    """Yield the records of a text with one JSON object per line."""
    return parse_lines(_text_lines(text))


def parse_lines(lines: Iterator[str | UndecodableError]) -> Numbered:
    """Yield the record of each line that is not empty."""
    for number, given in enumerate(lines, 1):
        if isinstance(given, UndecodableError):
            yield number, Reason(given.code, given.values)
        elif line := given.strip():
            try:
                value = _load_json(line)
            except (ValueError, RecursionError) as error:
                yield number, _explain_json(error)
            else:
                yield number, _as_record(value)


def _load_json(text: str) -> Any:
    """Read JSON. NaN, an empty cell of a table, is null; halves of surrogate pairs become U+FFFD."""
    value = json.loads(text, parse_constant=lambda _: None)
    if _SURROGATE.search(text):
        value = json.loads(re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False)))
    return value


def _explain_json(error: Exception) -> Reason:
    return Reason("corpus.not_json", {"problem": getattr(error, "msg", None) or type(error).__name__})


def _as_record(value: object) -> Record | Reason:
    if isinstance(value, dict):
        return value
    return Reason("corpus.not_an_object", {"kind": type(value).__name__})


def parse_json(text: str) -> Numbered:
    """Yield the records of a JSON list, or the one record."""
    try:
        value = _load_json(text)
    except (ValueError, RecursionError) as error:
        yield 1, _explain_json(error)
        return
    for number, record in enumerate(as_list(value), 1):
        yield number, _as_record(record)


def parse_csv(text: str) -> Numbered:
    """Yield the rows below the header by its names."""
    table = open_table(text)
    rows = table.rows
    try:
        names = _own_names(table.read_header())
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(names):
                values = {"cells": len(row), "columns": len(names)}
                yield rows.line_num, Reason("corpus.too_many_cells", values)
            else:
                yield rows.line_num, dict(zip(names, row, strict=False))
    except csv.Error as error:
        yield rows.line_num, Reason("corpus.not_csv", {"problem": str(error)})


def _own_names(names: Sequence[str]) -> list[str]:
    """Return the names of columns; one that stands there again is `text (2)`, so that none hides another."""
    found: dict[str, None] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in names:
        own = name
        while own in found:
            own = f"{name} ({next(numbers[name])})"
        found[own] = None
    return list(found)
