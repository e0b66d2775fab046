"""Clusters of documents that say nearly the same, and the signatures by which they are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.store.database import Store

_SUPERSEDED = "SELECT id FROM document WHERE superseded_by IS NOT NULL"


def unsigned_documents(store: Store, way: str) -> list[str]:
    """Return the ids of the current documents without a signature made this way."""
    return _current_without(store, "WHERE way = ?", (way,))


def is_clustered(store: Store, way: str) -> bool:
    """Return whether the clusters were made of the current documents, all of them and no others (80,000 documents: 0.1 s)."""
    if store.value(f"SELECT 1 FROM document_signature WHERE document_id IN ({_SUPERSEDED}) LIMIT 1"):
        return False
    return not _current_without(store, "WHERE way = ? AND clustered", (way,))


def _current_without(store: Store, where: str, parameters: tuple[str, ...]) -> list[str]:
    signed = {row[0] for row in store.rows(f"SELECT document_id FROM document_signature {where}", parameters)}
    signed.update(row[0] for row in store.rows(_SUPERSEDED))
    return [row[0] for row in store.rows("SELECT id FROM document ORDER BY id") if row[0] not in signed]


def read_texts(store: Store, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, text) of these documents."""
    marks = ", ".join("?" * len(ids))
    return [
        (row["id"], row["text"])
        for row in store.rows(f"SELECT id, text FROM document WHERE id IN ({marks})", tuple(ids))
    ]


def write_signatures(store: Store, way: str, signatures: Sequence[tuple[str, bytes]]) -> None:
    """Keep the signatures of documents that no cluster was made with yet, in one transaction."""
    with store.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO document_signature VALUES (?, ?, 0, ?)",
            [(one, way, signature) for one, signature in signatures],
        )


def drop_signatures(store: Store) -> None:
    """Forget all signatures, so that every document is compared anew."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM document_signature")


def read_signatures(store: Store) -> tuple[list[tuple[str, str]], bytes]:
    """Return (id, title) of the current documents long enough to compare, the earliest first and those without a date last, and their
    signatures one after another."""
    rows = store.rows(
        "SELECT d.id, d.title, s.signature FROM document_signature s JOIN document d ON d.id = s.document_id "
        "WHERE s.signature != x'' AND d.superseded_by IS NULL ORDER BY d.date = '', d.date, d.first_seen, d.id"
    )
    return [(row["id"], row["title"]) for row in rows], b"".join(row["signature"] for row in rows)


def write_clusters(store: Store, clusters: Sequence[Sequence[tuple[str, float]]]) -> None:
    """Replace all clusters, each a list of (document id, similarity) with the earliest document first; all signatures are clustered then."""
    with store.transaction() as connection:
        connection.execute(f"DELETE FROM document_signature WHERE document_id IN ({_SUPERSEDED})")
        connection.execute("UPDATE document_signature SET clustered = 1 WHERE NOT clustered")
        connection.execute("DELETE FROM document_cluster")
        connection.executemany(
            "INSERT INTO document_cluster VALUES (?, ?, ?)",
            [
                (document, members[0][0], round(score, 3))
                for members in clusters
                for document, score in members
            ],
        )


def list_clusters(store: Store, *, limit: int = 20, corpus: str = "") -> list[list[dict[str, Any]]]:
    """Return clusters, the largest first, each with its documents by date; `corpus`: those with a document of it."""
    chosen = store.rows(
        "SELECT c.cluster, count(*) AS number FROM document_cluster c JOIN document d ON d.id = c.document_id AND d.superseded_by IS NULL "
        "GROUP BY c.cluster HAVING number > 1 AND (? = '' OR sum(d.corpus = ?)) ORDER BY number DESC, c.cluster LIMIT ?",
        (corpus, corpus, limit),
    )
    return [_members(store, row["cluster"]) for row in chosen]


def _members(store: Store, cluster: str) -> list[dict[str, Any]]:
    return [
        dict(row)
        for row in store.rows(
            "SELECT d.id, d.corpus, d.title, d.date, d.publisher, c.similarity FROM document_cluster c JOIN document d ON d.id = c.document_id "
            "WHERE c.cluster = ? AND d.superseded_by IS NULL ORDER BY d.id != c.cluster, d.date, d.id",
            (cluster,),
        )
    ]


def count_clusters(store: Store) -> tuple[int, int]:
    """Return the number of clusters and of documents in them."""
    row = store.rows("SELECT count(DISTINCT cluster), count(*) FROM document_cluster")[0]
    return int(row[0]), int(row[1])


def cluster_of(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return the other documents of a document's cluster, by date; [] where it is in none."""
    cluster = store.value("SELECT cluster FROM document_cluster WHERE document_id = ?", (document_id,))
    return [row for row in _members(store, cluster) if row["id"] != document_id] if cluster else []


_LATER = "document_cluster c JOIN document d ON d.id = c.document_id AND d.superseded_by IS NULL WHERE c.cluster != c.document_id"


def later_documents(store: Store) -> set[str]:
    """Return the documents of all clusters but the earliest of each."""
    return {row["id"] for row in store.rows(f"SELECT d.id FROM {_LATER}")}


def later_passages(store: Store) -> list[int]:
    """Return the row ids of the passages of those documents."""
    return [
        row["id"]
        for row in store.rows(
            f"SELECT p.id FROM passage p WHERE p.document_id IN (SELECT d.id FROM {_LATER})"
        )
    ]
