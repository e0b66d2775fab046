"""Skipped tests say where to get their data; quadratic time is distinguished from linear time."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support import PROJECT, read_origins, shared_data
from tests.timing import assert_time_in_proportion


def called_folders() -> set[str]:
    """Return the folders of shared data named by tests."""
    return {
        node.args[0].value
        for path in (PROJECT / "tests").rglob("*.py")
        if "shared_data" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "shared_data"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_folder_has_an_origin() -> None:
    assert {folder.partition("/")[0] for folder in called_folders()} <= set(read_origins())


def test_a_skipped_test_says_where_its_texts_are_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_SHARED", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="UniversalNER/UNER_"):
        shared_data("ner", "x.iob2")


def test_time_in_proportion_is_told_from_that_of_comparing_all() -> None:
    assert_time_in_proportion(lambda size: sum(range(100 * size)), 10_000)
    with pytest.raises(pytest.fail.Exception, match="10,000"):
        assert_time_in_proportion(lambda size: sum(range(size * size // 10)), 10_000)
