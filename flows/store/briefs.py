"""What is new in a stretch of time: documents, first uses, labels, and the places where a concept stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT


def newest_date(store: Store, until: str) -> str:
    """Return the date of the newest current document that is dated no later than `until` (sorted as text); "" where there is none."""
    return str(
        store.value(
            "SELECT max(date) FROM document WHERE superseded_by IS NULL AND date != '' AND date <= ?",
            (until,),
        )
        or ""
    )


def new_documents(
    store: Store, first: str, last: str, limit: int
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return the number of documents dated from `first` to `last` by corpus, and the newest of them without their texts."""
    where = "superseded_by IS NULL AND date >= ? AND date <= ? AND date != ''"
    counts = store.rows(
        f"SELECT corpus, count(*) AS n FROM document WHERE {where} GROUP BY 1 ORDER BY n DESC, 1",
        (first, last),
    )
    rows = store.rows(
        "SELECT id AS document_id, title, date, publisher, document_number, corpus, url, language, "
        "(SELECT count(*) FROM passage p WHERE p.document_id = document.id) AS passages "
        f"FROM document WHERE {where} ORDER BY date DESC, document_number = '', corpus, id LIMIT ?",
        (first, last, limit),
    )
    return {row["corpus"]: row["n"] for row in counts}, [dict(row) for row in rows]


def first_uses(store: Store, first: str, last: str) -> list[dict[str, Any]]:
    """Return the concepts whose first dated mention lies from `first` to `last`, with its date and how often they stand until `last`."""
    rows = store.rows(
        f"SELECT m.concept, min(d.date) AS first, count(*) AS occurrences, count(DISTINCT d.id) AS documents FROM {CURRENT} "
        "JOIN mention m ON m.passage_id = p.id WHERE m.concept != '' AND d.date != '' AND d.date <= ? GROUP BY 1 HAVING min(d.date) >= ? "
        "ORDER BY documents DESC, occurrences DESC, 1",
        (last, first),
    )
    return [dict(row) for row in rows]


def label_passages(store: Store, first: str, last: str) -> tuple[int, dict[str, int]]:
    """Return the annotated passages of documents dated from `first` to `last`, and how many have each strategy chosen."""
    dated = "d.date != '' AND d.date >= ? AND d.date <= ?"
    total = store.value(
        f"SELECT count(*) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE {dated}",
        (first, last),
    )
    rows = store.rows(
        f"SELECT k.label, count(*) AS n FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE {dated} "
        "AND k.kind = 'strategy' AND k.rank IS NOT NULL GROUP BY 1",
        (first, last),
    )
    return int(total), {row["label"]: row["n"] for row in rows}


def concept_places(
    store: Store, concept: str, first: str, last: str, limit: int, *, newest: bool = True
) -> list[dict[str, Any]]:
    """Return the first place of a concept in each of the newest (or oldest) documents from `first` to `last`: id, start, end."""
    order = "DESC" if newest else "ASC"
    rows = store.rows(
        f'SELECT p.id, m.start, m."end", min(p.position * 10000000 + m.start) AS place FROM {CURRENT} JOIN mention m ON m.passage_id = p.id '
        f"WHERE m.concept = ? AND d.date != '' AND d.date >= ? AND d.date <= ? GROUP BY d.id ORDER BY d.date {order}, d.id LIMIT ?",
        (concept, first, last, limit),
    )
    return [{"id": row["id"], "start": row["start"], "end": row["end"]} for row in rows]


def labelled_ids(store: Store, label: str, first: str, last: str, limit: int) -> list[int]:
    """Return the surest passages with a chosen label from `first` to `last`, one a document."""
    rows = store.rows(
        f"SELECT p.id, max(k.probability) AS probability FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE k.label = ? "
        "AND k.rank IS NOT NULL AND d.date != '' AND d.date >= ? AND d.date <= ? AND length(p.text) > 30 "
        "GROUP BY d.id ORDER BY probability DESC, d.date DESC, p.id LIMIT ?",
        (label, first, last, limit),
    )
    return [row["id"] for row in rows]


def passage_rowids(store: Store, names: Sequence[str]) -> dict[str, int]:
    """Return the row ids of passages named as document_id-position."""
    found = {}
    for name in names:
        document, _, position = name.rpartition("-")
        row = store.value(
            "SELECT id FROM passage WHERE document_id = ? AND position = ?", (document, int(position))
        )
        if row is not None:
            found[name] = int(row)
    return found
