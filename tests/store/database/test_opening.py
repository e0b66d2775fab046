"""Stores on read-only folders and full disks: read where that is possible, and never a wrong reason."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import StoreError
from flows.search import Collection, SearchRequest, search_passages
from flows.store import keep_raw, lock_work
from flows.store.database import Store, opening
from flows.store.fulltext import FullText
from tests.support import MODELS, PROJECT

CAN_MOUNT = (
    shutil.which("unshare") is not None
    and not subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode
)
needs_mounts = pytest.mark.skipif(not CAN_MOUNT, reason="needs the right to mount")


def copy_store(source: Path, folder: Path) -> Path:
    """Copy a store with its index; return the path of the copy."""
    path = folder / source.name
    with Store(source) as store:
        store.connection.execute("VACUUM INTO ?", (str(path),))
        shutil.copytree(store.index_folder, path.with_suffix(".index"))
    with Store(path):  # back to write-ahead logging, which the copy lacks
        pass
    return path


def run_mounted(folder: Path, mount: str, *commands: list[str]) -> list[subprocess.CompletedProcess[str]]:
    """Run commands of the product one after another, each where `mount` has changed `folder`."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "ZHENGCE_MODELS": str(MODELS)}
    script = mount + ' && exec "$@"'
    return [
        subprocess.run(
            ["unshare", "-m", "sh", "-c", script, str(folder), sys.executable, "-m", "flows.cli", *command],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        for command in commands
    ]


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make every store look read-only from the call on."""
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
    search, trends, status, export, annotate, watch = run_mounted(
        share,
        read_only,
        ["search", "自主可控", "--format", "json", *store],
        ["trends", "自主可控", "--format", "csv", *store],
        ["status", "--format", "json", *store],
        ["export", "documents", "--out", str(out), *store],
        ["annotate", *store],
        ["watch", "add", "chips", "芯片", *store],
    )
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
    script = f"""
        mount -t tmpfs -o size=900k none {disk}
        zhengce() {{ {sys.executable} -m flows.cli "$@" --quiet --store {disk}/s.sqlite; echo "exit $?" >&2; }}
        cd {PROJECT}
        zhengce ingest sample
        zhengce annotate
        mount -o remount,size=60000k {disk}
        zhengce ingest sample
        zhengce annotate
        cd {disk}; find . -name '*.part' -o -name '*.lock' | grep -v tantivy >&2
    """
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "ZHENGCE_MODELS": str(MODELS)},
        check=False,
    )
    first, second, *rest = done.stderr.split("exit 1\n")
    assert first.splitlines()[-1].startswith(f"zhengce: no space left on the disk of {disk}; nothing is lost")
    assert second == first
    assert "0 rejected" in rest[0]
    assert "649 passages annotated" in rest[0]
    assert rest[0].endswith("exit 0\n")


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
