"""Changes of passages since a change number, for files derived from the store that follow it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from flows.store.database import CURRENT, Store, change_number, marks

_SETTLED = "SELECT value FROM counter WHERE name = 'settled_to'"
_OTHERS = "PRAGMA data_version"  # its value differs after each change through another connection
_MOST_PASSAGES, _MOST_DOCUMENTS = 50_000, 500
_LAST_ROW = 2**63 - 1  # no row has a higher id


class ChangedPassage(NamedTuple):
    """A changed passage; `is_current` is false if a newer version has replaced its document."""

    rowid: int
    kind: str
    is_current: int
    text: str


def next_step(store: Store, watermark: int, target: int, size: int) -> int:
    """Return the change up to which `size` passages have changed since `watermark`, at most `target`."""
    step = store.value(
        "SELECT changed FROM passage WHERE changed > ? AND changed <= ? ORDER BY changed LIMIT 1 OFFSET ?",
        (watermark, target, size - 1),
    )
    return int(step or target)


def removed_passages(store: Store, watermark: int, target: int) -> list[int]:
    """Return the row ids of the passages removed in (watermark, target]; newer passages may reuse them."""
    query = "SELECT passage_id FROM removed_passage WHERE changed > ? AND changed <= ?"
    return store.column(query, (watermark, target))


def count_changed(store: Store, watermark: int, target: int) -> int:
    """Count the passages changed in (watermark, target]."""
    query = "SELECT count(*) FROM passage WHERE changed > ? AND changed <= ?"
    return int(store.value(query, (watermark, target)))


def changed_rows(store: Store, watermark: int, target: int, *, size: int) -> Iterator[list[int]]:
    """Yield the row ids of the passages changed in (watermark, target], `size` at a time, by change and id.

    Each batch is found by a seek in the index on changes, however many passages share a change: an upgraded
    store has only one.
    """
    change, last = watermark, _LAST_ROW
    while True:
        rows = store.rows(
            "SELECT changed, id FROM passage WHERE changed = ? AND id > ? ORDER BY id LIMIT ?",
            (change, last, size),
        )
        if len(rows) < size:
            rows += store.rows(
                "SELECT changed, id FROM passage WHERE changed > ? AND changed <= ? "
                "ORDER BY changed, id LIMIT ?",
                (change, target, size - len(rows)),
            )
        if not rows:
            return
        change, last = rows[-1]
        yield [row["id"] for row in rows]


def changed_passages(
    store: Store, watermark: int, target: int, *, size: int
) -> Iterator[list[ChangedPassage]]:
    """Yield the passages changed in (watermark, target], at most `size` at a time."""
    query = (
        "SELECT p.id AS rowid, p.kind, d.superseded_by IS NULL AS is_current, p.text FROM passage p "
        "JOIN document d ON d.id = p.document_id WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id"
    )
    for ids in changed_rows(store, watermark, target, size=size):
        yield list(store.select(ChangedPassage, query, (json.dumps(ids),)))


@contextmanager
def settling(store: Store) -> Iterator[list[str] | None]:
    """Yield the documents whose names, states and pairs the `with` block must settle.

    These have changed since the last block that ended without an error. None means all: too many have changed
    to list them, one has been removed, or no block has ended yet. Changes that another process makes
    meanwhile are left to the next block.
    """
    last, known = store.value(_SETTLED), store.value(_OTHERS)
    reached = change_number(store)
    yield _changed_documents(store, last) if last is not None else None
    if store.value(_OTHERS) == known:
        reached = change_number(store)  # the block's own changes must not be settled again
    if reached != last:
        with store.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO counter VALUES ('settled_to', ?)", (reached,))


def forget_settled(store: Store) -> None:
    """Make the next settling cover all documents."""
    store.connection.execute("DELETE FROM counter WHERE name = 'settled_to'")


def _changed_documents(store: Store, since: int) -> list[str] | None:
    if store.value("SELECT 1 FROM removed_passage WHERE changed > ? LIMIT 1", (since,)):
        return None
    query = "SELECT document_id FROM passage WHERE changed > ? LIMIT ?"
    found = store.column(query, (since, _MOST_PASSAGES + 1))
    documents = sorted(set(found))
    return documents if len(found) <= _MOST_PASSAGES and len(documents) <= _MOST_DOCUMENTS else None


def current_since(store: Store, watermark: int, *, without: Sequence[str]) -> list[int]:
    """Return the row ids of current passages changed after `watermark`, except those of some kinds."""
    query = f"SELECT p.id FROM {CURRENT} WHERE p.changed > ? AND p.kind NOT IN ({marks(without)})"
    return store.column(query, (watermark, *without))


def document_rowids(store: Store, document_id: str) -> list[int]:
    """Return the row ids of the passages of a current document, in order."""
    query = f"SELECT p.id FROM {CURRENT} WHERE p.document_id = ? ORDER BY p.position"
    return store.column(query, (document_id,))
