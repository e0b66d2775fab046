"""The index follows its store, and is built anew if it is lost, damaged or of another store."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tantivy

from flows.corpus.splitting.passages import split_passages
from flows.errors import StoreError
from flows.records import Document
from flows.store.database import Store, lock_work
from flows.store.documents import write_batch
from flows.store.fulltext import FACETS, FullText
from flows.store.fulltext.filling import build_schema
from flows.store.fulltext.folder import IndexFolder
from tests.store.fulltext.filled import SOURCE, fill, matching


def write_text(store: Store, text: str) -> None:
    run_id = store.begin_run("test")
    one = Document("sample", text, text)
    write_batch(store, run_id, SOURCE, [(one, split_passages(text))], [], complete=True)


def test_sync_writes_what_changed_and_no_more(store: Store) -> None:
    index = fill(store, "甲乙丙", "丁戊己")
    assert index.sync() == 0
    assert FullText(store).sync() == 0
    run_id = store.begin_run("test")
    one = Document("sample", "new", "庚辛壬")
    write_batch(store, run_id, SOURCE, [(one, split_passages(one.text))], [], complete=True)
    assert matching(store, index, "庚辛") == []  # not before it is asked to synchronise
    assert index.sync() == 1
    assert matching(store, index, "庚辛") == ["庚辛壬"]
    assert matching(store, index, "甲乙") == ["甲乙丙"]


def test_an_index_answers_from_its_last_sync_whatever_others_write(store: Store) -> None:
    # By default a thread of Tantivy looks twice a second for new commits; what it has read before the commit
    # of another thread, it could put in place after that.
    index = fill(store, "甲乙丙")
    fill(store, "甲乙丁")
    time.sleep(1.2)
    assert index._searcher().num_docs == 2  # a passage and the mark
    index.sync()
    assert index._searcher().num_docs == 3


@pytest.mark.parametrize("stop", [2, 4, 6])
def test_a_sync_that_is_cut_off_goes_on_from_its_last_commit(
    store: Store, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    run_id = store.begin_run("test")
    for number in range(6):
        one = Document("sample", str(number), f"正文{number}")
        write_batch(store, run_id, SOURCE, [(one, split_passages(one.text))], [], complete=True)
    monkeypatch.setattr("flows.store.fulltext.folder._STEP", 2)

    def cut(done: int, total: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        FullText(store).sync(cut)
    anew = FullText(store)
    assert anew.sync() == 6 - (stop - 2)  # rows before the last commit are not read again
    assert sorted(matching(store, anew, "正文")) == [f"正文{number}" for number in range(6)]
    assert len(anew.matching_ids(anew.all_of([]))) == 6


def test_no_deletion_has_the_number_of_the_last_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge that begins before the next commit, as after a killed process, takes changes with this number for done."""
    fill(store, "甲乙丙")
    numbers: list[tuple[int, int]] = []
    lock = IndexFolder._lock

    class Recorded:
        def __init__(self, writer: Any) -> None:
            self._writer, self._last = writer, writer.commit_opstamp

        def __getattr__(self, name: str) -> Any:
            return getattr(self._writer, name)

        def delete_documents_by_term(self, field: str, value: object) -> int:
            number = self._writer.delete_documents_by_term(field, value)
            numbers.append((number, self._last))
            return int(number)

    monkeypatch.setattr(IndexFolder, "_lock", lambda self: Recorded(lock(self)))
    write_text(store, "庚辛壬")
    FullText(store).sync()
    assert numbers
    assert all(number > last for number, last in numbers)


def test_superseded_passages_leave_the_index(store: Store) -> None:
    index = fill(store)
    run_id = store.begin_run("test")
    for text in ("旧版正文", "新版正文"):
        one = Document("sample", "key", text)
        write_batch(store, run_id, SOURCE, [(one, split_passages(text))], [], complete=True)
        index.sync()
    assert matching(store, index, "旧版") == []
    assert matching(store, index, "正文") == ["新版正文"]
    shutil.rmtree(store.index_folder)
    anew = FullText(store)
    anew.sync()
    assert matching(store, anew, "正文") == ["新版正文"]


@pytest.mark.parametrize("harm", ["gone", "emptied", "meta gone", "meta broken", "files cut"])
def test_lost_or_damaged_index_is_built_anew(store: Store, harm: str) -> None:
    fill(store, "甲乙丙", "丁戊己")
    folder = store.index_folder
    if harm == "gone":
        shutil.rmtree(folder)
    elif harm == "emptied":
        for path in folder.iterdir():
            path.unlink()
    elif harm == "meta gone":
        (folder / "meta.json").unlink()
    elif harm == "meta broken":
        (folder / "meta.json").write_text("{")
    else:
        for path in folder.iterdir():
            if path.suffix not in (".json", ".lock"):
                path.write_bytes(b"")
    index = FullText(store)
    assert index.sync() == 2
    assert matching(store, index, "甲乙") == ["甲乙丙"]


def test_an_index_whose_commit_was_cut_off_is_built_anew(store: Store) -> None:
    """Files of a process killed before it wrote the list of files: the next process would write the same file."""
    texts = [f"第{number}号文件：自主可控。" for number in range(60)]
    fill(store, *texts)
    whole = {path.name: path.read_bytes() for path in store.index_folder.iterdir()}
    fill(store, "另一份文件。")
    assert any(path.suffix == ".del" for path in store.index_folder.iterdir())
    (store.index_folder / "meta.json").write_bytes(whole["meta.json"])
    for name, data in whole.items():  # files removed by merging still exist
        if not (store.index_folder / name).exists():
            (store.index_folder / name).write_bytes(data)
    index = FullText(store)
    index.sync()
    assert sorted(matching(store, index, "自主可控")) == sorted(texts)


def test_index_of_another_format_is_built_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, "甲乙丙", "丁戊己")
    assert FullText(store).sync() == 0
    monkeypatch.setattr("flows.store.fulltext.folder.FORMAT", 0)
    assert FullText(store).sync() == 2


def test_index_of_another_store_is_built_anew(store: Store, tmp_path: Path) -> None:
    fill(store, "甲乙丙", "丁戊己", "庚辛壬")
    with Store(tmp_path / "other.sqlite") as other:
        fill(other, "子丑寅")
        shutil.rmtree(other.index_folder)
        shutil.copytree(store.index_folder, other.index_folder)
        index = FullText(other)
        assert index.sync() == 1
        assert matching(other, index, "甲乙") == []
        assert matching(other, index, "子丑") == ["子丑寅"]


def test_index_ahead_of_its_store_is_built_anew(store: Store, tmp_path: Path) -> None:
    """A store restored from a copy is older than its index."""
    fill(store, "甲乙丙")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy.sqlite"
    shutil.copy(store.path, copy)
    fill(store, "丁戊己")
    shutil.copytree(store.index_folder, copy.with_suffix(".index"))
    with Store(copy) as restored:
        index = FullText(restored)
        index.sync()
        assert matching(restored, index, "丁戊") == []
        assert matching(restored, index, "甲乙") == ["甲乙丙"]


def test_an_index_that_another_process_brings_forward_meanwhile_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, "甲乙丙")
    open_at, written = IndexFolder._open_at, ["丁戊己"]

    def open_late(folder: IndexFolder, path: Path) -> None:
        if written:
            with Store(store.path) as other:
                fill(other, written.pop())
        open_at(folder, path)

    monkeypatch.setattr(IndexFolder, "_open_at", open_late)
    index = FullText(store)
    assert index.sync() == 0  # nothing written again
    assert matching(store, index, "丁戊") == ["丁戊己"]


def test_an_index_that_another_process_emptied_meanwhile_is_filled(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process was killed before its first commit."""
    fill(store, "甲乙丙")
    index = FullText(store)
    index.sync()
    fill(store, "丁戊己")
    write_text(store, "庚辛壬")

    @contextlib.contextmanager
    def wait(*_: object, **__: object) -> Iterator[None]:
        shutil.rmtree(store.index_folder)
        store.index_folder.mkdir()
        tantivy.Index(build_schema(), path=str(store.index_folder))
        yield

    monkeypatch.setattr("flows.store.fulltext.folder.lock_work", wait)
    assert index.sync() == 3
    assert matching(store, index, "甲乙") == ["甲乙丙"]


def test_a_process_waits_for_the_one_that_writes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, "甲乙丙")
    write_text(store, "丁戊己")
    monkeypatch.setattr("flows.store.fulltext.folder._LOCK_SECONDS", 0.1)
    with (
        Store(store.path) as other,
        lock_work(other, "index", "store.index_in_use"),
        pytest.raises(StoreError, match="in use by another process"),
    ):
        FullText(store).sync()
    assert FullText(store).sync() == 1


def test_empty_store_has_an_empty_index(store: Store) -> None:
    index = FullText(store)
    assert index.sync() == 0
    page = index.search(index.all_of([]), limit=10)
    assert (page.total, page.hits) == (0, [])
    assert not any(index.count_values(index.all_of([]), FACETS).values.values())
