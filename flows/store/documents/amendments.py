"""People's corrections of a document's title, date and publisher; they survive every new reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flows.errors import UsageError
from flows.records import Document, Passage
from flows.store.database import FACTS, Store, next_change, now, recounting
from flows.store.documents.states import unsettle
from flows.store.translations import drop_alignments

FIELDS = ("title", "published", "publisher")


class Amendment(NamedTuple):
    """A corrected field of a document: its value, the original value, and the time of correction (UTC)."""

    field: str
    value: str
    original: str
    made: str


def read_amendments(store: Store, corpus: str, key: str) -> list[Amendment]:
    """Return the corrected fields of the document under this key."""
    query = (
        "SELECT field, value, original, made FROM document_correction "
        "WHERE corpus = ? AND key = ? ORDER BY field"
    )
    return list(store.select(Amendment, query, (corpus, key)))


class FieldCorrection(NamedTuple):
    """A corrected field of a stored document, with the reason; `document_id` is the current version."""

    document_id: str
    document_title: str
    document_date: str
    field: str
    value: str
    original: str
    reason: str
    made: str


def list_field_corrections(store: Store) -> list[FieldCorrection]:
    """Return the corrected fields of all stored documents, newest first."""
    query = (
        "SELECT d.id AS document_id, d.title AS document_title, "
        "coalesce(nullif(d.published, ''), d.written) AS document_date, "
        "c.field, c.value, c.original, c.reason, c.made "
        "FROM document_correction c JOIN document d ON d.corpus = c.corpus AND d.key = c.key "
        "AND d.superseded_by IS NULL ORDER BY c.made DESC, d.id, c.field"
    )
    return list(store.select(FieldCorrection, query))


def amend(store: Store, document: Document) -> Document:
    """Return a newly read document with people's corrections; the values read are kept as the original."""
    found = read_amendments(store, document.corpus, document.key)
    for one in found:
        if (read := getattr(document, one.field)) != one.original:
            store.connection.execute(
                "UPDATE document_correction SET original = ? WHERE corpus = ? AND key = ? AND field = ?",
                (read, document.corpus, document.key, one.field),
            )
    values: dict[str, Any] = {one.field: one.value for one in found}
    return replace(document, **values)


def amend_titles(document: Document, amended: Document, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages of a newly read document; one made from its title gets the corrected title."""
    return [
        replace(passage, text=amended.title, end=len(amended.title))
        if is_from_title(passage, document)
        else passage
        for passage in passages
    ]


def is_from_title(passage: Passage, document: Document) -> bool:
    """Return whether a passage was made from the title in the document's data, not cut from its text."""
    is_title = passage.kind == "title" and passage.text == document.title
    return is_title and document.text[passage.start : passage.end] != passage.text


def amend_document(store: Store, document_id: str, values: Mapping[str, str], reason: str = "") -> None:
    """Store corrected fields of a current document with the reason, and apply them to it.

    A value of "" restores the original. The document's names, clusters and sums are left to the next
    comparison and annotation. If the date changes, so are its annotations, because the kind of a figure
    depends on it. Raises UsageError for a document that another process has removed.
    """
    with store.transaction() as connection, recounting(store, [document_id]):
        for field, value in values.items():
            _amend_field(store, document_id, field, value, reason)
        connection.execute(
            "UPDATE document SET date = coalesce(nullif(published, ''), written) WHERE id = ?", (document_id,)
        )
        _touch(store, document_id)
        unsettle(store, document_id)
        if "title" in values:
            _amend_title_passage(store, document_id)
        if "published" in values:
            connection.execute(
                "DELETE FROM annotated_passage WHERE passage_id IN "
                "(SELECT id FROM passage WHERE document_id = ?)",
                (document_id,),
            )


def _amend_title_passage(store: Store, document_id: str) -> None:
    """Set the passage made from the data's title to the current title; it is pending again."""
    found = store.rows(
        "SELECT p.id, d.title FROM passage p JOIN document d ON d.id = p.document_id WHERE d.id = ? "
        "AND p.kind = 'title' AND p.position = 0 AND p.start = 0 AND p.text != d.title "
        "AND p.position NOT IN (SELECT value FROM json_each(d.layout) WHERE type = 'integer')",
        (document_id,),
    )
    for row_id, title in found:
        store.connection.execute(
            'UPDATE passage SET text = ?, "end" = ? WHERE id = ?', (title, len(title), row_id)
        )
        for table in FACTS:
            store.connection.execute(f"DELETE FROM {table} WHERE passage_id = ?", (row_id,))
        drop_alignments(store, document_id)


def _touch(store: Store, document_id: str) -> None:
    """Mark a document as changed, for the index, the names, the clusters and the sums."""
    connection, change = store.connection, next_change(store)
    connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, document_id))
    connection.execute("UPDATE document_signature SET clustered = 0 WHERE document_id = ?", (document_id,))


def _amend_field(store: Store, document_id: str, field: str, value: str, reason: str) -> None:
    assert field in FIELDS
    connection = store.connection
    found = store.rows(f"SELECT corpus, key, {field} FROM document WHERE id = ?", (document_id,))
    if not found:
        raise UsageError("store.document_removed", name=document_id)
    corpus, key, original = found[0]
    place = (corpus, key, field)
    which = "FROM document_correction WHERE corpus = ? AND key = ? AND field = ?"
    for row in store.rows(f"SELECT original {which}", place):
        original = row["original"]
    connection.execute(f"DELETE {which}", place)
    if value:
        connection.execute(
            "INSERT INTO document_correction VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*place, value, original, now(), reason),
        )
    connection.execute(f"UPDATE document SET {field} = ? WHERE id = ?", (value or original, document_id))
