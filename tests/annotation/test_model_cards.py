"""Cards of the shipped models: valid YAML front matter, with the figures of the card's own tables."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.annotation import MeasuredOn, ModelSummary, describe_front, split_card, write_front
from tests.support import MODELS

ARTEFACTS = MODELS / "artefacts"
CARDS = sorted((*ARTEFACTS.glob("*/*/README.md"), *ARTEFACTS.glob("*/*/card.md")))


def read_card(path: Path) -> tuple[dict[str, Any], str]:
    front, text = split_card(path.read_text(encoding="utf-8"))
    return yaml.safe_load(front), text


def newest(name: str, file: str = "README.md") -> tuple[dict[str, Any], str]:
    return read_card(max((ARTEFACTS / name).glob(f"[0-9]*/{file}")))


def metrics_of(values: dict[str, Any]) -> dict[str, float]:
    (result,) = values["model-index"][0]["results"]
    return {metric["name"]: metric["value"] for metric in result["metrics"]}


def row_of(text: str, name: str, below: str = "") -> list[str]:
    """Return the cells of the table row that begins with a name, after a given line of the text."""
    lines = text[text.index(below) :].splitlines()
    line = next(line for line in lines if re.match(rf"\| {re.escape(name)} \|", line))
    return [cell.strip() for cell in line.strip("| ").split("|")][1:]


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.parent.parent.name)
def test_front_matter_has_what_the_hub_reads(path: Path) -> None:
    values, text = read_card(path)
    assert set(values["language"]) <= {"zh", "en"} and values["tags"]
    assert values["license"] in ("apache-2.0", "cc-by-sa-4.0")
    assert text.startswith("# ")
    (model,) = values["model-index"]
    for result in model["results"]:
        assert result["task"]["type"] and result["dataset"]["type"] and result["dataset"]["name"]
        assert {metric["type"] for metric in result["metrics"]} == set(values["metrics"])
        assert all(0 < metric["value"] <= 1 for metric in result["metrics"])


def test_every_model_has_a_card() -> None:
    assert {path.parent.parent.name for path in CARDS} == {path.name for path in ARTEFACTS.iterdir()}


def test_strategies_have_the_figures_of_their_table() -> None:
    values, text = newest("strategies", "card.md")
    metrics = metrics_of(values)
    stated = re.search(r"Macro-F1 of the strategies: (\d\.\d+)\.\n", text)
    assert stated and metrics.pop("Macro-F1 of the strategies") == float(stated.group(1))
    rows = {name: float(row_of(text, name.removeprefix("F1 of "))[3]) for name in metrics}
    assert metrics == rows and len(rows) == 17


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_have_the_figures_of_the_test_set(language: str) -> None:
    values, text = newest(f"ner_{language}")
    person, organisation, place, whole = row_of(text, "model", "Test, read once")[:4]
    f1, precision, recall = re.findall(r"\.\d+", whole)
    named = [float(cell.split(" ", 1)[0]) for cell in (person, organisation, place)]
    assert list(metrics_of(values).values()) == [float(precision), float(recall), float(f1), *named]


def test_parser_has_the_figures_of_the_test_set() -> None:
    values, text = newest("parse_en")
    assert list(metrics_of(values).values()) == [float(cell) for cell in row_of(text, "EWT test")]


def test_alignment_has_the_figures_of_each_draw() -> None:
    values, text = newest("alignment")
    cells = row_of(text, "without sentence vectors") + row_of(text, "with sentence vectors")
    stated = [float(number) for cell in cells for number in cell.split(", ")]
    assert list(metrics_of(values).values()) == stated and len(stated) == 18


def test_generator_writes_the_front_matter_of_the_shipped_classifier() -> None:
    """So that the next version has the same keys."""
    from flows.annotation.classifier.model import load_model
    from flows.annotation.classifier.model_card import describe_model

    folder = max((ARTEFACTS / "strategies").glob("[0-9]*"))
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    card = describe_model(load_model(ARTEFACTS / "strategies"), metrics, [])
    made = yaml.safe_load(split_card(card)[0])
    shipped, _ = read_card(folder / "card.md")
    assert {**made, "language": shipped["language"]} == shipped


def test_a_card_without_front_matter_is_all_text() -> None:
    assert split_card("# A\n\n---\nb\n") == ("", "# A\n\n---\nb\n")
    assert split_card(write_front({"a": "是"}) + "# A\n") == ("a: 是\n", "# A\n")


def test_what_is_blank_is_left_out() -> None:
    measured = MeasuredOn("t", "T", "d", "D", "test", [("f1", "F1", 0.5)])
    values = yaml.safe_load(
        split_card(describe_front(ModelSummary("m", ["en"], "mit", (), [], "t", [measured])))[0]
    )
    assert set(values) == {"language", "license", "pipeline_tag", "metrics", "model-index"}
