"""Kept counts: of each current document, slice, cell and annotation version.

A slice covers the current documents of one month, corpus, publisher and level. A cell counts one subject in
the documents of a slice: a lexicon concept, or a chosen label. Counts change in the same transaction as what
they count: documents are taken out before, and put back after.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from flows.records import ReportCount
from flows.store.database.queries import CURRENT, IS_UNCOUNTED, LEVEL

if TYPE_CHECKING:
    from flows.store.database.connection import Store

BLOCK = 1_000  # documents counted at a time
_SUMMED = ("tokens", "characters", "passages", "waiting", "stored", "mentions", "labelled")
_MARK = "INSERT OR IGNORE INTO temp.recounted VALUES (?)"
# The month of a document is that of its date; a date with only a year is kept unchanged.
_MONTH = "substr(coalesce(nullif(d.published, ''), d.written), 1, 7)"
_LEVEL = f"coalesce({LEVEL}, '')"
_SLICE = f"{_MONTH} AS month, d.corpus AS corpus, d.publisher AS publisher, {_LEVEL} AS level"
# The number of a document's slice, looked up once per document.
_SLICE_ID = (
    f"(SELECT s.id FROM slice s WHERE s.month = {_MONTH} AND s.corpus = d.corpus "
    f"AND s.publisher = d.publisher AND s.level = {_LEVEL})"
)
_MENTIONS = "(SELECT count(*) FROM mention_place m WHERE m.passage_id = p.id AND NOT m.nested)"
_IS_LABELLED = (
    "EXISTS (SELECT 1 FROM label_score k JOIN label l ON l.id = k.label "
    "WHERE k.passage_id = p.id AND k.rank IS NOT NULL AND l.kind = 'strategy')"
)
# CROSS JOIN keeps SQLite from reading all current documents for a few marked ones.
_MARKED = "temp.recounted x CROSS JOIN document d ON d.id = x.id AND d.superseded_by IS NULL"
# A document is taken out of the slice that it was counted in, whatever has changed in it since.
_COUNTED_BEFORE = "temp.recounted x CROSS JOIN document_total d ON d.id = x.id"
_CONCEPTS = (
    "SELECT s.concept AS name, c.id AS id, c.slice AS slice, count(*) AS number, "
    "count(DISTINCT m.passage_id) AS passages FROM temp.counted c "
    "CROSS JOIN passage p ON p.document_id = c.id CROSS JOIN mention_place m ON m.passage_id = p.id "
    "CROSS JOIN sense s ON s.id = m.sense WHERE s.concept != '' GROUP BY 1, 2"
)
_LABELS = (
    "SELECT l.name AS name, c.id AS id, c.slice AS slice, count(*) AS number, count(*) AS passages "
    "FROM temp.counted c CROSS JOIN passage p ON p.document_id = c.id "
    "CROSS JOIN label_score k ON k.passage_id = p.id CROSS JOIN label l ON l.id = k.label "
    "WHERE k.rank IS NOT NULL GROUP BY 1, 2"
)
_SUBJECTS = {"concept": _CONCEPTS, "label": _LABELS}

_KEPT_CELLS = (
    "SELECT u.name, s.month, s.corpus, s.publisher, s.level, c.occurrences, c.passages, c.documents "
    "FROM cell c JOIN subject u ON u.id = c.subject JOIN slice s ON s.id = c.slice "
    "WHERE c.documents AND u.kind = '{}'"
)
_COUNTED_CELLS = (
    "SELECT name, month, corpus, publisher, level, sum(number), sum(passages), count(*) FROM "
    f"(SELECT {{}} AS name, d.id, {_SLICE}, count(*) AS number, count(DISTINCT p.id) AS passages "
    f"FROM {CURRENT} {{}} GROUP BY 1, 2) GROUP BY 1, 2, 3, 4, 5"
)
# Pairs of queries that return the same rows if the kept counts are right.
_COMPARED = (
    (
        "SELECT t.id, t.pending, s.month, s.corpus, s.publisher, s.level "
        "FROM document_total t LEFT JOIN slice s ON s.id = t.slice",
        f"SELECT d.id, sum(a.version IS NULL), {_SLICE} "
        f"FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id GROUP BY d.id",
    ),
    (
        "SELECT month, corpus, publisher, level, documents, passages, waiting, tokens, characters, stored, "
        "mentions, labelled FROM slice WHERE documents",
        f"SELECT {_SLICE}, count(DISTINCT d.id), sum(NOT {IS_UNCOUNTED}), "
        f"sum(NOT {IS_UNCOUNTED} AND a.version IS NULL), coalesce(sum(a.token_count), 0), "
        f"coalesce(sum(a.character_count), 0), count(*), sum({_MENTIONS}), sum({_IS_LABELLED}) "
        f"FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id GROUP BY 1, 2, 3, 4",
    ),
    (
        _KEPT_CELLS.format("concept"),
        _COUNTED_CELLS.format(
            "s.concept",
            "JOIN mention_place m ON m.passage_id = p.id JOIN sense s ON s.id = m.sense "
            "WHERE s.concept != ''",
        ),
    ),
    (
        _KEPT_CELLS.format("label"),
        _COUNTED_CELLS.format(
            "l.name",
            "JOIN label_score k ON k.passage_id = p.id AND k.rank IS NOT NULL JOIN label l ON l.id = k.label",
        ),
    ),
    (
        "SELECT id, passages FROM annotation_version WHERE passages",
        f"SELECT a.version, count(*) FROM {CURRENT} JOIN annotated_passage a ON a.passage_id = p.id "
        "GROUP BY 1",
    ),
)


@contextmanager
def recounting(store: Store, ids: Sequence[str]) -> Iterator[set[str]]:
    """Take documents out of the kept counts, and put them back after the `with` block.

    Use it inside the transaction that changes the documents. The block may add the ids of documents that it
    creates to the yielded set.
    """
    touched = set(ids)
    _mark(store, touched)
    update_kept_counts(store, -1)
    yield touched
    _mark(store, touched)
    update_kept_counts(store, 1)


def documents_of(store: Store, passages: Sequence[int]) -> list[str]:
    """Return the ids of the documents of these passages (row ids)."""
    query = "SELECT DISTINCT document_id FROM passage WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1"
    return store.column(query, (json.dumps(list(passages)),))


def _mark(store: Store, ids: set[str]) -> None:
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS recounted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.recounted")
    connection.executemany(_MARK, [(one,) for one in sorted(ids)])


def mark_block(store: Store, after: int, last: int) -> None:
    """Mark the documents with row ids above `after` and up to `last` for `update_kept_counts`."""
    _mark(store, set())
    store.connection.execute(
        "INSERT INTO temp.recounted SELECT id FROM document WHERE rowid > ? AND rowid <= ?", (after, last)
    )


def update_kept_counts(store: Store, sign: Literal[1, -1]) -> None:
    """Add the marked documents to the kept counts, or take them out. Only current ones count."""
    connection = store.connection
    if sign > 0:
        connection.execute(
            "INSERT OR IGNORE INTO slice (month, corpus, publisher, level) "
            f"SELECT DISTINCT {_SLICE} FROM {_MARKED}"
        )
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS counted (id TEXT PRIMARY KEY, slice INTEGER NOT NULL, "
        "tokens INTEGER, characters INTEGER, passages INTEGER, waiting INTEGER, stored INTEGER, "
        "mentions INTEGER, labelled INTEGER, pending INTEGER) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM temp.counted")
    documents, number = (_MARKED, _SLICE_ID) if sign > 0 else (_COUNTED_BEFORE, "d.slice")
    connection.execute(
        f"INSERT INTO temp.counted SELECT d.id, {number}, sum(a.token_count), sum(a.character_count), "
        f"sum(NOT {IS_UNCOUNTED}), sum(NOT {IS_UNCOUNTED} AND a.version IS NULL), count(*), "
        f"sum({_MENTIONS}), sum({_IS_LABELLED}), sum(a.version IS NULL) FROM {documents} "
        "CROSS JOIN passage p ON p.document_id = d.id "
        "LEFT JOIN annotated_passage a ON a.passage_id = p.id GROUP BY d.id"
    )
    _update_documents(store, sign)
    _update_slices(store, sign)
    _update_versions(store, sign)
    for kind, query in _SUBJECTS.items():
        _update_cells(store, kind, query, sign)


def _update_documents(store: Store, sign: int) -> None:
    if sign < 0:
        store.connection.execute("DELETE FROM document_total WHERE id IN (SELECT id FROM temp.recounted)")
        return
    store.connection.execute(
        "INSERT OR REPLACE INTO document_total SELECT c.id, coalesce(c.tokens, 0), "
        "coalesce(c.characters, 0), c.passages, d.corpus, d.publisher, d.published, d.written, d.first_seen, "
        "c.slice, c.pending FROM temp.counted c JOIN document d ON d.id = c.id"
    )


def _update_slices(store: Store, sign: int) -> None:
    summed = ", ".join(f"coalesce(sum({name}), 0) * :sign" for name in _SUMMED)
    sums = store.connection.execute(
        f"SELECT count(*) * :sign, {summed}, slice FROM temp.counted GROUP BY slice", {"sign": sign}
    ).fetchall()
    assignments = ", ".join(f"{name} = {name} + ?" for name in ("documents", *_SUMMED))
    store.connection.executemany(f"UPDATE slice SET {assignments} WHERE id = ?", [tuple(row) for row in sums])


def _update_versions(store: Store, sign: int) -> None:
    counts = store.connection.execute(
        "SELECT count(*) * ?, a.version FROM temp.counted c CROSS JOIN passage p ON p.document_id = c.id "
        "CROSS JOIN annotated_passage a ON a.passage_id = p.id GROUP BY 2",
        (sign,),
    ).fetchall()
    store.connection.executemany(
        "UPDATE annotation_version SET passages = passages + ? WHERE id = ?", [tuple(row) for row in counts]
    )


def _update_cells(store: Store, kind: str, query: str, sign: int) -> None:
    connection = store.connection
    counts = connection.execute(
        "SELECT name, slice, sum(number) * :sign, sum(passages) * :sign, count(*) * :sign "
        f"FROM ({query}) GROUP BY 1, 2",
        {"sign": sign},
    ).fetchall()
    if sign > 0:
        names = sorted({(kind, row[0]) for row in counts})
        connection.executemany("INSERT OR IGNORE INTO subject (kind, name) VALUES (?, ?)", names)
    connection.executemany(
        f"INSERT INTO cell SELECT id, ?, ?, ?, ? FROM subject WHERE kind = '{kind}' AND name = ? "
        "ON CONFLICT (subject, slice) DO UPDATE SET occurrences = occurrences + excluded.occurrences, "
        "passages = passages + excluded.passages, documents = documents + excluded.documents",
        [(*values, name) for name, *values in counts],
    )


def recount_all(store: Store, report: ReportCount | None = None) -> None:
    """Rebuild the kept counts from the documents and annotations, in one transaction.

    `report(done, total)` counts documents.
    """
    last = int(store.value("SELECT coalesce(max(rowid), 0) FROM document"))
    with store.transaction() as connection:
        for table in ("cell", "slice", "subject", "document_total"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE annotation_version SET passages = 0")
        for after in range(0, last, BLOCK):
            mark_block(store, after, after + BLOCK)
            update_kept_counts(store, 1)
            if report:
                report(min(after + BLOCK, last), last)


def count_differences(store: Store) -> int:
    """Return how many kept counts differ from the documents and annotations; reads all of them."""
    return sum(
        len(set(map(tuple, store.rows(kept))) ^ set(map(tuple, store.rows(counted))))
        for kept, counted in _COMPARED
    )
