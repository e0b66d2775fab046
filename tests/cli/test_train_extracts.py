"""`zhengce train extracts` keeps labels, not texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.cli.main import _run
from tests.support import MODELS

LINE = {
    "text": "各地要对人工智能企业给予研发补助。",
    "labels": ["whole_of_nation"],
    "instruments": ["subsidies_tax"],
    "language": "zh",
    "group": "g1",
    "alt": ["rd_support"],
}


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    (folder / "training").mkdir(parents=True)
    shutil.copytree(MODELS / "lexicon", folder / "lexicon")
    shutil.copy(MODELS / "taxonomy.toml", folder)
    lines = (MODELS / "training" / "zh.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:40]
    (folder / "training" / "zh.jsonl").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setenv("ZHENGCE_MODELS", str(folder))
    return folder


def test_labels_are_kept_without_the_text(
    own_models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(LINE, ensure_ascii=False) + "\n", encoding="utf-8")
    assert _run(["train", "extracts", str(file)]) == 0
    assert "1 labelled passage read; models/training/extracts has 1" in capsys.readouterr().out
    kept = (own_models / "training" / "extracts" / "labels.jsonl").read_text(encoding="utf-8")
    (line,) = map(json.loads, kept.splitlines())
    assert (line["labels"], line["unsure"]) == (["subsidies_tax", "whole_of_nation"], ["rd_support"])
    assert "补助" not in kept


def test_no_path_is_kept(own_models: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret name.jsonl"
    line = {key: value for key, value in LINE.items() if key != "group"}
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert _run(["train", "extracts", str(file)]) == 0
    assert "secret" not in (own_models / "training" / "extracts" / "labels.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Name one or more files"),
        ("", "no labelled passages"),
        ("no json\n", "not a labelled passage"),
        ('{"text": "a", "labels": ["nothing"]}\n', "unknown label 'nothing'"),
    ],
)
def test_wrong_files_keep_nothing(
    own_models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, message: str
) -> None:
    words = ["train", "extracts"]
    if content is not None:
        file = tmp_path / "mine.jsonl"
        file.write_text(content, encoding="utf-8")
        words.append(str(file))
    assert _run(words) in (1, 2)
    assert message in capsys.readouterr().err
    assert not (own_models / "training" / "extracts").exists()
