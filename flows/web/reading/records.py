"""The record of a JSONL, JSON or CSV file that a document was read from: its fields, shown and downloaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Response

from flows.corpus.readers import RecordPlace, find_record
from flows.errors import StoreError
from flows.store import find_raw
from flows.store.documents import StoredDocument, find_one, read_document
from flows.web import limits
from flows.web.library import Library

_FORMATS = ("jsonl", "json", "csv")
_LINE = 100  # characters of a list or object shown in one line


class ShownField(NamedTuple):
    """A field of a record, with its value as text.

    A long one has a `beginning`, which is "" for others; of a very long one, `left_out` characters are
    omitted.
    """

    name: str
    value: str
    beginning: str
    characters: int
    left_out: int


def build_records(library: Library) -> APIRouter:
    """Return the route /original/ID/record: only the record, as JSON to download."""
    router = APIRouter(include_in_schema=False)

    @router.get("/original/{document_id}/record")
    def record(document_id: str) -> Response:
        store = library.store
        document = read_document(store, find_one(store, document_id) or "")
        if document is None or not is_record(document):
            raise HTTPException(404)
        try:
            found = read_own_record(document, find_raw(store, document.source_sha256))
        except StoreError:
            raise HTTPException(404) from None
        if found is None:
            raise HTTPException(404)
        disposition = f"attachment; filename*=UTF-8''{quote(document.id)}.json"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        text = json.dumps(found, ensure_ascii=False, indent=2)
        return Response(f"{text}\n", media_type="application/json", headers=headers)

    return router


def is_record(document: StoredDocument) -> bool:
    """Return whether a document is one of its file's records, with a known line."""
    return document.format in _FORMATS and isinstance(document.metadata.get("line"), int)


def read_own_record(document: StoredDocument, path: Path) -> Mapping[str, object] | None:
    """Return the record of a document from its file; None if it is not there.

    Raises UsageError if the file is too large to search.
    """
    metadata = document.metadata
    place = RecordPlace(
        document.format, metadata["line"], document.encoding, str(metadata.get("member") or "")
    )
    found = find_record(path, place, limits.LARGEST_RECORDS)
    identity = metadata.get("record_id")
    # A store of another version may count lines differently; another record must never be shown for this one.
    if found is None or (identity and str(identity) not in map(_write_plainly, found.values())):
        return None
    return found


def _write_plainly(value: object) -> str:
    return str(value).strip()


def show_fields(record: Mapping[str, object]) -> list[ShownField]:
    """Return the fields of a record in order, as text: lists and objects as JSON, null as ""."""
    return [_show_field(str(name), _write_value(value)) for name, value in record.items()]


def _show_field(name: str, text: str) -> ShownField:
    is_long = len(text) > limits.FOLDED_FROM
    beginning = " ".join(text[: limits.FOLDED_FROM // 2].split()) if is_long else ""
    shown = text[: limits.LONGEST_SHOWN]
    return ShownField(name, shown, beginning, len(text), len(text) - len(shown))


def _write_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    line = json.dumps(value, ensure_ascii=False)
    if len(line) <= _LINE:
        return line
    return json.dumps(value, ensure_ascii=False, indent=2)
