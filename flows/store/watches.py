"""Saved searches: their queries, their hits, and the addresses still to be notified.

A search is for passages that are new, or for documents that have vanished from their source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from flows.store.database import IS_UNCOUNTED, Store, now

Subject = Literal["passages", "vanished"]
_NEWEST: dict[Subject, str] = {
    "passages": "SELECT coalesce(max(id), 0) FROM passage",
    "vanished": "SELECT coalesce(max(id), 0) FROM sighting",
}


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search; passages with row ids above `seen` are new to it. `hits` is the number found so far.

    If its `subject` is vanished, `seen` is the number of a sighting. `created` and `last_run` are times in
    UTC, `last_run` empty before the first run.
    """

    name: str
    query: str
    filters: dict[str, Any]
    created: str
    seen: int
    last_run: str
    hits: int
    subject: Subject = "passages"


class Hit(NamedTuple):
    """A passage (row id) that a saved search found, and when."""

    passage_id: int
    found: str


class Waiting(NamedTuple):
    """Passages without annotations: their number, and the row id of the first, 0 if there are none."""

    number: int
    first: int


class _Text(NamedTuple):
    rowid: int
    document_id: str
    text: str


def add_watch(
    store: Store,
    name: str,
    query: str,
    filters: Mapping[str, Any],
    *,
    from_now: bool,
    subject: Subject = "passages",
) -> bool:
    """Save a search; return False if the name is taken. With `from_now`, only later passages are new."""
    with store.transaction() as connection:
        seen = store.value(_NEWEST[subject]) if from_now else 0
        cursor = connection.execute(
            "INSERT OR IGNORE INTO watch (name, query, filters, created, seen, subject) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (name, query, json.dumps(filters, ensure_ascii=False), now(), seen, subject),
        )
        return cursor.rowcount > 0


def remove_watch(store: Store, name: str) -> bool:
    """Delete a saved search with its hits; return whether there was one."""
    with store.transaction() as connection:
        return connection.execute("DELETE FROM watch WHERE name = ?", (name,)).rowcount > 0


def list_watches(store: Store) -> list[Watch]:
    """Return the saved searches, oldest first."""
    rows = store.rows(
        "SELECT w.name, w.query, w.filters, w.created, w.seen, w.last_run, "
        "(SELECT count(*) FROM watch_hit h WHERE h.name = w.name) AS hits, w.subject FROM watch w "
        "ORDER BY w.created, w.name"
    )
    return [Watch(**{**dict(row), "filters": json.loads(row["filters"])}) for row in rows]


def record_hits(
    store: Store, name: str, passages: Sequence[int], seen: int, *, to_be_sent: bool = False
) -> None:
    """Store the new hits (row ids) of a run that has checked everything up to `seen`.

    A hit found before counts again: its document has vanished again. With `to_be_sent`, the hits wait until
    every address has been notified.
    """
    with store.transaction() as connection:
        moment = now()
        connection.executemany(
            "INSERT OR REPLACE INTO watch_hit VALUES (?, ?, ?)",
            [(name, passage, moment) for passage in passages],
        )
        if to_be_sent:
            connection.executemany(
                "INSERT OR IGNORE INTO unsent_hit (name, passage_id) VALUES (?, ?)",
                [(name, passage) for passage in passages],
            )
        connection.execute(
            "UPDATE watch SET seen = max(seen, ?), last_run = ? WHERE name = ?", (seen, moment, name)
        )


def recent_hits(store: Store, name: str, limit: int) -> list[Hit]:
    """Return the newest hits of a saved search."""
    query = "SELECT passage_id, found FROM watch_hit WHERE name = ? ORDER BY passage_id DESC LIMIT ?"
    return list(store.select(Hit, query, (name, limit)))


def unsent_hits(store: Store, digest: str) -> dict[str, list[int]]:
    """Return, by saved search, the hits not yet sent to the address with this digest."""
    found: dict[str, list[int]] = {}
    for name, passage in store.connection.execute(
        "SELECT name, passage_id FROM unsent_hit WHERE NOT instr(told, ?) ORDER BY name, passage_id",
        (digest,),
    ):
        found.setdefault(name, []).append(passage)
    return found


def mark_sent(store: Store, hits: Mapping[str, Sequence[int]], digest: str) -> None:
    """Record that these hits were sent to the address with this digest."""
    with store.transaction() as connection:
        connection.executemany(
            "UPDATE unsent_hit SET told = told || ? || ' ' WHERE name = ? AND passage_id = ?",
            [(digest, name, passage) for name, passages in hits.items() for passage in passages],
        )


def forget_sent(store: Store, digests: Sequence[str]) -> None:
    """Delete the waiting hits that were sent to all addresses with these digests."""
    condition = " AND ".join(["instr(told, ?)"] * len(digests))
    with store.transaction() as connection:
        connection.execute(f"DELETE FROM unsent_hit WHERE {condition}", tuple(digests))


def waiting_passages(store: Store, after: int) -> Waiting:
    """Return the passages of current documents with row ids above `after` that are not annotated yet."""
    query = (
        "SELECT count(*) AS number, coalesce(min(p.id), 0) AS first FROM document_total d "
        "CROSS JOIN passage p ON p.document_id = d.id "
        "LEFT JOIN annotated_passage a ON a.passage_id = p.id "
        f"WHERE d.pending AND p.id > ? AND a.version IS NULL AND NOT {IS_UNCOUNTED}"
    )
    return next(iter(store.select(Waiting, query, (after,))))


def waiting_documents(store: Store, documents: Sequence[str]) -> set[str]:
    """Return the documents (ids) that have passages without annotations."""
    query = "SELECT id FROM document_total WHERE pending AND id IN (SELECT value FROM json_each(?))"
    return set(store.column(query, (json.dumps(list(documents)),)))


def leave_out_known(
    store: Store, name: str, passages: Sequence[int], seen: int, *, must_wait: bool
) -> list[int]:
    """Return the passages (row ids) that are new to a saved search, which has checked all up to `seen`.

    Known are its hits, and any text that occurs word for word in the last version of the document that it
    checked; if it `must_wait` for annotations, in the last annotated one.
    """
    ids = (json.dumps(list(passages)),)
    known = set(
        store.column(
            "SELECT passage_id FROM watch_hit WHERE name = ? "
            "AND passage_id IN (SELECT value FROM json_each(?))",
            (name, *ids),
        )
    )
    query = (
        "SELECT p.id AS rowid, p.document_id, p.text FROM json_each(?) x CROSS JOIN passage p "
        "ON p.id = x.value "
        "WHERE EXISTS (SELECT 1 FROM document o WHERE o.superseded_by = p.document_id)"
    )
    texts: dict[str, set[str]] = {}
    for row in store.select(_Text, query, ids):
        if row.document_id not in texts:
            texts[row.document_id] = _texts_before(store, name, row.document_id, seen, must_wait=must_wait)
        if row.text in texts[row.document_id]:
            known.add(row.rowid)
    return [passage for passage in passages if passage not in known]


def _texts_before(store: Store, name: str, document_id: str, seen: int, *, must_wait: bool) -> set[str]:
    """Return the texts of the last version before this one that a saved search checked.

    It has checked everything up to the row id `seen`; if it `must_wait`, only annotated versions count.
    """
    replaced = "SELECT id FROM document WHERE superseded_by = ?"
    checked = (
        "SELECT text FROM passage WHERE document_id = ?1 AND EXISTS (SELECT 1 FROM passage p "
        "WHERE p.document_id = ?1 AND (p.id <= ?2 OR p.id IN "
        "(SELECT passage_id FROM watch_hit WHERE name = ?3)) "
        "AND (NOT ?4 OR EXISTS (SELECT 1 FROM annotated_passage a WHERE a.passage_id = p.id)))"
    )
    versions, passed = [document_id], {document_id}
    while versions:
        current = versions.pop()
        for version in store.column(replaced, (current,)):
            if texts := set(store.column(checked, (version, seen, name, must_wait))):
                return texts
            if version not in passed:
                passed.add(version)
                versions.append(version)
    return set()
