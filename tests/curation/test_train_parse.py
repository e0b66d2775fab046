"""Training of the English parser from a folder: a new version, with its scores."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.annotation.parsing import ParseSchedule, load_parser
from flows.curation import retrain_parser
from flows.errors import UsageError
from tests.annotation.parsing.test_treebank import write
from tests.support import MODELS


def test_training_writes_the_next_version(tmp_path: Path) -> None:
    source = tmp_path / "treebank"
    source.mkdir()
    write(source, times=40)
    models = tmp_path / "models"
    shutil.copytree(MODELS / "parsing", models / "parsing")
    (models / "training").mkdir()
    passages = [{"text": "Exports rose 4 percent. They fell later."}, {"text": "出口增长4%。"}]
    lines = "".join(f"{json.dumps(passage)}\n" for passage in passages)
    (models / "training" / "en.jsonl").write_text(lines, encoding="utf-8")
    short = ParseSchedule(passes=1, batch=50)
    done = retrain_parser(source, models, (short, short), drawn=20)
    assert done.folder == models / "artefacts" / "parse_en" / "0001"
    metrics = json.loads((done.folder / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["sentences"] == {"train": 40, "dev": 0, "test": 0, "grammar": 20, "passages": 1}
    assert load_parser(models / "artefacts") is not None
    weights = done.folder / "tagger" / "model"
    first = weights.read_bytes()
    again = retrain_parser(source, models, (short, short), drawn=20, start=done.folder)
    assert again.folder.name == "0002"
    assert (again.folder / "tagger" / "model").read_bytes() != first == weights.read_bytes()


def test_a_folder_without_a_treebank_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"train.*conllu"):
        retrain_parser(tmp_path, tmp_path / "models")
