"""Trials on held-out folds: the cost of masking, transfer between languages, the gain from more passages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np

from flows.annotation.classifier.evaluation import keyword_predictions, majority_predictions
from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.rows import (
    LEAST_POSITIVES,
    Row,
    known_features,
    make_evidence,
    make_rows,
    training_rows,
)
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.classifier.training import (
    ReadExtracts,
    calibrate,
    fit_weights,
    hold_out,
    learnable_labels,
    quality_of,
)
from flows.annotation.matching import Tagger
from flows.records import ReportMessage, report_nothing

# Genres with fewer tested passages get no separate row in the learning curve.
_LEAST_OF_GENRE = 100
SHARES = (0.125, 0.25, 0.5, 1.0)
_LEAST_GROUPS = 5
_SEED = 20240715


class Trial(TypedDict):
    """A trial with its macro-F1 of strategies and of instruments on held-out passages as written."""

    trial: str
    strategies: float
    instruments: float


def run_trials(
    examples: Sequence[Example],
    tagger: Tagger,
    taxonomy: Taxonomy,
    report: ReportMessage = report_nothing,
    extracts: ReadExtracts = lambda _known: [],
) -> list[Trial]:
    """Return one row per trial; `extracts` as in `train_model`."""
    rows, evidence = make_rows(examples, tagger), make_evidence(examples, tagger)
    runner = _Runner(learnable_labels(rows, taxonomy), taxonomy)
    labels, features = runner.labels, [row.features for row in rows]
    truth = runner.truth_of(rows)
    found: list[Trial | None] = [
        runner.score("majority", majority_predictions(truth), truth),
        runner.score("lexicon's keywords", keyword_predictions(features, labels), truth),
    ]
    report("masked as shipped, and unmasked")
    found.append(runner.hold_out("held-out folds", rows, evidence))
    bare = make_rows(examples, tagger, mask=False)
    bare_evidence = make_evidence(examples, tagger, mask=False)
    found.append(runner.hold_out("the same without masking", bare, bare_evidence))
    report("from one language to the other")
    for source, target in (("zh", "en"), ("en", "zh")):
        part = [row for row in rows if row.language == source]
        others = [row for row in rows if row.language == target]
        near = [row for row in evidence if row.language == source]
        found.append(runner.train_and_test(f"trained on {source}, tested on {target}", part, near, others))
    report("learning curve")
    groups = sorted({row.group for row in rows})
    random.Random(_SEED).shuffle(groups)
    for share in SHARES[:-1]:
        kept = set(groups[: max(_LEAST_GROUPS, round(share * len(groups)))])
        part = [row for row in rows if row.group in kept]
        others = [row for row in rows if row.group not in kept]
        near = [row for row in evidence if row.group in kept]
        name = f"{len(part)} passages, tested on the rest"
        found += runner.train_and_test_genres(name, part, near, others)
    if extracted := extracts(known_features([*rows, *evidence])):
        report("extracts of real passages")
        found += runner.try_extracts(rows, evidence, extracted)
    return [trial for trial in found if trial]


@dataclass(frozen=True, slots=True)
class _Runner:
    """Runs trials that share their labels."""

    labels: list[str]
    taxonomy: Taxonomy

    def truth_of(self, rows: Sequence[Row]) -> Any:
        """Return the labels of the rows as a boolean array, shape (rows, labels)."""
        return np.array([[label in row.labels for label in self.labels] for row in rows])

    def try_extracts(
        self, rows: Sequence[Row], evidence: Sequence[Row], extracted: Sequence[Row]
    ) -> list[Trial]:
        """Return the scores of passages with texts on the extracts, and the gain from extracts on folds."""
        sure = np.array([[label not in row.unsure for label in self.labels] for row in extracted])
        alone = self.predict(rows, evidence, extracted)
        held_out = hold_out([*rows, *extracted], evidence, self.labels, _report_nothing)
        calibration = calibrate(held_out, self.labels, self.taxonomy.strategies)
        chosen = calibration.probabilities(held_out.whole, held_out.best, self.labels)
        chosen = chosen >= calibration.limits(self.labels)
        part = held_out.written & held_out.extracted
        return [
            self.score("passages with texts, tested on extracts", alone, self.truth_of(extracted), sure),
            self.score("the same with extracts", chosen[part], held_out.truth[part], held_out.sure[part]),
        ]

    def hold_out(self, name: str, rows: Sequence[Row], evidence: Sequence[Row]) -> Trial:
        held_out = hold_out(rows, evidence, self.labels, _report_nothing)
        calibration = calibrate(held_out, self.labels, self.taxonomy.strategies)
        probabilities = calibration.probabilities(held_out.whole, held_out.best, self.labels)
        chosen = probabilities >= calibration.limits(self.labels)
        return self.score(name, chosen[held_out.written], held_out.truth[held_out.written])

    def train_and_test(
        self, name: str, part: Sequence[Row], evidence: Sequence[Row], tested: Sequence[Row]
    ) -> Trial | None:
        """Train on some rows and test on others; None if either are too few."""
        if len({row.group for row in part}) < 2 or not tested:
            return None
        return self.score(name, self.predict(part, evidence, tested), self.truth_of(tested))

    def train_and_test_genres(
        self, name: str, part: Sequence[Row], evidence: Sequence[Row], tested: Sequence[Row]
    ) -> list[Trial]:
        """Return the trial on all tested rows, then one per genre with enough of them."""
        if len({row.group for row in part}) < 2 or not tested:
            return []
        chosen, truth = self.predict(part, evidence, tested), self.truth_of(tested)
        found = [self.score(name, chosen, truth)]
        genres = np.array([row.genre for row in tested])
        for genre in sorted(set(genres)):
            places = genres == genre
            if genre and places.sum() >= _LEAST_OF_GENRE:
                found.append(self.score(f"{name}: {genre}", chosen[places], truth[places]))
        return found

    def predict(self, part: Sequence[Row], evidence: Sequence[Row], tested: Sequence[Row]) -> Any:
        """Return the labels predicted for rows after training on others, boolean, shape (rows, labels)."""
        held_out = hold_out(part, evidence, self.labels, _report_nothing)
        calibration = calibrate(held_out, self.labels, self.taxonomy.strategies)
        whole, best = fit_weights(training_rows(part, evidence), self.labels).decide(tested)
        return calibration.probabilities(whole, best, self.labels) >= calibration.limits(self.labels)

    def score(self, name: str, predicted: Any, truth: Any, sure: Any = None) -> Trial:
        """Return the macro-F1 of the labels; with `sure`, of labels that enough passages surely have."""
        f1: dict[str, float] = {}
        for column, label in enumerate(self.labels):
            chosen, right = predicted[:, column], truth[:, column]
            if sure is not None:
                chosen, right = chosen[sure[:, column]], right[sure[:, column]]
            if sure is None or right.sum() >= LEAST_POSITIVES:
                f1[label] = quality_of(chosen, right, chosen.astype(float))["f1"]
        return {
            "trial": name,
            "strategies": _mean([f1[label] for label in self.taxonomy.strategies if label in f1]),
            "instruments": _mean([f1[label] for label in self.taxonomy.instruments if label in f1]),
        }


def _report_nothing(_stage: str) -> None:
    """Report nothing."""


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 3) if values else 0.0
