"""The store file: created, migrated, refused; runs recorded; transactions complete or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.errors import StoreError
from flows.store import lock_run
from flows.store.database import Store

TABLES = {"counter", "run", "source", "document", "passage", "annotation", "mention", "category", "rejection"}


def table_names(store: Store) -> set[str]:
    return {
        row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    }


def test_new_store_has_every_table(store: Store) -> None:
    assert table_names(store) >= TABLES
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA foreign_keys") == 1
    assert store.value("PRAGMA user_version") >= 1


def test_folders_lie_beside_the_file(tmp_path: Path) -> None:
    with Store(tmp_path / "new" / "deep" / "my.sqlite") as store:
        assert (store.raw_folder, store.index_folder) == (
            tmp_path / "new/deep/my.raw",
            tmp_path / "new/deep/my.index",
        )
        assert store.path.is_file()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        identity = store.value("SELECT value FROM counter WHERE name = 'identity'")
        version = store.value("PRAGMA user_version")
    with Store(path, must_exist=True) as store:
        assert store.value("SELECT value FROM counter WHERE name = 'identity'") == identity
        assert store.value("PRAGMA user_version") == version


def test_stores_have_identities_of_their_own(tmp_path: Path) -> None:
    identities = set()
    for name in "abc":
        with Store(tmp_path / name) as store:
            identities.add(store.value("SELECT value FROM counter WHERE name = 'identity'"))
    assert len(identities) == 3


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there yet; `zhengce demo`"):
        Store(tmp_path / "none.sqlite", must_exist=True)
    assert not (tmp_path / "none.sqlite").exists()


def test_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    with Store(tmp_path / "empty.sqlite") as store:
        assert table_names(store) >= TABLES


def test_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="a database of another program; name another file with --store"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is a text file, and no database at all\n" * 50, b"SQLite format 3\0" + b"\xff" * 3000]
)
def test_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="can't be opened as a zhengce store"):
        Store(path)
    assert path.read_bytes() == content


def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a folder. A store is a file: .*zhengce.sqlite"):
        Store(tmp_path)


def test_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"made by a newer zhengce .schema 99.*update zhengce"):
        Store(path)


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    errors: list[Exception] = []

    def open_store(path: Path, gate: threading.Barrier) -> None:
        gate.wait()
        try:
            with Store(path) as store:
                assert table_names(store) >= TABLES
        except Exception as error:  # noqa: BLE001 - reported below, in the thread that may fail the test
            errors.append(error)

    for attempt in range(15):  # a single attempt shows a race one time in three
        arguments = (tmp_path / f"{attempt}.sqlite", threading.Barrier(6))
        threads = [threading.Thread(target=open_store, args=arguments) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, sqlite3.IntegrityError])
def test_transaction_is_all_or_nothing(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error), store.transaction() as connection:
        connection.execute("INSERT INTO counter VALUES ('half', 1)")
        raise error("on the way")
    assert store.value("SELECT count(*) FROM counter WHERE name = 'half'") == 0
    with store.transaction() as connection:
        connection.execute("INSERT INTO counter VALUES ('whole', 1)")
    assert store.value("SELECT value FROM counter WHERE name = 'whole'") == 1


def test_readers_see_nothing_of_an_open_transaction(store: Store) -> None:
    with Store(store.path) as reader, store.transaction() as connection:
        connection.execute("INSERT INTO counter VALUES ('pending', 1)")
        assert reader.value("SELECT count(*) FROM counter WHERE name = 'pending'") == 0


def test_run_is_recorded(store: Store) -> None:
    run_id = store.begin_run("zhengce ingest 样本")
    row = store.rows("SELECT * FROM run")[0]
    assert (row["id"], row["command"], row["outcome"], row["finished"]) == (
        run_id,
        "zhengce ingest 样本",
        "running",
        None,
    )
    store.finish_run(run_id, "done", {"documents": 3, "名": "值"})
    row = store.rows("SELECT * FROM run")[0]
    assert (row["outcome"], json.loads(row["counts"])) == ("done", {"documents": 3, "名": "值"})
    assert row["finished"] >= row["started"]


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ({"documents": 3}, "done"),
        ({"rejected": 1}, "done with rejections"),
        ({"rejected": 1, "unmet": 1}, "failed"),
    ],
)
def test_a_run_that_did_not_get_what_was_expected_has_failed(
    store: Store, counts: dict[str, int], outcome: str
) -> None:
    with store.run("ingest") as run:
        run.counts = counts
    assert store.value("SELECT outcome FROM run WHERE id = ?", (run.id,)) == outcome


class Pair(NamedTuple):
    """A row with two columns."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Counter:
    """The same row as a dataclass."""

    name: str
    value: int


@pytest.mark.parametrize("kind", [Pair, Counter])
def test_rows_come_as_the_type_that_is_asked_for(store: Store, kind: type[Pair | Counter]) -> None:
    query = "SELECT name, value FROM counter WHERE name = ?"
    assert list(store.select(kind, query, ("change",))) == [kind("change", 0)]
    assert store.select_one(kind, query, ("none",)) is None


def test_columns_in_another_order_are_refused(store: Store) -> None:
    with pytest.raises(AssertionError, match=r"columns .*value.*name.* for the fields .*name.*value"):
        list(store.select(Pair, "SELECT value, name FROM counter"))


def test_read_only_store_refuses_writes(store: Store) -> None:
    with Store(store.path, read_only=True) as reader:
        assert reader.is_read_only and not store.is_read_only
        with pytest.raises(sqlite3.OperationalError):
            reader.begin_run("test")


def test_marks_that_no_run_holds_are_removed(tmp_path: Path) -> None:
    """A run killed after its last row leaves its mark; a mark a moment old may belong to another run."""
    old, young = (tmp_path / f"s.sqlite.run-{name}.lock" for name in ("old", "young"))
    with Store(tmp_path / "s.sqlite") as store:
        for mark in (old, young):
            mark.touch()
        os.utime(old, (0, 0))
        store.end_dead_runs()
        with store.run("test"):
            held = [path for path in tmp_path.glob("*.run-*.lock") if path != young]
            for path in held:
                os.utime(path, (0, 0))
            store.end_dead_runs()
            assert [path.exists() for path in held] == [True]
    assert (old.exists(), young.exists()) == (False, True)


def test_a_link_to_a_store_has_the_files_beside_the_store(tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.sqlite"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "main.sqlite")
    with Store(link) as store:
        assert store.path == tmp_path / "main.sqlite"
        assert store.raw_folder == tmp_path / "main.raw"
    with (
        Store(tmp_path / "main.sqlite") as store,
        lock_run(store, ["sample"]),
        Store(link) as other,
        pytest.raises(StoreError),
        lock_run(other, ["sample"]),
    ):
        raise AssertionError("both runs hold the lock")


def test_original_bytes_beside_a_link_move_beside_the_store(tmp_path: Path) -> None:
    """Former versions kept them next to the link."""
    link = tmp_path / "link.sqlite"
    link.symlink_to(tmp_path / "main.sqlite")
    kept = tmp_path / "link.raw" / "ab" / "abcd"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a document")
    for _ in range(2):
        with Store(link) as store:
            assert (store.raw_folder / "ab" / "abcd").read_bytes() == b"a document"


def test_a_link_that_lies_beside_its_store_under_its_name_is_left(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "main.raw" / "ab").mkdir(parents=True)
    (tmp_path / "real" / "main.raw" / "ab" / "abcd").write_bytes(b"x")
    (tmp_path / "main.raw").symlink_to(tmp_path / "real" / "main.raw")
    (tmp_path / "main.sqlite").symlink_to(tmp_path / "real" / "main.sqlite")
    with Store(tmp_path / "main.sqlite") as store:
        assert (store.raw_folder / "ab" / "abcd").read_bytes() == b"x"
