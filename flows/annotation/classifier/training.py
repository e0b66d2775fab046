"""Train the strategy classifier: labelled passages in, a calibrated model with its held-out quality out."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.features import SENTENCE, extract_features, split_sentences
from flows.annotation.classifier.model import StrategyModel, score_windows, weigh_rows
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.matching import Tagger

FOLDS = 5
_SEED = 20240715
_C = 12.0
_LEAST_DOCUMENTS = 2
# Of the written passages two in five have no strategy; of real ones two in three where they were drawn by cue words, nine in ten
# where they were not. The written `other` count this much when calibration and thresholds are chosen: four in five between the two.
OTHER_WEIGHT = 6.0
_CANDIDATES = np.linspace(0.05, 0.95, 91)  # thresholds tried


@dataclass(frozen=True, slots=True)
class Row:
    """What one passage gives for training: its features, labels, fold group, and language; `weight` in calibration."""

    features: tuple[str, ...]
    labels: frozenset[str]
    group: str
    language: str
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted vocabulary with its idf, and coefficients (labels, features) with intercepts."""

    features: list[str]
    idf: Any
    coefficients: Any
    intercepts: Any

    def decide(self, rows: Sequence[Row]) -> tuple[Any, Any]:
        """Return decisions of whole passages and best windows, each (rows, labels)."""
        index = {name: place for place, name in enumerate(self.features)}
        numbered = [
            [[index[name] for name in part if name in index] for part in split_sentences(row.features)]
            for row in rows
        ]
        return score_windows(numbered, self.idf, self.coefficients, self.intercepts)


def make_rows(
    examples: Sequence[Example], tagger: Tagger, taxonomy: Taxonomy, *, mask: bool = True
) -> list[Row]:
    """Tag the passages and take their features."""
    strategies = set(taxonomy.strategies)
    return [
        _make_row(tagger, example.text, example.labels, example, strategies, mask) for example in examples
    ]


def make_evidence(
    examples: Sequence[Example], tagger: Tagger, taxonomy: Taxonomy, *, mask: bool = True
) -> list[Row]:
    """Return the sentences that carry labels as passages of their own, each once."""
    strategies = set(taxonomy.strategies)
    found: dict[str, Row] = {}
    for example in examples:
        for start, end, labels in example.evidence:
            text = example.text[start:end]
            if text not in found:
                found[text] = _make_row(tagger, text, labels, example, strategies, mask)
    return list(found.values())


def _make_row(
    tagger: Tagger, text: str, labels: frozenset[str], example: Example, strategies: set[str], mask: bool
) -> Row:
    features = tuple(extract_features(tagger.tag(text), tagger.lexicon, mask=mask))
    weight = 1.0 if labels & strategies else OTHER_WEIGHT
    return Row(features, labels, example.group, example.language, weight)


def join_with_other(rows: Sequence[Row], taxonomy: Taxonomy, seed: int) -> list[Row]:
    """Return each passage joined, in any order, with one to three without labels of its language: real passages say what
    they say in one clause of many. Neighbours come from `rows` alone, so that folds stay apart."""
    rng = random.Random(seed)
    plain: dict[str, list[Row]] = {}
    for row in rows:
        if not row.labels:
            plain.setdefault(row.language, []).append(row)
    joined: list[Row] = []
    for row in rows:
        if neighbours := plain.get(row.language):
            count = min(rng.choice((1, 1, 2, 3)), len(neighbours))
            parts = [
                row.features,
                *(_first_sentences(other, rng.randint(1, 3)) for other in rng.sample(neighbours, count)),
            ]
            rng.shuffle(parts)
            features = tuple(name for part in parts for name in (*part, SENTENCE))
            joined.append(Row(features, row.labels, row.group, row.language, row.weight))
    return joined


def _first_sentences(row: Row, count: int) -> tuple[str, ...]:
    return tuple(name for part in split_sentences(row.features)[:count] for name in (*part, SENTENCE))


def fit_weights(rows: Sequence[Row], labels: Sequence[str]) -> Weights:
    """Fit one logistic regression a label on TF-IDF rows of whole passages."""
    found = Counter(name for row in rows for name in set(row.features) - {SENTENCE})
    features = sorted(name for name, count in found.items() if count >= _LEAST_DOCUMENTS)
    index = {name: place for place, name in enumerate(features)}
    idf = np.array([np.log((1 + len(rows)) / (1 + found[name])) + 1 for name in features], dtype=np.float32)
    matrix = weigh_rows([[index[name] for name in row.features if name in index] for row in rows], idf)
    fitted = [_fit_label(matrix, np.array([label in row.labels for row in rows])) for label in labels]
    coefficients = np.vstack([coefficient for coefficient, _ in fitted]).astype(np.float32)
    return Weights(
        features, idf, coefficients, np.array([intercept for _, intercept in fitted], dtype=np.float32)
    )


def _fit_label(matrix: Any, truth: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression

    if truth.all() or not truth.any():
        return np.zeros(matrix.shape[1]), 5.0 if truth.all() else -5.0
    estimator = LogisticRegression(
        C=_C,
        class_weight="balanced",
        solver="liblinear",
        dual=True,
        tol=1e-3,
        max_iter=10_000,
        random_state=_SEED,
    )
    estimator.fit(matrix, truth)
    return estimator.coef_[0], float(estimator.intercept_[0])


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Decisions on passages that the fitting did not see. Arrays (rows, labels) but for `weights` (rows,); `written` marks
    the passages as they were written, the rest are the same joined with others."""

    whole: Any
    best: Any
    truth: Any
    weights: Any
    written: Any
    languages: Any


def hold_out(
    rows: Sequence[Row],
    evidence: Sequence[Row],
    labels: Sequence[str],
    taxonomy: Taxonomy,
    report: Callable[[str], None],
) -> HeldOut:
    """Fit on all folds but one and decide on that one, FOLDS times; folds keep groups together."""
    from sklearn.model_selection import GroupKFold

    groups = np.array([row.group for row in rows])
    parts: list[tuple[Any, Any, list[Row], int]] = []
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=_SEED)
    for fold, (train, test) in enumerate(folds.split(groups, groups=groups), 1):
        report(f"fold {fold} of {folds.get_n_splits()}")
        weights = fit_weights(training_rows([rows[place] for place in train], evidence, taxonomy), labels)
        written = [rows[place] for place in test]
        tested = [*written, *join_with_other(written, taxonomy, _SEED + fold)]
        parts.append((*weights.decide(tested), tested, len(written)))
    tested = [row for _, _, some, _ in parts for row in some]
    return HeldOut(
        np.vstack([whole for whole, _, _, _ in parts]),
        np.vstack([best for _, best, _, _ in parts]),
        np.array([[label in row.labels for label in labels] for row in tested]),
        np.array([row.weight for row in tested]),
        np.concatenate([np.arange(len(some)) < count for _, _, some, count in parts]),
        np.array([row.language for row in tested]),
    )


def training_rows(rows: Sequence[Row], evidence: Sequence[Row], taxonomy: Taxonomy) -> list[Row]:
    """Return the rows, the same joined with others, and the evidence of their groups."""
    groups = {row.group for row in rows}
    return [*rows, *join_with_other(rows, taxonomy, _SEED), *(row for row in evidence if row.group in groups)]


def train_model(
    examples: list[Example],
    tagger: Tagger,
    taxonomy: Taxonomy,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[StrategyModel, dict[str, Any]]:
    """Fit, calibrate and choose thresholds on held-out folds. Returns the model and its held-out quality on the passages
    as written (what `quality_of` returns for each label, and the macro-F1 of the strategies)."""
    rows = make_rows(examples, tagger, taxonomy)
    evidence = make_evidence(examples, tagger, taxonomy)
    labels = learnable_labels(rows, taxonomy)
    held_out = hold_out(rows, evidence, labels, taxonomy, report)
    calibration, thresholds = calibrate(held_out, labels)
    report("fitting on all passages")
    weights = fit_weights(training_rows(rows, evidence, taxonomy), labels)
    model = StrategyModel(
        labels=labels,
        kinds={label: "strategy" if label in taxonomy.strategies else "instrument" for label in labels},
        features=weights.features,
        idf=weights.idf,
        coefficients=weights.coefficients,
        intercepts=weights.intercepts,
        calibration=calibration,
        thresholds=thresholds,
        version=_version_of(weights, calibration, thresholds, taxonomy),
        taxonomy_hash=taxonomy.hash,
    )
    return model, {
        "passages": len(examples),
        **describe_quality(held_out, labels, calibration, thresholds, taxonomy),
    }


def learnable_labels(rows: Sequence[Row], taxonomy: Taxonomy) -> list[str]:
    """Return the labels with a positive passage for each fold, in the taxonomy's order."""
    return [
        label
        for label in (*taxonomy.strategies, *taxonomy.instruments)
        if sum(label in row.labels for row in rows) >= FOLDS
    ]


def calibrate(
    held_out: HeldOut, labels: Sequence[str]
) -> tuple[dict[str, tuple[float, float, float]], dict[str, float]]:
    """Return for each label the factors of whole and best window with an intercept (Platt 1999, two inputs), and the
    threshold for the best F1, both with `other` weighted as it occurs."""
    from sklearn.linear_model import LogisticRegression

    calibration: dict[str, tuple[float, float, float]] = {}
    thresholds: dict[str, float] = {}
    for column, label in enumerate(labels):
        inputs = np.stack([held_out.whole[:, column], held_out.best[:, column]], axis=1)
        truth = held_out.truth[:, column]
        if truth.all() or not truth.any():  # a part of the passages, in a trial, may lack a label
            calibration[label], thresholds[label] = (0.0, 0.0, 5.0 if truth.all() else -5.0), 0.5
            continue
        fitted = LogisticRegression(C=10).fit(inputs, truth, sample_weight=held_out.weights)
        calibration[label] = (
            float(fitted.coef_[0][0]),
            float(fitted.coef_[0][1]),
            float(fitted.intercept_[0]),
        )
        thresholds[label] = _best_threshold(fitted.predict_proba(inputs)[:, 1], truth, held_out.weights)
    return calibration, thresholds


def probabilities_of(
    held_out: HeldOut, labels: Sequence[str], calibration: dict[str, tuple[float, float, float]]
) -> Any:
    """Return held-out probabilities (rows, labels)."""
    factors = np.array([calibration[label] for label in labels])
    return 1 / (1 + np.exp(-(held_out.whole * factors[:, 0] + held_out.best * factors[:, 1] + factors[:, 2])))


def describe_quality(
    held_out: HeldOut,
    labels: Sequence[str],
    calibration: dict[str, tuple[float, float, float]],
    thresholds: dict[str, float],
    taxonomy: Taxonomy,
) -> dict[str, Any]:
    """Return precision, recall, F1 and Brier score a label on the passages as written, and the strategies' macro-F1."""
    probabilities = probabilities_of(held_out, labels, calibration)
    scores: dict[str, Any] = {}
    for column, label in enumerate(labels):
        chosen = probabilities[held_out.written, column]
        scores[label] = quality_of(
            chosen >= thresholds[label], held_out.truth[held_out.written, column], chosen
        )
    macro = [scores[label]["f1"] for label in taxonomy.strategies if label in scores]
    return {"labels": scores, "macro_f1_strategies": round(float(np.mean(macro)), 4) if macro else 0.0}


def quality_of(predicted: Any, truth: Any, probabilities: Any) -> dict[str, Any]:
    """Return positives, precision, recall, F1 and Brier score, rounded to four places."""
    hits, chosen, positives = int((predicted & truth).sum()), int(predicted.sum()), int(truth.sum())
    return {
        "positives": positives,
        "precision": round(hits / max(chosen, 1), 4),
        "recall": round(hits / max(positives, 1), 4),
        "f1": round(2 * hits / max(chosen + positives, 1), 4),
        "brier": round(float(np.mean((probabilities - truth) ** 2)), 4),
    }


def _best_threshold(probabilities: Any, truth: Any, weights: Any) -> float:
    """Half of the best weighted F1: where probabilities are calibrated, the threshold that reaches it (Lipton, Elkan and
    Naryanaswamy 2014), and steadier than the place of the maximum, which wanders where positives are few."""
    positives = weights[truth].sum()
    scores = []
    for threshold in _CANDIDATES:
        chosen = probabilities >= threshold
        scores.append(2 * weights[chosen & truth].sum() / max(weights[chosen].sum() + positives, 1e-9))
    return round(float(max(scores)) / 2, 3)


def _version_of(
    weights: Weights,
    calibration: dict[str, tuple[float, float, float]],
    thresholds: dict[str, float],
    taxonomy: Taxonomy,
) -> str:
    """Name what decides a passage's labels: models that differ in anything have different versions."""
    hasher = hashlib.sha256(taxonomy.hash.encode())
    hasher.update("\n".join(weights.features).encode())
    for array in (weights.idf, weights.coefficients, weights.intercepts):
        hasher.update(np.ascontiguousarray(array).tobytes())
    hasher.update(repr((sorted(calibration.items()), sorted(thresholds.items()))).encode())
    return hasher.hexdigest()[:12]
