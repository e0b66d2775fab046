"""One document: its fields, its text, and the ids that people name it by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.store.database import Store, blocks, marks

_SHORTEST_PREFIX = 4
_IDS_LISTED = 20


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document without its text. `characters` is the length of the text in code points.

    `superseded_by` is the id of the version that replaced it, None for a current document.
    """

    id: str
    corpus: str
    key: str
    title: str
    publisher: str
    document_number: str
    written: str
    published: str
    date: str
    url: str
    language: str
    format: str
    encoding: str
    source_sha256: str
    metadata: dict[str, Any]
    notes: list[str]
    characters: int
    superseded_by: str | None
    first_seen: str
    run_id: str
    code_version: str


class DocumentText(NamedTuple):
    """A document's text as it was read, and its title."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RunningText:
    """A document's text and date, with the spans (start, end) of page numbers in its flow."""

    text: str
    date: str
    page_numbers: list[tuple[int, int]]


def read_document(store: Store, document_id: str) -> StoredDocument | None:
    """Return a document with its metadata and notes; None for an unknown id."""
    rows = store.rows(
        "SELECT id, corpus, key, title, publisher, document_number, written, published, date, url, language, "
        "format, encoding, source_sha256, metadata, notes, length(text) AS characters, superseded_by, "
        "first_seen, run_id, code_version FROM document WHERE id = ?",
        (document_id,),
    )
    if not rows:
        return None
    row = dict(rows[0])
    row["metadata"], row["notes"] = json.loads(row["metadata"]), json.loads(row["notes"])
    return StoredDocument(**row)


def read_text(store: Store, document_id: str) -> str:
    """Return the text of a document, "" for an unknown id."""
    return str(store.value("SELECT text FROM document WHERE id = ?", (document_id,)) or "")


def read_texts(store: Store, document_ids: Sequence[str]) -> list[DocumentText]:
    """Return the texts of these documents, in no particular order."""
    return [
        row
        for block in blocks(document_ids)
        for row in store.select(
            DocumentText, f"SELECT id, text FROM document WHERE id IN ({marks(block)})", block
        )
    ]


def read_running_text(store: Store, document_id: str) -> RunningText:
    """Return the text of a stored document with what interrupts its flow."""
    row = store.rows(
        "SELECT text, date, json_extract(metadata, '$.derived.page_numbers') AS pages FROM document WHERE id "
        "= ?",
        (document_id,),
    )[0]
    pages = json.loads(row["pages"] or "[]")
    return RunningText(row["text"], row["date"], [(start, end) for start, end in pages])


def find_ids(store: Store, name: str) -> list[str]:
    """Return the ids of the documents that `name` may mean.

    It may be an id, the id of a passage, the key or address of a current document, or at least four
    characters from the beginning of an id (then the first 20 matches are returned).
    """
    name = name.strip()
    if not name:
        return []
    whole = name if "/" in name else name.rsplit("-", 1)[0]
    if found := store.column("SELECT id FROM document WHERE id = ?", (whole,)):
        return found
    if found := store.column(
        "SELECT id FROM document WHERE (key = ? OR url = ?) AND superseded_by IS NULL", (name, name)
    ):
        return found
    if len(name) < _SHORTEST_PREFIX or not name.isalnum():
        return []
    # Ids are hexadecimal: "g" sorts after every digit.
    return store.column(
        "SELECT id FROM document WHERE id >= ? AND id < ? LIMIT ?", (name, f"{name}g", _IDS_LISTED)
    )


def find_publishers(store: Store, part: str) -> list[str]:
    """Return the publishers of current documents whose name contains `part`."""
    return store.column(
        "SELECT DISTINCT publisher FROM document WHERE superseded_by IS NULL AND instr(publisher, ?)", (part,)
    )
