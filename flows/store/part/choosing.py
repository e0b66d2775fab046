"""Versions of documents to choose from, and hints for selecting them in the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import PROVINCE, Store, marks


class StoredVersion(NamedTuple):
    """A version of a document.

    `date` is the date by which documents are counted, `seen` the time when this version was first read,
    `revived` the time when it was read again after another version, or "".
    """

    id: str
    corpus: str
    key: str
    date: str
    seen: str
    revived: str
    is_current: bool
    title: str
    publisher: str
    kind: str
    level: str
    status: str
    language: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Conditions that the index can check instead of row ids: dates, and fields with their values.

    Neither must all chosen passages match, nor must all matches be chosen; fewer exceptions are faster.
    """

    dates: DateRange = DateRange()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def stored_versions(store: Store, document_id: str = "") -> Iterator[StoredVersion]:
    """Yield every version of every document, or of one, by corpus and key, oldest first."""
    chosen, values = "", tuple[str, ...]()
    if document_id:
        chosen = "WHERE (d.corpus, d.key) = (SELECT corpus, key FROM document WHERE id = ?) "
        values = (document_id,)
    query = (
        "SELECT d.id, d.corpus, d.key, coalesce(nullif(d.published, ''), d.written) AS date, "
        "d.first_seen AS seen, d.revived, "
        "d.superseded_by IS NULL AS is_current, d.title, d.publisher, coalesce(s.kind, '') AS kind, "
        "coalesce(s.level, '') AS level, coalesce(s.status, '') AS status, d.language FROM document d "
        f"LEFT JOIN document_state s ON s.document_id = d.id {chosen}"
        "ORDER BY d.corpus, d.key, d.first_seen, d.rowid"
    )
    return store.select(StoredVersion, query, values)


def documents_of_provinces(store: Store, provinces: Sequence[str]) -> set[str]:
    """Return the documents, in every version, of these provinces by their full names."""
    query = f"SELECT d.id FROM document d WHERE {PROVINCE} IN ({marks(provinces)})"
    return set(store.column(query, tuple(provinces)))
