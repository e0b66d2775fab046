"""The recipes for a lake: each snippet prints what the page shows, in one session per page."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.store import Store
from flows.store.lake import export_lake
from tests.support import PROJECT

PAGE = PROJECT / "docs" / "lake-recipes.md"
_RECIPE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


class Recipe(NamedTuple):
    """A snippet, and what it prints."""

    source: str
    shown: str


def read_recipes(text: str) -> list[Recipe]:
    return [Recipe(*match.groups()) for match in _RECIPE.finditer(text)]


def run_recipe(source: str, names: dict[str, object]) -> str:
    """Run a snippet with the names of those before it; return what it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(source, str(PAGE), "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def test_recipes_print_what_the_page_shows(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(sample_store) as store:
        export_lake(store, str(tmp_path / "lake"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    recipes = read_recipes(PAGE.read_text(encoding="utf-8"))
    assert len(recipes) > 5
    for recipe in recipes:
        if "import polars" in recipe.source:
            try:
                import polars  # noqa: F401
            except ImportError:
                continue
        assert run_recipe(recipe.source, names) == recipe.shown, recipe.source
    base = names["base"]
    assert isinstance(base, sqlite3.Connection)
    base.close()
