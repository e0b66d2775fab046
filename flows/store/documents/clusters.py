"""Clusters of near-duplicate documents, and the MinHash signatures that reveal them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.store.database import Store

_SUPERSEDED = "SELECT id FROM document WHERE superseded_by IS NOT NULL"
_LATER = (
    "document_cluster c JOIN document d ON d.id = c.document_id AND d.superseded_by IS NULL "
    "WHERE c.cluster != c.document_id"
)


@dataclass(frozen=True, slots=True)
class ClusterMember:
    """A document of a cluster; `similarity` (0 to 1) is its likeness to the member it was matched with."""

    id: str
    corpus: str
    title: str
    date: str
    publisher: str
    similarity: float


class ClusterCounts(NamedTuple):
    """The numbers of clusters and of the documents in them."""

    clusters: int
    documents: int


class SignedDocument(NamedTuple):
    """A document with a MinHash signature."""

    id: str
    title: str


def unsigned_documents(store: Store, way: str) -> list[str]:
    """Return the ids of the current documents without a signature of this method, in order."""
    return _current_without(store, "SELECT document_id FROM document_signature WHERE way = ?", way)


def is_clustered(store: Store, way: str) -> bool:
    """Return whether the clusters cover exactly the current documents (80,000 documents: 0.1 s)."""
    if store.value(f"SELECT 1 FROM document_signature WHERE document_id IN ({_SUPERSEDED}) LIMIT 1"):
        return False
    query = "SELECT document_id FROM document_signature WHERE way = ? AND clustered"
    return not _current_without(store, query, way)


def _current_without(store: Store, signed: str, way: str) -> list[str]:
    left_out = {*store.column(signed, (way,)), *store.column(_SUPERSEDED)}
    return [
        identifier
        for identifier in store.column("SELECT id FROM document ORDER BY id")
        if identifier not in left_out
    ]


def write_signatures(store: Store, way: str, signatures: Sequence[tuple[str, bytes]]) -> None:
    """Store the (document id, signature) pairs of documents that have not been clustered yet."""
    with store.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO document_signature VALUES (?, ?, 0, ?)",
            [(document_id, way, signature) for document_id, signature in signatures],
        )


def drop_signatures(store: Store) -> None:
    """Delete all signatures, so that every document is compared again."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM document_signature")


def read_signatures(store: Store) -> tuple[list[SignedDocument], bytes]:
    """Return the current documents long enough to compare, and their signatures joined in the same order.

    The earliest documents come first, undated ones last, those of the same date by id. The time of storing
    plays no role: a run that was stopped and continued yields the same clusters as one that was not.
    """
    rows = store.rows(
        "SELECT d.id, d.title, s.signature FROM document_signature s JOIN document d ON d.id = s.document_id "
        "WHERE s.signature != x'' AND d.superseded_by IS NULL ORDER BY d.date = '', d.date, d.id"
    )
    documents = [SignedDocument(row["id"], row["title"]) for row in rows]
    return documents, b"".join(row["signature"] for row in rows)


def write_clusters(store: Store, clusters: Sequence[Sequence[tuple[str, float]]]) -> None:
    """Replace all clusters, and mark all signatures as clustered.

    A cluster is a list of (document id, similarity), the earliest document first.
    """
    with store.transaction() as connection:
        connection.execute(f"DELETE FROM document_signature WHERE document_id IN ({_SUPERSEDED})")
        connection.execute("UPDATE document_signature SET clustered = 1 WHERE NOT clustered")
        connection.execute("DELETE FROM document_cluster")
        connection.executemany(
            "INSERT INTO document_cluster VALUES (?, ?, ?)",
            [
                (document_id, members[0][0], round(similarity, 3))
                for members in clusters
                for document_id, similarity in members
            ],
        )


def list_clusters(store: Store, *, limit: int = 20, corpus: str = "") -> list[list[ClusterMember]]:
    """Return the largest clusters, each with its first document and then the others by date.

    With a `corpus`, only clusters that contain a document of it.
    """
    chosen = store.column(
        "SELECT c.cluster, count(*) AS number FROM document_cluster c JOIN document d ON d.id = "
        "c.document_id "
        "AND d.superseded_by IS NULL GROUP BY c.cluster HAVING number > 1 AND (? = '' OR sum(d.corpus = ?)) "
        "ORDER BY number DESC, c.cluster LIMIT ?",
        (corpus, corpus, limit),
    )
    return [_read_members(store, cluster) for cluster in chosen]


def cluster_of(store: Store, document_id: str) -> list[ClusterMember]:
    """Return the other documents of a document's cluster, by date; [] if it is in none."""
    cluster = store.value("SELECT cluster FROM document_cluster WHERE document_id = ?", (document_id,))
    if not cluster:
        return []
    return [member for member in _read_members(store, cluster) if member.id != document_id]


def _read_members(store: Store, cluster: str) -> list[ClusterMember]:
    query = (
        "SELECT d.id, d.corpus, d.title, d.date, d.publisher, c.similarity FROM document_cluster c "
        "JOIN document d ON d.id = c.document_id WHERE c.cluster = ? AND d.superseded_by IS NULL "
        "ORDER BY d.id != c.cluster, d.date, d.id"
    )
    return list(store.select(ClusterMember, query, (cluster,)))


def count_clusters(store: Store) -> ClusterCounts:
    """Count the clusters and the documents in them."""
    row = store.rows("SELECT count(DISTINCT cluster), count(*) FROM document_cluster")[0]
    return ClusterCounts(*row)


def later_documents(store: Store) -> set[str]:
    """Return the ids of all clustered documents except the earliest of each cluster."""
    return set(store.column(f"SELECT d.id FROM {_LATER}"))


def later_passages(store: Store) -> list[int]:
    """Return the row ids of the passages of `later_documents`."""
    return store.column(f"SELECT p.id FROM passage p WHERE p.document_id IN (SELECT d.id FROM {_LATER})")
