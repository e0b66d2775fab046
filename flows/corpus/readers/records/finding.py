"""Find a record again: by its line in a file or in a member of a zip."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from flows.corpus.encoding import UndecodableError, decode, has_utf8_lines
from flows.corpus.metadata import Record
from flows.corpus.readers.archives import DAMAGED, unpack_blocks
from flows.corpus.readers.records.parsing import (
    Numbered,
    parse_csv,
    parse_json,
    parse_jsonl,
    parse_lines,
    utf8_lines,
)
from flows.errors import UsageError
from flows.records import Reason


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The place of a record in a file: its line and, in a zip, the name of the member.

    `format` and `encoding` are those that the file was read with.
    """

    format: str
    line: int
    encoding: str = ""
    member: str = ""


def find_record(path: Path, place: RecordPlace, limit: int) -> Record | None:
    """Return the record at a place of a file, or None if it can't be read.

    UTF-8 lines of JSON are unpacked and read one by one up to the record. Any other file is read whole,
    because its records can't be separated otherwise. Raises UsageError if it then has more than `limit`
    bytes.
    """
    try:
        found = _find_numbered(unpack_blocks(path, place.member), place, limit)
        return next((record for number, record in found if number == place.line), None)
    except DAMAGED:
        return None


def _find_numbered(blocks: Iterator[bytes], place: RecordPlace, limit: int) -> Iterator[tuple[int, Record]]:
    """Yield the readable records of a file, with their lines."""
    head = next(blocks, b"")
    is_utf8 = has_utf8_lines(head[: head.rfind(b"\n") + 1] or head)
    if place.format == "jsonl" and is_utf8:
        yield from _sound(parse_lines(_stream_lines(head, blocks, place.line)))
        return
    data = bytearray(head)
    for block in blocks:
        data += block
        if len(data) > limit:
            break
    if len(data) > limit:
        raise UsageError("corpus.record_too_far", limit=limit / 1e6)
    readers = {"json": parse_json, "jsonl": parse_jsonl, "csv": parse_csv}
    try:
        text = decode(bytes(data), "" if is_utf8 else place.encoding).text
    except UndecodableError:
        return
    yield from _sound(readers[place.format](text))


def _sound(records: Numbered) -> Iterator[tuple[int, Record]]:
    for number, record in records:
        if not isinstance(record, Reason):
            yield number, record


def _stream_lines(head: bytes, blocks: Iterator[bytes], wanted: int) -> Iterator[str | UndecodableError]:
    """Yield the lines up to the wanted one; those before it are empty, because they are not decoded."""
    rest, number = b"", 0
    for block in chain([head.removeprefix(codecs.BOM_UTF8)], blocks):
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            number += 1
            if number == wanted:
                yield from utf8_lines(line)
                return
            yield ""
    yield from utf8_lines(rest)
