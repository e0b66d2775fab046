"""Remove documents and corpora with everything derived from them, and rename a corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import digest
from flows.store.database import FACTS, Store, next_change, recounting, rewrite_file
from flows.store.documents.reading import read_text
from flows.store.documents.rejections import free_duplicates
from flows.store.raw import drop_raw
from flows.store.translations import drop_pairs_of, forget_decisions, rename_decisions

_DOOMED_PASSAGES = "SELECT p.id FROM passage p JOIN temp.doomed x ON x.id = p.document_id"
_OF_PASSAGES = (*FACTS, "watch_hit", "unsent_hit")
_OF_DOCUMENTS = (
    "introduction",
    "document_name",
    "document_cluster",
    "document_signature",
    "document_content_id",
    "document_state",
    "status_event",
    "sighting",
)
_OF_CORPUS = (
    "source",
    "rejection",
    "fetch",
    "fetch_profile",
    "corpus_read",
    "document_correction",
    "fact_correction",
    "sighting",
    "forgotten",
)
_WORTH_VACUUM = 0.05  # share of free pages at which the file is rewritten


@dataclass(frozen=True, slots=True)
class Removal:
    """The losses caused by a removal: `labels` are those made by people, `cited_by` counts other documents.

    `documents` includes earlier versions. `mentions` excludes nested ones, as everywhere.
    """

    documents: int
    passages: int
    mentions: int
    labels: int
    cited_by: int


class ForgottenDocument(NamedTuple):
    """A removed document that no run reads again: its corpus and its key in that corpus."""

    corpus: str
    key: str


class MembersOf(NamedTuple):
    """A collection or tag (`kind`), and how many of its `members` lose their text in a removal."""

    kind: str
    name: str
    members: int


class _Current(NamedTuple):
    id: str
    key: str
    title: str
    written: str
    published: str


def corpus_ids(store: Store, corpus: str) -> list[str]:
    """Return the ids of all documents of a corpus, earlier versions included."""
    return store.column("SELECT id FROM document WHERE corpus = ? ORDER BY id", (corpus,))


def measure_removal(store: Store, ids: Sequence[str]) -> Removal:
    """Return what would be removed with these documents."""
    _mark_doomed(store, ids)
    count = "SELECT count(*) FROM"
    return Removal(
        store.value(f"{count} document WHERE id IN (SELECT id FROM temp.doomed)"),
        store.value(f"{count} passage WHERE id IN ({_DOOMED_PASSAGES})"),
        store.value(f"{count} mention WHERE NOT nested AND passage_id IN ({_DOOMED_PASSAGES})"),
        store.value(f"{count} correction WHERE passage_id IN ({_DOOMED_PASSAGES})"),
        store.value(
            "SELECT count(DISTINCT d.id) FROM document_name n JOIN temp.doomed x ON x.id = n.document_id "
            "JOIN citation c ON (n.kind = 'number' AND c.number = n.name) "
            "OR (n.kind = 'title' AND c.title = n.name) JOIN passage p ON p.id = c.passage_id "
            "JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL "
            "WHERE n.name != '' AND d.id NOT IN (SELECT id FROM temp.doomed)"
        ),
    )


def members_of_documents(store: Store, ids: Sequence[str]) -> list[MembersOf]:
    """Return the collections and tags that contain these documents, with the members of each."""
    _mark_doomed(store, ids)
    query = (
        "SELECT k.list AS kind, k.name, count(*) AS members FROM kept_item k WHERE (k.corpus, k.key) IN "
        "(SELECT d.corpus, d.key FROM document d JOIN temp.doomed x ON x.id = d.id) "
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return list(store.select(MembersOf, query))


def list_forgotten(store: Store) -> list[ForgottenDocument]:
    """Return the removed documents that are not stored again, by corpus and key."""
    query = (
        "SELECT DISTINCT corpus, key FROM forgotten f WHERE NOT EXISTS "
        "(SELECT 1 FROM document d WHERE d.corpus = f.corpus AND d.key = f.key) ORDER BY corpus, key"
    )
    return list(store.select(ForgottenDocument, query))


def take_back(store: Store, document: ForgottenDocument) -> None:
    """Let the next run read a removed document again.

    Its file is marked as incompletely read. For an address, the next run requests the whole page.
    """
    with store.transaction() as connection:
        connection.execute("DELETE FROM forgotten WHERE corpus = ? AND key = ?", document)
        connection.execute(
            "UPDATE source SET complete = 0 WHERE corpus = ? AND substr(?, 1, length(key)) = key", document
        )
        connection.execute(
            "UPDATE fetch SET etag = '', last_modified = '', checked = '1970-01-01T00:00:00+00:00' "
            "WHERE corpus = ? AND address = ?",
            document,
        )


def is_left_out(store: Store, corpus: str, key: str) -> bool:
    """Return whether a file (by its key) has no stored document because all were removed."""
    is_of_file = "corpus = ?1 AND key >= ?2 AND key <= ?2 || char(1114111) AND "
    is_of_file += "(key = ?2 OR substr(key, length(?2) + 1, 1) IN ('#', '!'))"
    query = (
        f"SELECT EXISTS (SELECT 1 FROM forgotten WHERE {is_of_file}) "
        f"AND NOT EXISTS (SELECT 1 FROM document WHERE {is_of_file})"
    )
    return bool(store.value(query, (corpus, key)))


def remove_documents(store: Store, ids: Sequence[str]) -> None:
    """Remove documents with their passages, annotations, labels and hits of saved searches.

    They stay removed while their text, or the file they were read from, is unchanged. Documents rejected as
    duplicates of them are read again.
    """
    hashes = _hashes_of(store, ids)
    with store.transaction() as connection, recounting(store, ids):
        # The hash is kept beside the id: records that share an id may differ only in their dates.
        connection.execute(
            "INSERT OR IGNORE INTO forgotten SELECT d.corpus, d.key, c.content_id, d.source_sha256 "
            "FROM document d JOIN temp.doomed x ON x.id = d.id "
            "JOIN (SELECT document_id, content_id FROM document_content_id "
            "UNION ALL SELECT id, content_hash FROM document) c ON c.document_id = d.id"
        )
        for corpus, keys in _keys_of(store, ids).items():
            free_duplicates(store, corpus, keys)
        _remove(store, ids)
    for sha256 in hashes:
        drop_raw(store, sha256)


def remove_corpus(store: Store, corpus: str) -> None:
    """Remove a corpus: its documents, the records of its files and addresses, and its rejections."""
    ids = corpus_ids(store, corpus)
    hashes = {
        *_hashes_of(store, ids),
        *store.column("SELECT sha256 FROM source WHERE corpus = ?", (corpus,)),
        *store.column("SELECT sha256 FROM fetch WHERE corpus = ?", (corpus,)),
    }
    with store.transaction() as connection, recounting(store, ids):
        _remove(store, ids)
        for table in _OF_CORPUS:
            connection.execute(f"DELETE FROM {table} WHERE corpus = ?", (corpus,))
        forget_decisions(store, corpus)
    kept = set(store.column("SELECT sha256 FROM source"))
    for sha256 in hashes - kept:
        drop_raw(store, sha256)


def _keys_of(store: Store, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return the keys of documents by corpus."""
    keys: dict[str, set[str]] = {}
    query = "SELECT corpus, key FROM document WHERE id IN (SELECT value FROM json_each(?))"
    for corpus, key in store.rows(query, (json.dumps(list(ids)),)):
        keys.setdefault(corpus, set()).add(key)
    return keys


def _mark_doomed(store: Store, ids: Sequence[str]) -> None:
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS doomed (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.doomed")
    connection.executemany("INSERT OR IGNORE INTO temp.doomed VALUES (?)", [(one,) for one in ids])


def _hashes_of(store: Store, ids: Sequence[str]) -> set[str]:
    _mark_doomed(store, ids)
    return set(store.column("SELECT source_sha256 FROM document WHERE id IN (SELECT id FROM temp.doomed)"))


def _remove(store: Store, ids: Sequence[str]) -> None:
    _mark_doomed(store, ids)
    connection, change = store.connection, next_change(store)
    connection.execute(
        f"INSERT OR REPLACE INTO removed_passage SELECT id, ? FROM ({_DOOMED_PASSAGES})", (change,)
    )
    _settle_labels(store)
    # Members of collections keep their place and note, in case the document is read again.
    connection.execute(
        "UPDATE kept_item SET title = '', text = '' WHERE (corpus, key) IN "
        "(SELECT d.corpus, d.key FROM document d JOIN temp.doomed x ON x.id = d.id)"
    )
    connection.execute(
        "DELETE FROM fact_correction WHERE (corpus, key) IN "
        "(SELECT d.corpus, d.key FROM document d JOIN temp.doomed x ON x.id = d.id)"
    )
    drop_pairs_of(store, "SELECT id FROM temp.doomed")
    for table in _OF_PASSAGES:
        connection.execute(f"DELETE FROM {table} WHERE passage_id IN ({_DOOMED_PASSAGES})")
    # Nothing that is forgotten stays, not even a name without a place.
    connection.execute(
        "DELETE FROM sense WHERE NOT EXISTS (SELECT 1 FROM mention_place m WHERE m.sense = sense.id)"
    )
    connection.execute("DELETE FROM status_event WHERE other_id IN (SELECT id FROM temp.doomed)")
    for table in _OF_DOCUMENTS:
        connection.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT id FROM temp.doomed)")
    connection.execute("DELETE FROM passage WHERE document_id IN (SELECT id FROM temp.doomed)")
    connection.execute("DELETE FROM document WHERE id IN (SELECT id FROM temp.doomed)")
    # Others may have been near-duplicates of a removed document: the next comparison rebuilds the clusters.
    connection.execute("UPDATE document_signature SET clustered = 0")
    # SQLite reuses the highest row ids: passages that get them must be new to saved searches.
    connection.execute(
        "UPDATE watch SET seen = min(seen, (SELECT coalesce(max(id), 0) FROM passage)) "
        "WHERE subject = 'passages'"
    )


def _settle_labels(store: Store) -> None:
    """Remove people's labels of doomed passages, or move them to the same text elsewhere if there is one."""
    connection = store.connection
    connection.execute(
        "UPDATE correction SET passage_id = (SELECT min(p.id) FROM passage p WHERE p.text = correction.text "
        "AND p.document_id NOT IN (SELECT id FROM temp.doomed)) "
        f"WHERE passage_id IN ({_DOOMED_PASSAGES}) OR (passage_id IS NULL AND text IN "
        "(SELECT p.text FROM passage p JOIN temp.doomed x ON x.id = p.document_id))"
    )
    connection.execute(
        "DELETE FROM correction WHERE passage_id IS NULL AND text IN "
        "(SELECT p.text FROM passage p JOIN temp.doomed x ON x.id = p.document_id)"
    )


def give_back_space(store: Store) -> int:
    """Rewrite the file if removals have left much of it free; return the bytes freed.

    Takes as long as copying the store, and as much space meanwhile.
    """
    free, pages = store.value("PRAGMA freelist_count"), store.value("PRAGMA page_count")
    if free < pages * _WORTH_VACUUM:
        return 0
    rewrite_file(store)
    left = pages - store.value("PRAGMA page_count")
    return int(left * store.value("PRAGMA page_size"))


def rename_corpus(store: Store, old: str, new: str) -> None:
    """Rename a corpus. Ids of documents stay the same; files read under the new name are recognised.

    If a corpus of the new name has left files or rejections but no documents, they are replaced.
    """
    with store.transaction() as connection, recounting(store, corpus_ids(store, old)):
        change = next_change(store)
        query = "SELECT id, key, title, written, published FROM document WHERE corpus = ?"
        for row in list(store.select(_Current, query, (old,))):
            title, written, published = _as_read(store, old, row)
            content = digest(new, title, written, published, read_text(store, row.id))
            connection.execute(
                "UPDATE document SET corpus = ?, content_hash = ? WHERE id = ?", (new, content, row.id)
            )
            connection.execute("UPDATE passage SET changed = ? WHERE document_id = ?", (change, row.id))
        for table in _OF_CORPUS:
            connection.execute(f"UPDATE OR REPLACE {table} SET corpus = ? WHERE corpus = ?", (new, old))
        rename_decisions(store, old, new)
        connection.execute("UPDATE OR IGNORE kept_item SET corpus = ? WHERE corpus = ?", (new, old))
        for name, filters in connection.execute("SELECT name, filters FROM watch").fetchall():
            wanted = json.loads(filters)
            if old in wanted.get("corpus", ()):
                wanted["corpus"] = [new if corpus == old else corpus for corpus in wanted["corpus"]]
                connection.execute(
                    "UPDATE watch SET filters = ? WHERE name = ?",
                    (json.dumps(wanted, ensure_ascii=False), name),
                )


def _as_read(store: Store, corpus: str, row: _Current) -> tuple[str, str, str]:
    """Return title and dates as read, without people's corrections."""
    found = store.rows(
        "SELECT field, original FROM document_correction WHERE corpus = ? AND key = ?", (corpus, row.key)
    )
    original = {entry["field"]: entry["original"] for entry in found}
    return (
        original.get("title", row.title),
        row.written,
        original.get("published", row.published),
    )
