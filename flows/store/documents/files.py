"""Source files: which are stored, how they were read, and which documents they no longer contain."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from flows.store.database import Store


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The identity of a file: its corpus and key, and the hashes of its bytes and reading options."""

    corpus: str
    key: str
    sha256: str
    reading: str
    bytes: int


class StoredSource(NamedTuple):
    """The file a document was read from: its key, its size in bytes, and the hash of its reading options."""

    source: str
    bytes: int
    reading: str


def is_complete(store: Store, source: SourceFile) -> bool:
    """Return whether exactly this file, read with these options, is completely stored."""
    query = "SELECT complete FROM source WHERE corpus = ? AND key = ? AND sha256 = ? AND reading = ?"
    return bool(store.value(query, (source.corpus, source.key, source.sha256, source.reading)))


def was_other(store: Store, source: SourceFile) -> bool:
    """Return whether this file was read before with other content."""
    query = "SELECT 1 FROM source WHERE corpus = ? AND key = ? AND sha256 NOT IN ('', ?)"
    return store.value(query, (source.corpus, source.key, source.sha256)) is not None


def absent_documents(store: Store, source: SourceFile, found: Container[str]) -> list[str]:
    """Return the ids of current documents that came from a file but are not among those `found` in it now.

    They stay stored: what disappeared from a file may still be wanted, as with a folder.
    """
    query = (
        "SELECT id, key FROM document WHERE corpus = ?1 AND key > ?2 AND key <= ?2 || char(1114111) "
        "AND substr(key, length(?2) + 1, 1) IN ('#', '!') AND superseded_by IS NULL ORDER BY rowid"
    )
    return [row["id"] for row in store.rows(query, (source.corpus, source.key)) if row["id"] not in found]


def was_read_otherwise(store: Store, source: SourceFile) -> bool:
    """Return whether a file with this content is stored, but was read by other rules or options."""
    query = "SELECT 1 FROM source WHERE corpus = ? AND key = ? AND sha256 = ? AND reading != ? LIMIT 1"
    values = (source.corpus, source.key, source.sha256, source.reading)
    return store.value(query, values) is not None


def read_source(store: Store, corpus: str, key: str, sha256: str) -> StoredSource | None:
    """Return the file that a document was read from; None if it is not recorded.

    The key of a document that is one of several in a file begins with the key of the file.
    """
    query = (
        "SELECT key AS source, bytes, reading FROM source WHERE corpus = ? AND sha256 = ? "
        "AND substr(?, 1, length(key)) = key ORDER BY length(key) DESC, stored DESC LIMIT 1"
    )
    return store.select_one(StoredSource, query, (corpus, sha256, key))
