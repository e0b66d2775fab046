"""The migrations: numbered SQL files, only ever added to, each run once per store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def read_migrations() -> tuple[tuple[str, ...], ...]:
    """Return the statements of each migration, in the order of their numbers.

    Read once per process: this takes nearly half the time of opening a store.
    """
    folder = resources.files("flows.store") / "migrations"
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    files.sort(key=lambda entry: entry.name)
    return tuple(tuple(_split_statements(entry.read_text(encoding="utf-8"))) for entry in files)


def _split_statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
