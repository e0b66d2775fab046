"""Records: JSONL, JSON lists and CSV.

One document per record; fields are known by name or mapped by the manifest.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from flows.corpus.encoding import UndecodableError, decode, decode_line, has_utf8_lines, split_lines
from flows.corpus.metadata import (
    Record,
    as_list,
    has_date_field,
    is_empty,
    meaning_of,
    normalise_name,
    read_fields,
    take_guesses,
)
from flows.corpus.readers.archives import DAMAGED, is_gzip, unpack_blocks, unpack_gzip
from flows.corpus.readers.blocks import read_marked_tables
from flows.corpus.readers.shared import (
    MAX_RECORDS_BYTES,
    Options,
    Place,
    RecordDraft,
    Source,
    decode_or_reject,
    refuse_document,
)
from flows.errors import UsageError
from flows.records import Reason, Rejection, digest

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_MAX_FIELD = 100_000_000
_NAMED_FIELDS = 12  # shown in the reason for a file without texts
_MAX_TABLE_ROWS = 2_000  # of a CSV file that is read as one table
_LIKE_TEXT = 40  # characters on average from which a field may be the text; names and titles have fewer
_UTF8_NAMES = ("", "utf-8", "utf8", "utf-8-sig")

# The line number of each record, with the record or why it can't be read.
Numbered = Iterator[tuple[int, Record | Reason]]
Drafts = Iterator[RecordDraft | Rejection]


def read_jsonl(data: bytes, place: Place, options: Options) -> Drafts:
    """Read one JSON object per line.

    A broken line, or one in no known encoding, is one rejection with its number; the others are read. UTF-8
    is decoded line by line, so that a file takes no more memory than its bytes.
    """
    if options.encoding.lower() in _UTF8_NAMES and data.strip() and has_utf8_lines(data):
        yield from _read_records(_jsonl_records(_utf8_lines(data)), place, options, "jsonl", "utf-8")
    else:
        yield from _read_decoded(data, place, options, _jsonl_records_of, "jsonl")


def read_json(data: bytes, place: Place, options: Options) -> Drafts:
    """Read a JSON list of records, or one record."""
    yield from _read_decoded(data, place, options, _json_records, "json")


def read_csv(data: bytes, place: Place, options: Options) -> Drafts:
    """Read a CSV or TSV with a header line.

    The delimiter is the most frequent of , ; and tab in the header.
    """
    yield from _read_decoded(data, place, options, _csv_records, "csv")


def iterate_records(data: bytes, place: Place, options: Options) -> Iterator[Record]:
    """Yield the records of a CSV, JSONL or JSON file, without those that can't be read."""
    readers = {".json": _json_records, ".jsonl": _jsonl_records_of, ".ndjson": _jsonl_records_of}
    name = place.name.lower().removesuffix(".gz")
    if is_gzip(data):
        data = bytes(unpack_gzip(data, MAX_RECORDS_BYTES)[0])
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        return
    for _, record in readers.get(PurePosixPath(name).suffix, _csv_records)(decoded.text):
        if not isinstance(record, Reason):
            yield record


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The place of a record in a file: its line, and in a zip the name of the member.

    `format` and `encoding` are those with which the file was read.
    """

    format: str
    line: int
    encoding: str = ""
    member: str = ""


def find_record(path: Path, place: RecordPlace, limit: int) -> Record | None:
    """Return the record at a place of a file; None where none can be read.

    Lines of UTF-8 JSON are unpacked and read one by one as far as the record. Any other file is read whole,
    as its records can't be told apart otherwise. Raises UsageError where it then has more than `limit` bytes.
    """
    try:
        found = _find_numbered(unpack_blocks(path, place.member), place, limit)
        return next((record for number, record in found if number == place.line), None)
    except DAMAGED:
        return None


def _find_numbered(blocks: Iterator[bytes], place: RecordPlace, limit: int) -> Iterator[tuple[int, Record]]:
    """Yield the records of a file that can be read, with their lines."""
    head = next(blocks, b"")
    is_utf8 = has_utf8_lines(head[: head.rfind(b"\n") + 1] or head)
    if place.format == "jsonl" and is_utf8:
        yield from _sound(_jsonl_records(_stream_lines(head, blocks, place.line)))
        return
    data = bytearray(head)
    for block in blocks:
        data += block
        if len(data) > limit:
            break
    if len(data) > limit:
        raise UsageError("corpus.record_too_far", limit=limit / 1e6)
    readers = {"json": _json_records, "jsonl": _jsonl_records_of, "csv": _csv_records}
    try:
        text = decode(bytes(data), place.encoding * (not is_utf8)).text
    except UndecodableError:
        return
    yield from _sound(readers[place.format](text))


def _sound(records: Numbered) -> Iterator[tuple[int, Record]]:
    for number, record in records:
        if not isinstance(record, Reason):
            yield number, record


def _stream_lines(head: bytes, blocks: Iterator[bytes], wanted: int) -> Iterator[str | UndecodableError]:
    """Yield the lines up to the one that is wanted; those before it are empty, as they are not decoded."""
    rest, number = b"", 0
    for block in chain([head.removeprefix(codecs.BOM_UTF8)], blocks):
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            number += 1
            if number == wanted:
                yield from _utf8_lines(line)
                return
            yield ""
    yield from _utf8_lines(rest)


def _utf8_lines(data: bytes) -> Iterator[str | UndecodableError]:
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


def _jsonl_records_of(text: str) -> Numbered:
    return _jsonl_records(_text_lines(text))


def _jsonl_records(lines: Iterator[str | UndecodableError]) -> Numbered:
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
    """Read JSON. Halves of surrogate pairs, which are not characters, become U+FFFD."""
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


def _json_records(text: str) -> Numbered:
    try:
        value = _load_json(text)
    except (ValueError, RecursionError) as error:
        yield 1, _explain_json(error)
        return
    for number, record in enumerate(as_list(value), 1):
        yield number, _as_record(record)


def _csv_records(text: str) -> Numbered:
    csv.field_size_limit(_MAX_FIELD)
    text = text.lstrip("\r\n")
    declared = ""
    if match := re.match(r"sep=(.)\r?\n", text):  # the line in which Excel names the delimiter
        text, declared = text[match.end() :], match[1]
    delimiter = declared or max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, quoting=_quoting(text, delimiter)
    )
    try:
        names = next(rows, [])
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


def _quoting(text: str, delimiter: str) -> Literal[0, 3]:
    """Return how quotation marks are read.

    Most tab-separated texts do not quote, and a mark in them is a mark.
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


def _read_decoded(
    data: bytes, place: Place, options: Options, records: Callable[[str], Numbered], format_name: str
) -> Drafts:
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    yield from _read_records(records(decoded.text), place, options, format_name, decoded.encoding)


@dataclass(slots=True)
class _Textless:
    """Records without text: their lines, the first of them, and the characters of each field in all."""

    lines: list[int] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    lengths: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, record: Record) -> None:
        self.lines.append(number)
        if len(self.records) < _MAX_TABLE_ROWS:
            self.records.append(record)
        self.lengths.update({name: _text_length(name, value) for name, value in record.items()})

    def explain(self) -> Reason:
        """Return why a file has no documents, with the field that is likeliest to be the text."""
        if not self.lengths:
            return Reason("corpus.empty_records")
        names = list(self.lengths)[:_NAMED_FIELDS]
        longest = max(self.lengths, key=lambda name: self.lengths[name])
        average = self.lengths[longest] / len(self.lines)
        if average < _LIKE_TEXT:
            return Reason("corpus.no_text_field", {"fields": names})
        return Reason("corpus.likely_text_field", {"fields": names, "longest": longest, "average": average})


def _write_table(records: Sequence[Record]) -> str:
    """Return records as the lines of a table, `| cell | cell |`, with a head and a line of dashes."""
    names = list(records[0])
    rows = [names, ["---"] * len(names), *([record.get(name, "") for name in names] for record in records)]
    return "\n".join(f"| {' | '.join(_as_cell(value) for value in row)} |" for row in rows)


def _as_cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _text_length(name: str, value: object) -> int:
    """Return the length of a field; 0 for an address or a field of another meaning: not the text."""
    if not isinstance(value, str) or is_empty(value) or value.startswith("http") or meaning_of(name):
        return 0
    return len(value)


def _read_records(
    records: Numbered, place: Place, options: Options, format_name: str, encoding: str
) -> Drafts:
    total, textless = 0, _Textless()
    used: Counter[str] = Counter()
    for number, record in records:
        if isinstance(record, Reason):
            yield place.refuse(record, at=f":{number}")
            total += 1
            continue
        if _is_skipped(record, options.skip):
            continue
        total += 1
        draft = _read_record(record, place, options, Source(format_name), number)
        if draft is None:
            textless.add(number, record)
        elif isinstance(draft, Rejection):
            yield draft
        else:
            key = draft.source.key or ""
            used[key] += 1
            if used[key] > 1:  # another record of the same id
                draft = replace(draft, source=replace(draft.source, key=f"{key}#{used[key]}"))
            yield replace(draft, encoding=draft.encoding or encoding)
    if textless.lines and len(textless.lines) == total:
        reason = textless.explain()
        if format_name == "csv" and _is_table(reason, textless):
            found = read_fields({}, options.fields)
            found.notes.append("a table without texts: read as one document")
            yield RecordDraft(place, options, found, _write_table(textless.records), Source(format_name))
        else:
            yield place.refuse(reason)
    else:
        for number in textless.lines:
            yield place.reject("corpus.record_without_text", at=f":{number}")
    if not total:
        yield place.reject("corpus.no_records")


def _is_table(reason: Reason, textless: _Textless) -> bool:
    """Return whether the records are the rows of a table of figures, as a statistical office gives them."""
    if reason.code != "corpus.no_text_field" or len(textless.lines) > len(textless.records):
        return False
    first = textless.records[0]
    figures = [name for name, value in first.items() if any(char.isdecimal() for char in str(value))]
    heads = [name for name in first if name not in figures and str(first[name]).strip()]
    return bool(figures and heads) and len(first) > 1


def _read_record(
    record: Record, place: Place, options: Options, source: Source, number: int
) -> RecordDraft | Rejection | None:
    """Read the record at line `number`; return None for one without text."""
    found = read_fields(record, options.fields)
    take_guesses(found, record)
    text, tables = read_marked_tables(found.fields.pop("text", "").replace("\0", ""))
    if not text.strip():
        return None
    if tables:
        found.extra["html_tables"] = tables
    identity = found.fields.pop("id", "")
    if identity:
        found.extra["record_id"] = identity
    if lost := text.count("\ufffd"):
        found.notes.append(f"{lost} characters lost before reading (U+FFFD)")
    declared = found.fields.get("encoding", "")
    found.extra["line"] = number
    key = f"{place.key}#{identity or digest(text, found.fields.get('title', ''))}"
    source = replace(source, key=key, find_dates=not has_date_field(record))
    place = replace(place, where=f"{place.where}:{number}")
    refusal = refuse_document(place, found, text, source)
    return refusal or RecordDraft(place, options, found, text, source, declared)


def _is_skipped(record: Record, skip: Mapping[str, object]) -> bool:
    for name, unwanted in skip.items():
        value = record.get(name)
        if any(value == choice or _is_same_name(value, choice) for choice in as_list(unwanted)):
            return True
    return False


def _is_same_name(value: object, choice: object) -> bool:
    return normalise_name(str(value)) == normalise_name(str(choice))
