"""Parse records: lines of JSON, a JSON list, and CSV, each record with its line."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from flows.corpus.encoding import UndecodableError, decode_line, split_lines
from flows.corpus.metadata import Record, as_list
from flows.records import Reason

if TYPE_CHECKING:
    from _csv import Reader

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_MAX_FIELD = 100_000_000
# The line number of each record, with the record or the reason why it can't be read.
Numbered = Iterator[tuple[int, Record | Reason]]


def utf8_lines(data: bytes) -> Iterator[str | UndecodableError]:
    """Yield the lines of UTF-8 text, or an error for a line that is not; each is decoded separately."""
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
    """Read JSON. Lone surrogates, which are not characters, become U+FFFD."""
    value = json.loads(text)
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
    """Yield the records of a JSON list, or a single record."""
    try:
        value = _load_json(text)
    except (ValueError, RecursionError) as error:
        yield 1, _explain_json(error)
        return
    for number, record in enumerate(as_list(value), 1):
        yield number, _as_record(record)


def csv_rows(text: str) -> Reader:
    """Return the rows of CSV or TSV, of which the first is the header.

    The delimiter is the most frequent of , ; and tab in the first row, unless a line before it names one.
    """
    csv.field_size_limit(_MAX_FIELD)
    text = text.lstrip("\r\n")
    declared = ""
    if match := re.match(r"sep=(.)\r?\n", text):  # Excel names the delimiter in such a line
        text, declared = text[match.end() :], match[1]
    delimiter = declared or max(",;\t", key=text.partition("\n")[0].count)
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, quoting=_quoting(text, delimiter)
    )


def parse_csv(text: str) -> Numbered:
    """Yield the rows below the header, as mappings by its names."""
    rows = csv_rows(text)
    try:
        names = _own_names(next(rows, []))
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
    """Return unique column names: a repeated name becomes `text (2)`, so that none hides another."""
    found: dict[str, None] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in names:
        own = name
        while own in found:
            own = f"{name} ({next(numbers[name])})"
        found[own] = None
    return list(found)


def _quoting(text: str, delimiter: str) -> Literal[0, 3]:
    """Return how quotation marks are read.

    Most tab-separated texts do not quote, so a quotation mark in them is literal.
    """
    if delimiter != "\t" or _is_quoted(text):
        return csv.QUOTE_MINIMAL
    return csv.QUOTE_NONE


def _is_quoted(text: str) -> bool:
    """Return whether a tab-separated text follows the quoting rules of CSV."""
    try:
        deque(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True), maxlen=0)
    except csv.Error:
        return False
    return True
