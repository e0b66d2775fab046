"""The card and metadata of the training passages: as the code writes them, with the counts of the files."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml

from flows.annotation import split_card
from flows.curation import write_training_card
from flows.errors import ConfigurationError
from tests.support import MODELS

TRAINING = MODELS / "training"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(TRAINING, tmp_path / "training")
    shutil.copy(MODELS / "taxonomy.toml", tmp_path)
    return tmp_path


def test_shipped_files_are_as_the_code_writes_them(copied: Path) -> None:
    """`zhengce train strategies` rewrites them."""
    for path in write_training_card(copied):
        assert path.read_text(encoding="utf-8") == (TRAINING / path.name).read_text(encoding="utf-8")


def test_front_matter_names_every_file_of_passages() -> None:
    values = yaml.safe_load(split_card((TRAINING / "README.md").read_text(encoding="utf-8"))[0])
    (split,) = values["configs"][0]["data_files"]
    assert set(split["path"]) == {path.name for path in TRAINING.glob("*.jsonl")} - {"second_reading.jsonl"}
    lines = sum(len((TRAINING / name).read_text(encoding="utf-8").splitlines()) for name in split["path"])
    assert lines == 7229 and values["size_categories"] == ["1K<n<10K"]


def test_metadata_has_the_hash_of_every_file() -> None:
    metadata = json.loads((TRAINING / "croissant.json").read_text(encoding="utf-8"))
    hashes = {entry["contentUrl"]: entry["sha256"] for entry in metadata["distribution"]}
    assert hashes == {
        path.relative_to(TRAINING).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in TRAINING.rglob("*.jsonl")
    }
    assert metadata["license"] == "https://spdx.org/licenses/Apache-2.0.html"


def test_the_day_changes_with_the_files(copied: Path) -> None:
    metadata = copied / "training" / "croissant.json"
    values = json.loads(metadata.read_text(encoding="utf-8"))
    metadata.write_text(json.dumps({**values, "datePublished": "2001-01-01"}), encoding="utf-8")
    write_training_card(copied)
    assert json.loads(metadata.read_text(encoding="utf-8"))["datePublished"] == "2001-01-01"
    line = json.dumps({"text": "又一段。", "labels": []}, ensure_ascii=False)
    (copied / "training" / "corrections.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (copied / "training" / "empty.jsonl").write_text("\n", encoding="utf-8")
    card, _ = write_training_card(copied)
    assert json.loads(metadata.read_text(encoding="utf-8"))["datePublished"] > "2001-01-01"
    assert "| corrections.jsonl | 1 | 0 | 0 | 1 |" in card.read_text(encoding="utf-8")


def test_a_broken_line_is_named(copied: Path) -> None:
    (copied / "training" / "own.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"own\.jsonl:1"):
        write_training_card(copied)
