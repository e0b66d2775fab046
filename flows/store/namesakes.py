"""Records that share an id in their file: the stored documents of one id, and the forgotten ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.store.database import Store
from flows.store.documents import SourceFile

_OF_ID = "corpus = ?1 AND key >= ?2 AND key < ?2 || '$'"  # $ follows #, which separates an id from its number


class Namesake(NamedTuple):
    """A current document of an id, by its key and the fields that distinguish it."""

    id: str
    key: str
    title: str
    date: str
    content_hash: str
    content_id: str


def read_namesakes(store: Store, corpus: str, family: str) -> list[Namesake]:
    """Return the current documents of one id in a file, by their numbers.

    `family` is the key of the first of them; the others have a number after it (`a.csv#7`, `a.csv#7#2`).
    """
    query = (
        "SELECT id, key, title, coalesce(nullif(published, ''), written) AS date, content_hash, "
        "coalesce((SELECT content_id FROM document_content_id WHERE document_id = id), '') AS content_id "
        f"FROM document WHERE {_OF_ID} AND superseded_by IS NULL"
    )
    found = [row for row in store.select(Namesake, query, (corpus, family)) if _number(row.key, family)]
    return sorted(found, key=lambda row: _number(row.key, family))


def forgotten_namesakes(store: Store, corpus: str, family: str) -> dict[str, list[str]]:
    """Return the forgotten keys of one id in a file, by number, under their former contents.

    A content is given by its hash and by its id, which several may share. Documents forgotten by an earlier
    version of the program have only the id.
    """
    query = (
        f"SELECT DISTINCT content_id, key FROM forgotten f WHERE {_OF_ID} AND NOT EXISTS "
        "(SELECT 1 FROM document d WHERE d.corpus = f.corpus AND d.key = f.key)"
    )
    rows: Iterator[tuple[str, str]] = map(tuple, store.rows(query, (corpus, family)))
    found: dict[str, list[str]] = {}
    for number, content, key in sorted((_number(key, family), content, key) for content, key in rows):
        if number:
            found.setdefault(content, []).append(key)
    return found


def is_key_in_use(store: Store, corpus: str, key: str) -> bool:
    """Return whether a key belongs to a current document of a corpus, or to a forgotten one."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM document WHERE corpus = ?1 AND key = ?2 AND superseded_by IS NULL) "
        "OR EXISTS (SELECT 1 FROM forgotten WHERE corpus = ?1 AND key = ?2)"
    )
    return bool(store.value(query, (corpus, key)))


def was_read(store: Store, source: SourceFile) -> bool:
    """Return whether a file was read before, with any content."""
    query = "SELECT EXISTS (SELECT 1 FROM source WHERE corpus = ? AND key = ? AND sha256 != '')"
    return bool(store.value(query, (source.corpus, source.key)))


def was_same(store: Store, source: SourceFile) -> bool:
    """Return whether the content of a file is the same as at its last reading."""
    query = "SELECT EXISTS (SELECT 1 FROM source WHERE corpus = ? AND key = ? AND sha256 = ? AND complete)"
    return bool(store.value(query, (source.corpus, source.key, source.sha256)))


def _number(key: str, family: str) -> int:
    """Return the number of a key in its family, the first being 1; 0 for a key of another family."""
    if key == family:
        return 1
    match = re.fullmatch(r"#(\d+)", key[len(family) :])
    return int(match[1]) if match else 0
