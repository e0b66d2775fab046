"""Open, migrate and lock the store; run bookkeeping."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from flows import __version__
from flows.errors import StoreError
from flows.store.filelocks import is_taken, take

_APPLICATION_ID = 0x7A63  # "zc", so that a file of another program is never migrated


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class Run:
    """A run under way: its id, which all it writes carries, and the counts to be recorded."""

    id: str
    counts: dict[str, Any] = field(default_factory=dict)


class Store:
    """A connection to one store file. `raw_folder` and `index_folder` lie beside it and belong to it."""

    def __init__(self, path: Path, *, must_exist: bool = False, read_only: bool = False) -> None:
        """Open and migrate `path` (made where missing, unless `must_exist`); raises StoreError with what to do.

        `read_only` opens a store as it is and refuses every write.
        """
        must_exist = must_exist or read_only
        if must_exist and not path.is_file():
            raise StoreError(
                f"{path}: no store there yet; `zhengce run` or `zhengce ingest PATH --corpus NAME` makes one"
            )
        self.path = path
        self.raw_folder = path.with_suffix(".raw")
        self.index_folder = path.with_suffix(".index")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, timeout=60, isolation_level=None)
            self.connection.row_factory = sqlite3.Row
            self._migrate()
            if read_only:
                self.connection.execute("PRAGMA query_only = ON")
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError(f"{path}: can't be opened as a zhengce store ({error})") from None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.connection.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise StoreError(
                f"{self.path}: the store is damaged or in use by another process ({error})"
            ) from error

    def _migrate(self) -> None:
        connection = self.connection
        connection.execute("PRAGMA busy_timeout = 60000")
        is_empty = not connection.execute(
            "SELECT 1 FROM sqlite_master LIMIT 1"
        ).fetchone()  # asked first: another may be making it
        if not is_empty and connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
            raise StoreError(f"{self.path}: a database of another program; name another file with --store")
        self._use_wal()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        scripts = _migration_scripts()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(scripts):
            raise StoreError(
                f"{self.path}: made by a newer zhengce (schema {version}, this one knows {len(scripts)}); update zhengce"
            )
        for number in range(version, len(scripts)):
            with self.transaction():
                if connection.execute("PRAGMA user_version").fetchone()[0] != number:
                    continue  # another process has just done it
                for statement in scripts[number]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")

    def _use_wal(self) -> None:
        """Switch to WAL; SQLite does not wait for others here, so this does."""
        for attempt in range(200):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if attempt == 199:
                    raise
                time.sleep(0.05)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: all of it or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:  # Ctrl-C, too, must leave no half batch
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def rows(self, query: str, parameters: Any = ()) -> list[sqlite3.Row]:
        return self.connection.execute(query, parameters).fetchall()

    def value(self, query: str, parameters: Any = ()) -> Any:
        row = self.connection.execute(query, parameters).fetchone()
        return row[0] if row else None

    @contextmanager
    def run(self, command: str) -> Iterator[Run]:
        """Record one run of a command: its counts when it ends, `failed` where it raises or counts anything `unmet`."""
        self.end_dead_runs()
        run_id = uuid.uuid4().hex[:12]
        mark = self._run_mark(run_id)
        with mark.open("wb") as file:
            take(file)
            run = Run(self.begin_run(command, run_id))
            try:
                yield run
            except BaseException:  # a run stopped by Ctrl-C has failed, too
                self.finish_run(run.id, "failed", run.counts)
                raise
            finally:
                mark.unlink(missing_ok=True)
            plain = "done with rejections" if run.counts.get("rejected") else "done"
            self.finish_run(run.id, "failed" if run.counts.get("unmet") else plain, run.counts)

    def _run_mark(self, run_id: str) -> Path:
        """The file that a run holds locked for as long as it lives."""
        return self.path.with_name(f"{self.path.name}.run-{run_id}.lock")

    def end_dead_runs(self) -> int:
        """Record runs whose process is gone as `killed`; returns how many there were."""
        dead = [
            row["id"]
            for row in self.rows("SELECT id FROM run WHERE outcome = 'running'")
            if not is_taken(self._run_mark(row["id"]))
        ]
        for run_id in dead:
            self._run_mark(run_id).unlink(missing_ok=True)
            self.connection.execute(
                "UPDATE run SET outcome = 'killed' WHERE id = ? AND outcome = 'running'", (run_id,)
            )
        return len(dead)

    def begin_run(self, command: str, run_id: str = "") -> str:
        """Record that a run begins; returns its id."""
        run_id = run_id or uuid.uuid4().hex[:12]
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO run (id, command, started, code_version) VALUES (?, ?, ?, ?)",
                (run_id, command, now(), __version__),
            )
        return run_id

    def finish_run(self, run_id: str, outcome: str, counts: dict[str, Any]) -> None:
        """Record how a run ended: `done`, `done with rejections` or `failed`; one whose process is gone is `killed`."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE run SET finished = ?, outcome = ?, counts = ? WHERE id = ?",
                (now(), outcome, json.dumps(counts, ensure_ascii=False), run_id),
            )


def _migration_scripts() -> list[list[str]]:
    folder = resources.files("flows.store") / "migrations"
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name
    )
    return [list(_statements(entry.read_text(encoding="utf-8"))) for entry in files]


def _statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
