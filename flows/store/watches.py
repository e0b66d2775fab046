"""Saved searches and what they have found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flows.store.database import Store, now


def add_watch(store: Store, name: str, query: str, filters: dict[str, Any], *, from_now: bool) -> bool:
    """Save a search; returns False where the name is taken. `from_now`: what is stored already is not new."""
    with store.transaction() as connection:
        seen = store.value("SELECT coalesce(max(id), 0) FROM passage") if from_now else 0
        return bool(
            connection.execute(
                "INSERT OR IGNORE INTO watch (name, query, filters, created, seen) VALUES (?, ?, ?, ?, ?)",
                (name, query, json.dumps(filters, ensure_ascii=False), now(), seen),
            ).rowcount
        )


def remove_watch(store: Store, name: str) -> bool:
    """Forget a search and its hits; returns whether there was one."""
    with store.transaction() as connection:
        return bool(connection.execute("DELETE FROM watch WHERE name = ?", (name,)).rowcount)


def list_watches(store: Store) -> list[dict[str, Any]]:
    """Return the saved searches with the number of their hits."""
    rows = store.rows(
        "SELECT w.*, (SELECT count(*) FROM watch_hit h WHERE h.name = w.name) AS hits FROM watch w ORDER BY w.created, w.name"
    )
    return [{**dict(row), "filters": json.loads(row["filters"])} for row in rows]


def newest_passage(store: Store) -> int:
    return int(store.value("SELECT coalesce(max(id), 0) FROM passage"))


def record_hits(store: Store, name: str, passages: Sequence[int], seen: int) -> None:
    """Keep the new hits of a run, and up to which passage it looked."""
    with store.transaction() as connection:
        moment = now()
        connection.executemany(
            "INSERT OR IGNORE INTO watch_hit VALUES (?, ?, ?)", [(name, passage, moment) for passage in passages]
        )
        connection.execute("UPDATE watch SET seen = max(seen, ?), last_run = ? WHERE name = ?", (seen, moment, name))


def recent_hits(store: Store, name: str, limit: int) -> list[tuple[int, str]]:
    """Return (passage, when found) of the newest hits."""
    rows = store.rows("SELECT passage_id, found FROM watch_hit WHERE name = ? ORDER BY passage_id DESC LIMIT ?", (name, limit))
    return [(row["passage_id"], row["found"]) for row in rows]
