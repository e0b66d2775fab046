"""The search history: JSON lines in a file of this user beside the settings' state, never in a store.

Stores are copied and shared, but not what somebody searched for. An unwritable file is not an error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from flows.store.database import now

_NAME = "history.jsonl"
_LONGEST = 2_000  # characters of a query
_MOST_BYTES = 2_000_000  # above this the older half is dropped


class HistoryEntry(NamedTuple):
    """A search: its time (UTC), command or page, query, options, and number of results.

    `total` is -1 if nothing was counted.
    """

    made: str
    store: str
    command: str
    query: str
    options: str
    total: int


def add_history(folder: Path, store: Path, command: str, query: str, options: str, total: int) -> None:
    """Add a search to the history, unless it repeats the last one."""
    entry = HistoryEntry(
        now(), os.fspath(store.absolute()), command, query[:_LONGEST], options[:_LONGEST], total
    )
    path = folder / _NAME
    with suppress(OSError):
        last = next(_read_back(path), None)
        if last is not None and last._replace(made=entry.made, total=entry.total) == entry:
            return
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            _halve(path)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(entry._asdict(), ensure_ascii=False) + "\n")


def read_history(folder: Path, store: Path, limit: int | None = None) -> list[HistoryEntry]:
    """Return the searches in a store, newest first."""
    name = os.fspath(store.absolute())
    found = [entry for entry in _read_back(folder / _NAME) if entry.store == name]
    return found[:limit]


def clear_history(folder: Path) -> int:
    """Delete the history of all stores; return the number of searches deleted."""
    path = folder / _NAME
    number = sum(1 for _ in _read_back(path))
    path.unlink(missing_ok=True)
    return number


def _halve(path: Path) -> None:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    path.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")


def _read_back(path: Path) -> Iterator[HistoryEntry]:
    """Yield the entries of a history file, newest first; invalid lines are skipped."""
    if not path.is_file():
        return
    for line in reversed(path.read_text(encoding="utf-8", errors="replace").splitlines()):
        with suppress(ValueError, TypeError):
            yield HistoryEntry(**json.loads(line))
