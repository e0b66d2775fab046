"""Long and short forms that documents introduce."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import blocks


def passage_places(store: Store, passages: Sequence[int]) -> dict[int, tuple[str, int, str]]:
    """Return of each passage (row ids) its document, where it starts there, in code points, and the headings above it."""
    found: dict[int, tuple[str, int, str]] = {}
    for block in blocks(passages):
        marks = ",".join("?" * len(block))
        found |= {
            row["id"]: (row["document_id"], row["start"], row["heading"])
            for row in store.rows(
                f"SELECT id, document_id, start, heading FROM passage WHERE id IN ({marks})", block
            )
        }
    return found


def write_introductions(store: Store, found: Mapping[str, Sequence[tuple[str, str, str, str]]]) -> None:
    """Replace what these documents introduce: (long, short, kind, entity) rows by document."""
    if not any(found.values()):
        return
    with store.transaction() as connection:
        connection.executemany(
            "DELETE FROM introduction WHERE document_id = ?", [(document,) for document in found]
        )
        connection.executemany(
            "INSERT OR IGNORE INTO introduction VALUES (?, ?, ?, ?, ?)",
            [(document, *row) for document, rows in found.items() for row in rows],
        )


def introduced_pairs(store: Store, *, kind: str = "") -> list[dict[str, Any]]:
    """Return every pair with the number of current documents that introduce it, the most frequent first."""
    chosen, values = ("AND i.kind = ?", (kind,)) if kind else ("", ())
    return [
        dict(row)
        for row in store.rows(
            "SELECT i.long, i.short, i.kind, max(i.entity) AS entity, count(*) AS documents, min(d.title) AS example FROM introduction i "
            f"JOIN document d ON d.id = i.document_id AND d.superseded_by IS NULL WHERE 1 {chosen} GROUP BY 1, 2, 3 ORDER BY documents DESC, 1, 2",
            values,
        )
    ]
