"""Passages kept as extracts: errors in a file are reported, and earlier extracts are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.curation.train import keep_extracts, read_training
from flows.errors import ConfigurationError
from tests.support import MODELS

PASSAGE = {"text": "加强科技创新。", "labels": ["whole_of_nation"], "language": "zh", "group": "g"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A models folder with forty written passages."""
    folder = tmp_path / "models"
    (folder / "training").mkdir(parents=True)
    shutil.copy(MODELS / "taxonomy.toml", folder)
    shutil.copytree(MODELS / "lexicon", folder / "lexicon")
    lines = (MODELS / "training" / "zh.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "training" / "zh.jsonl").write_text("".join(lines[:40]), encoding="utf-8")
    return folder


def _write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def test_a_fault_keeps_what_was_there(small: Path, tmp_path: Path) -> None:
    good = _write(tmp_path / "good.jsonl", PASSAGE)
    assert keep_extracts([good], small) == (1, 1)
    folder = small / "training" / "extracts"
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    for record in (7, {"text": "a"}, PASSAGE | {"labels": ["no_label"]}, PASSAGE | {"group": "\ud800"}):
        bad = _write(tmp_path / "bad.jsonl", PASSAGE | {"text": "另一段。"}, record)
        with pytest.raises(ConfigurationError, match=r"bad\.jsonl:2: "):
            keep_extracts([good, bad], small)
    assert {path: path.read_bytes() for path in folder.iterdir()} == kept


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_passages_is_named(small: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"empty\.jsonl: no labelled passages"):
        keep_extracts([path], small)


def test_a_renamed_label_does_not_count(small: Path, tmp_path: Path) -> None:
    keep_extracts([_write(tmp_path / "good.jsonl", PASSAGE, PASSAGE | {"text": "二。"})], small)
    path = small / "taxonomy.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"whole_of_nation"', '"whole_nation"'), encoding="utf-8"
    )
    for file in (small / "training").glob("*.jsonl"):
        file.write_text(
            file.read_text(encoding="utf-8").replace('"whole_of_nation"', '"whole_nation"'), encoding="utf-8"
        )
    rows = read_training(small).extracts(set())
    assert [(row.labels, row.unsure) for row in rows] == [(frozenset(), frozenset({"whole_nation"}))] * 2
