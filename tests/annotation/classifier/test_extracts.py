"""Extracts of passages: they teach as the passages do, and hold no text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flows.annotation.classifier.examples import Example, read_examples
from flows.annotation.classifier.extracts import add_extracts, hash_passage, read_extracts
from flows.annotation.classifier.features import SENTENCE, split_sentences
from flows.annotation.classifier.rows import (
    LEAST_POSITIVES,
    Row,
    join_with_other,
    known_features,
    make_rows,
    training_rows,
)
from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
from flows.annotation.classifier.training import fit_weights, train_model
from flows.annotation.matching.tagging import Tagger
from flows.errors import ConfigurationError
from flows.text import is_han
from tests.support import MODELS

LABELS = ["whole_of_nation", "rd_support"]


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(MODELS / "taxonomy.toml")


@pytest.fixture(scope="module")
def part(taxonomy: Taxonomy) -> list[Example]:
    return read_examples([MODELS / "training" / "zh.jsonl"], taxonomy)[::20]


@pytest.fixture(scope="module")
def rows(part: list[Example], tagger: Tagger, taxonomy: Taxonomy) -> list[Row]:
    return make_rows(part, tagger)


def test_extracts_are_the_rows_without_order(
    part: list[Example], rows: list[Row], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    known = known_features(rows)
    assert add_extracts(part, rows, known, taxonomy, tmp_path) == len(part)
    found = {(row.group, *sorted(row.features)): row for row in read_extracts(tmp_path, known, taxonomy)}
    assert len(found) == len(part)
    for row in rows:
        sentences = sorted(sorted(sentence) for sentence in split_sentences(row.features) if sentence)
        match = [
            each
            for each in found.values()
            if sorted(sorted(sentence) for sentence in split_sentences(each.features)) == sentences
        ]
        assert [(each.labels, each.language, each.extracted) for each in match] == [
            (row.labels, row.language, True)
        ]


def test_unknown_words_are_neither_kept_nor_returned(
    part: list[Example], rows: list[Row], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    known = known_features(rows[:10])
    add_extracts(part, rows, known, taxonomy, tmp_path)
    for row in read_extracts(tmp_path, known_features(rows), taxonomy):
        assert set(row.features) <= known | {SENTENCE}
    for row in read_extracts(tmp_path, {"w:创新"}, taxonomy):
        assert set(row.features) <= {"w:创新", SENTENCE}


def test_no_text_is_kept(part: list[Example], rows: list[Row], taxonomy: Taxonomy, tmp_path: Path) -> None:
    add_extracts(part, rows, known_features(rows), taxonomy, tmp_path)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    with np.load(tmp_path / "features.npz") as stored:
        assert all(stored[name].dtype.kind == "u" for name in stored.files)
    for example in part:
        pairs = [example.text[place : place + 2] for place in range(len(example.text) - 1)]
        assert not [pair for pair in pairs if is_han(pair) and pair.encode() in kept]


def test_a_passage_that_is_there_is_replaced(
    part: list[Example], rows: list[Row], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    known = known_features(rows)
    add_extracts(part[:5], rows[:5], known, taxonomy, tmp_path)
    changed = replace(part[0], labels=frozenset({"export_control"}), ignored=frozenset({"rd_support"}))
    assert add_extracts([changed, part[5]], [rows[0], rows[5]], known, taxonomy, tmp_path) == 6
    lines = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text("utf-8").splitlines()]
    (line,) = [line for line in lines if line["passage"] == hash_passage(part[0].text)]
    assert (line["labels"], line["unsure"]) == (["export_control"], ["rd_support"])
    assert [line["passage"] for line in lines] == sorted(line["passage"] for line in lines)
    assert len(read_extracts(tmp_path, known, taxonomy)) == 6


def _write(tmp_path: Path, taxonomy: Taxonomy, labels: list[list[str]]) -> None:
    examples = [
        Example(f"第{number}段。", frozenset(some), f"g{number}", "zh") for number, some in enumerate(labels)
    ]
    rows = [
        Row(("w:a", SENTENCE), example.labels, example.group, "zh", extracted=True) for example in examples
    ]
    add_extracts(examples, rows, {"w:a"}, taxonomy, tmp_path)


def test_a_rare_label_is_not_taught(taxonomy: Taxonomy, tmp_path: Path) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * LEAST_POSITIVES + [["rd_support"]])
    for row in read_extracts(tmp_path, {"w:a"}, taxonomy):
        assert "whole_of_nation" not in row.unsure | row.untaught
        assert "rd_support" in row.untaught - row.unsure
        assert not row.unsure


def test_a_label_that_was_not_known_does_not_count(taxonomy: Taxonomy, tmp_path: Path) -> None:
    _write(tmp_path, taxonomy.limit(["whole_of_nation"]), [["whole_of_nation"]] * LEAST_POSITIVES)
    limited = taxonomy.limit(["whole_of_nation", "rd_support"])
    assert {row.unsure for row in read_extracts(tmp_path, {"w:a"}, limited)} == {frozenset({"rd_support"})}


def test_labels_that_the_taxonomy_lacks_are_dropped(taxonomy: Taxonomy, tmp_path: Path) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * LEAST_POSITIVES)
    limited = taxonomy.limit(["rd_support"])
    assert {row.labels for row in read_extracts(tmp_path, {"w:a"}, limited)} == {frozenset()}


def _weight(rows: list[Row]) -> float:
    weights = fit_weights(rows, LABELS[:1])
    return float(weights.coefficients[0, weights.features.index("w:b")])


def test_what_is_unsure_or_untaught_teaches_nothing() -> None:
    label = frozenset(LABELS[:1])
    with_label = [Row(("w:b", "w:c", SENTENCE), label, f"b{place}", "zh") for place in range(6)]
    without = [Row(("w:a", "w:c", SENTENCE), frozenset(), f"a{place}", "zh") for place in range(6)]
    rows = [*with_label, *without]
    odd = Row(("w:b", "w:c", SENTENCE), frozenset(), "odd", "zh")
    assert _weight([*rows, *[odd] * 20]) < _weight(rows) / 2
    for silent in (replace(odd, unsure=label), replace(odd, untaught=label)):
        assert _weight([*rows, *[silent] * 20]) > _weight(rows) / 2


def test_joining_keeps_what_is_unsure(rows: list[Row]) -> None:
    odd = [
        replace(row, unsure=frozenset({"rd_support"}), untaught=frozenset({"tech_leverage"})) for row in rows
    ]
    for row, joined in zip(odd, join_with_other(odd, 1), strict=True):
        sure = row.labels - row.unsure
        assert joined.unsure == frozenset({"rd_support"}) - sure
        assert joined.untaught == frozenset({"tech_leverage"}) - sure


def test_extracts_are_seen_twice(rows: list[Row]) -> None:
    extracts = [replace(row, extracted=True) for row in rows[:3]]
    assert len(training_rows([*rows[3:], *extracts], [])) == 2 * (len(rows) + 3)


@pytest.mark.parametrize(
    "damage", ["labels", "features", "no features", "no taxonomy", "no line", "odd line"]
)
def test_damaged_extracts_are_named(
    part: list[Example], rows: list[Row], taxonomy: Taxonomy, tmp_path: Path, damage: str
) -> None:
    known = known_features(rows)
    add_extracts(part, rows, known, taxonomy, tmp_path)
    labels, features = tmp_path / "labels.jsonl", tmp_path / "features.npz"
    lines = labels.read_text(encoding="utf-8").splitlines(keepends=True)
    if damage == "labels":
        labels.write_text("".join(lines[1:]), encoding="utf-8")
    elif damage == "features":
        features.write_bytes(features.read_bytes()[:200])
    elif damage == "no features":
        features.unlink()
    elif damage == "no taxonomy":
        (tmp_path / "taxonomies.json").write_text("{}", encoding="utf-8")
    elif damage == "no line":
        labels.write_text("nothing\n" * len(lines), encoding="utf-8")
    else:
        labels.write_text('{"passage": "0"}\n' * len(lines), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="damaged extracts"):
        read_extracts(tmp_path, known, taxonomy)


def test_a_model_learns_from_extracts_and_says_so(
    part: list[Example], tagger: Tagger, taxonomy: Taxonomy
) -> None:
    limited = taxonomy.limit(["whole_of_nation", "indigenous_champions"])
    plain, quality = train_model(part, tagger, limited)
    assert "extracts" not in quality

    def extracts(known: set[str]) -> list[Row]:
        return [
            replace(row, extracted=True, features=tuple(name for name in row.features if name in known))
            for row in make_rows(part, tagger)
        ]

    taught, quality = train_model(part, tagger, limited, extracts=extracts)
    assert quality["extracts"]["passages"] == len(part)
    assert plain.version != taught.version
