"""One document: its fields, its text, and the ids that people use for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.store.database import Store, among_values, blocks, marks, put_together
from flows.store.documents.names import find_by_title

_SHORTEST_PREFIX = 4  # characters of an id
_IDS_LISTED = 20
_WHOLE_DATE = len("2021-02-03")


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document without its text. `characters` is the length of the text in code points.

    `content_id` identifies it in every store that has its title and text. `superseded_by` is the id of the
    version that replaced it, None for a current document.
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
    content_id: str


class DocumentText(NamedTuple):
    """A document's text as read, and its title."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RunningText:
    """A document's text, date and title, with the spans (start, end) of page numbers within the text.

    The date is the one by which the text means 今年: that of writing, if it was published in a later year.
    """

    text: str
    date: str
    page_numbers: list[tuple[int, int]]
    title: str


class StoredCopy(NamedTuple):
    """A document with the title and text of another one."""

    id: str
    corpus: str


def read_document(store: Store, document_id: str) -> StoredDocument | None:
    """Return a document with its metadata and notes; None for an unknown id."""
    rows = store.rows(
        "SELECT id, corpus, key, title, publisher, document_number, written, published, date, url, language, "
        "format, encoding, source_sha256, metadata, notes, characters, superseded_by, "
        "first_seen, run_id, code_version, content_id FROM document "
        "JOIN document_content_id ON document_id = id WHERE id = ?",
        (document_id,),
    )
    if not rows:
        return None
    row = dict(rows[0])
    row["metadata"], row["notes"] = json.loads(row["metadata"]), json.loads(row["notes"])
    return StoredDocument(**row)


def read_text(store: Store, document_id: str) -> str:
    """Return the text of a document; "" for an unknown id."""
    return next((row.text for row in read_texts(store, [document_id])), "")


def read_texts(store: Store, document_ids: Sequence[str]) -> list[DocumentText]:
    """Return the texts of these documents, in no particular order."""
    return [row for block in blocks(document_ids) for row in _read_block(store, block)]


def _read_block(store: Store, ids: Sequence[str]) -> Iterator[DocumentText]:
    chosen = marks(ids)
    texts: dict[str, dict[int, str]] = {document_id: {} for document_id in ids}
    # From `main`, even if a part of the store shows only some passages: a text consists of all of them.
    for document_id, position, text in store.connection.execute(
        f"SELECT document_id, position, text FROM main.passage WHERE document_id IN ({chosen})", ids
    ):
        texts[document_id][position] = text
    for row in store.rows(f"SELECT id, layout FROM document WHERE id IN ({chosen})", ids):
        yield DocumentText(row["id"], put_together(json.loads(row["layout"]), texts[row["id"]]))


def read_running_text(store: Store, document_id: str) -> RunningText:
    """Return the text of a stored document with the page numbers that interrupt it.

    Raises IndexError for an unknown id.
    """
    row = store.rows(
        "SELECT CASE WHEN written != '' AND substr(written, 1, 4) < substr(published, 1, 4) THEN written "
        "ELSE date END AS date, title, json_extract(metadata, '$.derived.page_numbers') AS pages "
        "FROM document WHERE id = ?",
        (document_id,),
    )[0]
    pages = json.loads(row["pages"] or "[]")
    spans = [(start, end) for start, end in pages]
    return RunningText(read_text(store, document_id), row["date"], spans, row["title"])


def find_ids(store: Store, name: str) -> list[str]:
    """Return the ids of the documents that `name` may mean.

    It may be an id, a content id, the id of a passage, the key or address of a current document, or at least
    four characters from the beginning of an id (then the first 20 matches are returned).
    """
    name = name.strip()
    if not name:
        return []
    whole = name if "/" in name else name.rsplit("-", 1)[0]
    if found := store.column("SELECT id FROM document WHERE id = ?", (whole,)):
        return found
    if found := _with_content(store, whole):
        return found
    if found := store.column(
        "SELECT id FROM document WHERE (key = ? OR url = ?) AND superseded_by IS NULL", (name, name)
    ):
        return found
    if len(name) < _SHORTEST_PREFIX or not name.isalnum():
        return []
    # Ids are hexadecimal, so "g" sorts after every digit.
    return store.column(
        "SELECT id FROM document WHERE id >= :first AND id < :last UNION SELECT document_id "
        "FROM document_content_id WHERE content_id >= :first AND content_id < :last LIMIT :limit",
        {"first": name, "last": f"{name}g", "limit": _IDS_LISTED},
    )


def find_by_name(store: Store, name: str) -> list[str]:
    """Return the ids of the documents that `name` means in `find_ids`, else those with exactly this title."""
    return find_ids(store, name) or (find_by_title(store, name) if name.strip() else [])


def find_one(store: Store, name: str) -> str | None:
    """Return the id of the one document that `name` means; None if none is meant, or several.

    If documents share a content id, the one stored first is meant: they have the same title and text.
    """
    found = find_ids(store, name)
    if len(found) < 2:
        return found[0] if found else None
    contents = store.column(
        f"SELECT DISTINCT content_id FROM document_content_id WHERE document_id IN ({marks(found)})", found
    )
    return _with_content(store, contents[0])[0] if len(contents) == 1 else None


def _with_content(store: Store, content_id: str) -> list[str]:
    """Return the ids of the documents with this content id, without earlier versions if it is current."""
    found = store.rows(
        "SELECT d.id, d.superseded_by IS NULL AS is_current FROM document_content_id c "
        "JOIN document d ON d.id = c.document_id WHERE c.content_id = ? ORDER BY d.first_seen, d.id",
        (content_id,),
    )
    return [row["id"] for row in found if row["is_current"]] or [row["id"] for row in found]


def _repeated_contents(store: Store, document_ids: Sequence[str]) -> dict[str, str]:
    """Return the content ids of those documents whose title and text are stored several times, by id."""
    is_one, ids = among_values("document_id", document_ids)
    query = (
        f"SELECT document_id, content_id FROM document_content_id WHERE {is_one} AND content_id IN "
        "(SELECT content_id FROM document_content_id GROUP BY content_id HAVING count(*) > 1)"
    )
    return {row["document_id"]: row["content_id"] for row in store.rows(query, ids)}


def find_repeated(store: Store, dates: Mapping[str, str]) -> set[str]:
    """Return the documents that repeat the title and text of another one of these; `dates` has theirs by id.

    The earliest dated one of each text is no repetition; 2021-02-03 counts as earlier than 2021 alone.
    """
    firsts: dict[str, str] = {}
    contents = _repeated_contents(store, list(dates))
    # "~" sorts after every digit, so partial dates follow whole ones, and undated documents come last.
    for document_id in sorted(contents, key=lambda one: (dates[one].ljust(_WHOLE_DATE, "~"), one)):
        firsts.setdefault(contents[document_id], document_id)
    return contents.keys() - firsts.values()


def list_copies(store: Store, document_ids: Sequence[str]) -> dict[str, list[StoredCopy]]:
    """Return the other current documents with the same title and text, by id; documents without are left out.

    They are sorted by corpus, and come from the whole store even where only a part of it is read.
    """
    copies: dict[str, list[StoredCopy]] = {}
    for block in blocks(list(dict.fromkeys(document_ids))):
        for row in store.beside.rows(
            "SELECT one.document_id, d.id, d.corpus FROM document_content_id one "
            "JOIN document_content_id other ON other.content_id = one.content_id "
            "AND other.document_id != one.document_id "
            "JOIN document d ON d.id = other.document_id AND d.superseded_by IS NULL "
            f"WHERE one.document_id IN ({marks(block)}) ORDER BY d.corpus, d.id",
            block,
        ):
            copies.setdefault(row["document_id"], []).append(StoredCopy(row["id"], row["corpus"]))
    return copies
