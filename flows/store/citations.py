"""Citations and the names of stored documents that they are matched with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT

DocumentName = tuple[str, str]
_BATCH = 5000


def unnamed_documents(store: Store, version: int) -> Iterator[list[tuple[str, str, str]]]:
    """Yield batches of (id, title, document number) of the documents without names of this version; forgets other versions'."""
    if store.value("SELECT value FROM counter WHERE name = 'naming'") != version:
        with store.transaction() as connection:
            connection.execute("DELETE FROM document_name")
            connection.execute("INSERT OR REPLACE INTO counter VALUES ('naming', ?)", (version,))
    last = ""
    while True:
        rows = store.rows(
            "SELECT id, title, document_number FROM document d WHERE id > ? AND NOT EXISTS (SELECT 1 FROM document_name n WHERE "
            "n.document_id = d.id) ORDER BY id LIMIT ?",
            (last, _BATCH),
        )
        if not rows:
            return
        last = rows[-1]["id"]
        yield [(row["id"], row["title"], row["document_number"]) for row in rows]


def write_names(store: Store, version: int, names: Mapping[str, Sequence[DocumentName]]) -> None:
    """Store the names of documents; one without any gets the kind `none`, so that it is not asked about again."""
    with store.transaction() as connection:
        if store.value("SELECT value FROM counter WHERE name = 'naming'") != version:
            return  # another process names them by another lexicon
        connection.executemany(
            "INSERT OR IGNORE INTO document_name VALUES (?, ?, ?)",
            [
                (document, kind, name)
                for document, found in names.items()
                for kind, name in found or [("none", "")]
            ],
        )


def stored_citations(store: Store, corpora: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield every citation in a current passage with its document's id, title, date and corpus, by date."""
    chosen = f"WHERE d.corpus IN ({','.join('?' * len(corpora))})" if corpora else ""
    for row in store.connection.execute(
        "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.title AS citing, d.date, d.corpus, c.start, "
        f'c."end", c.surface AS text, c.relation, c.title, c.number, c.concept FROM {CURRENT} JOIN citation c ON c.passage_id = p.id '
        f"{chosen} ORDER BY d.date, d.id, p.position, c.start",
        tuple(corpora),
    ):
        yield dict(row)


def document_names(store: Store) -> list[dict[str, Any]]:
    """Return the names of all current documents with id, title, number, date."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT n.kind, n.name, d.id AS document_id, d.title, d.document_number, d.date, d.corpus FROM document_name n "
            "JOIN document d ON d.id = n.document_id AND d.superseded_by IS NULL WHERE n.kind != 'none' ORDER BY d.date, d.id"
        )
    ]
