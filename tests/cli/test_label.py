"""Labelling on the command line: the format of a sheet by its ending, and notices about skipped answers."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.errors import choose_terminal_locale


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_store, tmp_path / "s.sqlite"))


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["--out", "q.csv"], "\ufeffpassage_id,"),
        (["--out", "q.jsonl"], '{"passage_id"'),
        (["--out", "q.csv", "--format", "jsonl"], '{"passage_id"'),
    ],
)
def test_the_ending_chooses_the_form(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], start: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run(["label", "write", *words, "--limit", "2", "--store", str(store)]) == 0
    path = tmp_path / words[1]
    assert path.read_text(encoding="utf-8").startswith(start)
    assert _run(["label", "read", str(path), "--reader", "ann", "--store", str(store)]) == 0


def test_rows_that_nobody_signed_are_reported(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "q.csv"
    _run(["label", "write", "--out", str(path), "--limit", "3", "--store", str(store)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["reader"] = "ann"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    capsys.readouterr()
    assert _run(["label", "read", str(path), "--store", str(store)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "1 answer, 1 of them new" in said
    assert "2 rows name no reader and were left out" in said


def test_agreement_has_chinese_names_in_chinese(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.csv"
    lines = [f"第{number}段,tech_leverage,{who}" for number in range(4) for who in ("ann", "bo")]
    path.write_text("\n".join(["text,labels,reader", *lines]), encoding="utf-8")
    shown = {}
    for locale in ("en", "zh"):
        monkeypatch.setenv("ZHENGCE_LANG", locale)
        assert _run(["label", "read", str(path), "--store", str(store)]) == 0
        shown[locale] = capsys.readouterr().out
    choose_terminal_locale("en")
    assert "tech_leverage" in shown["en"]
    assert "技术与资源反制" in shown["zh"] and "tech_leverage" not in shown["zh"]
