"""New documents in a stretch of time, by the date on time axes (published, else written)."""

from __future__ import annotations

from dataclasses import dataclass

from flows.store.database import Store

_IS_DATED = "superseded_by IS NULL AND date != '' AND date >= ? AND date <= ?"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of the time, with the number of its passages."""

    document_id: str
    title: str
    date: str
    publisher: str
    document_number: str
    corpus: str
    url: str
    language: str
    passages: int


def newest_date(store: Store, until: str) -> str:
    """Return the newest date of a current document up to `until`, compared as text; "" for none."""
    query = "SELECT max(date) FROM document WHERE superseded_by IS NULL AND date != '' AND date <= ?"
    return str(store.value(query, (until,)) or "")


def count_new_documents(store: Store, first: str, last: str) -> dict[str, int]:
    """Count the documents dated from `first` to `last` by corpus, the largest number first."""
    rows = store.rows(
        f"SELECT corpus, count(*) AS n FROM document WHERE {_IS_DATED} GROUP BY 1 ORDER BY n DESC, 1",
        (first, last),
    )
    return {row["corpus"]: row["n"] for row in rows}


def new_documents(store: Store, first: str, last: str, limit: int) -> list[NewDocument]:
    """Return the documents dated from `first` to `last`, the newest first, numbered ones before others."""
    query = (
        "SELECT id AS document_id, title, date, publisher, document_number, corpus, url, language, "
        "(SELECT count(*) FROM passage p WHERE p.document_id = document.id) AS passages "
        f"FROM document WHERE {_IS_DATED} ORDER BY date DESC, document_number = '', corpus, id LIMIT ?"
    )
    return list(store.select(NewDocument, query, (first, last, limit)))
