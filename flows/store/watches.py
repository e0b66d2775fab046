"""Saved searches and what they have found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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


def record_hits(
    store: Store, name: str, passages: Sequence[int], seen: int, *, is_to_tell: bool = False
) -> None:
    """Keep the new hits of a run, up to which passage it looked and, with `is_to_tell`, that somebody is to be told."""
    with store.transaction() as connection:
        moment = now()
        connection.executemany(
            "INSERT OR IGNORE INTO watch_hit VALUES (?, ?, ?)",
            [(name, passage, moment) for passage in passages],
        )
        if is_to_tell:
            connection.executemany(
                "INSERT OR IGNORE INTO unsent_hit (name, passage_id) VALUES (?, ?)",
                [(name, passage) for passage in passages],
            )
        connection.execute(
            "UPDATE watch SET seen = max(seen, ?), last_run = ? WHERE name = ?", (seen, moment, name)
        )


def recent_hits(store: Store, name: str, limit: int) -> list[tuple[int, str]]:
    """Return (passage, when found) of the newest hits."""
    rows = store.rows(
        "SELECT passage_id, found FROM watch_hit WHERE name = ? ORDER BY passage_id DESC LIMIT ?",
        (name, limit),
    )
    return [(row["passage_id"], row["found"]) for row in rows]


def unsent_hits(store: Store, digest: str) -> dict[str, list[int]]:
    """Return by search the hits that the address with this digest was not told of."""
    found: dict[str, list[int]] = {}
    for row in store.rows(
        "SELECT name, passage_id FROM unsent_hit WHERE NOT instr(told, ?) ORDER BY name, passage_id",
        (digest,),
    ):
        found.setdefault(row["name"], []).append(row["passage_id"])
    return found


def mark_sent(store: Store, hits: Mapping[str, Sequence[int]], digest: str) -> None:
    """Keep that the address with this digest was told of these hits."""
    with store.transaction() as connection:
        connection.executemany(
            "UPDATE unsent_hit SET told = told || ? || ' ' WHERE name = ? AND passage_id = ?",
            [(digest, name, passage) for name, passages in hits.items() for passage in passages],
        )


def forget_sent(store: Store, digests: Sequence[str]) -> None:
    """Forget that hits are to be sent of which all addresses with these digests have been told."""
    with store.transaction() as connection:
        connection.execute(
            f"DELETE FROM unsent_hit WHERE {' AND '.join(['instr(told, ?)'] * len(digests))}", tuple(digests)
        )
