"""The connection to the store: opening, migration, transactions, typed rows, and the record of runs."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import starmap
from pathlib import Path
from typing import Any, TypeVar

from flows import __version__
from flows.errors import StoreError, describe_error
from flows.records import ReportStage, digest
from flows.store.database.locks import hold_mark, is_locked, lock_work
from flows.store.database.migrations import read_migrations
from flows.store.database.moving import is_to_move, move_rows
from flows.store.database.opening import (
    explain_fault,
    follow_link,
    identify_state,
    is_unused_on_full_disk,
    open_file,
    refuse_writing,
)
from flows.store.database.queries import PARAMETERS

_MARKED_SECONDS = 1
PROBLEM = "problem"  # beside the counts of a failed run: the reason, as `describe_error` returns it
APPLICATION_ID = 0x7A63  # "zc": a database of another program is never migrated
_BUSY_SECONDS = 60
_UPGRADE_SECONDS = 3600  # how long one process waits for another to upgrade the store
_WAL_ATTEMPTS, _WAL_PAUSE = 200, 0.05

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]


def now() -> str:
    """Return the current time in UTC as ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class Run:
    """A run in progress: the id of everything that it writes, and the counts to record when it ends."""

    id: str
    counts: dict[str, Any] = field(default_factory=dict)


class Store:
    """A connection to one store file; `raw_folder` and `index_folder` are beside it and belong to it."""

    parameters_per_statement = PARAMETERS
    keeps_counts = True  # see kept_counts; a lake has none
    is_snapshot = False  # whether nothing in it changes while it is open
    counts_versions = True  # whether annotation_version counts the passages shown; a part has the store's
    words: tuple[str, ...] = ()  # the command-line options that choose a part
    # The current documents of the whole store, also in a part.
    all_documents = "(SELECT * FROM main.document WHERE superseded_by IS NULL)"
    knows_sources = True  # how the sources of documents answered; a lake does not record it
    knows_states = True  # kind, level and status of documents, as settled; a lake has no statuses
    day = ""  # the day as of which the versions of a part are chosen
    is_on_full_disk = False  # whether it can only be read because its disk has no space left

    def __init__(
        self,
        path: Path,
        *,
        must_exist: bool = False,
        read_only: bool = False,
        reads_full_disk: bool = False,
        report: ReportStage | None = None,
    ) -> None:
        """Open and migrate the store at `path`, or create it (unless `must_exist` or `read_only`).

        A `read_only` store refuses every write, as does one on a read-only file system. With
        `reads_full_disk`, so does one whose disk has no space left; this is for commands that take seconds,
        because nothing keeps another process from writing as soon as there is space, which is an error at the
        end. `report(stage, done, total)` is called while a store of an older version is upgraded. Raises
        StoreError for a missing or damaged file, and for a database of another program or a newer version.
        """
        if path.is_dir():
            raise StoreError("store.is_folder", path=path, example=path / "zhengce.sqlite")
        if (must_exist or read_only) and not path.is_file():
            raise StoreError("store.missing", path=path)
        if path.is_symlink():
            path = follow_link(path)
        self.path = path
        self.raw_folder = path.with_suffix(".raw")
        self.index_folder = path.with_suffix(".index")
        try:
            self._open(report)
        except (sqlite3.DatabaseError, OSError) as error:
            if not reads_full_disk or not is_unused_on_full_disk(path, error):
                raise explain_fault(path, error) from None
            self.is_on_full_disk, self._state = True, identify_state(path)
            self._reopen(report)
        if read_only:
            self.connection.execute("PRAGMA query_only = ON")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.connection.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise explain_fault(self.path, error) from error
        if error is None and self.is_on_full_disk and identify_state(self.path) != self._state:
            raise StoreError("store.changed_while_read", path=self.path)

    @property
    def is_read_only(self) -> bool:
        """Whether this connection refuses every write."""
        return self.is_frozen or bool(self.value("PRAGMA query_only"))

    @property
    def beside(self) -> Store:
        """The store in which translations are read; of a part, that with the documents outside it."""
        return self

    # Queries ------------------------------------------------------------------------------------------------

    def group_publishers(self, groups: Mapping[str, str]) -> None:
        """Set what the SQL function `publisher_group` returns per publisher; others are their own group."""
        self.publisher_groups |= groups

    def select(self, kind: Callable[..., T], query: str, parameters: Parameters = ()) -> Iterator[T]:
        """Yield each row of a query as a `kind`, a NamedTuple or dataclass with one field per column.

        The columns must have the names of the fields, in the same order.
        """
        cursor = self.connection.cursor()
        cursor.row_factory = None  # plain tuples take half the time of sqlite3.Row for a NamedTuple
        cursor.execute(query, parameters)
        columns = tuple(column[0] for column in cursor.description)
        fields: tuple[str, ...] = getattr(kind, "__match_args__", columns)
        assert columns == fields, f"columns {columns} for the fields {fields}"
        return starmap(kind, cursor)

    def select_one(self, kind: Callable[..., T], query: str, parameters: Parameters = ()) -> T | None:
        """Return the first row of a query as a `kind`, as `select` does; None if there is no row."""
        return next(self.select(kind, query, parameters), None)

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Return every row of a query."""
        return self.connection.execute(query, parameters).fetchall()

    def column(self, query: str, parameters: Parameters = ()) -> list[Any]:
        """Return the first column of every row of a query."""
        return [row[0] for row in self.connection.execute(query, parameters)]

    def value(self, query: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row of a query; None if there is no row."""
        row = self.connection.execute(query, parameters).fetchone()
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the `with` block as one write transaction: everything is stored, or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:  # Ctrl-C must not leave half a batch either
            if self.connection.in_transaction:  # SQLite itself has rolled back if the disk is full
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    # Opening ------------------------------------------------------------------------------------------------

    def _open(self, report: ReportStage | None) -> None:
        """Connect and migrate; the connection is closed if that fails."""
        self.connection, self.is_frozen, self.publisher_groups = open_file(
            self.path, on_full_disk=self.is_on_full_disk
        )
        try:
            self.connection.row_factory = sqlite3.Row
            self._migrate(report)
        except BaseException:  # Ctrl-C must not leave the file open either
            self.connection.close()
            raise

    def _reopen(self, report: ReportStage | None) -> None:
        try:
            self._open(report)
        except (sqlite3.DatabaseError, OSError) as error:
            raise explain_fault(self.path, error) from None

    def _migrate(self, report: ReportStage | None) -> None:
        connection = self.connection
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        connection.create_function("digest", -1, digest, deterministic=True)  # names texts
        # Look for tables before reading the id: another process may be creating the store.
        is_empty = self.value("SELECT 1 FROM sqlite_master LIMIT 1") is None
        if not is_empty and self.value("PRAGMA application_id") != APPLICATION_ID:
            raise StoreError("store.foreign", path=self.path)
        migrations = read_migrations()
        version = self.value("PRAGMA user_version")
        if version > len(migrations):
            raise StoreError("store.newer", path=self.path, version=version, known=len(migrations))
        if self.is_frozen:
            if version < len(migrations) or is_to_move(self):
                raise StoreError("store.older", path=self.path, version=version, known=len(migrations))
            return
        self._use_wal()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        for number in range(version, len(migrations)):
            with self.transaction():
                if self.value("PRAGMA user_version") != number:
                    continue  # another process has run this migration meanwhile
                for statement in migrations[number]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if is_to_move(self):
            with lock_work(self, "+upgrade", "store.upgrading", wait=_UPGRADE_SECONDS, path=self.path):
                if is_to_move(self):  # another process may have done it meanwhile
                    move_rows(self, report)

    def _use_wal(self) -> None:
        """Switch to write-ahead logging. SQLite ignores the busy timeout here, so this retries."""
        for _ in range(_WAL_ATTEMPTS - 1):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                time.sleep(_WAL_PAUSE)
        self.connection.execute("PRAGMA journal_mode = WAL")

    # Runs ---------------------------------------------------------------------------------------------------

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:
        """Record the `with` block as one run of a command, with its counts.

        The run is `failed` if the block raises or its counts have anything `unmet`, and `stopped` after
        Ctrl-C, which adds a note of what is kept. Raises StoreError if the store is read-only.
        """
        if self.is_frozen:
            raise refuse_writing(self.path)
        self.end_dead_runs()
        run_id = _new_run_id()
        with hold_mark(self._run_mark(run_id)):
            run = Run(self.begin_run(command, run_id))
            try:
                yield run
            except KeyboardInterrupt as stop:
                kept = self._count_kept(run.id)
                self.finish_run(run.id, "stopped", kept | run.counts)
                stop.add_note(" and ".join(_count(number, name) for name, number in kept.items() if number))
                raise
            except BaseException as error:  # also what ends the process: no run may stay `running`
                with suppress(sqlite3.DatabaseError):  # on a full disk; the first error says more
                    self.finish_run(run.id, "failed", {**run.counts, PROBLEM: describe_error(error)})
                raise
            self.finish_run(run.id, _judge_outcome(run.counts), run.counts)

    def _count_kept(self, run_id: str) -> dict[str, int]:
        """Return what a run has stored so far."""
        counted = {"documents": "document", "annotated passages": "annotation"}
        return {
            name: self.value(f"SELECT count(*) FROM {table} WHERE run_id = ?", (run_id,))
            for name, table in counted.items()
        }

    def _run_mark(self, run_id: str) -> Path:
        """Return the file that a run keeps locked while it lives."""
        return self.path.with_name(f"{self.path.name}.run-{run_id}.lock")

    def end_dead_runs(self) -> int:
        """Record runs whose process is gone as `killed`; return their number.

        Removes the marks they left, and their side files unless another run is alive.
        """
        running = self.column("SELECT id FROM run WHERE outcome = 'running'")
        dead = [run_id for run_id in running if not is_locked(self._run_mark(run_id))]
        for run_id in dead:
            self._run_mark(run_id).unlink(missing_ok=True)
            self.connection.execute(
                "UPDATE run SET outcome = 'killed' WHERE id = ? AND outcome = 'running'", (run_id,)
            )
        self._remove_marks()
        if dead and len(dead) == len(running):
            for left in self.raw_folder.glob("*/*.part"):
                left.unlink(missing_ok=True)
        return len(dead)

    def _remove_marks(self) -> None:
        """Remove marks of runs killed just before their first row or after their last one.

        A mark younger than a second may not be locked yet.
        """
        for mark in self.path.parent.glob(f"{self.path.name}.run-*.lock"):
            with suppress(FileNotFoundError):  # its run has just ended
                if time.time() - mark.stat().st_mtime > _MARKED_SECONDS and not is_locked(mark):
                    mark.unlink()

    def begin_run(self, command: str, run_id: str = "") -> str:
        """Record the start of a run; return its id."""
        run_id = run_id or _new_run_id()
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO run (id, command, started, code_version) VALUES (?, ?, ?, ?)",
                (run_id, command, now(), __version__),
            )
        return run_id

    def finish_run(self, run_id: str, outcome: str, counts: Mapping[str, Any]) -> None:
        """Record how a run ended: `done`, `done with rejections`, `failed`, `stopped` or `killed`."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE run SET finished = ?, outcome = ?, counts = ? WHERE id = ?",
                (now(), outcome, json.dumps(counts, ensure_ascii=False), run_id),
            )


def _new_run_id() -> str:
    return uuid.uuid4().hex[:12]


def _judge_outcome(counts: Mapping[str, Any]) -> str:
    if counts.get("unmet"):
        return "failed"
    if counts.get("rejected"):
        return "done with rejections"
    return "done"


def _count(number: int, name: str) -> str:
    """Return 1 document, 2 documents; 1 annotated."""
    noun = {1: name.removesuffix("s")}.get(number, name)
    return f"{number:,} {noun}"
