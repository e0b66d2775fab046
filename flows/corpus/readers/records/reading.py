"""Read a file of records: one document per record, with fields known by name or mapped by the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from flows.corpus.encoding import has_utf8_lines
from flows.corpus.metadata import Record, as_list, has_date_field, normalise_name, read_fields, take_guesses
from flows.corpus.readers.archives import is_gzip, unpack_gzip
from flows.corpus.readers.records.headers import find_missing_header
from flows.corpus.readers.records.parsing import (
    Numbered,
    parse_csv,
    parse_json,
    parse_jsonl,
    parse_lines,
    utf8_lines,
)
from flows.corpus.readers.records.textless import Textless, is_table, write_table
from flows.corpus.readers.shared import (
    MAX_RECORDS_BYTES,
    Options,
    Place,
    RecordDraft,
    Source,
    decode_or_reject,
    refuse_document,
)
from flows.corpus.readers.web import read_marked_tables
from flows.records import Reason, Rejection, digest

_UTF8_NAMES = ("", "utf-8", "utf8", "utf-8-sig")
Drafts = Iterator[RecordDraft | Rejection]


def read_jsonl(data: bytes, place: Place, options: Options) -> Drafts:
    """Read one JSON object per line.

    A broken line, or one in an unknown encoding, is one rejection with its number; the others are read. UTF-8
    is decoded line by line, so that a file needs no more memory than its bytes.
    """
    if options.encoding.lower() in _UTF8_NAMES and data.strip() and has_utf8_lines(data):
        yield from _read_records(parse_lines(utf8_lines(data)), place, options, "jsonl", "utf-8")
    else:
        yield from _read_decoded(data, place, options, parse_jsonl, "jsonl")


def read_json(data: bytes, place: Place, options: Options) -> Drafts:
    """Read a JSON list of records, or one record."""
    yield from _read_decoded(data, place, options, parse_json, "json")


def read_csv(data: bytes, place: Place, options: Options) -> Drafts:
    """Read a CSV or TSV with a header line; without one, it is refused."""
    yield from _read_decoded(data, place, options, parse_csv, "csv")


def iterate_records(data: bytes, place: Place, options: Options) -> Iterator[Record]:
    """Yield the records of a CSV, JSONL or JSON file, without those that can't be read."""
    readers = {".json": parse_json, ".jsonl": parse_jsonl, ".ndjson": parse_jsonl}
    name = place.name.lower().removesuffix(".gz")
    if is_gzip(data):
        data = bytes(unpack_gzip(data, MAX_RECORDS_BYTES)[0])
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        return
    for _, record in readers.get(PurePosixPath(name).suffix, parse_csv)(decoded.text):
        if not isinstance(record, Reason):
            yield record


def _read_decoded(
    data: bytes, place: Place, options: Options, records: Callable[[str], Numbered], format_name: str
) -> Drafts:
    decoded = decode_or_reject(data, place, options.encoding)
    if isinstance(decoded, Rejection):
        yield decoded
        return
    if format_name == "csv" and (reason := find_missing_header(decoded.text, options.fields)):
        yield place.refuse(reason)
        return
    yield from _read_records(records(decoded.text), place, options, format_name, decoded.encoding)


def _read_records(
    records: Numbered, place: Place, options: Options, format_name: str, encoding: str
) -> Drafts:
    total, textless = 0, Textless()
    keys = _Keys()
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
            source = replace(draft.source, key=keys.next_of(draft.source.family))
            yield replace(draft, source=source, encoding=draft.encoding or encoding)
    if textless.lines and len(textless.lines) == total:
        reason = textless.explain()
        if format_name == "csv" and is_table(reason, textless):
            found = read_fields({}, options.fields)
            found.notes.append(Reason("corpus.note_table"))
            yield RecordDraft(place, options, found, write_table(textless.records), Source(format_name))
        else:
            yield place.refuse(reason)
    else:
        for number in textless.lines:
            yield place.reject("corpus.record_without_text", at=f":{number}")
    if not total:
        yield place.reject("corpus.no_records")


@dataclass(slots=True)
class _Keys:
    """The keys of the records of a file; further records of an id get the next free number."""

    given: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)

    def next_of(self, family: str) -> str:
        """Return the key of the next record with an id."""
        key = family
        while key in self.given:
            self.numbers[family] = self.numbers.get(family, 1) + 1
            key = f"{family}#{self.numbers[family]}"
        self.given.add(key)
        return key


def _read_record(
    record: Record, place: Place, options: Options, source: Source, number: int
) -> RecordDraft | Rejection | None:
    """Read the record at line `number`; return None if it has no text."""
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
        found.notes.append(Reason("corpus.note_lost_before", {"number": lost}))
    declared = found.fields.get("encoding", "")
    found.extra["line"] = number
    family = f"{place.key}#{identity or digest(text, found.fields.get('title', ''))}"
    source = replace(source, family=family, find_dates=not has_date_field(record))
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
