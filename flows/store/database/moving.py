"""Move the rows of a store from before migration 19 to compact tables, in batches.

Each batch is one transaction that records how far it got: if killed at any moment, the next opening
continues. Until everything is moved, the store answers nothing, because opening it moves the rest first.
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from flows.records import ReportStage
from flows.store.database.kept_counts import BLOCK, mark_block, update_kept_counts
from flows.store.database.layouts import Piece, lay_out

if TYPE_CHECKING:
    from flows.store.database.connection import Store

log = logging.getLogger(__name__)

_STAGE = "upgrading the store"
_PASSAGES = 10_000  # per transaction
_CACHE = 200_000  # KB of the file in memory: takes a third of the time of SQLite's 2 MB
_SPARE = 1.2  # free space needed before a rewrite, as a multiple of the file's size
_LARGE = 100_000_000  # bytes above which an upgrade takes long enough to mention it

_MOVED_MENTIONS = "FROM moved_mention m WHERE m.passage_id > :after AND m.passage_id <= :last"
_MOVE = (
    "INSERT OR IGNORE INTO sense (surface, type, concept, entity, source) "
    f"SELECT DISTINCT m.surface, m.type, m.concept, m.entity, m.source {_MOVED_MENTIONS}",
    'INSERT OR IGNORE INTO mention_place SELECT m.passage_id, m.start, m."end", s.id, m.score, m.nested '
    f"FROM (SELECT * {_MOVED_MENTIONS}) m CROSS JOIN sense s ON s.surface = m.surface AND s.type = m.type "
    "AND s.concept = m.concept AND s.source = m.source AND ifnull(s.entity, '') = ifnull(m.entity, '')",
    "INSERT OR IGNORE INTO annotation_version (lexicon_hash, model_version, code_version, run_id) "
    "SELECT DISTINCT lexicon_hash, model_version, code_version, run_id FROM moved_annotation "
    "WHERE passage_id > :after AND passage_id <= :last",
    "INSERT OR IGNORE INTO annotated_passage SELECT a.passage_id, a.token_count, a.character_count, v.id "
    "FROM moved_annotation a JOIN annotation_version v ON v.lexicon_hash = a.lexicon_hash "
    "AND v.model_version = a.model_version AND v.code_version = a.code_version AND v.run_id = a.run_id "
    "WHERE a.passage_id > :after AND a.passage_id <= :last",
    "INSERT OR IGNORE INTO label (name, kind) SELECT DISTINCT label, kind FROM moved_category "
    "WHERE passage_id > :after AND passage_id <= :last",
    "INSERT OR IGNORE INTO label_score SELECT c.passage_id, l.id, c.probability, c.rank "
    "FROM moved_category c JOIN label l ON l.name = c.label AND l.kind = c.kind "
    "WHERE c.passage_id > :after AND c.passage_id <= :last",
)
# Last, so that nothing is left to move once these are gone.
_FINISH = (
    "DROP TABLE moved_category",
    "DROP TABLE moved_annotation",
    "DROP TABLE moved_mention",
    "ALTER TABLE document DROP COLUMN text",
    "ALTER TABLE passage DROP COLUMN first_seen",
    "DELETE FROM counter WHERE name IN ('moved', 'recounted')",
)


def is_to_move(store: Store) -> bool:
    """Return whether rows of an older store remain to be moved."""
    return store.value("SELECT 1 FROM sqlite_master WHERE name = 'moved_mention'") is not None


def move_rows(store: Store, report: ReportStage | None = None) -> None:
    """Move all rows, and return the space that they took to the disk if it has room for the rewrite.

    Rows that refer to missing rows are moved unchanged: other programs leave such rows, and `zhengce doctor`
    reports them.
    """
    size = store.value("PRAGMA page_count") * store.value("PRAGMA page_size")
    if size > _LARGE:
        log.warning("%s comes from an older version and is upgraded, once; this takes a while", store.path)
    documents = store.value("SELECT coalesce(max(rowid), 0) FROM document")
    passages = store.value("SELECT coalesce(max(id), 0) FROM passage")
    total = 2 * documents + passages

    def advance(done: int) -> None:
        if report and total:
            report(_STAGE, done, total)

    store.connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    store.connection.execute("PRAGMA foreign_keys = OFF")
    _move_texts(store, advance)
    _move_facts(store, passages, lambda done: advance(documents + done))
    store.connection.execute(
        "CREATE INDEX IF NOT EXISTS mention_place_sense ON mention_place (sense, passage_id)"
    )
    _count_all(store, documents, lambda done: advance(documents + passages + done))
    with store.transaction() as connection:
        for statement in _FINISH:
            connection.execute(statement)
    store.connection.execute("PRAGMA foreign_keys = ON")
    store.connection.execute("PRAGMA cache_size = -2000")  # SQLite's default
    if passages and shutil.disk_usage(store.path.parent).free > _SPARE * size:
        _give_back_space(store)


def _give_back_space(store: Store) -> None:
    """Rewrite the file. If that fails, the store is intact, only larger than necessary.

    SQLite writes the copy to the folder for temporary files, which may be on a smaller disk.
    """
    try:
        rewrite_file(store)
    except sqlite3.OperationalError as error:
        log.warning("%s is upgraded, but gives no space back to the disk (%s)", store.path, error)


def rewrite_file(store: Store) -> None:
    """Rewrite the file without free pages. Meanwhile this takes as much space as the store has content."""
    store.connection.execute("VACUUM")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _move_texts(store: Store, advance: Callable[[int], None]) -> None:
    done = 0
    while rows := store.rows(
        "SELECT rowid, id FROM document WHERE rowid > ? AND layout IS NULL ORDER BY rowid LIMIT ?",
        (done, BLOCK),
    ):
        with store.transaction() as connection:
            for row in rows:  # one text in memory at a time
                text = str(store.value("SELECT text FROM document WHERE rowid = ?", (row["rowid"],)))
                pieces = store.select(
                    Piece,
                    'SELECT position, start, "end", text FROM passage WHERE document_id = ?',
                    (row["id"],),
                )
                layout = json.dumps(lay_out(text, pieces), ensure_ascii=False)
                connection.execute(
                    "UPDATE document SET layout = ?, characters = ?, text = '' WHERE rowid = ?",
                    (layout, len(text), row["rowid"]),
                )
        done = rows[-1]["rowid"]
        advance(done)


def _move_facts(store: Store, last: int, advance: Callable[[int], None]) -> None:
    done = _read_mark(store, "moved")
    while done < last:
        with store.transaction() as connection:
            for statement in _MOVE:
                connection.execute(statement, {"after": done, "last": done + _PASSAGES})
            done += _PASSAGES
            _write_mark(store, "moved", done)
        advance(min(done, last))


def _count_all(store: Store, last: int, advance: Callable[[int], None]) -> None:
    done = _read_mark(store, "recounted")
    while done < last:
        with store.transaction():
            mark_block(store, done, done + BLOCK)
            update_kept_counts(store, 1)
            done += BLOCK
            _write_mark(store, "recounted", done)
        advance(min(done, last))


def _read_mark(store: Store, name: str) -> int:
    return int(store.value("SELECT value FROM counter WHERE name = ?", (name,)) or 0)


def _write_mark(store: Store, name: str, value: int) -> None:
    store.connection.execute("INSERT OR REPLACE INTO counter VALUES (?, ?)", (name, value))
