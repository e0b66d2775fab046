"""`zhengce search --by-document`: its references, its width, and options that it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from flows.cli.main import _run
from tests.cli.lists.test_lists import narrow

WORDS = ("search", "自主可控", "--by-document")


def call(*words: object, store: Path) -> int:
    return _run([*map(str, (*WORDS, *words)), "--store", str(store)])


@pytest.mark.parametrize("option", [("--facet", "term"), ("--counterparts",)])
def test_options_about_passages_are_refused(
    sample_store: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, ...]
) -> None:
    assert call(*option, store=sample_store) == 2
    shown = capsys.readouterr()
    assert shown.out == "" and f"{option[0]} cannot go with --by-document" in shown.err


def test_each_document_has_a_reference_in_every_format(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("--cite", "gbt7714", "--limit", 3, "--format", "json", store=sample_store) == 0
    rows = json.loads(capsys.readouterr().out)
    cited = [row["citation"] for row in rows]
    assert len(cited) == 3 and all(row["title"] in row["citation"] for row in rows)
    assert call("--cite", "gbt7714", "--limit", 3, "--format", "csv", store=sample_store) == 0
    assert [row["citation"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))] == cited
    assert call("--cite", "gbt7714", "--limit", 3, store=sample_store) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [f"[{n}] {text}" for n, text in enumerate(cited, 1)]
    path = tmp_path / "rows.csv"
    assert call("--cite", "gbt7714", "--limit", 3, "--out", path, store=sample_store) == 0
    written = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert [row["citation"] for row in written] == cited


def test_a_long_title_takes_few_lines_of_a_narrow_terminal(
    sample_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow(monkeypatch)
    assert call("--limit", 4, store=sample_store) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 5 <= len(lines) <= 1 + 3 * 4
