"""Extracts of passages: they train like the passages, but contain no text."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flows.annotation.classifier.examples import Example, read_examples
from flows.annotation.classifier.extracts import add_extracts, read_extracts
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
from flows.annotation.classifier.training import FOLDS, fit_weights, learnable_labels, train_model
from flows.annotation.matching.tagging import Tagger
from flows.errors import ConfigurationError
from flows.records import digest
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
    (line,) = [line for line in lines if line["passage"] == digest(part[0].text)]
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


def _change(path: Path, **values: object) -> None:
    lines = [json.loads(line) | values for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


@pytest.mark.parametrize(
    "values", [{"labels": "rd_support"}, {"labels": [1]}, {"unsure": None}, {"group": 7}, {"genre": None}]
)
def test_lines_with_other_values_are_named(
    taxonomy: Taxonomy, tmp_path: Path, values: dict[str, object]
) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * 3)
    _change(tmp_path / "labels.jsonl", **values)
    with pytest.raises(ConfigurationError, match=f"damaged extracts.*{next(iter(values))}"):
        read_extracts(tmp_path, {"w:a"}, taxonomy)


@pytest.mark.parametrize(
    "written", ["[]", "3", '{"0": null}', '{"0": "rd_support"}', "[" * 100_000, "null", ""]
)
def test_odd_taxonomies_are_named(taxonomy: Taxonomy, tmp_path: Path, written: str) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * 3)
    (tmp_path / "taxonomies.json").write_text(written, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="damaged extracts"):
        read_extracts(tmp_path, {"w:a"}, taxonomy)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("features", np.array([-1, -1, -1])),
        ("features", np.array([0.0, 0.0, 0.0])),
        ("features", np.array([[0], [0], [0]], dtype=np.uint32)),
        ("features", np.array([5, 5, 5], dtype=np.uint32)),
        ("hashes", np.array(["w:a"])),
        ("hashes", np.array([["w:a"]], dtype=object)),
        ("sentences", np.array([2, 1], dtype=np.uint32)),
        ("sentences", np.array([4, -1, 0])),
        ("passages", np.array([2**63, 2**63, 3], dtype=np.uint64)),
        ("passages", np.array(3, dtype=np.uint32)),
    ],
)
def test_odd_features_are_named(taxonomy: Taxonomy, tmp_path: Path, name: str, array: np.ndarray) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * 3)
    with np.load(tmp_path / "features.npz") as stored:
        arrays = dict(stored) | {name: array}
    np.savez_compressed(tmp_path / "features.npz", **arrays)
    with pytest.raises(ConfigurationError, match="damaged extracts"):
        read_extracts(tmp_path, {"w:a"}, taxonomy)


def test_every_cut_of_the_features_is_named(taxonomy: Taxonomy, tmp_path: Path) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * 3)
    path = tmp_path / "features.npz"
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(ConfigurationError, match="damaged extracts"):
            read_extracts(tmp_path, {"w:a"}, taxonomy)


def test_features_without_labels_are_not_replaced(taxonomy: Taxonomy, tmp_path: Path) -> None:
    _write(tmp_path, taxonomy, [["whole_of_nation"]] * 3)
    (tmp_path / "labels.jsonl").unlink()
    kept = (tmp_path / "features.npz").read_bytes()
    with pytest.raises(ConfigurationError, match="damaged extracts"):
        _write(tmp_path, taxonomy, [["whole_of_nation"]])
    assert (tmp_path / "features.npz").read_bytes() == kept


@pytest.mark.parametrize("first", [0, 3])
def test_writing_may_be_interrupted_anywhere(taxonomy: Taxonomy, tmp_path: Path, first: int) -> None:
    """At each moment the folder has its old or all of its new contents, and can be written again."""
    labels, features = "labels.jsonl", "features.npz"
    before, after, folder = tmp_path / "before", tmp_path / "after", tmp_path / "interrupted"
    _write(after, taxonomy, [["whole_of_nation"]] * 5)
    before.mkdir()
    if first:
        _write(before, taxonomy, [["whole_of_nation"]] * first)
    new_labels, new_features = (after / labels).read_bytes(), (after / features).read_bytes()
    taxonomies = {"taxonomies.json": (after / "taxonomies.json").read_bytes()}
    moments: list[tuple[dict[str, bytes], int]] = [
        (taxonomies | {f"{labels}.new": new_labels[:50]}, first),
        (taxonomies | {f"{labels}.new": new_labels}, first),
        (taxonomies | {f"{labels}.new": new_labels, f"{features}.new": new_features[:50]}, first),
        (taxonomies | {f"{labels}.new": new_labels, f"{features}.new": new_features}, first),
        (taxonomies | {labels: new_labels, f"{features}.new": new_features}, 5),
        (taxonomies | {labels: new_labels, features: new_features}, 5),
    ]
    for files, count in moments:
        shutil.copytree(before, folder)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        assert len(read_extracts(folder, {"w:a"}, taxonomy)) == count
        _write(folder, taxonomy, [["rd_support"]])
        assert len(read_extracts(folder, {"w:a"}, taxonomy)) == max(count, 1)
        assert sorted(path.name for path in folder.iterdir()) == [features, labels, "taxonomies.json"]
        shutil.rmtree(folder)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\n", "\0"])
def test_any_character_may_be_in_a_group(taxonomy: Taxonomy, tmp_path: Path, mark: str) -> None:
    example = Example("一段。", frozenset(), f"g{mark}h", f"z{mark}h", genre=f"p{mark}q")
    row = Row(("w:a", SENTENCE), frozenset(), "g", "zh")
    add_extracts([example], [row], {"w:a"}, taxonomy, tmp_path)
    (found,) = read_extracts(tmp_path, {"w:a"}, taxonomy)
    assert (found.group, found.language, found.genre) == (example.group, example.language, example.genre)


def test_a_label_that_few_are_sure_of_is_not_taught(taxonomy: Taxonomy, tmp_path: Path) -> None:
    label = frozenset({"rd_support"})
    examples = [Example(f"第{number}段。", label, "g", "zh", ignored=label) for number in range(50)]
    rows = [Row(("w:a", SENTENCE), label, "g", "zh")] * 50
    add_extracts(examples, rows, {"w:a"}, taxonomy, tmp_path)
    assert all("rd_support" in row.untaught for row in read_extracts(tmp_path, {"w:a"}, taxonomy))


def test_a_label_that_is_not_taught_is_not_learnt(rows: list[Row], taxonomy: Taxonomy) -> None:
    label = frozenset({"rd_support"})
    others = [replace(row, labels=row.labels - label) for row in rows]
    odd = [Row(("w:b", SENTENCE), label, f"o{place}", "zh") for place in range(FOLDS)]
    assert "rd_support" in learnable_labels([*others, *odd], taxonomy)
    for some in (
        [replace(row, unsure=label) for row in odd],
        [replace(row, untaught=label) for row in odd],
    ):
        assert "rd_support" not in learnable_labels([*others, *some], taxonomy)


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
