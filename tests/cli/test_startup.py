"""Start-up: the libraries that a command imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.store.database import Store
from tests.support import MODELS, PROJECT

_PROBE = """
import json, sys
from flows.cli.main import app
loaded = []
for words in json.loads(sys.argv[1]):
    assert app(words, exit_on_error=False) == 0, words
    loaded.append(sorted(sys.modules))
sys.stderr.write("\\n" + json.dumps(loaded))
"""
HEAVY = ("pandas", "duckdb", "scipy", "spacy", "sklearn", "prefect", "trafilatura", "altair")
# Commands that run one after the other in one interpreter, those that load the fewest libraries first: each is
# checked with what the earlier ones have loaded, too. Series load numpy, and the status loads pydantic.
TOGETHER = (
    (
        ("search", "自主可控"),
        ("search", "稀土", "--format", "json"),
        ("concordance", "自主可控"),
        ("cite", "DOCUMENT"),
        ("trends", "自主可控"),
        ("trends", "自主可控", "--group", "corpus"),
        ("trends", "自主可控", "--hold", "publisher"),
    ),
    (
        ("status",),
        ("citations",),
        ("targets",),
        ("documents",),
        ("open", "稀土", "--print"),
        ("batch", "LIST"),
    ),
)
Loaded = dict[tuple[str, ...], frozenset[str]]


def run_in_new_interpreter(store: Path, *commands: tuple[str, ...]) -> list[frozenset[str]]:
    """Return, per command, the modules loaded after it has run."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(commands)],
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
    return [frozenset(modules) for modules in json.loads(done.stderr.splitlines()[-1])]


@pytest.fixture(scope="module")
def loaded(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The modules loaded after each of the commands."""
    terms = tmp_path_factory.mktemp("terms") / "terms.txt"
    terms.write_text("自主可控\n", encoding="utf-8")
    with Store(sample_store, read_only=True) as store:
        values = {"DOCUMENT": str(store.value("SELECT id FROM document LIMIT 1")), "LIST": str(terms)}
    found: Loaded = {}
    for group in TOGETHER:
        commands = [tuple(values.get(word, word) for word in words) for words in group]
        found |= zip(group, run_in_new_interpreter(sample_store, *commands), strict=True)
    return found


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
def test_reading_takes_no_heavy_library(loaded: Loaded, words: tuple[str, ...]) -> None:
    assert loaded[words] & {*HEAVY, "pyarrow", "sklearn"} == set()


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
    loaded: Loaded, words: tuple[str, ...], left_out: set[str]
) -> None:
    assert loaded[words] & left_out == set()


@pytest.mark.parametrize(
    "words",
    [("trends", "自主可控", "--group", "corpus"), ("trends", "自主可控", "--hold", "publisher")],
    ids=" ".join,
)
def test_series_take_neither_pandas_nor_scipy(loaded: Loaded, words: tuple[str, ...]) -> None:
    assert loaded[words] & set(HEAVY) == set()


def test_citing_takes_no_heavy_library(loaded: Loaded) -> None:
    assert loaded["cite", "DOCUMENT"] & {*HEAVY, "pyarrow", "numpy", "pydantic"} == set()


def test_ingesting_loads_no_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于加快发展的意见\n\n坚持自主可控。\n", encoding="utf-8")
    words = ("ingest", str(tmp_path / "a.txt"), "--corpus", "mine")
    left_out = {"spacy", "rjieba", "sklearn", "pandas", "trafilatura"}
    (modules,) = run_in_new_interpreter(tmp_path / "zhengce.sqlite", words)
    assert modules & left_out == set()


def test_analysing_a_text_loads_no_reader_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("坚持自主可控。\n", encoding="utf-8")
    left_out = {*HEAVY, "cssselect"} - {"spacy", "scipy"}
    (modules,) = run_in_new_interpreter(tmp_path / "zhengce.sqlite", ("analyze", str(tmp_path / "a.txt")))
    assert modules & left_out == set()


def test_counting_a_list_loads_no_annotator(loaded: Loaded) -> None:
    left_out = {*HEAVY, "flows.annotation.annotator", "flows.corpus.readers.web.reading"}
    assert loaded["batch", "LIST"] & left_out == set()
