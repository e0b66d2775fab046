"""Stores on read-only folders and full disks: read if possible, and never with a wrong reason."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import StoreError
from flows.search import Collection, SearchRequest, search_passages
from flows.store import keep_raw, lock_work
from flows.store.database import Store, opening
from flows.store.fulltext import FullText
from tests.commands import run_zhengce
from tests.support import PROJECT

CAN_MOUNT = (
    all(shutil.which(name) for name in ("unshare", "nsenter"))
    and not subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode
)
needs_mounts = pytest.mark.skipif(not CAN_MOUNT, reason="needs the right to mount")


def copy_store(source: Path, folder: Path) -> Path:
    """Copy a store with its index; return the path of the copy."""
    path = folder / source.name
    with Store(source) as store:
        store.connection.execute("VACUUM INTO ?", (str(path),))
        shutil.copytree(store.index_folder, path.with_suffix(".index"))
    with Store(path):  # back to write-ahead logging, which the copy does not use
        pass
    return path


@dataclass
class Mounts:
    """The mounts of a process, which no other process sees."""

    holder: int

    def zhengce(self, *words: str) -> subprocess.CompletedProcess[str]:
        return run_zhengce(*words, cwd=PROJECT, mounts=self.holder)

    def shell(self, line: str) -> str:
        enter = ["nsenter", "-m", "-t", str(self.holder), "sh", "-c", line]
        return subprocess.run(enter, capture_output=True, text=True, check=False).stdout


@contextmanager
def mounted(folder: Path, mount: str) -> Iterator[Mounts]:
    """Run a shell command, in which $0 is `folder`, among mounts that end with the context."""
    script = mount + " && echo ready && exec cat"
    with subprocess.Popen(
        ["unshare", "-m", "sh", "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "ready\n"
        yield Mounts(holder.pid)


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make every store look read-only from now on."""
    return lambda: monkeypatch.setattr(opening, "is_frozen", lambda path: path.is_file())


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


@needs_mounts
def test_a_store_on_a_read_only_share_is_searched_counted_and_exported(
    sample_store: Path, tmp_path: Path
) -> None:
    share, out = tmp_path / "share", tmp_path / "out"
    share.mkdir()
    store = ["--store", str(copy_store(sample_store, share))]
    read_only = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"'
    before = files_of(share)
    with mounted(share, read_only) as mounts:
        search = mounts.zhengce("search", "自主可控", "--format", "json", *store)
        trends = mounts.zhengce("trends", "自主可控", "--format", "csv", *store)
        status = mounts.zhengce("status", "--format", "json", *store)
        export = mounts.zhengce("export", "documents", "--out", str(out), *store)
        annotate = mounts.zhengce("annotate", *store)
        watch = mounts.zhengce("watch", "add", "chips", "芯片", *store)
    assert [done.returncode for done in (search, trends, status, export)] == [0, 0, 0, 0], search.stderr
    assert '"total": 13' in search.stdout
    assert (out / "documents.csv").is_file()
    for done in (annotate, watch):
        assert done.returncode == 1
        assert "the store can only be read here" in done.stderr
        assert "Traceback" not in done.stderr
    assert files_of(share) == before


def test_a_frozen_store_answers_as_before_and_refuses_to_write(
    sample_store: Path, tmp_path: Path, small_lexicon: Lexicon, frozen: Callable[[], None]
) -> None:
    path = copy_store(sample_store, tmp_path)
    with Store(path) as store:
        expected = search_passages(Collection(store, small_lexicon), SearchRequest("自主可控")).total
    frozen()
    before = files_of(tmp_path)
    with Store(path) as store:
        assert store.is_read_only
        assert (
            search_passages(Collection(store, small_lexicon), SearchRequest("自主可控")).total == expected > 0
        )
        with pytest.raises(StoreError, match="can only be read here"), store.run("annotate"):
            pass
    with pytest.raises(StoreError, match="can only be read here"), Store(path) as store:
        store.begin_run("annotate")
    assert files_of(tmp_path) == before


def test_a_frozen_store_with_an_old_index_says_so(
    sample_store: Path, tmp_path: Path, frozen: Callable[[], None]
) -> None:
    path = copy_store(sample_store, tmp_path)
    with Store(path) as store:
        store.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
    frozen()
    with Store(path) as store, pytest.raises(StoreError, match=r"not up to date.*read-only"):
        FullText(store).sync()
    shutil.rmtree(path.with_suffix(".index"))
    with Store(path) as store, pytest.raises(StoreError, match=r"not up to date.*read-only"):
        FullText(store).sync()


def test_a_frozen_store_of_an_older_version_is_not_migrated(
    tmp_path: Path, frozen: Callable[[], None]
) -> None:
    with Store(tmp_path / "old.sqlite") as store:
        store.connection.execute("PRAGMA user_version = 3")
    frozen()
    with pytest.raises(StoreError, match=r"older zhengce made it \(schema 3.*can't be upgraded here"):
        Store(tmp_path / "old.sqlite")


def test_a_log_that_is_being_written_is_read(tmp_path: Path, frozen: Callable[[], None]) -> None:
    with Store(tmp_path / "busy.sqlite") as writer:
        run_id = writer.begin_run("ingest")
        frozen()
        with Store(tmp_path / "busy.sqlite") as reader:
            assert reader.column("SELECT id FROM run") == [run_id]


@needs_mounts
def test_a_full_disk_is_called_one_and_the_next_run_goes_on(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ("--quiet", "--store", str(disk / "s.sqlite"))
    with mounted(disk, 'mount -t tmpfs -o size=900k none "$0"') as mounts:
        full = [mounts.zhengce(*words, *options) for words in (("ingest", "sample"), ("annotate",))]
        mounts.shell(f"mount -o remount,size=60000k {disk}")
        ingest = mounts.zhengce("ingest", "sample", *options)
        annotate = mounts.zhengce("annotate", *options)
        left = mounts.shell(
            f"cd {disk} && find . -name '*.part' -o -name '*.lock' | grep -v tantivy; echo end"
        )
    assert [done.returncode for done in full] == [1, 1]
    reason = full[0].stderr.splitlines()[-1]
    assert reason.startswith(f"zhengce: no space left on the disk of {disk}; nothing is lost")
    assert full[1].stderr == full[0].stderr
    assert (ingest.returncode, annotate.returncode) == (0, 0)
    assert "0 rejected" in ingest.stderr
    assert "648 passages annotated" in annotate.stderr
    assert left == "end\n"


@needs_mounts
def test_what_is_stored_on_a_full_disk_can_be_read(sample_store: Path, tmp_path: Path) -> None:
    """SQLite needs some space for its own files even to read. Writing commands say that there is none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    path = copy_store(sample_store, tmp_path)
    fill = f'mount -t tmpfs -o size=60m none "$0" && cp -r {path} {path.with_suffix(".index")} "$0"'
    fill += '; head -c 100m /dev/zero > "$0/filled" 2>&1; true'
    store = ("--store", str(disk / path.name))
    with mounted(disk, fill) as mounts:
        asked: list[tuple[str, ...]] = [
            ("status",),
            ("search", "稀土", "--format", "json"),
            ("search", "稀土", "--kind", "notice", "--format", "json"),
            ("trends", "稀土", "--format", "csv"),
            ("documents", "--format", "csv"),
        ]
        read = [mounts.zhengce(*words, *store) for words in asked]
        writing: list[tuple[str, ...]] = [
            ("annotate", "--all"),
            ("collection", "add", "mine", "8476da4fe75c7fe8"),
            ("watch", "add", "x", "稀土"),
        ]
        refused = [mounts.zhengce(*words, *store) for words in writing]
        left = mounts.shell(f"df --output=avail {disk} | tail -1")
    assert left.strip() == "0"
    plain = [run_zhengce(*words, "--store", str(path), cwd=PROJECT) for words in asked]
    assert [done.returncode for done in read] == [0] * len(asked), [done.stderr for done in read]
    assert [done.stdout for done in read[1:]] == [done.stdout for done in plain[1:]]
    assert {done.returncode for done in refused} == {1}
    assert [done.stderr.count("no space left on the disk") for done in refused] == [1] * len(writing)


def test_a_store_that_changes_while_it_is_read_on_a_full_disk_is_not_trusted(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copy_store(sample_store, tmp_path)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    monkeypatch.setattr(Store, "_use_wal", raising(error))
    with pytest.raises(StoreError, match="no space left on the disk"):
        Store(path)
    with Store(path, reads_full_disk=True) as store:
        assert store.is_read_only and store.value("SELECT count(*) FROM document")
    with (
        pytest.raises(StoreError, match="changed while it was read"),
        Store(path, reads_full_disk=True) as store,
    ):
        monkeypatch.undo()
        with Store(path) as other:
            other.begin_run("ingest")


def raising(error: Exception) -> Callable[[object], None]:
    """Return a method that raises an error."""

    def method(_: object) -> None:
        raise error

    return method


def test_the_full_disk_is_reported_where_sqlite_has_rolled_back(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="no space left on the disk"),
        Store(tmp_path / "s.sqlite") as store,
    ):
        pages = store.value("PRAGMA page_count")
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with store.transaction() as connected:
            connected.execute(
                "INSERT INTO lexicon SELECT value, zeroblob(4000), '' FROM json_each(?)",
                ("[" + ",".join(map(str, range(1000))) + "]",),
            )


def test_a_file_in_the_place_of_the_index_is_named(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        store.connection.execute("UPDATE counter SET value = 1 WHERE name = 'change'")
        store.index_folder.write_text("a file")
        with pytest.raises(StoreError, match="a file is where the folder of the search index belongs"):
            FullText(store).sync()
        assert store.index_folder.read_text() == "a file"


def test_a_log_deleted_under_a_writer_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    store = Store(path)
    store.begin_run("ingest")
    path.with_name("s.sqlite-wal").unlink()
    with pytest.raises(StoreError, match="another program has disturbed the store") as caught:
        Store(path)
    assert "damaged" not in str(caught.value)
    store.connection.close()
    with Store(path) as again:
        assert again.value("PRAGMA integrity_check") == "ok"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SQLITE_FULL", "no space left"),
        ("SQLITE_READONLY_DBMOVED", "can only be read here"),
        ("SQLITE_BUSY", "another process is writing"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_IOERR_READ", "disturbed"),
        ("SQLITE_CANTOPEN", "can't be opened"),
    ],
)
def test_each_fault_of_sqlite_has_its_words(tmp_path: Path, name: str, said: str) -> None:
    error = sqlite3.OperationalError("reason")
    error.sqlite_errorname = name
    assert said in str(opening.explain_fault(tmp_path / "s.sqlite", error))


def test_locks_and_side_files_are_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    if (child := os.fork()) == 0:
        with Store(path) as store, store.run("ingest"):
            side = keep_raw(store, b"text", "ab" * 32).with_suffix(".1.part")
            side.write_bytes(b"te")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert list(tmp_path.rglob("*.part"))
    with Store(path) as store, store.run("ingest"), lock_work(store, "corpus", "store.comparing"):
        pass
    assert [found.name for found in tmp_path.rglob("*.*") if found.suffix in (".part", ".lock")] == []
