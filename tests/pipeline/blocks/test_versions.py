"""A worker with different code has a different version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.pipeline.blocks import versions


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    versions._hash_rooms.cache_clear()
    yield
    versions._hash_rooms.cache_clear()


@pytest.mark.parametrize("room", ["annotation", "records", "text", "pipeline/blocks"])
def test_a_change_of_a_room_changes_the_version(room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read, before = Path.read_bytes, versions.code_version("annotation")
    changed = next((versions._PACKAGE / room).glob("*.py"))
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path == changed))
    versions._hash_rooms.cache_clear()
    assert versions.code_version("annotation")["code"] != before["code"]


def test_a_room_that_does_no_work_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    read, before = Path.read_bytes, versions.code_version("annotation")
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * ("web" in path.parts))
    versions._hash_rooms.cache_clear()
    assert versions.code_version("annotation") == before
