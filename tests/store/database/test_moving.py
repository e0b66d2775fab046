"""Stores made before compact tables: opened by this version, they contain and answer the same.

`schema_18.sql` is the dump of a store made by the code of that time: five documents, one in two versions.
"""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest

from flows.errors import StoreError
from flows.store import check_store
from flows.store.database import Store, count_differences, moving, opening
from flows.store.documents import read_text

DUMP = Path(__file__).with_name("schema_18.sql")
TABLES = {
    "mention": 'passage_id, start, "end", type, concept, surface, source, score, nested, entity',
    "annotation": "passage_id, token_count, character_count, lexicon_hash, model_version, code_version, run_id",
    "category": "passage_id, label, kind, probability, rank",
    "passage": 'id, document_id, position, start, "end", kind, heading, language, text, changed',
    "citation": "*",
    "target": (
        'passage_id, start, "end", surface, subject, indicator, value, value_to, unit, comparator, deadline, '
        "baseline, kind, period_start, period_end, rule, score"
    ),
    "loose": "*",
    "source": "*",
    "document_signature": "*",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(DUMP.read_text(encoding="utf-8"))
    connection.close()
    return path


def rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return sorted(map(tuple, connection.execute(f"SELECT {TABLES[table]} FROM {table}")), key=repr)


def old_content(path: Path) -> tuple[dict[str, list[tuple[object, ...]]], dict[str, str]]:
    connection = sqlite3.connect(path)
    tables = {table: rows(connection, table) for table in TABLES}
    texts = dict(connection.execute("SELECT id, text FROM document"))
    connection.close()
    return tables, texts


def assert_moved(store: Store, tables: dict[str, list[tuple[object, ...]]], texts: dict[str, str]) -> None:
    assert {table: rows(store.connection, table) for table in TABLES} == tables
    assert {name: read_text(store, name) for name in texts} == texts
    lengths = dict(map(tuple, store.rows("SELECT id, characters FROM document")))
    assert lengths == {name: len(text) for name, text in texts.items()}
    assert count_differences(store) == 0
    codes = {finding.code for finding in check_store(store)}
    assert codes <= {"store.doctor_no_index", "store.doctor_raw_missing"}
    assert not moving.is_to_move(store)


def test_an_old_store_is_moved_whole(old: Path) -> None:
    tables, texts = old_content(old)
    assert len(tables["mention"]) == 269 and len(texts) == 6
    calls: list[tuple[str, int, int]] = []
    with Store(old, report=lambda *call: calls.append(call)) as store:
        assert_moved(store, tables, texts)
    assert calls[-1][1] == calls[-1][2] > 0


@pytest.mark.parametrize("step", range(9))
def test_a_move_that_was_cut_short_goes_on(old: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted in each transaction, including the first ones; each time the next opening moves the rest."""
    tables, texts = old_content(old)
    monkeypatch.setattr(moving, "BLOCK", 2)
    monkeypatch.setattr(moving, "_PASSAGES", 30)
    plain, begun = Store.transaction, 0

    def fail_at_step(store: Store) -> object:
        nonlocal begun
        begun += moving.is_to_move(store)
        if begun == step + 1:
            raise KeyboardInterrupt
        return plain(store)

    monkeypatch.setattr(Store, "transaction", fail_at_step)
    with pytest.raises(KeyboardInterrupt):
        Store(old)
    monkeypatch.setattr(Store, "transaction", plain)
    with Store(old) as store:
        assert_moved(store, tables, texts)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM passage WHERE id = 3",  # with its mentions left behind
        "DELETE FROM run WHERE id IN (SELECT run_id FROM annotation)",
    ],
)
def test_an_old_store_with_rows_that_refer_to_nothing_is_moved(old: Path, damage: str) -> None:
    connection = sqlite3.connect(old)  # other programs do not check references
    connection.execute(damage)
    connection.commit()
    tables = {table: rows(connection, table) for table in TABLES}
    connection.close()
    with Store(old) as store:
        assert {table: rows(store.connection, table) for table in TABLES} == tables
        assert count_differences(store) == 0
        assert store.value("PRAGMA foreign_keys") == 1
        assert "store.doctor_references" in {finding.code for finding in check_store(store)}


def test_a_store_whose_space_can_not_be_given_back_is_upgraded(
    old: Path, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    """For example if the folder for temporary files is full; here the statement runs inside a transaction."""
    tables, texts = old_content(old)
    plain = moving._give_back_space

    def fail(store: Store) -> None:
        with store.transaction():
            plain(store)

    monkeypatch.setattr(moving, "_give_back_space", fail)
    with Store(old) as store:
        assert_moved(store, tables, texts)
    assert "gives no space back" in logged.getvalue()


def test_levels_may_be_numbers_or_unreadable(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("UPDATE document SET metadata = '{\"level\": 3}' WHERE rowid % 2")
    connection.execute("UPDATE document SET metadata = '{\"level\": NaN' WHERE rowid = 2")  # not valid JSON
    connection.commit()
    connection.close()
    with Store(old) as store:
        assert "3" in store.column("SELECT level FROM slice")
        assert count_differences(store) == 0


def test_an_old_store_that_can_only_be_read_says_so(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_frozen", lambda path: path.is_file())
    with pytest.raises(StoreError) as caught:
        Store(old)
    assert caught.value.code == "store.older"
