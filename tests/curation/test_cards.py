"""Cards written by training: front matter with the figures of the table below it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.alignment.linking import LinkScores
from flows.annotation import split_card
from flows.annotation.parsing import ParseScores
from flows.curation.cards import write_alignment_card, write_name_card, write_parser_card

NAMES = {
    "PERSON": {"precision": 0.826, "recall": 0.722, "f1": 0.77, "spans": 79},
    "all": {"precision": 0.8071, "recall": 0.654, "f1": 0.7222, "spans": 205},
}


def read(path: Path) -> tuple[dict[str, Any], list[list[str]]]:
    """Return the front matter of a card, and the cells of its table without the header."""
    front, text = split_card(path.read_text(encoding="utf-8"))
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return yaml.safe_load(front), rows[2:]


def values_of(front: dict[str, Any]) -> list[float]:
    (result,) = front["model-index"][0]["results"]
    return [metric["value"] for metric in result["metrics"]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names(tmp_path: Path, language: str) -> None:
    front, rows = read(write_name_card(tmp_path, language, NAMES))
    assert (front["language"], front["license"], front["library_name"]) == ([language], "unknown", "spacy")
    assert rows[-1] == ["all", "0.807", "0.654", "0.722"]
    assert values_of(front) == [float(cell) for cell in rows[-1][1:]]


@pytest.mark.parametrize(("sizes", "part"), [((9, 3, 2), "test"), ((9, 3, 0), "dev"), ((9, 0, 0), "train")])
def test_parser_says_on_which_part_it_was_measured(
    tmp_path: Path, sizes: tuple[int, int, int], part: str
) -> None:
    named = dict(zip(("train", "dev", "test"), sizes, strict=True))
    front, rows = read(write_parser_card(tmp_path, ParseScores(0.935, 0.857, 0.818), named))
    assert rows == [[part, "0.935", "0.857", "0.818"]]
    assert values_of(front) == [0.935, 0.857, 0.818]
    assert front["model-index"][0]["results"][0]["dataset"]["split"] == part


@pytest.mark.parametrize("with_meaning", [None, LinkScores(0.975, 0.96, 0.968)])
def test_alignment(tmp_path: Path, with_meaning: LinkScores | None) -> None:
    front, rows = read(write_alignment_card(tmp_path, 111_867, LinkScores(0.956, 0.948, 0.952), with_meaning))
    assert [float(cell) for row in rows for cell in row[1:]] == values_of(front)
    assert len(rows) == 1 + bool(with_meaning) and front["language"] == ["zh", "en"]
