"""Clusters of documents that say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.store.database import Store


def iterate_texts(store: Store, corpora: Sequence[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Yield (id, title, text) of the current documents, the earliest first; those without a date last."""
    where = f"AND corpus IN ({', '.join('?' * len(corpora))})" if corpora else ""
    cursor = store.connection.execute(
        f"SELECT id, title, text FROM document WHERE superseded_by IS NULL {where} ORDER BY date = '', date, first_seen, id",
        tuple(corpora),
    )
    for row in cursor:
        yield row["id"], row["title"], row["text"]


def write_clusters(store: Store, clusters: Sequence[Sequence[tuple[str, float]]]) -> None:
    """Replace all clusters, each a list of (document id, similarity) with the earliest document first."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM document_cluster")
        connection.executemany(
            "INSERT INTO document_cluster VALUES (?, ?, ?)",
            [(document, members[0][0], round(score, 3)) for members in clusters for document, score in members],
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
    return [dict(row) for row in store.rows(
        "SELECT d.id, d.corpus, d.title, d.date, d.publisher, c.similarity FROM document_cluster c JOIN document d ON d.id = c.document_id "
        "WHERE c.cluster = ? AND d.superseded_by IS NULL ORDER BY d.id != c.cluster, d.date, d.id", (cluster,)
    )]  # fmt: skip


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
    return [row["id"] for row in store.rows(f"SELECT p.id FROM passage p WHERE p.document_id IN (SELECT d.id FROM {_LATER})")]
