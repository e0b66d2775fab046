"""Training of the strategy classifier: labelled passages in, a calibrated model and its quality out."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

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
# Of the written passages one in three has no strategy; of real ones two in three where they were drawn by cue
# words, nine in ten where they were not. The written ones are near misses, so they are weighed as if two in
# three had none: on held-out folds of English analysis the macro-F1 of the strategies is .780 against .746
# with a weight of 6, and 4 % of the passages without a strategy get one (3 %).
OTHER_WEIGHT = 4.0
_THRESHOLDS = np.linspace(0.05, 0.95, 91)
# The intercept of a label that all passages have, negated for one that none has.
_CERTAIN = 5.0
_DIGITS = 4
Factors = tuple[float, float, float]
Report = Callable[[str], None]


class LabelQuality(TypedDict):
    """The held-out quality of one label."""

    positives: int
    precision: float
    recall: float
    f1: float
    brier: float


class Quality(TypedDict):
    """The held-out quality of a model on the passages as written."""

    passages: int
    labels: dict[str, LabelQuality]
    macro_f1_strategies: float


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as training sees it; `group` is that of its fold, `weight` counts in calibration."""

    features: tuple[str, ...]
    labels: frozenset[str]
    group: str
    language: str
    weight: float
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted vocabulary with its idf, and coefficients, shape (labels, features), with intercepts."""

    features: list[str]
    idf: Any
    coefficients: Any
    intercepts: Any

    def decide(self, rows: Sequence[Row]) -> tuple[Any, Any]:
        """Return the decision values of whole passages and of best windows, each of shape (rows, labels)."""
        index = {name: place for place, name in enumerate(self.features)}
        numbered = [
            [[index[name] for name in part if name in index] for part in split_sentences(row.features)]
            for row in rows
        ]
        return score_windows(numbered, self.idf, self.coefficients, self.intercepts)


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each label the factors of whole, best window and 1, and the threshold of its probability."""

    factors: dict[str, Factors]
    thresholds: dict[str, float]

    def probabilities(self, whole: Any, best: Any, labels: Sequence[str]) -> Any:
        """Return calibrated probabilities from decision values; all of shape (rows, labels)."""
        factors = np.array([self.factors[label] for label in labels])
        return 1 / (1 + np.exp(-(whole * factors[:, 0] + best * factors[:, 1] + factors[:, 2])))

    def limits(self, labels: Sequence[str]) -> Any:
        """Return the thresholds as an array."""
        return np.array([self.thresholds[label] for label in labels])


def make_rows(
    examples: Sequence[Example], tagger: Tagger, taxonomy: Taxonomy, *, mask: bool = True
) -> list[Row]:
    """Tag the passages and take their features."""
    maker = _RowMaker(tagger, taxonomy, mask)
    return [maker.make(example.text, example.labels, example) for example in examples]


def make_evidence(
    examples: Sequence[Example], tagger: Tagger, taxonomy: Taxonomy, *, mask: bool = True
) -> list[Row]:
    """Return the sentences that carry labels as passages of their own, each once."""
    maker = _RowMaker(tagger, taxonomy, mask)
    found: dict[str, Row] = {}
    for example in examples:
        for start, end, labels in example.evidence:
            text = example.text[start:end]
            if text not in found:
                found[text] = maker.make(text, labels, example)
    return list(found.values())


class _RowMaker:
    """Makes the rows of texts; `mask` as in `extract_features`."""

    def __init__(self, tagger: Tagger, taxonomy: Taxonomy, mask: bool) -> None:
        self._tagger = tagger
        self._strategies = set(taxonomy.strategies)
        self._mask = mask

    def make(self, text: str, labels: frozenset[str], example: Example) -> Row:
        """Return the row of a text that is the passage of `example` or part of it."""
        features = extract_features(self._tagger.tag(text), self._tagger.lexicon, mask=self._mask)
        weight = 1.0 if labels & self._strategies else OTHER_WEIGHT
        return Row(tuple(features), labels, example.group, example.language, weight, example.genre)


def join_with_other(rows: Sequence[Row], seed: int) -> list[Row]:
    """Return each passage joined, in random order, with one to three passages without labels in its language.

    Real passages say what they say in one clause of many. Neighbours come from `rows` alone, so folds stay
    apart.
    """
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
            joined.append(Row(features, row.labels, row.group, row.language, row.weight, row.genre))
    return joined


def _first_sentences(row: Row, count: int) -> tuple[str, ...]:
    return tuple(name for part in split_sentences(row.features)[:count] for name in (*part, SENTENCE))


def fit_weights(rows: Sequence[Row], labels: Sequence[str]) -> Weights:
    """Fit one logistic regression per label on TF-IDF rows of whole passages."""
    found = Counter(name for row in rows for name in set(row.features) - {SENTENCE})
    features = sorted(name for name, count in found.items() if count >= _LEAST_DOCUMENTS)
    index = {name: place for place, name in enumerate(features)}
    idf = np.array([np.log((1 + len(rows)) / (1 + found[name])) + 1 for name in features], dtype=np.float32)
    matrix = weigh_rows([[index[name] for name in row.features if name in index] for row in rows], idf)
    fitted = [_fit_label(matrix, np.array([label in row.labels for row in rows])) for label in labels]
    coefficients = np.vstack([coefficient for coefficient, _ in fitted]).astype(np.float32)
    intercepts = np.array([intercept for _, intercept in fitted], dtype=np.float32)
    return Weights(features, idf, coefficients, intercepts)


def _fit_label(matrix: Any, truth: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression  # takes a second to import

    if _is_constant(truth):
        return np.zeros(matrix.shape[1]), _certainty(truth)
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


def _is_constant(truth: Any) -> bool:
    return bool(truth.all() or not truth.any())


def _certainty(truth: Any) -> float:
    return _CERTAIN if truth.all() else -_CERTAIN


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Decision values of passages that the fitting did not see.

    Arrays of shape (rows, labels), but for `weights`, `written` and `languages`, of shape (rows,). `written`
    marks the passages as they were written; the rest are the same joined with others.
    """

    whole: Any
    best: Any
    truth: Any
    weights: Any
    written: Any
    languages: Any


def hold_out(rows: Sequence[Row], evidence: Sequence[Row], labels: Sequence[str], report: Report) -> HeldOut:
    """Fit on all folds but one and decide on that one, FOLDS times; folds keep groups together."""
    from sklearn.model_selection import GroupKFold  # takes a second to import

    groups = np.array([row.group for row in rows])
    parts: list[tuple[Any, Any, list[Row], int]] = []
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=_SEED)
    for fold, (train, test) in enumerate(folds.split(groups, groups=groups), 1):
        report(f"fold {fold} of {folds.get_n_splits()}")
        weights = fit_weights(training_rows([rows[place] for place in train], evidence), labels)
        written = [rows[place] for place in test]
        tested = [*written, *join_with_other(written, _SEED + fold)]
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


def training_rows(rows: Sequence[Row], evidence: Sequence[Row]) -> list[Row]:
    """Return the rows, the same joined with others, and the evidence of their groups."""
    groups = {row.group for row in rows}
    return [*rows, *join_with_other(rows, _SEED), *(row for row in evidence if row.group in groups)]


def train_model(
    examples: list[Example], tagger: Tagger, taxonomy: Taxonomy, report: Report = lambda _stage: None
) -> tuple[StrategyModel, Quality]:
    """Fit, calibrate and choose thresholds on held-out folds.

    Returns the model and its held-out quality on the passages as written.
    """
    rows = make_rows(examples, tagger, taxonomy)
    evidence = make_evidence(examples, tagger, taxonomy)
    labels = learnable_labels(rows, taxonomy)
    held_out = hold_out(rows, evidence, labels, report)
    calibration = calibrate(held_out, labels)
    report("fitting on all passages")
    weights = fit_weights(training_rows(rows, evidence), labels)
    kinds = dict.fromkeys(taxonomy.strategies, "strategy") | dict.fromkeys(taxonomy.instruments, "instrument")
    model = StrategyModel(
        labels=labels,
        kinds={label: kinds[label] for label in labels},
        features=weights.features,
        idf=weights.idf,
        coefficients=weights.coefficients,
        intercepts=weights.intercepts,
        calibration=calibration.factors,
        thresholds=calibration.thresholds,
        version=_version_of(weights, calibration, taxonomy),
        taxonomy_hash=taxonomy.hash,
    )
    scores = describe_quality(held_out, labels, calibration)
    macro = [scores[label]["f1"] for label in taxonomy.strategies if label in scores]
    return model, {
        "passages": len(examples),
        "labels": scores,
        "macro_f1_strategies": round(float(np.mean(macro)), _DIGITS) if macro else 0.0,
    }


def learnable_labels(rows: Sequence[Row], taxonomy: Taxonomy) -> list[str]:
    """Return the labels with a positive passage for each fold, in the taxonomy's order."""
    return [
        label
        for label in (*taxonomy.strategies, *taxonomy.instruments)
        if sum(label in row.labels for row in rows) >= FOLDS
    ]


def calibrate(held_out: HeldOut, labels: Sequence[str]) -> Calibration:
    """Fit for each label a logistic regression on whole and best window, and the threshold for the best F1.

    Platt (1999), Probabilistic outputs for support vector machines, with two inputs. Passages without a
    strategy are weighted as they occur.
    """
    from sklearn.linear_model import LogisticRegression  # takes a second to import

    factors: dict[str, Factors] = {}
    thresholds: dict[str, float] = {}
    for column, label in enumerate(labels):
        inputs = np.stack([held_out.whole[:, column], held_out.best[:, column]], axis=1)
        truth = held_out.truth[:, column]
        if _is_constant(truth):  # a part of the passages, in a trial, may lack a label
            factors[label], thresholds[label] = (0.0, 0.0, _certainty(truth)), 0.5
            continue
        fitted = LogisticRegression(C=10).fit(inputs, truth, sample_weight=held_out.weights)
        whole, best = map(float, fitted.coef_[0])
        factors[label] = (whole, best, float(fitted.intercept_[0]))
        thresholds[label] = _best_threshold(fitted.predict_proba(inputs)[:, 1], truth, held_out.weights)
    return Calibration(factors, thresholds)


def describe_quality(
    held_out: HeldOut, labels: Sequence[str], calibration: Calibration
) -> dict[str, LabelQuality]:
    """Return the quality of each label on the passages as written."""
    probabilities = calibration.probabilities(held_out.whole, held_out.best, labels)[held_out.written]
    truth = held_out.truth[held_out.written]
    predicted = probabilities >= calibration.limits(labels)
    return {
        label: quality_of(predicted[:, column], truth[:, column], probabilities[:, column])
        for column, label in enumerate(labels)
    }


def quality_of(predicted: Any, truth: Any, probabilities: Any) -> LabelQuality:
    """Return positives, precision, recall, F1 and Brier score of one label, rounded to four places."""
    hits, chosen, positives = int((predicted & truth).sum()), int(predicted.sum()), int(truth.sum())
    return {
        "positives": positives,
        "precision": round(hits / max(chosen, 1), _DIGITS),
        "recall": round(hits / max(positives, 1), _DIGITS),
        "f1": round(2 * hits / max(chosen + positives, 1), _DIGITS),
        "brier": round(float(np.mean((probabilities - truth) ** 2)), _DIGITS),
    }


def _best_threshold(probabilities: Any, truth: Any, weights: Any) -> float:
    """Return half of the best weighted F1.

    Where probabilities are calibrated, this threshold reaches it (Lipton, Elkan and Naryanaswamy 2014,
    Optimal thresholding of classifiers to maximize F1 measure). It is steadier than the place of the maximum,
    which wanders where positives are few.
    """
    positives = weights[truth].sum()
    scores = []
    for threshold in _THRESHOLDS:
        chosen = probabilities >= threshold
        scores.append(2 * weights[chosen & truth].sum() / max(weights[chosen].sum() + positives, 1e-9))
    return round(float(max(scores)) / 2, 3)


def _version_of(weights: Weights, calibration: Calibration, taxonomy: Taxonomy) -> str:
    """Return a hash of all that decides a passage's labels, so that different models differ in it."""
    hasher = hashlib.sha256(taxonomy.hash.encode())
    hasher.update("\n".join(weights.features).encode())
    for array in (weights.idf, weights.coefficients, weights.intercepts):
        hasher.update(np.ascontiguousarray(array).tobytes())
    chosen = (sorted(calibration.factors.items()), sorted(calibration.thresholds.items()))
    hasher.update(repr(chosen).encode())
    return hasher.hexdigest()[:12]
