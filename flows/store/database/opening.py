"""Connect to a store file, and explain why one can't be used, in errors that say what to do."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from flows import text  # OpenCC is imported only when a title is needed
from flows.errors import StoreError
from flows.text import places  # its table of names is read only when a province is needed

DatabaseFault = sqlite3.DatabaseError  # the errors that `explain_fault` explains, for rooms without SQLite
_BUSY_SECONDS = 60
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_LOG_INDEX = "SQLITE_IOERR_SHMSIZE"
_NEARLY_FULL = 1_000_000  # bytes; with less space than this, an I/O error of SQLite means a full disk
# Tantivy reports the system's errors as text.
_SAYS_NO_SPACE = ("No space left", "StorageFull", "code: 28", "code: 27", "code: 122", "File too large")


def find_province(publisher: str | None, stated: str | None) -> str:
    """Return the province of a document, for `PROVINCE` in SQL."""
    return places.province_of(publisher, stated)


def has_title_words(title: str, date: str, typed: str) -> bool:
    """Return whether a document has the words of a typed title, for SQL."""
    return text.has_title_words(title, date, typed)


def has_phrase(words: str, forms: str) -> bool:
    """Return whether a text has one of several forms (a JSON list), for SQL."""
    return text.has_phrase(words, forms)


class SameFile:
    """The store file that a server answers from. Open connections keep reading it after a replacement.

    New connections would then write to another store than the one being read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first = _identify(path)

    def check(self) -> None:
        """Raise StoreError if another file has replaced the first; a missing file may return.

        SQLite distinguishes files by the same two numbers.
        """
        now = _identify(self._path)
        if self._first is None:
            self._first = now
        elif now not in (None, self._first):
            raise StoreError("store.replaced", path=self._path)


def _identify(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file, or None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class Opened(NamedTuple):
    """A connection; `is_frozen` means that neither the store nor its folder is writable.

    `publisher_groups` are what the SQL function `publisher_group` looks a publisher up in.
    """

    connection: sqlite3.Connection
    is_frozen: bool
    publisher_groups: dict[str, str]


def follow_link(link: Path) -> Path:
    """Return the store that a symbolic link leads to.

    Former versions kept original bytes beside the link: they are moved beside the store. What can't be moved
    stays, and `zhengce doctor` reports it missing.
    """
    path = link.resolve()
    for left in link.with_suffix(".raw").glob("*/*"):
        place = path.with_suffix(".raw") / left.parent.name / left.name
        with suppress(OSError):
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                # The link may lead to another disk, so a copy there gets its name only when complete.
                side = place.with_name(f"{place.name}.{os.getpid()}.part")
                shutil.copyfile(left, side)
                side.replace(place)
                left.unlink()
    return path


def open_file(path: Path, *, only_read: bool = False, on_full_disk: bool = False) -> Opened:
    """Connect to a store file, creating it if missing. An unwritable store is opened for reading.

    With `only_read`, this connection can write only temporary tables. A store `on_full_disk` is opened like
    an unwritable one.

    A file without a write-ahead log is opened as immutable: SQLite could not create its own files beside it.
    With a log, another process may be writing, so SQLite reads the log. Raises StoreError if the log can't be
    read because its folder is not writable, OSError and sqlite3.DatabaseError for other reasons.
    """
    is_unwritable = on_full_disk or is_frozen(path)
    opened = _open(path, only_read=only_read, is_unwritable=is_unwritable)
    opened.connection.create_function("province_of", 2, find_province, deterministic=True)
    opened.connection.create_function("has_title_words", 3, has_title_words, deterministic=True)
    opened.connection.create_function("has_phrase", 2, has_phrase, deterministic=True)
    groups = opened.publisher_groups
    opened.connection.create_function("publisher_group", 1, lambda name: groups.get(name, name))
    return opened


def _open(path: Path, *, only_read: bool, is_unwritable: bool) -> Opened:
    if is_unwritable:
        return _open_unwritable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    address = _address(path, "mode=ro" if only_read else "mode=rwc")
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    return Opened(connection, False, {})


def _open_unwritable(path: Path) -> Opened:
    log = path.with_name(f"{path.name}-wal")
    way = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    connection = sqlite3.connect(_address(path, way), uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if log.exists():
            raise StoreError("store.log_pending", path=path, log=log.name) from None
        raise
    return Opened(connection, True, {})


def _address(path: Path, way: str) -> str:
    return f"file:{quote(os.fspath(path.absolute()))}?{way}"


def is_frozen(path: Path) -> bool:
    """Return whether an existing store can't be written: the file, its folder, or the file system."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def is_unused_on_full_disk(path: Path, error: BaseException) -> bool:
    """Return whether SQLite found no space for its index of the write-ahead log, and the log is empty.

    No other process has the store open then, or there would be an index; and the file is the whole store.
    """
    log = path.with_name(f"{path.name}-wal")
    is_empty = not log.exists() or not log.stat().st_size
    return is_empty and getattr(error, "sqlite_errorname", "") == _NO_LOG_INDEX


def identify_state(path: Path) -> tuple[int, int]:
    """Return the size and the time of the last change of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def refuse_writing(path: Path) -> StoreError:
    """Return why a store that is opened for reading can't be written: it may not be, or its disk is full."""
    is_writable = path.is_file() and not is_frozen(path)
    if is_writable and shutil.disk_usage(path.parent).free < _NEARLY_FULL:
        return StoreError("store.full", folder=path.parent)
    return StoreError("store.read_only", path=path)


def explain_fault(path: Path, error: BaseException) -> StoreError:
    """Return an error of SQLite or the system as one that says what to do about this store."""
    name = getattr(error, "sqlite_errorname", "")
    if is_full(path, error):
        return StoreError("store.full", folder=path.parent)
    if name.startswith("SQLITE_READONLY"):
        return refuse_writing(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError("store.in_use", path=path)
    if is_damage(error):
        return StoreError("store.damaged", path=path, reason=error)
    if name.startswith("SQLITE_CONSTRAINT"):
        return StoreError("store.refused", path=path, reason=error)
    if name.startswith("SQLITE_IOERR"):
        return StoreError("store.disturbed", path=path, reason=error)
    return StoreError("store.unusable", path=path, reason=error)


def is_damage(error: BaseException) -> bool:
    """Return whether an error of SQLite means a damaged file."""
    return bool(getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"))


def is_full(path: Path, error: BaseException) -> bool:
    """Return whether an error means a full disk, a quota, or a limit on the size of files."""
    if isinstance(error, OSError):
        return error.errno in _NO_SPACE
    name = getattr(error, "sqlite_errorname", "")
    if name == _NO_LOG_INDEX:
        return True
    if name.startswith("SQLITE_IOERR"):
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL
    return name == "SQLITE_FULL" or any(text in str(error) for text in _SAYS_NO_SPACE)
