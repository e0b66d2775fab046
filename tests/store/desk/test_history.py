"""The history: a file per user, bounded, and never a reason for a search to fail."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from flows.settings import Settings, read_settings
from flows.store.desk import add_history, clear_history, history, read_history


def add(folder: Path, store: Path, *queries: str) -> None:
    for query in queries:
        add_history(folder, store, "search", query, "--corpus c", 3)


def queries(folder: Path, store: Path, limit: int | None = None) -> list[str]:
    return [entry.query for entry in read_history(folder, store, limit)]


def test_the_newest_first_and_by_store(tmp_path: Path) -> None:
    one, other = tmp_path / "a.sqlite", tmp_path / "b.sqlite"
    add(tmp_path, one, "芯片", "芯片", "稀土")
    add(tmp_path, other, "出口管制")
    assert queries(tmp_path, one) == ["稀土", "芯片"]
    assert queries(tmp_path, one, 1) == ["稀土"]
    assert clear_history(tmp_path) == 3
    assert queries(tmp_path, other) == []
    assert clear_history(tmp_path) == 0


def test_only_its_user_can_read_it(tmp_path: Path) -> None:
    add(tmp_path, tmp_path / "a.sqlite", "芯片")
    assert stat.S_IMODE((tmp_path / "history.jsonl").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    add(blocked / "state", tmp_path / "a.sqlite", "芯片")
    assert queries(blocked / "state", tmp_path / "a.sqlite") == []


def test_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    add(tmp_path, tmp_path / "a.sqlite", "芯片")
    with (tmp_path / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"half\n[]\n{"other": 1}\n')
    add(tmp_path, tmp_path / "a.sqlite", "稀土")
    assert queries(tmp_path, tmp_path / "a.sqlite") == ["稀土", "芯片"]


def test_a_long_history_loses_its_older_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_MOST_BYTES", 500)
    add(tmp_path, tmp_path / "a.sqlite", *(f"词{number}" for number in range(20)))
    kept = queries(tmp_path, tmp_path / "a.sqlite")
    assert kept[0] == "词19" and 2 < len(kept) < 10


@pytest.mark.parametrize(("value", "on"), [("", True), ("off", False), ("0", False), ("on", True)])
def test_the_setting(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("ZHENGCE_HISTORY", value)
    assert read_settings().history is on
    assert Settings().history
