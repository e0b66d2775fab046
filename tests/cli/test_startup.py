"""Start-up: the libraries that a command imports."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from flows.store.database import Store
from tests.support import MODELS, PROJECT

_PROBE = """
import json, sys
from flows.cli.main import app
code = app(sys.argv[1:], exit_on_error=False)
sys.stderr.write(json.dumps([code, sorted(sys.modules)]))
"""
HEAVY = ("pandas", "duckdb", "scipy", "spacy", "sklearn", "prefect", "trafilatura", "altair")


@cache
def modules_of(store: Path, *words: str) -> frozenset[str]:
    """Return the modules loaded in a fresh interpreter after it ran a command."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *words],
        cwd=PROJECT,
        env={
            "PATH": "",
            "ZHENGCE_MODELS": str(MODELS),
            "ZHENGCE_STORE": str(store),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    code, modules = json.loads(done.stderr[done.stderr.index("[0, ") :])
    assert code == 0
    return frozenset(modules)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "自主可控"),
        ("search", "稀土", "--format", "json"),
        ("concordance", "自主可控"),
        ("status",),
        ("citations",),
        ("targets",),
        ("documents",),
        ("open", "稀土", "--print"),
    ],
    ids=" ".join,
)
def test_reading_takes_no_heavy_library(sample_store: Path, words: tuple[str, ...]) -> None:
    assert modules_of(sample_store, *words) & {*HEAVY, "pyarrow", "sklearn"} == set()


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (("search", "自主可控"), {"numpy", "pydantic", "yaml"}),
        (("concordance", "自主可控"), {"numpy", "pydantic", "yaml"}),
        (("trends", "自主可控"), {"pydantic", "yaml", "pyarrow"}),
        (("status",), {"numpy", "flows.search.similarity.vectors"}),
    ],
    ids=["search", "concordance", "trends", "status"],
)
def test_frequent_commands_leave_out_what_they_do_not_use(
    sample_store: Path, words: tuple[str, ...], left_out: set[str]
) -> None:
    assert modules_of(sample_store, *words) & left_out == set()


@pytest.mark.parametrize(
    "words",
    [("trends", "自主可控", "--group", "corpus"), ("trends", "自主可控", "--hold", "publisher")],
    ids=" ".join,
)
def test_series_take_neither_pandas_nor_scipy(sample_store: Path, words: tuple[str, ...]) -> None:
    assert modules_of(sample_store, *words) & set(HEAVY) == set()


def test_citing_takes_no_heavy_library(sample_store: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        name = str(store.value("SELECT id FROM document LIMIT 1"))
    assert modules_of(sample_store, "cite", name) & {*HEAVY, "pyarrow", "numpy", "pydantic"} == set()


def test_ingesting_loads_no_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于加快发展的意见\n\n坚持自主可控。\n", encoding="utf-8")
    words = ("ingest", str(tmp_path / "a.txt"), "--corpus", "mine")
    left_out = {"spacy", "rjieba", "sklearn", "pandas", "trafilatura"}
    assert modules_of(tmp_path / "zhengce.sqlite", *words) & left_out == set()


def test_analysing_a_text_loads_no_reader_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("坚持自主可控。\n", encoding="utf-8")
    left_out = {*HEAVY, "cssselect"} - {"spacy", "scipy"}
    assert modules_of(tmp_path / "zhengce.sqlite", "analyze", str(tmp_path / "a.txt")) & left_out == set()


def test_counting_a_list_loads_no_annotator(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("自主可控\n", encoding="utf-8")
    left_out = {*HEAVY, "flows.annotation.annotator", "flows.corpus.readers.webpage"}
    assert modules_of(sample_store, "batch", str(tmp_path / "terms.txt")) & left_out == set()
