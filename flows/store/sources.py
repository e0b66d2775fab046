"""The files on disk that a corpus was read from, by their paths."""

from __future__ import annotations

from typing import NamedTuple

from flows.store.database import Store

# The key of a document that is one of several in a file begins with the key of the file.
_OF_FILE = (
    "corpus = ?1 AND key >= ?2 AND key <= ?2 || char(1114111) "
    "AND (key = ?2 OR substr(key, length(?2) + 1, 1) IN ('#', '!'))"
)


class LocalSource(NamedTuple):
    """A file as once read: its absolute path, and the size and hash of its bytes."""

    key: str
    bytes: int
    sha256: str


def read_local_sources(store: Store, corpus: str) -> list[LocalSource]:
    """Return the files of a corpus with an absolute path, once per content that they had."""
    query = "SELECT DISTINCT key, bytes, sha256 FROM source WHERE corpus = ? AND key >= '/' AND key < '0'"
    return list(store.select(LocalSource, query, (corpus,)))


class StoredPart(NamedTuple):
    """A current document, with the key and hash of its source."""

    id: str
    key: str
    sha256: str


def documents_below(store: Store, corpus: str, folder: str) -> list[StoredPart]:
    """Return the current documents of a corpus that were read from files below a folder (its key)."""
    query = (
        "SELECT id, key, source_sha256 AS sha256 FROM document WHERE corpus = ?1 AND superseded_by IS NULL "
        "AND key > ?2 AND key <= ?2 || char(1114111) AND key NOT GLOB '*://*' ORDER BY rowid"
    )
    below = "" if folder in ("", ".") else folder.rstrip("/") + "/"
    return list(store.select(StoredPart, query, (corpus, below)))


def had_documents(store: Store, corpus: str, key: str) -> bool:
    """Return whether documents of a corpus were read from a file (its key), even if forgotten since."""
    query = (
        f"SELECT EXISTS (SELECT 1 FROM document WHERE {_OF_FILE}) "
        f"OR EXISTS (SELECT 1 FROM forgotten WHERE {_OF_FILE})"
    )
    return bool(store.value(query, (corpus, key)))
