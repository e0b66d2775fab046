"""Training and its trials on part of the passages: groups stay apart, and joined passages keep their labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.annotation.classifier.examples import Example, read_examples
from flows.annotation.classifier.features import SENTENCE
from flows.annotation.classifier.rows import (
    Row,
    join_with_other,
    make_evidence,
    make_rows,
    training_rows,
)
from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
from flows.annotation.classifier.training import fit_weights, learnable_labels
from flows.annotation.classifier.trials import SHARES, run_trials
from flows.annotation.matching.tagging import Tagger
from tests.support import MODELS

FILES = [MODELS / "training" / name for name in ("zh.jsonl", "en.jsonl", "long_zh.jsonl", "long_en.jsonl")]


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(MODELS / "taxonomy.toml")


@pytest.fixture(scope="module")
def part(taxonomy: Taxonomy) -> list[Example]:
    return read_examples(FILES, taxonomy)[::30]


def test_every_trial_is_a_row(part: list[Example], tagger: Tagger, taxonomy: Taxonomy) -> None:
    rows = run_trials(part, tagger, taxonomy)
    names = [row["trial"] for row in rows]
    assert names[:4] == ["majority", "lexicon's keywords", "held-out folds", "the same without masking"]
    assert names[4:6] == ["trained on zh, tested on en", "trained on en, tested on zh"]
    assert len(rows) == 6 + len(SHARES) - 1
    scores = {row["trial"]: row["strategies"] for row in rows}
    assert scores["majority"] == 0 < scores["lexicon's keywords"]
    assert scores["held-out folds"] > 0.4


def test_joined_passages_keep_labels_and_groups(
    part: list[Example], tagger: Tagger, taxonomy: Taxonomy
) -> None:
    rows = make_rows(part, tagger)
    joined = join_with_other(rows, 3)
    assert joined == join_with_other(rows, 3)
    assert len(joined) == len(rows)
    for row, long in zip(rows, joined, strict=True):
        assert (long.labels, long.group, long.language) == (
            row.labels,
            row.group,
            row.language,
        )
        assert set(row.features) <= set(long.features)
        assert len(long.features) > len(row.features)


def test_disputed_labels_count_neither_way(tagger: Tagger, part: list[Example]) -> None:
    disputed = frozenset({"tech_leverage", "whole_of_nation"})
    example = replace(part[0], labels=frozenset({"tech_leverage"}), ignored=disputed, evidence=())
    (row,) = make_rows([example], tagger)
    assert row.unsure == {"whole_of_nation"}
    plain = replace(row, labels=frozenset(), unsure=frozenset())
    assert {long.unsure for long in join_with_other([row, plain], 3)} == {row.unsure, frozenset()}


def test_nothing_to_join_with() -> None:
    assert join_with_other([Row(("w:甲",), frozenset({"tech_leverage"}), "g", "zh")], 1) == []


def test_evidence_of_other_groups_stays_out(part: list[Example], tagger: Tagger, taxonomy: Taxonomy) -> None:
    rows, evidence = make_rows(part, tagger), make_evidence(part, tagger)
    assert evidence
    kept = {rows[-1].group}
    used = training_rows([row for row in rows if row.group in kept], evidence)
    assert {row.group for row in used} == kept


def test_masking_hides_names(tagger: Tagger, taxonomy: Taxonomy, part: list[Example]) -> None:
    example = replace(
        part[0], text="北京市科学技术委员会二〇二一年投入3亿元。", labels=frozenset(), evidence=()
    )
    (masked,), (bare,) = (
        make_rows([example], tagger),
        make_rows([example], tagger, mask=False),
    )
    assert any(name.startswith("w:₀") for name in masked.features)
    assert not any(name.startswith("w:₀") for name in bare.features)


def test_fitting_learns_and_is_repeatable(part: list[Example], tagger: Tagger, taxonomy: Taxonomy) -> None:
    rows = make_rows(part, tagger)
    labels = learnable_labels(rows, taxonomy)
    first, second = fit_weights(rows, labels), fit_weights(rows, labels)
    assert first.features == second.features
    assert (first.coefficients == second.coefficients).all()
    assert SENTENCE not in first.features
    whole, best = first.decide(rows)
    assert whole.shape == best.shape == (len(rows), len(labels))
    truth = [labels[0] in row.labels for row in rows]
    assert whole[truth, 0].mean() > 0 > whole[[not yes for yes in truth], 0].mean()
