"""Shortcuts: what a process of tests needs hundreds of times is made once, by the program itself, and copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from flows.store.database import Store, connection
from flows.store.database.opening import Opened, open_file

_NEW_IDENTITY = "UPDATE counter SET value = abs(random()) WHERE name = 'identity'"


@pytest.fixture(scope="session", autouse=True)
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty store, of which every new store is a copy: running all migrations takes 50 ms, a copy 3.

    tests/store/database, where making stores is tested, does without (see `makes_stores`).
    """
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    with Store(path):
        pass

    def open_copy(new: Path, **how: bool) -> Opened:
        if new.exists() or not _put_copy(path, new):
            return open_file(new, **how)
        opened = open_file(new, **how)
        opened.connection.execute(_NEW_IDENTITY)
        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "open_file", open_copy)
        yield path


@pytest.fixture
def makes_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have new stores made by their migrations."""
    monkeypatch.setattr(connection, "open_file", open_file)


def _put_copy(empty: Path, new: Path) -> bool:
    """Put a copy at a path at once, so that nobody opens half of it; return whether that was possible."""
    with suppress(OSError):
        new.parent.mkdir(parents=True, exist_ok=True)
        part = new.with_name(f"{new.name}.{os.getpid()}.part")
        try:
            shutil.copyfile(empty, part)
            os.link(part, new)
            return True
        finally:
            part.unlink(missing_ok=True)
    return False
