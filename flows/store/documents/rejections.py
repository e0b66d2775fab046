"""Rejections: input that was not stored, with the code and the values of the reason."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from flows.records import Rejection
from flows.store.database import Store


class StoredRejection(NamedTuple):
    """A rejection as it is stored: `reason` is the English message of `code` and `values`.

    `code` is empty where version 0.2.0 wrote the row, which had only a reason.
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


def insert_rejection(
    store: Store, rejection: Rejection, source_sha256: str, run_id: str, moment: str
) -> bool:
    """Insert a rejection inside a transaction; return False where the same one is stored already."""
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
    """Return all rejections, or those of one run, the newest first."""
    rows = store.rows(
        'SELECT corpus, place, stage, reason, source_sha256, run_id, rejected, code, "values" FROM rejection '
        "WHERE :run = '' OR run_id = :run ORDER BY rejected DESC, corpus, place",
        {"run": run_id},
    )
    return [StoredRejection._make((*row[:-1], json.loads(row[-1]))) for row in rows]


def count_outcome(store: Store, corpus: str) -> tuple[int, int]:
    """Return how many current documents a corpus has, and how many rejections without those of duplicates."""
    documents = store.value(
        "SELECT count(*) FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,)
    )
    rejected = store.value("SELECT count(*) FROM rejection WHERE corpus = ? AND stage != 'store'", (corpus,))
    return int(documents), int(rejected)
