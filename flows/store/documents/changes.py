"""Changes of passages since a change number, for files that are derived from the store and follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store, marks


class ChangedPassage(NamedTuple):
    """A passage that has changed; `is_current` is false where a newer version has replaced its document."""

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
    """Return the row ids of the passages removed in (watermark, target]; newer ones may have them again."""
    query = "SELECT passage_id FROM removed_passage WHERE changed > ? AND changed <= ?"
    return store.column(query, (watermark, target))


def count_changed(store: Store, watermark: int, target: int) -> int:
    """Count the passages changed in (watermark, target]."""
    query = "SELECT count(*) FROM passage WHERE changed > ? AND changed <= ?"
    return int(store.value(query, (watermark, target)))


def changed_passages(
    store: Store, watermark: int, target: int, *, size: int
) -> Iterator[list[ChangedPassage]]:
    """Yield the passages changed in (watermark, target], `size` at a time."""
    last = 0
    query = (
        "SELECT p.id AS rowid, p.kind, d.superseded_by IS NULL AS is_current, p.text FROM passage p "
        "JOIN document d ON d.id = p.document_id "
        "WHERE p.changed > ? AND p.changed <= ? AND p.id > ? ORDER BY p.id LIMIT ?"
    )
    while rows := list(store.select(ChangedPassage, query, (watermark, target, last, size))):
        last = rows[-1].rowid
        yield rows


def current_since(store: Store, watermark: int, *, without: Sequence[str]) -> list[int]:
    """Return the row ids of current passages changed after `watermark`, without those of some kinds."""
    query = f"SELECT p.id FROM {CURRENT} WHERE p.changed > ? AND p.kind NOT IN ({marks(without)})"
    return store.column(query, (watermark, *without))


def document_rowids(store: Store, document_id: str) -> list[int]:
    """Return the row ids of the passages of a current document, in order."""
    query = f"SELECT p.id FROM {CURRENT} WHERE p.document_id = ? ORDER BY p.position"
    return store.column(query, (document_id,))
