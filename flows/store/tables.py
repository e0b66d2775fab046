"""What an export is made from: the store's identity, its corpora, the versions behind its annotations; documents with mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT


def store_identity(store: Store) -> str:
    """Return the number that a store gets when it is made; a copy has the same."""
    return str(store.value("SELECT value FROM counter WHERE name = 'identity'"))


def corpus_sizes(store: Store) -> dict[str, dict[str, int]]:
    """Return the current documents and passages of each corpus."""
    documents = store.rows(
        "SELECT corpus, count(*) AS n FROM document WHERE superseded_by IS NULL GROUP BY 1 ORDER BY 1"
    )
    passages = {
        row["corpus"]: row["n"]
        for row in store.rows(f"SELECT d.corpus, count(*) AS n FROM {CURRENT} GROUP BY 1")
    }
    return {
        row["corpus"]: {"documents": row["n"], "passages": passages.get(row["corpus"], 0)}
        for row in documents
    }


def annotation_versions(store: Store) -> list[dict[str, Any]]:
    """Return (lexicon_hash, model_version, code_version, passages) for each combination that current annotations were made with."""
    rows = store.rows(
        f"SELECT a.lexicon_hash, a.model_version, a.code_version, count(*) AS passages FROM {CURRENT} JOIN annotation a "
        "ON a.passage_id = p.id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return [dict(row) for row in rows]


def documents_with_mentions(store: Store, *, nested: bool = True) -> Iterator[dict[str, Any]]:
    """Yield each current document with its text and its `passages`, each with its `mentions`, one document in memory at a time.

    By corpus, date and id; passages by position; mentions by start, the longer first; without `nested` only the outermost.
    """
    outermost = "" if nested else "AND m.nested = 0"
    for row in store.connection.execute(
        "SELECT id, corpus, title, url, date, language, text FROM document WHERE superseded_by IS NULL ORDER BY corpus, date, id"
    ):
        passages = {
            entry["id"]: {**dict(entry), "mentions": []}
            for entry in store.rows(
                "SELECT id, document_id || '-' || position AS passage_id, position, start, kind, language, text FROM passage "
                "WHERE document_id = ? ORDER BY position",
                (row["id"],),
            )
        }
        for mention in store.rows(
            'SELECT m.passage_id, m.start, m."end", m.surface AS text, m.type, m.concept, m.entity, m.source, m.score, m.nested '
            f"FROM passage p JOIN mention m ON m.passage_id = p.id WHERE p.document_id = ? {outermost} "
            'ORDER BY p.position, m.start, m."end" DESC, m.type, m.concept',
            (row["id"],),
        ):
            passages[mention["passage_id"]]["mentions"].append(dict(mention))
        yield {**dict(row), "passages": list(passages.values())}


def choose_passages(store: Store, ids: Sequence[int]) -> str:
    """Return the clause `only` that limits the exports below to the passages with these row ids.

    They are kept in a table of this connection's own, until it closes or others are chosen.
    """
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM chosen")
    connection.execute("INSERT INTO chosen SELECT value FROM json_each(?)", (json.dumps(list(ids)),))
    return "WHERE p.id IN (SELECT id FROM chosen)"


def export_passages(store: Store, only: str = "") -> Iterator[dict[str, Any]]:
    """Yield every current passage with metadata and chosen labels (surest first, joined by |), by document and position."""
    labels = ", ".join(
        "coalesce((SELECT group_concat(label, '|') FROM (SELECT label FROM category c WHERE c.passage_id = p.id AND c.rank IS NOT NULL "
        f"AND c.kind = '{kind}' ORDER BY c.rank)), '') AS {name}"
        for kind, name in (("strategy", "strategies"), ("instrument", "instruments"))
    )
    for row in store.connection.execute(
        "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.corpus, d.title, d.publisher, "
        'd.document_number, d.date, d.url, p.language, p.kind, p.heading, p.start, p."end", p.text, a.token_count, a.character_count, '
        f"a.lexicon_hash, a.model_version, {labels} FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id {only} "
        "ORDER BY d.corpus, d.date, d.id, p.position"
    ):
        yield dict(row)


def export_mentions(store: Store, only: str = "") -> Iterator[dict[str, Any]]:
    """Yield every mention in a current passage, by document, position and start."""
    for row in store.connection.execute(
        "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.corpus, d.date, m.start, m.\"end\", m.surface AS text, "
        f"m.type, m.concept, m.entity, m.source, m.score, m.nested FROM {CURRENT} JOIN mention m ON m.passage_id = p.id {only} "
        'ORDER BY d.corpus, d.date, d.id, p.position, m.start, m."end" DESC, m.type, m.concept'
    ):
        yield dict(row)


def export_documents(store: Store, only: str = "") -> Iterator[dict[str, Any]]:
    """Yield every current document without its text, by corpus and date."""
    for row in store.connection.execute(
        "SELECT d.id AS document_id, corpus, title, publisher, document_number, written, published, date, url, language, format, encoding, "
        "key, source_sha256, notes, first_seen, length(text) AS characters, (SELECT count(*) FROM passage p WHERE p.document_id = d.id) AS passages "
        f"FROM document d WHERE superseded_by IS NULL {f'AND d.id IN (SELECT p.document_id FROM passage p {only})' if only else ''} "
        "ORDER BY corpus, date, d.id"
    ):
        yield dict(row)
