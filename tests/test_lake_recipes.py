"""The recipes for a lake: each snippet prints what the page shows, in one session per page."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from flows.store import Store
from flows.store.lake import export_lake
from tests.stores import copy_file
from tests.support import PROJECT

PAGE = PROJECT / "docs" / "lake-recipes.md"
_RECIPE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


class Recipe(NamedTuple):
    """A snippet, and its output."""

    source: str
    shown: str


def read_recipes(text: str) -> list[Recipe]:
    return [Recipe(*match.groups()) for match in _RECIPE.finditer(text)]


def run_recipe(source: str, names: dict[str, object]) -> str:
    """Run a snippet with the names of those before it; return its output."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(source, str(PAGE), "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def count_technologies() -> str:
    """Count like the recipe for Polars, but with pandas: the tests do not require Polars."""
    mentions = pd.read_parquet("lake/mentions", columns=["type", "concept", "document_id"])
    found = mentions[(mentions["type"] == "TECH") & (mentions["concept"] != "")].groupby("concept")
    counts = found["document_id"].agg(["size", "nunique"]).reset_index()
    first = counts.sort_values(["size", "concept"], ascending=[False, True]).head(4)
    return "".join(f"{name} {number} {documents}\n" for name, number, documents in first.to_numpy())


def test_recipes_print_what_the_page_shows(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    copy_file(sample_store, copy)  # one process at a time may export a store
    with Store(copy) as store:
        export_lake(store, str(tmp_path / "lake"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    recipes = read_recipes(PAGE.read_text(encoding="utf-8"))
    assert len(recipes) > 5
    for recipe in recipes:
        if "import polars" in recipe.source:
            assert count_technologies() == recipe.shown
            if find_spec("polars") is None:
                continue
        assert run_recipe(recipe.source, names) == recipe.shown, recipe.source
    base = names["base"]
    assert isinstance(base, sqlite3.Connection)
    base.close()
