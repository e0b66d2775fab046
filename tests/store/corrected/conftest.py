"""A copy of a store made once per module, for each test that writes to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.store.database import Store


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "s.sqlite"
    shutil.copy(made, path)
    with Store(path) as opened:
        yield opened
