"""Where documents came from: ids by what people type, the file, the run, and what repeals a document."""

from __future__ import annotations

import json
from typing import Any

from flows.store.database import Store


def find_ids(store: Store, given: str) -> list[str]:
    """Return the ids that an id, its beginning (four characters at least), a passage's id, a key or an address names."""
    name = given.strip()
    if not name:
        return []
    if rows := store.rows(
        "SELECT id FROM document WHERE id = ?", (name.rsplit("-", 1)[0] if "/" not in name else name,)
    ):
        return [rows[0]["id"]]
    if rows := store.rows(
        "SELECT id FROM document WHERE (key = ? OR url = ?) AND superseded_by IS NULL", (name, name)
    ):
        return [row["id"] for row in rows]
    if len(name) < 4 or not name.isalnum():
        return []
    return [
        row["id"]
        for row in store.rows("SELECT id FROM document WHERE id >= ? AND id < ? LIMIT 20", (name, name + "g"))
    ]


def read_text(store: Store, document_id: str) -> str:
    return str(store.value("SELECT text FROM document WHERE id = ?", (document_id,)) or "")


def read_run(store: Store, run_id: str) -> dict[str, Any]:
    rows = store.rows(
        "SELECT id, command, started, finished, outcome, counts FROM run WHERE id = ?", (run_id,)
    )
    return {**dict(rows[0]), "counts": json.loads(rows[0]["counts"])} if rows else {"id": run_id}


def read_source(store: Store, corpus: str, key: str, sha256: str) -> dict[str, Any]:
    """Return size and reading hash of the file that a document was read from; a document of several has the file's key as its start."""
    rows = store.rows(
        "SELECT key AS source, bytes, reading FROM source WHERE corpus = ? AND sha256 = ? AND substr(?, 1, length(key)) = key "
        "ORDER BY length(key) DESC, stored DESC LIMIT 1",
        (corpus, sha256, key),
    )
    return dict(rows[0]) if rows else {}


def read_repealing(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return the passages of other current documents that repeal this one by its title or number, the earliest first."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT DISTINCT p.document_id || '-' || p.position AS passage_id, d.title, d.date, c.surface FROM document_name n JOIN citation c "
            "ON (n.kind = 'number' AND c.number = n.name) OR (n.kind = 'title' AND c.title = n.name) JOIN passage p ON p.id = c.passage_id "
            "JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL WHERE n.document_id = ? AND c.relation = 'repealing' "
            "AND d.id != n.document_id AND n.name != '' ORDER BY d.date LIMIT 20",
            (document_id,),
        )
    ]
