"""Records: JSONL, JSON lists and CSV; one document a record, fields recognised by name or mapped by the manifest."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from flows.corpus.encoding import UndecodableError, decode_line, has_utf8_lines
from flows.corpus.metadata import has_date_field, is_empty, meaning_of, normalise_name, read_fields
from flows.corpus.readers.shared import Options, Place, Reading, build_document, decode_or_reject
from flows.records import Document, Rejection, digest

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_MAX_FIELD = 100_000_000
_NAMED_FIELDS = 12  # of a file without texts, in the reason
_LIKE_TEXT = 40  # characters on average from which a field may be one; names and titles have fewer
_Numbered = Iterator[tuple[int, Mapping[str, Any] | str]]


def read_jsonl(data: bytes, place: Place, options: Options) -> Reading:
    """Read one JSON object a line; a broken line, or one in no known encoding, is one rejection with its number, the others are read.

    UTF-8 is decoded line by line, so that a file takes the memory of its bytes.
    """
    if (
        options.encoding.lower() in ("", "utf-8", "utf8", "utf-8-sig")
        and data.strip()
        and has_utf8_lines(data)
    ):
        yield from _read_records(_jsonl_records(_utf8_lines(data)), place, options, "jsonl", "utf-8")
    else:
        yield from _read_decoded(data, place, options, _jsonl_records_of, "jsonl")


def read_json(data: bytes, place: Place, options: Options) -> Reading:
    """Read a JSON list of records, or one record."""
    yield from _read_decoded(data, place, options, _json_records, "json")


def read_csv(data: bytes, place: Place, options: Options) -> Reading:
    """Read a CSV or TSV with a header line; the delimiter is the one of , ; tab that the header has most of."""
    yield from _read_decoded(data, place, options, _csv_records, "csv")


def _utf8_lines(data: bytes) -> Iterator[str | UndecodableError]:
    start = 3 if data.startswith(codecs.BOM_UTF8) else 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        try:
            yield decode_line(data[start:end].replace(b"\0", b""))
        except UndecodableError as error:
            yield error
        start = end + 1


def _text_lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _jsonl_records_of(text: str) -> _Numbered:
    return _jsonl_records(_text_lines(text))


def _jsonl_records(lines: Iterator[str | UndecodableError]) -> _Numbered:
    for number, given in enumerate(lines, 1):
        if isinstance(given, UndecodableError):
            yield number, str(given)
        elif line := given.strip():
            try:
                value = _load_json(line)
            except (ValueError, RecursionError) as error:
                yield number, f"not JSON: {getattr(error, 'msg', None) or type(error).__name__}"
            else:
                yield (
                    number,
                    value if isinstance(value, dict) else f"not a JSON object but {type(value).__name__}",
                )


def _load_json(text: str) -> Any:
    """Read JSON; halves of surrogate pairs, which are no characters, become U+FFFD."""
    value = json.loads(text)
    if _SURROGATE.search(text):
        value = json.loads(re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False)))
    return value


def _json_records(text: str) -> _Numbered:
    try:
        value = _load_json(text)
    except (ValueError, RecursionError) as error:
        yield 1, f"not JSON: {getattr(error, 'msg', None) or type(error).__name__}"
        return
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        yield number, record if isinstance(record, dict) else f"not a JSON object but {type(record).__name__}"


def _csv_records(text: str) -> _Numbered:
    csv.field_size_limit(_MAX_FIELD)
    text = text.lstrip("\r\n")
    if match := re.match(r"sep=(.)\r?\n", text):  # Excel's own line that names the delimiter
        text = text[match.end() :]
    header = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = match[1] if match else max(",;\t", key=header.count)
    quoting: Literal[0, 3] = (
        csv.QUOTE_NONE if delimiter == "\t" and not _is_quoted(text) else csv.QUOTE_MINIMAL
    )
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, quoting=quoting)
    try:
        names = next(rows, [])
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(names):
                yield rows.line_num, f"{len(row)} cells under {len(names)} column names"
            else:
                yield rows.line_num, dict(zip(names, row, strict=False))
    except csv.Error as error:
        yield rows.line_num, f"not CSV from here on: {error}"


def _is_quoted(text: str) -> bool:
    """Return whether a tab-separated text is one by the rules of CSV; most are not, and a quotation mark in them is just one."""
    try:
        deque(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True), maxlen=0)
    except csv.Error:
        return False
    return True


def _read_decoded(
    data: bytes, place: Place, options: Options, records: Callable[[str], _Numbered], format: str
) -> Reading:
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    yield from _read_records(records(decoded.text), place, options, format, decoded.encoding)


def _read_records(records: _Numbered, place: Place, options: Options, format: str, encoding: str) -> Reading:
    total, textless = 0, list[str]()
    lengths: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for number, record in records:
        at = f":{number}"
        if isinstance(record, str):
            yield place.reject(record, at=at)
            total += 1
            continue
        if _is_skipped(record, options.skip):
            continue
        total += 1
        document = _read_record(record, place, options, format, encoding, at)
        if document is None:
            textless.append(at)
            lengths.update(_lengths(record))
        elif isinstance(document, Document) and (used.update([document.key]) or used[document.key] > 1):
            yield replace(
                document, key=f"{document.key}#{used[document.key]}"
            )  # a second record of the same id
        else:
            yield document
    if textless and len(textless) == total:
        yield place.reject(_explain_textless(lengths, total))
    else:
        yield from (place.reject("a record without text", at=at) for at in textless)
    if not total:
        yield place.reject("no records in it")


def _lengths(record: Mapping[str, Any]) -> dict[str, int]:
    """Return the characters of each field, 0 for what can't be the text: no string, an address, or a field with another meaning."""
    return {
        name: len(value)
        if isinstance(value, str)
        and not is_empty(value)
        and not value.startswith("http")
        and not meaning_of(name)
        else 0
        for name, value in record.items()
    }


def _explain_textless(lengths: Mapping[str, int], records: int) -> str:
    """Say that no record of a file has a field known as its text, and which field is likeliest to be one."""
    longest = max(lengths, key=lambda name: lengths[name], default="")
    names = ", ".join(list(lengths)[:_NAMED_FIELDS])
    average = lengths.get(longest, 0) / records
    if average < _LIKE_TEXT:
        return f"a table or list (a catalogue, a word list?) with no field known as the text, only {names or 'empty records'}"
    return (
        f"a table or list (a catalogue, a word list?) with no field known as the text: of {names} the longest is {longest} "
        f"({average:,.0f} characters on average); if that is the text, map it: `fields: {{{longest}: text}}` in a manifest"
    )


def _read_record(
    record: Mapping[str, Any], place: Place, options: Options, format: str, encoding: str, at: str
) -> Document | Rejection | None:
    found = read_fields(record, options.fields)
    text = found.fields.pop("text", "").replace("\0", "")
    if not text.strip():
        return None
    identity = found.fields.pop("id", "")
    found.extra.update({"record_id": identity} if identity else {})
    if lost := text.count("\ufffd"):
        found.notes.append(f"{lost} characters lost before reading (U+FFFD)")
    known = found.fields.get("encoding") or encoding
    found.extra["line"] = int(at[1:])
    document = build_document(
        Place(place.corpus, place.where + at, place.key, place.name, place.sha256),
        options,
        found,
        text,
        format=format,
        key=f"{place.key}#{identity or digest(text, found.fields.get('title', ''))}",
        find_dates=not has_date_field(record),
    )
    return document if isinstance(document, Rejection) else replace(document, encoding=known)


def _is_skipped(record: Mapping[str, Any], skip: Mapping[str, Any]) -> bool:
    for name, unwanted in skip.items():
        value = record.get(name)
        choices = unwanted if isinstance(unwanted, list) else [unwanted]
        if any(
            value == choice or normalise_name(str(value)) == normalise_name(str(choice)) for choice in choices
        ):
            return True
    return False
