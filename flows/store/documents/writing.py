"""Store the documents of a source file with their passages and rejections.

Writing is idempotent: what is already stored is left unchanged. Each batch is one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows import __version__
from flows.records import Document, Passage, Rejection, digest
from flows.store.database import Piece, Store, lay_out, next_change, now, recounting
from flows.store.documents.amendments import amend, amend_titles
from flows.store.documents.files import SourceFile
from flows.store.documents.rejections import drop_freed, free_duplicates, insert_rejection
from flows.store.documents.states import unsettle
from flows.store.translations import drop_alignments

# Fields that a better reading of the same text may improve.
_REFRESHED = ("publisher", "document_number", "url", "language", "metadata", "notes")


@dataclass(slots=True)
class BatchCounts:
    """The changes made by a batch; `rejected` includes the `duplicates`.

    `found` are the ids of the current documents with the content read; for a duplicate, the id of the other
    one.
    """

    documents: int = 0
    passages: int = 0
    rejected: int = 0
    duplicates: int = 0
    superseded: int = 0
    found: list[str] = field(default_factory=list, compare=False)  # not a count


class _StoredPassage(NamedTuple):
    id: int
    position: int
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Batch:
    """A transaction in progress: its run, its time, the documents it touches, and its changes."""

    store: Store
    run_id: str
    moment: str
    touched: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)  # keys of documents with a new version
    counts: BatchCounts = field(default_factory=BatchCounts)


def write_batch(
    store: Store,
    run_id: str,
    source: SourceFile,
    documents: Sequence[tuple[Document, Sequence[Passage]]],
    rejections: Sequence[Rejection],
    *,
    complete: bool,
) -> BatchCounts:
    """Store one batch of a file; `complete` says that it is the last.

    A document whose title, dates and text are stored in the corpus under another key is rejected as a
    duplicate. A document with new content under a known key supersedes the previous version, which stays
    stored. Forgotten documents stay out.
    """
    read = [document for document, _ in documents]
    with store.transaction(), recounting(store, _stored_ids(store, read)) as touched:
        batch = _Batch(store, run_id, now(), touched)
        documents = _leave_out_forgotten(store, documents)
        _write_source(batch, source, complete)
        if complete:
            drop_freed(store, source.corpus, source.key)
        duplicates = [_write_document(batch, document, passages) for document, passages in documents]
        if batch.replaced:
            free_duplicates(store, source.corpus, batch.replaced)
        found = [rejection for rejection in duplicates if rejection]
        batch.counts.duplicates = len(found)
        _write_rejections(batch, source, [*rejections, *found])
    return batch.counts


def _leave_out_forgotten(
    store: Store, documents: Sequence[tuple[Document, Sequence[Passage]]]
) -> Sequence[tuple[Document, Sequence[Passage]]]:
    """Return the documents without forgotten ones, unless these have changed since.

    A document has changed if both its text and its file differ: a new version of the program may read other
    text from the same file.
    """
    if not store.value("SELECT 1 FROM forgotten"):
        return documents
    return [(document, passages) for document, passages in documents if not _is_forgotten(store, document)]


def _is_forgotten(store: Store, document: Document) -> bool:
    query = (
        "SELECT 1 FROM forgotten f WHERE corpus = ? AND key = ? AND (content_id = ? OR source_sha256 = ?) "
        "AND NOT EXISTS (SELECT 1 FROM document d WHERE d.corpus = f.corpus AND d.key = f.key)"
    )
    identity = (document.corpus, document.key, document.content_id, document.source_sha256)
    return store.value(query, identity) is not None


def _stored_ids(store: Store, documents: Sequence[Document]) -> list[str]:
    """Return the ids of all versions stored under the keys of these documents."""
    query = "SELECT id FROM document WHERE corpus = ? AND key = ?"
    keys = {(document.corpus, document.key) for document in documents}
    return [found for key in sorted(keys) for found in store.column(query, key)]


def _write_source(batch: _Batch, source: SourceFile, complete: bool) -> None:
    connection = batch.store.connection
    connection.execute(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET complete = max(complete, excluded.complete)",
        (
            source.corpus,
            source.key,
            source.sha256,
            source.reading,
            source.bytes,
            int(complete),
            batch.run_id,
            batch.moment,
        ),
    )
    if complete:  # other content under this key is no longer the latest reading
        connection.execute(
            "UPDATE source SET complete = 0 WHERE corpus = ? AND key = ? AND (sha256 != ? OR reading != ?)",
            (source.corpus, source.key, source.sha256, source.reading),
        )


def _write_rejections(batch: _Batch, source: SourceFile, rejections: Sequence[Rejection]) -> None:
    for rejection in rejections:
        batch.counts.rejected += insert_rejection(
            batch.store, rejection, source.sha256, batch.run_id, batch.moment
        )


def _write_document(batch: _Batch, document: Document, passages: Sequence[Passage]) -> Rejection | None:
    """Store a document unless it is stored already; return the rejection of a duplicate.

    Its id and content hash are those of the document as read, regardless of corrections.
    """
    store, content = batch.store, document.content_hash
    stored = store.rows(
        "SELECT id, key, title FROM document WHERE corpus = ? AND content_hash = ? AND superseded_by IS NULL",
        (document.corpus, content),
    )
    amended = amend(store, document)
    passages = amend_titles(document, amended, passages)
    batch.counts.found += [row["id"] for row in stored]
    if stored and stored[0]["key"] == document.key:
        _refresh_document(store, stored[0]["id"], amended, passages)
        return None
    if stored:
        values = {"key": stored[0]["key"], "title": stored[0]["title"][:60]}
        return Rejection(document.corpus, document.key, "store", "corpus.duplicate", values)
    change = next_change(store)
    earlier = store.value(
        "SELECT id FROM document WHERE corpus = ? AND key = ? AND content_hash = ?",
        (document.corpus, document.key, content),
    )
    document_id = earlier or _free_id(store, document.id)
    batch.counts.found.append(document_id)
    if replaced := _supersede(store, document, document_id, change):
        batch.replaced.add(document.key)
    batch.counts.superseded += replaced
    if earlier:
        _revive(batch, document_id, amended, change)  # the content of an older version has come back
        return None
    _insert_document(batch, amended, document_id, content, passages)
    batch.touched.add(document_id)
    store.connection.execute(
        "INSERT INTO document_content_id VALUES (?, ?)", (document_id, document.content_id)
    )
    _insert_passages(batch, document_id, passages, change)
    return None


def _free_id(store: Store, document_id: str) -> str:
    """Return the id, or one derived from it if a document of a renamed corpus has it."""
    while store.value("SELECT 1 FROM document WHERE id = ?", (document_id,)):
        document_id = digest(document_id)
    return document_id


def _insert_document(
    batch: _Batch, document: Document, document_id: str, content: str, passages: Sequence[Passage]
) -> None:
    pieces = (Piece(passage.position, passage.start, passage.end, passage.text) for passage in passages)
    batch.store.connection.execute(
        "INSERT INTO document (id, corpus, key, content_hash, title, publisher, document_number, written, "
        "published, date, url, language, format, encoding, source_sha256, metadata, notes, layout, "
        "characters, first_seen, run_id, code_version) "
        f"VALUES ({', '.join('?' * 22)})",
        (
            document_id,
            document.corpus,
            document.key,
            content,
            document.title,
            document.publisher,
            document.document_number,
            document.written,
            document.published,
            document.date,
            document.url,
            document.language,
            document.format,
            document.encoding,
            document.source_sha256,
            json.dumps(document.metadata, ensure_ascii=False, default=str),
            json.dumps(document.notes, ensure_ascii=False),
            json.dumps(lay_out(document.text, pieces), ensure_ascii=False),
            len(document.text),
            batch.moment,
            batch.run_id,
            __version__,
        ),
    )
    batch.counts.documents += 1


def _insert_passages(batch: _Batch, document_id: str, passages: Sequence[Passage], change: int) -> None:
    batch.store.connection.executemany(
        'INSERT INTO passage (document_id, position, start, "end", kind, heading, language, text, '
        "changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document_id,
                passage.position,
                passage.start,
                passage.end,
                passage.kind,
                passage.heading,
                passage.language,
                passage.text,
                change,
            )
            for passage in passages
        ],
    )
    batch.counts.passages += len(passages)


def _refresh_document(
    store: Store, document_id: str, document: Document, passages: Sequence[Passage]
) -> None:
    """Update a stored document's fields, and the kinds of its passages, from a better reading of the text.

    The time of fetching is kept. Passages with changed borders are left unchanged.
    """
    columns = ", ".join(_REFRESHED)
    row = store.rows(f"SELECT {columns} FROM document WHERE id = ?", (document_id,))[0]
    metadata, stored = dict(document.metadata), json.loads(row["metadata"])
    if "fetched" in stored:
        metadata["fetched"] = stored["fetched"]
    fields = (
        document.publisher,
        document.document_number,
        document.url or row["url"],
        document.language,
        json.dumps(metadata, ensure_ascii=False, default=str),
        json.dumps(document.notes, ensure_ascii=False),
    )
    kinds = _changed_kinds(store, document_id, passages)
    if tuple(row) == fields and not kinds:
        return
    change = next_change(store)
    assignments = ", ".join(f"{name} = ?" for name in _REFRESHED)
    unsettle(store, document_id)
    connection = store.connection
    connection.execute(f"UPDATE document SET {assignments} WHERE id = ?", (*fields, document_id))
    connection.executemany("UPDATE passage SET kind = ? WHERE id = ?", kinds)
    # Without an annotation, the passage is pending again.
    connection.executemany(
        "DELETE FROM annotated_passage WHERE passage_id = ?", [(row_id,) for _, row_id in kinds]
    )
    if kinds:
        drop_alignments(store, document_id)
    connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, document_id))


def _changed_kinds(store: Store, document_id: str, passages: Sequence[Passage]) -> list[tuple[str, int]]:
    """Return (new kind, row id) of the passages whose kind has changed; [] if the borders differ."""
    query = 'SELECT id, position, start, "end", kind FROM passage WHERE document_id = ?'
    stored = {
        (row.position, row.start, row.end): row for row in store.select(_StoredPassage, query, (document_id,))
    }
    kinds = {(passage.position, passage.start, passage.end): passage.kind for passage in passages}
    if kinds.keys() != stored.keys():
        return []
    return [(kind, stored[place].id) for place, kind in kinds.items() if stored[place].kind != kind]


def _supersede(store: Store, document: Document, new_id: str, change: int) -> int:
    """Mark the current version under the document's key as replaced; return the number of versions marked."""
    replaced = store.column(
        "SELECT id FROM document WHERE corpus = ? AND key = ? AND superseded_by IS NULL",
        (document.corpus, document.key),
    )
    for document_id in replaced:
        store.connection.execute("UPDATE document SET superseded_by = ? WHERE id = ?", (new_id, document_id))
        _mark_changed(store, document_id, change)
    return len(replaced)


def _revive(batch: _Batch, document_id: str, document: Document, change: int) -> None:
    store = batch.store
    unsettle(store, document_id)
    store.connection.execute(
        "UPDATE document SET superseded_by = NULL, title = ?, published = ?, publisher = ?, date = ?, "
        "revived = ? WHERE id = ?",
        (
            document.title,
            document.published,
            document.publisher,
            document.date,
            batch.moment,
            document_id,
        ),
    )
    _mark_changed(store, document_id, change)


def _mark_changed(store: Store, document_id: str, change: int) -> None:
    store.connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, document_id))
