"""Rejections: input that was not stored, with the code and the values of the reason."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flows.records import Rejection
from flows.store.database import Store


def insert_rejection(
    connection: sqlite3.Connection, rejection: Rejection, source_sha256: str, run_id: str, moment: str
) -> bool:
    """Insert one rejection inside a transaction; return False where the same one is stored already."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO rejection VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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


def rejections(store: Store, *, run_id: str | None = None) -> list[dict[str, Any]]:
    """Return the rejections (of one run), newest first.

    Each row has `corpus`, `place`, `stage`, `reason` (the English message), `code` and `values`; `code` is
    empty for rows that versions before 0.3 wrote.
    """
    where, values = ("WHERE run_id = ?", (run_id,)) if run_id else ("", ())
    rows = store.rows(f"SELECT * FROM rejection {where} ORDER BY rejected DESC, corpus, place", values)
    return [{**dict(row), "values": json.loads(row["values"])} for row in rows]


def count_expected(store: Store, corpus: str) -> tuple[int, int]:
    """Count what expectations are about: current documents, and rejections other than duplicates."""
    documents = store.value(
        "SELECT count(*) FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,)
    )
    rejected = store.value("SELECT count(*) FROM rejection WHERE corpus = ? AND stage != 'store'", (corpus,))
    return int(documents), int(rejected)
