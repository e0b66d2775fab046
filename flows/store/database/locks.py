"""Locks on files beside the store: one run per corpus, one process per shared task.

The operating system releases a lock when the process holding it ends, however it ends. `filelock` is imported
only when a lock is taken: importing takes 20 ms, and most commands only read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import StoreError
from flows.store.database.opening import refuse_writing

if TYPE_CHECKING:
    from flows.store.database.connection import Store

_RUN = ".run"  # ends the name of the lock of a whole run; no corpus has such a name
_PAUSE = 0.2  # seconds between two attempts


@contextmanager
def lock_corpus(store: Store, corpus: str, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of a corpus during the `with` block, so that no other run reads it.

    Raises StoreError if another run still holds it after `wait` seconds.
    """
    with lock_work(store, corpus, "store.corpus_in_use", wait=wait, corpus=corpus):
        yield


@contextmanager
def lock_run(store: Store, corpora: Sequence[str], *, wait: float = 0.0) -> Iterator[None]:
    """Hold the locks for whole runs of corpora, from reading to exports, during the `with` block.

    Raises StoreError if another run still holds one of the locks after `wait` seconds.
    """
    with ExitStack() as held:
        for corpus in sorted(corpora):  # sorted, so that two runs of several never wait for each other
            code, name = "store.corpus_running", f"{corpus}{_RUN}"
            held.enter_context(lock_work(store, name, code, wait=wait, corpus=corpus))
        yield


def is_run(store: Store, corpus: str) -> bool:
    """Return whether a living process is running a corpus."""
    return is_locked(_lock_path(store, f"{corpus}{_RUN}"))


@contextmanager
def lock_work(store: Store, name: str, code: str, *, wait: float = 0.0, **values: object) -> Iterator[None]:
    """Hold the lock of this name during the `with` block; its file is removed afterwards.

    Raises StoreError with `code` and `values` if another process still holds it after `wait` seconds, or if
    the store is read-only.
    """
    if store.is_frozen:
        raise refuse_writing(store.path)
    from filelock import FileLock, Timeout

    path = _lock_path(store, name)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait, poll_interval=_PAUSE)
    except Timeout:
        raise StoreError(code, **values) from None
    try:
        yield
    finally:
        # Removed while held: a waiting process opens the file again at each attempt, and filelock 4 drops a
        # lock on a deleted file.
        path.unlink(missing_ok=True)
        lock.release()


def _lock_path(store: Store, name: str) -> Path:
    return store.path.with_name(f"{store.path.name}.{name}.lock")


@contextmanager
def hold_mark(path: Path) -> Iterator[None]:
    """Hold a lock that shows that its owner is alive; remove the file after the `with` block."""
    from filelock import FileLock

    with FileLock(path).acquire(timeout=0):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_locked(path: Path) -> bool:
    """Return whether a living process, this one included, holds the lock at `path`."""
    from filelock import FileLock, Timeout

    if not path.is_file():
        return False
    try:
        with FileLock(path).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


@contextmanager
def hold_serving(path: Path) -> Iterator[None]:
    """Mark the store at `path` as served by schedules during the `with` block."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in _serving_marks(path):  # left by killed processes
        if not is_locked(left):
            left.unlink(missing_ok=True)
    with hold_mark(path.with_name(f"{path.name}.serve-{os.getpid()}.lock")):
        yield


def is_served(path: Path) -> bool:
    """Return whether a living process serves schedules for the store at `path`."""
    return any(map(is_locked, _serving_marks(path)))


def _serving_marks(path: Path) -> list[Path]:
    path = path.resolve()
    return list(path.parent.glob(f"{escape(path.name)}.serve-*.lock"))
