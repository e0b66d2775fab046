"""Paths set from outside: the user's folder, and links to a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import read_settings


def test_a_home_folder_is_found_in_every_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("STORE", "OUTPUTS", "CORPORA", "MODELS", "STATE"):
        monkeypatch.setenv(f"ZHENGCE_{name}", f"~/{name}")
    found = read_settings()
    places = (found.store, found.outputs, found.corpora, found.models, found.state)
    assert places == tuple(tmp_path / name for name in ("STORE", "OUTPUTS", "CORPORA", "MODELS", "STATE"))
    assert read_settings("~/other").store == tmp_path / "other"
    monkeypatch.setenv("ZHENGCE_STORE", "~nobody-of-this-name/x")
    assert read_settings().store == Path("~nobody-of-this-name/x")
