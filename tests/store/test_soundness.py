"""The checks of a store find what is broken, and nothing in a sound store; a backup is a sound copy."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flows.cli.commands.keeping import doctor
from flows.errors import StoreError, format_message
from flows.records import Document, Passage
from flows.store import back_up, check_store
from flows.store.database import Store
from flows.store.documents import SourceFile, amend_document, write_batch
from flows.store.fulltext import FullText


@pytest.fixture
def copy(sample_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "zhengce.sqlite"
    with Store(sample_store) as store:
        back_up(store, path)
        shutil.copytree(store.index_folder, path.with_suffix(".index"))
        shutil.copytree(store.raw_folder, path.with_suffix(".raw"))
    return path


def break_index(store: Store) -> None:
    index = FullText(store)
    index.sync()
    writer = index._folder._lock()
    writer.delete_documents_by_term("rowid", store.value("SELECT max(id) FROM passage"))
    writer.commit()
    writer.wait_merging_threads()


def break_raw(store: Store) -> None:
    next(store.raw_folder.glob("*/*")).write_bytes(b"changed")


def write_a_loose_date(store: Store) -> None:
    amend_document(store, store.value("SELECT min(id) FROM document"), {"published": "2021-3-9"})
    FullText(store).sync()


def run(statement: str) -> Callable[[Store], object]:
    return lambda store: store.connection.executescript(f"PRAGMA foreign_keys = OFF; {statement}")


FAULTS: list[tuple[str, Callable[[Store], object]]] = [
    ("doctor_references", run("DELETE FROM run")),
    ("doctor_spans", run("UPDATE sense SET surface = surface || 'x'")),
    ("doctor_dates", write_a_loose_date),
    ("doctor_passages", run("UPDATE passage SET start = start + 1 WHERE kind = 'paragraph'")),
    ("doctor_totals", run("UPDATE document_total SET tokens = tokens + 1")),
    ("doctor_counts", run("UPDATE cell SET occurrences = occurrences + 1")),
    ("doctor_counts", run("UPDATE slice SET waiting = 1")),
    ("doctor_no_index", lambda store: shutil.rmtree(store.index_folder)),
    ("doctor_index_behind", run("UPDATE counter SET value = value + 1 WHERE name = 'change'")),
    ("doctor_index_differs", break_index),
    ("doctor_raw_missing", lambda store: shutil.rmtree(store.raw_folder)),
    ("doctor_raw_damaged", break_raw),
    ("doctor_parts", lambda store: (next(store.raw_folder.iterdir()) / "x.1.part").touch()),
]


def test_a_sound_store_has_no_findings(copy: Path) -> None:
    with Store(copy) as store:
        assert list(check_store(store)) == []


@pytest.mark.parametrize(("code", "damage"), FAULTS)
def test_each_fault_is_found(copy: Path, code: str, damage: Callable[[Store], object]) -> None:
    with Store(copy) as store:
        damage(store)
        found = list(check_store(store))
    assert [finding.code for finding in found] == [f"store.{code}"]
    assert all(format_message(one.code, one.values, locale) for one in found for locale in ("en", "zh"))
    assert found[0].is_fault == (code not in {"doctor_no_index", "doctor_index_behind", "doctor_parts"})


def test_a_damaged_file_is_found(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    for page in range(60, 90):
        data[page * 4096 : page * 4096 + 2048] = b"\xff" * 2048
    copy.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(copy) as store:
        found = list(check_store(store))
        assert found[0].code == "store.doctor_integrity"


def test_doctor_says_that_a_file_cannot_be_read(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It does not refer to doctor for more."""
    copy.write_bytes(copy.read_bytes()[:400_000])
    assert doctor(store=copy, quiet=True) == 1
    printed = capsys.readouterr().out
    assert "can't be read to its end" in printed and "zhengce doctor" not in printed


def test_a_backup_is_consistent_while_the_store_is_written(copy: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Store(copy) as store:
            while not stop.is_set():
                with store.transaction() as connection:
                    connection.execute("INSERT INTO lexicon VALUES (hex(randomblob(8)), '[]', '')")
                    connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'written'")

    with Store(copy) as store:
        store.connection.execute("INSERT INTO counter VALUES ('written', 0)")
        before = store.value("SELECT count(*) FROM lexicon")
        writer = threading.Thread(target=write)
        writer.start()
        back_up(store, tmp_path / "backups" / "b.sqlite")
        stop.set()
        writer.join()
    with Store(tmp_path / "backups" / "b.sqlite") as backup:
        written = backup.value("SELECT value FROM counter WHERE name = 'written'")
        assert backup.value("SELECT count(*) FROM lexicon") == before + written
        assert backup.value("PRAGMA integrity_check") == "ok"
    assert [path.name for path in (tmp_path / "backups").iterdir() if "part" in path.name] == []


def test_a_backup_that_can_not_be_written_says_so(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Store(copy) as store, pytest.raises(StoreError, match="the copy can't be written"):
        back_up(store, tmp_path / "file" / "b.sqlite")


def test_a_damaged_store_is_not_backed_up(copy: Path, tmp_path: Path) -> None:
    """A backup with an error inside would be worse than none."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(
            "CREATE TABLE scrap (a); INSERT INTO scrap VALUES (NULL); PRAGMA writable_schema = ON;"
            "UPDATE sqlite_master SET sql = 'CREATE TABLE scrap (a NOT NULL)' WHERE name = 'scrap';"
        )
    target = tmp_path / "backups" / "b.sqlite"
    with Store(copy) as store, pytest.raises(StoreError, match=r"damaged \(NULL value in scrap\.a\)"):
        back_up(store, target)
    assert list(target.parent.iterdir()) == []


def test_a_text_that_begins_with_the_title_of_its_data_is_sound(tmp_path: Path) -> None:
    """The passage of the title and that of the text's first line overlap; neither is misplaced."""
    title, head, body = "关于样例的通知", "关于样例的通知_示范部 首页", "各单位应当自主可控。"
    document = Document("c", "k", f"{head}\n{body}", title=title)
    end = len(head)
    passages = [
        Passage(0, 0, len(title), title, kind="title"),
        Passage(1, 0, end, head, kind="furniture"),
        Passage(2, end + 1, end + 1 + len(body), body),
    ]
    source = SourceFile("c", "k", "0", "", 1)
    with Store(tmp_path / "s.sqlite") as store:
        write_batch(store, store.begin_run("test"), source, [(document, passages)], [], complete=True)
        assert not [one for one in check_store(store) if one.code == "store.doctor_passages"]
        store.connection.execute("UPDATE passage SET text = '改' WHERE position = 1")
        assert [one for one in check_store(store) if one.code == "store.doctor_passages"]
