"""Training of the English parser from a folder: a new version, with its scores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.annotation.parsing import ParseSchedule, load_parser
from flows.curation import retrain_parser
from flows.errors import UsageError
from tests.annotation.parsing.test_treebank import write


def test_training_writes_the_next_version(tmp_path: Path) -> None:
    source = tmp_path / "treebank"
    source.mkdir()
    write(source, times=40)
    models = tmp_path / "models"
    done = retrain_parser(source, models, ParseSchedule(passes=1, batch=50))
    assert done.folder == models / "artefacts" / "parse_en" / "0001"
    metrics = json.loads((done.folder / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["sentences"] == {"train": 40, "dev": 0, "test": 0}
    assert load_parser(models / "artefacts") is not None


def test_a_folder_without_a_treebank_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"train.*conllu"):
        retrain_parser(tmp_path, tmp_path / "models")
