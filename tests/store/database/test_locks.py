"""Locks next to the store: one holder at a time, released with its process."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.errors import StoreError
from flows.store import Store, lock_corpus, lock_work
from flows.store.database.locks import hold_mark, is_locked
from tests.support import PROJECT

_HOLDER = """
import sys, time
from pathlib import Path
from flows.store import Store, lock_corpus
with Store(Path(sys.argv[1])) as store, lock_corpus(store, "c"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_holder_is_refused_with_the_message_of_the_task(store: Store) -> None:
    with lock_work(store, "+reprints", "store.comparing"):
        with pytest.raises(StoreError) as refused, lock_work(store, "+reprints", "store.comparing"):
            pass
        assert "another run is comparing documents" in str(refused.value)
        assert "另一个任务正在比对文件" in refused.value.message("zh")
        with lock_work(store, "other", "store.comparing"):
            pass
    with lock_work(store, "+reprints", "store.comparing"):
        pass


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store(path) as store:
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with (
            pytest.raises(StoreError, match="c: another run is reading this corpus"),
            lock_corpus(store, "c"),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with lock_corpus(store, "c", wait=10):
            pass


def test_mark_shows_that_its_owner_is_alive(tmp_path: Path) -> None:
    mark = tmp_path / "run.lock"
    assert not is_locked(mark)
    with hold_mark(mark):
        assert is_locked(mark)
    assert not mark.exists()
