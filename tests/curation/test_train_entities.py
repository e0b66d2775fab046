"""Training from a folder: the model loads, and test files are never read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.annotation.names.model import load_entities
from flows.cli.main import app
from flows.curation.train_entities import evaluate_entities, retrain_names
from flows.errors import UsageError

_SURNAMES, _PLACES = "王李张刘陈", ("绵阳", "三亚", "喀什", "丽江")


def write_iob2(path: Path, sentences: list[list[tuple[str, str]]]) -> None:
    lines = []
    for rows in sentences:
        lines.append("# text = " + "".join(word for word, _ in rows))
        lines += [f"{number}\t{word}\t{label}\t-\t-" for number, (word, label) in enumerate(rows, start=1)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def models_copy(models: Path, tmp_path: Path) -> Path:
    """Return a models folder with the lexicon and no trained model."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "lexicon").symlink_to(models / "lexicon")
    return folder


def test_a_folder_becomes_a_model(
    models_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    sentences = [
        [
            (surname + "小梅", "B-PER"),
            ("昨天", "O"),
            ("到", "O"),
            (place, "B-LOC"),
            ("考察", "O"),
            ("。", "O"),
        ]
        for surname in _SURNAMES
        for place in _PLACES
    ]
    write_iob2(folder / "own-train.iob2", sentences)
    write_iob2(folder / "own-dev.iob2", sentences[:4])
    (folder / "own-test.iob2").write_text("no IOB2 at all", encoding="utf-8")
    (folder / "more.txt").write_text("教育部负责人昨天到北京考察有关工作。\n", encoding="utf-8")
    teacher = tmp_path / "teacher.jsonl"
    row = {"text": "赵小梅到丽江考察。", "spans": [[0, 3, "PER"], [3, 4, "v"], [4, 6, "LOC"], [6, 8, "v"]]}
    teacher.write_text((json.dumps(row, ensure_ascii=False) + "\n") * 40, encoding="utf-8")
    monkeypatch.setenv("ZHENGCE_MODELS", str(models_copy))
    words = ["train", "ner", str(folder), "--language", "zh", "--teacher", str(teacher)]
    assert app(words, result_action="return_value") == 0
    target = models_copy / "artefacts" / "ner_zh" / "0001"
    metrics = json.loads((target / "metrics.json").read_text(encoding="utf-8"))
    assert (metrics["gold"], metrics["silver"], metrics["held_out"]["all"]["spans"]) == (20, 41, 8)
    printed = capsys.readouterr()
    assert "20 gold sentences" in printed.err
    assert {"PERSON", "ORG", "GPE", "all"} <= set(printed.out.split())
    model = load_entities(models_copy / "artefacts")
    assert model is not None
    assert model.version.startswith("zh0001-")
    assert set(evaluate_entities(folder / "own-dev.iob2", models_copy)) == {
        "lexicon and rules",
        "model",
        "together",
    }


def test_a_folder_without_gold_is_an_error(models_copy: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no IOB2 file to learn from"):
        retrain_names(tmp_path, models_copy, "zh")


def test_measuring_needs_a_model(models_copy: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="zhengce train ner"):
        evaluate_entities(tmp_path / "x.iob2", models_copy)
