"""One document, or one passage, with everything that is stored about it."""

from __future__ import annotations

import json
from typing import Any

from flows.store.database import Store


def read_document(store: Store, document_id: str) -> dict[str, Any] | None:
    """Return a document with metadata and notes but without its text; None where there is none."""
    rows = store.rows(
        "SELECT id, corpus, key, title, publisher, document_number, written, published, date, url, language, format, encoding, source_sha256, "
        "metadata, notes, length(text) AS characters, superseded_by, first_seen, run_id, code_version FROM document WHERE id = ?",
        (document_id,),
    )
    if not rows:
        return None
    row = dict(rows[0])
    return {**row, "metadata": json.loads(row["metadata"]), "notes": json.loads(row["notes"])}


def document_versions(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return all versions under the document's key, the oldest first."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT v.id, v.title, v.date, v.first_seen, v.superseded_by, length(v.text) AS characters FROM document d JOIN document v "
            "ON v.corpus = d.corpus AND v.key = d.key WHERE d.id = ? ORDER BY v.first_seen, v.rowid",
            (document_id,),
        )
    ]


def document_editions(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return the current documents of the corpus that bear this one's title with a date of their own, by date: a law and its
    amendments; [] where there is but one."""
    rows = [
        dict(row)
        for row in store.rows(
            "SELECT e.id, e.title, coalesce(nullif(e.written, ''), e.published) AS date FROM document d JOIN document e ON e.corpus = d.corpus AND e.title = d.title "
            "AND e.superseded_by IS NULL AND e.date != '' AND length(e.title) >= 4 WHERE d.id = ? ORDER BY 3, e.id",
            (document_id,),
        )
    ]
    alone = [row for number, row in enumerate(rows) if not number or row["date"] != rows[number - 1]["date"]]
    return alone if len(alone) > 1 else []


def documents_of_run(store: Store, run_id: str, *, limit: int = 100) -> list[dict[str, Any]]:
    """Return documents that a run stored, the newest dates first; `is_version`: an earlier version of it was stored already."""
    return [
        {**dict(row), "is_version": bool(row["is_version"])}
        for row in store.rows(
            "SELECT d.id, d.corpus, d.title, d.date, EXISTS (SELECT 1 FROM document o WHERE o.superseded_by = d.id) AS is_version "
            "FROM document d WHERE d.run_id = ? ORDER BY d.date DESC, d.id LIMIT ?",
            (run_id, limit),
        )
    ]


def damaged_passages(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return the passages of a document that are flagged as damaged."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT document_id || '-' || position AS passage_id, text FROM passage WHERE document_id = ? AND kind IN ('damaged', 'unreadable') "
            "ORDER BY position",
            (document_id,),
        )
    ]


def count_passages(store: Store, document_id: str) -> int:
    return int(store.value("SELECT count(*) FROM passage WHERE document_id = ?", (document_id,)))


def read_passages(
    store: Store, document_id: str, *, first: int = 0, limit: int = 100
) -> list[dict[str, Any]]:
    """Return passages from position `first` on, each with its mentions, probabilities, citations and targets."""
    rows = store.rows(
        "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.position, p.start, p.\"end\", p.kind, p.heading, p.language, p.text, "
        "a.token_count, a.lexicon_hash, a.model_version FROM passage p LEFT JOIN annotation a ON a.passage_id = p.id "
        "WHERE p.document_id = ? AND p.position >= ? ORDER BY p.position LIMIT ?",
        (document_id, first, limit),
    )
    return [{**dict(row), **_annotations(store, row["id"])} for row in rows]


def _annotations(store: Store, passage: int) -> dict[str, Any]:
    mentions = store.rows(
        'SELECT start, "end", surface AS text, type, concept, entity, source, score, nested FROM mention WHERE passage_id = ? '
        'ORDER BY start, "end" DESC',
        (passage,),
    )
    categories = store.rows(
        "SELECT label, kind, probability, rank FROM category WHERE passage_id = ? ORDER BY probability DESC",
        (passage,),
    )
    citations = store.rows(
        'SELECT start, "end", surface AS text, relation, title, number, concept FROM citation WHERE passage_id = ? ORDER BY start',
        (passage,),
    )
    targets = store.rows(
        'SELECT start, "end", surface AS text, subject, indicator, value, value_to, unit, comparator, deadline, baseline, kind '
        "FROM target WHERE passage_id = ? ORDER BY start",
        (passage,),
    )
    return {
        "mentions": [{**dict(row), "nested": bool(row["nested"])} for row in mentions],
        "categories": [dict(row) for row in categories],
        "citations": [dict(row) for row in citations],
        "targets": [dict(row) for row in targets],
    }


def adjacent_documents(store: Store, document_id: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the documents of the corpus that come right before and after this one by date, none or one each."""
    found = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        found.append(
            [
                dict(row)
                for row in store.rows(
                    "SELECT o.id, o.title, o.date FROM document d JOIN document o ON o.corpus = d.corpus AND o.superseded_by IS NULL "
                    f"WHERE d.id = ? AND d.date != '' AND o.date != '' AND o.date {sign}= d.date AND (o.date, o.id) {sign} (d.date, d.id) "
                    f"ORDER BY o.date {order}, o.id {order} LIMIT 1",
                    (document_id,),
                )
            ]
        )
    return found[0], found[1]


def document_labels(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Return the strategies and instruments of a document's passages with the number of passages."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT c.kind, c.label, count(*) AS passages FROM passage p JOIN category c ON c.passage_id = p.id "
            "WHERE p.document_id = ? AND c.rank IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2",
            (document_id,),
        )
    ]


def document_mentions(store: Store, document_id: str, limit: int) -> list[dict[str, Any]]:
    """Return the concepts and entities that a document mentions most: id, number, one surface."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT coalesce(m.entity, m.concept) AS id, count(*) AS mentions, min(m.surface) AS surface FROM passage p JOIN mention m ON m.passage_id = p.id "
            "WHERE p.document_id = ? AND coalesce(m.entity, m.concept) != '' AND NOT m.nested GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            (document_id, limit),
        )
    ]


def cited_names(store: Store, document_id: str, limit: int) -> list[dict[str, Any]]:
    """Return what a document cites most often: name (as it first stands there), times, and the stored document of that number (or "")."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT c.surface AS name, min(p.position * 1000000 + c.start) AS place, count(*) AS times, coalesce((SELECT n.document_id FROM document_name n WHERE n.kind = 'number' "
            "AND n.name = c.number AND n.document_id != p.document_id LIMIT 1), '') AS document_id FROM passage p JOIN citation c ON c.passage_id = p.id "
            "WHERE p.document_id = ? AND (c.title != '' OR c.number != '') GROUP BY CASE WHEN c.number != '' THEN c.number ELSE c.title END "
            "ORDER BY times DESC, place LIMIT ?",
            (document_id, limit),
        )
    ]
