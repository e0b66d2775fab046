"""Comparisons on held-out folds: what masking costs, what crosses from one language to the other, what more passages give."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from flows.annotation.classifier.evaluation import keyword_predictions, majority_predictions
from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.classifier.training import (
    Row,
    calibrate,
    fit_weights,
    hold_out,
    learnable_labels,
    make_evidence,
    make_rows,
    probabilities_of,
    quality_of,
    training_rows,
)
from flows.annotation.matching import Tagger

SHARES = (0.125, 0.25, 0.5, 1.0)
_SEED = 20240715


def run_trials(
    examples: Sequence[Example],
    tagger: Tagger,
    taxonomy: Taxonomy,
    report: Callable[[str], None] = lambda _: None,
) -> list[dict[str, Any]]:
    """Return a row a trial: its name and the macro-F1 of strategies and instruments on held-out passages as written."""
    rows, evidence = make_rows(examples, tagger, taxonomy), make_evidence(examples, tagger, taxonomy)
    labels = learnable_labels(rows, taxonomy)
    truth = np.array([[label in row.labels for label in labels] for row in rows])
    features = [row.features for row in rows]
    found = [
        _score("majority", majority_predictions(truth), truth, labels, taxonomy),
        _score("lexicon's keywords", keyword_predictions(features, labels), truth, labels, taxonomy),
    ]
    report("masked as shipped, and unmasked")
    found.append(_held_out("held-out folds", rows, evidence, labels, taxonomy))
    bare = (
        make_rows(examples, tagger, taxonomy, mask=False),
        make_evidence(examples, tagger, taxonomy, mask=False),
    )
    found.append(_held_out("the same without masking", *bare, labels, taxonomy))
    report("from one language to the other")
    for source, target in (("zh", "en"), ("en", "zh")):
        found.append(_cross(rows, evidence, labels, taxonomy, source, target))
    report("learning curve")
    groups = sorted({row.group for row in rows})
    random.Random(_SEED).shuffle(groups)
    for share in SHARES[:-1]:
        kept = set(groups[: max(5, round(share * len(groups)))])
        part = [row for row in rows if row.group in kept]
        others = [row for row in rows if row.group not in kept]
        near = [row for row in evidence if row.group in kept]
        found.append(
            _train_and_test(f"{len(part)} passages, tested on the rest", part, near, others, labels, taxonomy)
        )
    return [row for row in found if row]


def _held_out(
    name: str, rows: Sequence[Row], evidence: Sequence[Row], labels: Sequence[str], taxonomy: Taxonomy
) -> dict[str, Any]:
    held_out = hold_out(rows, evidence, labels, taxonomy, lambda _: None)
    calibration, thresholds = calibrate(held_out, labels)
    chosen = probabilities_of(held_out, labels, calibration) >= np.array(
        [thresholds[label] for label in labels]
    )
    return _score(name, chosen[held_out.written], held_out.truth[held_out.written], labels, taxonomy)


def _cross(
    rows: Sequence[Row],
    evidence: Sequence[Row],
    labels: Sequence[str],
    taxonomy: Taxonomy,
    source: str,
    target: str,
) -> dict[str, Any]:
    part = [row for row in rows if row.language == source]
    near = [row for row in evidence if row.language == source]
    return _train_and_test(
        f"trained on {source}, tested on {target}",
        part,
        near,
        [row for row in rows if row.language == target],
        labels,
        taxonomy,
    )


def _train_and_test(
    name: str,
    part: Sequence[Row],
    evidence: Sequence[Row],
    tested: Sequence[Row],
    labels: Sequence[str],
    taxonomy: Taxonomy,
) -> dict[str, Any]:
    if len({row.group for row in part}) < 2 or not tested:
        return {}
    calibration, thresholds = calibrate(hold_out(part, evidence, labels, taxonomy, lambda _: None), labels)
    whole, best = fit_weights(training_rows(part, evidence, taxonomy), labels).decide(tested)
    factors = np.array([calibration[label] for label in labels])
    probabilities = 1 / (1 + np.exp(-(whole * factors[:, 0] + best * factors[:, 1] + factors[:, 2])))
    truth = np.array([[label in row.labels for label in labels] for row in tested])
    return _score(
        name, probabilities >= np.array([thresholds[label] for label in labels]), truth, labels, taxonomy
    )


def _score(
    name: str, predicted: Any, truth: Any, labels: Sequence[str], taxonomy: Taxonomy
) -> dict[str, Any]:
    f1 = {
        label: quality_of(predicted[:, column], truth[:, column], predicted[:, column].astype(float))["f1"]
        for column, label in enumerate(labels)
    }
    strategies = [value for label, value in f1.items() if label in taxonomy.strategies]
    instruments = [value for label, value in f1.items() if label in taxonomy.instruments]
    return {
        "trial": name,
        "strategies": round(float(np.mean(strategies)), 3) if strategies else 0.0,
        "instruments": round(float(np.mean(instruments)), 3) if instruments else 0.0,
    }
