"""Rejections: input that was not stored, with the code and the values of the reason."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from flows.records import Rejection
from flows.store.database import Store
from flows.store.documents.files import SourceFile
from flows.text import lazy_pattern


class StoredRejection(NamedTuple):
    """A stored rejection: `reason` is the English message of `code` and `values`.

    `code` is empty if version 0.2.0 wrote the row, which had only a reason.
    """

    corpus: str
    place: str
    stage: str
    reason: str
    source_sha256: str
    run_id: str
    rejected: str
    code: str
    values: dict[str, Any]


_DUPLICATE, _FREED = "corpus.duplicate", "corpus.duplicate_gone"
_COMPLETE = "corpus = ? AND key = ? AND sha256 = ? AND complete"
_INSIDE = lazy_pattern("[#!]")
# The rejections of a file, its records (#) and members (!), found by their places, within a corpus and key.
_OF_FILE = (
    "corpus = ?1 AND place >= ?2 AND place <= ?2 || char(1114111) "
    "AND (place = ?2 OR substr(place, length(?2) + 1, 1) IN ('#', '!'))"
)


def insert_rejection(
    store: Store, rejection: Rejection, source_sha256: str, run_id: str, moment: str
) -> bool:
    """Insert a rejection inside a transaction; return False if the same one is already stored."""
    cursor = store.connection.execute(
        "INSERT OR IGNORE INTO rejection (corpus, place, stage, reason, source_sha256, run_id, rejected, "
        'code, "values") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        (
            rejection.corpus,
            rejection.where,
            rejection.stage,
            rejection.reason,
            source_sha256,
            run_id,
            moment,
            rejection.code,
            json.dumps(dict(rejection.values), ensure_ascii=False),
        ),
    )
    return cursor.rowcount > 0


def read_rejections(store: Store, *, run_id: str = "") -> list[StoredRejection]:
    """Return all rejections, or those of one run, newest first."""
    rows = store.rows(
        'SELECT corpus, place, stage, reason, source_sha256, run_id, rejected, code, "values" FROM rejection '
        "WHERE :run = '' OR run_id = :run ORDER BY rejected DESC, corpus, place",
        {"run": run_id},
    )
    return [StoredRejection._make((*row[:-1], json.loads(row[-1]))) for row in rows]


def count_outcome(store: Store, corpus: str) -> tuple[int, int]:
    """Return a corpus's number of current documents, and of rejections other than duplicates."""
    documents = store.value(
        "SELECT count(*) FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,)
    )
    rejected = store.value("SELECT count(*) FROM rejection WHERE corpus = ? AND stage != 'store'", (corpus,))
    return int(documents), int(rejected)


def is_rejected(store: Store, file: SourceFile) -> bool:
    """Return whether a file with this content was rejected as a whole, and nothing of it was stored."""
    query = (
        "SELECT 1 FROM rejection WHERE corpus = ? AND place = ? AND source_sha256 = ? AND stage != 'store'"
    )
    return store.value(query, (file.corpus, file.key, file.sha256)) is not None


def free_duplicates(store: Store, corpus: str, keys: Collection[str]) -> None:
    """Let the next run read again what was rejected as a duplicate of documents (keys) being removed.

    Their files count as incompletely read. A file whose content has changed since was already read again, so
    rejections in its former content no longer matter. Call it inside a transaction.
    """
    duplicates = store.rows(
        'SELECT place, reason, source_sha256, "values" FROM rejection WHERE corpus = ? AND code = ? '
        "AND json_extract(\"values\", '$.key') IN (SELECT value FROM json_each(?))",
        (corpus, _DUPLICATE, json.dumps(list(keys))),
    )
    reopened = {
        (key, sha256)
        for place, _, sha256, _ in duplicates
        for key in _sources_of(place)
        if store.value(f"SELECT 1 FROM source WHERE {_COMPLETE}", (corpus, key, sha256))
    }
    for key, sha256 in reopened:
        store.connection.execute(f"UPDATE source SET complete = 0 WHERE {_COMPLETE}", (corpus, key, sha256))
    for place, reason, sha256, values in duplicates:
        row = (corpus, place, reason, sha256)
        is_row = "corpus = ? AND place = ? AND stage = 'store' AND reason = ? AND source_sha256 = ?"
        if any((key, sha256) in reopened for key in _sources_of(place)):
            freed = Rejection(corpus, place, "store", _FREED, json.loads(values))
            store.connection.execute(
                f"UPDATE OR REPLACE rejection SET code = ?, reason = ? WHERE {is_row}",
                (_FREED, freed.reason, *row),
            )
        else:
            store.connection.execute(f"DELETE FROM rejection WHERE {is_row}", row)


def _sources_of(place: str) -> list[str]:
    """Return the possible keys of the file of a record (#) or member (!), including its own."""
    return [place, *(place[: mark.start()] for mark in _INSIDE.finditer(place))]


def count_freed(store: Store, corpus: str, key: str) -> int:
    """Return how many duplicates of a removed document (by its key) wait to be read again."""
    query = (
        "SELECT count(*) FROM rejection WHERE corpus = ? AND code = ? "
        "AND json_extract(\"values\", '$.key') = ?"
    )
    return int(store.value(query, (corpus, _FREED, key)))


def drop_freed(store: Store, corpus: str, key: str) -> None:
    """Forget what was freed in a file that has been read again. Call it inside a transaction."""
    store.connection.execute(f"DELETE FROM rejection WHERE {_OF_FILE} AND code = ?3", (corpus, key, _FREED))
