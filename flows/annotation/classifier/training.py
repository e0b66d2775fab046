"""Training of the strategy classifier: labelled passages in, a calibrated model and its quality out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

import numpy as np

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.features import SENTENCE, split_sentences
from flows.annotation.classifier.model import StrategyModel, score_windows, weigh_rows
from flows.annotation.classifier.rows import (
    LEAST_POSITIVES,
    SEED,
    Row,
    join_with_other,
    known_features,
    make_evidence,
    make_rows,
    training_rows,
)
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.annotation.matching import Tagger
from flows.records import ReportMessage, report_nothing

FOLDS = 5
_C = 12.0
_LEAST_DOCUMENTS = 2
_THRESHOLDS = np.linspace(0.05, 0.95, 91)
# The intercept of a label that all passages have; negated, of one that none has.
_CERTAIN = 5.0
_PROBABLE = 0.5
# On 387 real passages, read by two readers, strategies with a probability of .3 to .4 were right in 8 of 19.
# The best F1 asks for no more, although held-out folds put the threshold at .4 (models/README.md).
_LOWERED = 0.8
_DIGITS = 4
Factors = tuple[float, float, float]
ReadExtracts = Callable[[set[str]], list[Row]]


class LabelQuality(TypedDict):
    """The held-out quality of one label."""

    positives: int
    precision: float
    recall: float
    f1: float
    brier: float


class PartQuality(TypedDict):
    """The held-out quality of a model on passages as written."""

    passages: int
    labels: dict[str, LabelQuality]
    macro_f1_strategies: float


class Quality(PartQuality):
    """The held-out quality on passages with texts and, if there are any, on the extracts of others."""

    extracts: NotRequired[PartQuality]


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted vocabulary with its idf, and coefficients of shape (labels, features), with intercepts."""

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
    """Per label: the factors of whole, best window and 1, and the threshold of its probability."""

    factors: dict[str, Factors]
    thresholds: dict[str, float]

    def probabilities(self, whole: Any, best: Any, labels: Sequence[str]) -> Any:
        """Return calibrated probabilities from decision values; all of shape (rows, labels)."""
        factors = np.array([self.factors[label] for label in labels])
        return 1 / (1 + np.exp(-(whole * factors[:, 0] + best * factors[:, 1] + factors[:, 2])))

    def limits(self, labels: Sequence[str]) -> Any:
        """Return the thresholds as an array."""
        return np.array([self.thresholds[label] for label in labels])


def fit_weights(rows: Sequence[Row], labels: Sequence[str]) -> Weights:
    """Fit one logistic regression per label on TF-IDF rows of whole passages."""
    found = Counter(name for row in rows for name in set(row.features) - {SENTENCE})
    features = sorted(name for name, count in found.items() if count >= _LEAST_DOCUMENTS)
    index = {name: place for place, name in enumerate(features)}
    idf = np.array([np.log((1 + len(rows)) / (1 + found[name])) + 1 for name in features], dtype=np.float32)
    matrix = weigh_rows([[index[name] for name in row.features if name in index] for row in rows], idf)
    fitted = []
    for label in labels:
        taught = np.array([label not in row.unsure | row.untaught for row in rows])
        fitted.append(_fit_label(matrix[taught], np.array([label in row.labels for row in rows])[taught]))
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
        random_state=SEED,
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

    Arrays have the shape (rows, labels), except `written`, `extracted` and `languages` with shape (rows,).
    `written` marks passages as they were written; the rest are the same, joined with others. `extracted`
    marks those known only by their extracts. Labels that are not `sure` count neither way.
    """

    whole: Any
    best: Any
    truth: Any
    sure: Any
    written: Any
    extracted: Any
    languages: Any


def hold_out(
    rows: Sequence[Row], evidence: Sequence[Row], labels: Sequence[str], report: ReportMessage
) -> HeldOut:
    """Fit on all folds but one and decide on that one, FOLDS times; folds keep groups together."""
    from sklearn.model_selection import GroupKFold  # takes a second to import

    groups = np.array([row.group for row in rows])
    parts: list[tuple[Any, Any, list[Row], int]] = []
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=SEED)
    for fold, (train, test) in enumerate(folds.split(groups, groups=groups), 1):
        report(f"fold {fold} of {folds.get_n_splits()}")
        weights = fit_weights(training_rows([rows[place] for place in train], evidence), labels)
        written = [rows[place] for place in test]
        tested = [*written, *join_with_other(written, SEED + fold)]
        parts.append((*weights.decide(tested), tested, len(written)))
    tested = [row for _, _, some, _ in parts for row in some]
    return HeldOut(
        np.vstack([whole for whole, _, _, _ in parts]),
        np.vstack([best for _, best, _, _ in parts]),
        np.array([[label in row.labels for label in labels] for row in tested]),
        np.array([[label not in row.unsure for label in labels] for row in tested]),
        np.concatenate([np.arange(len(some)) < count for _, _, some, count in parts]),
        np.array([row.extracted for row in tested]),
        np.array([row.language for row in tested]),
    )


def train_model(
    examples: list[Example],
    tagger: Tagger,
    taxonomy: Taxonomy,
    report: ReportMessage = report_nothing,
    extracts: ReadExtracts = lambda _known: [],
) -> tuple[StrategyModel, Quality]:
    """Fit, calibrate and choose thresholds on held-out folds.

    `extracts` takes the features of the passages with texts and returns the rows of those without. Returns
    the model and its held-out quality on the passages as written, separately with and without texts.
    """
    rows = make_rows(examples, tagger)
    evidence = make_evidence(examples, tagger)
    extracted = extracts(known_features([*rows, *evidence]))
    rows += extracted
    labels = learnable_labels(rows, taxonomy)
    held_out = hold_out(rows, evidence, labels, report)
    calibration = calibrate(held_out, labels, taxonomy.strategies)
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
    scores = describe_quality(held_out, labels, calibration, extracted=False)
    quality: Quality = {
        "passages": len(examples),
        "labels": scores,
        "macro_f1_strategies": _macro_f1(scores, taxonomy.strategies),
    }
    if extracted:
        found = describe_quality(held_out, labels, calibration, extracted=True)
        quality["extracts"] = {
            "passages": len(extracted),
            "labels": found,
            "macro_f1_strategies": _macro_f1(found, taxonomy.strategies),
        }
    return model, quality


def _macro_f1(scores: Mapping[str, LabelQuality], labels: Iterable[str]) -> float:
    """Return the mean F1 of the labels that have a score, 0 without any."""
    found = [scores[label]["f1"] for label in labels if label in scores]
    return round(sum(found) / max(len(found), 1), _DIGITS)


def learnable_labels(rows: Sequence[Row], taxonomy: Taxonomy) -> list[str]:
    """Return the labels that at least FOLDS passages teach, in the taxonomy's order."""
    taught = Counter(label for row in rows for label in row.labels - row.unsure - row.untaught)
    return [label for label in (*taxonomy.strategies, *taxonomy.instruments) if taught[label] >= FOLDS]


def calibrate(held_out: HeldOut, labels: Sequence[str], lowered: Collection[str] = ()) -> Calibration:
    """Fit, per label, a logistic regression on whole and best window, and the threshold for the best F1.

    The thresholds of labels in `lowered` are four fifths of that. Platt (1999), Probabilistic outputs for
    support vector machines, with two inputs.
    """
    from sklearn.linear_model import LogisticRegression  # takes a second to import

    factors: dict[str, Factors] = {}
    thresholds: dict[str, float] = {}
    for column, label in enumerate(labels):
        sure = held_out.sure[:, column]
        inputs = np.stack([held_out.whole[sure, column], held_out.best[sure, column]], axis=1)
        truth = held_out.truth[sure, column]
        if _is_constant(truth):  # in a trial, some of the passages may lack a label
            factors[label], thresholds[label] = (0.0, 0.0, _certainty(truth)), _PROBABLE
            continue
        fitted = LogisticRegression(C=10).fit(inputs, truth)
        whole, best = map(float, fitted.coef_[0])
        factors[label] = (whole, best, float(fitted.intercept_[0]))
        threshold = _best_threshold(fitted.predict_proba(inputs)[:, 1], truth)
        thresholds[label] = round(_LOWERED * threshold, 3) if label in lowered else threshold
    return Calibration(factors, thresholds)


def describe_quality(
    held_out: HeldOut, labels: Sequence[str], calibration: Calibration, *, extracted: bool
) -> dict[str, LabelQuality]:
    """Return the quality of each label on the passages as written: those with texts, or the extracts.

    For extracts, a label that few of them surely have gets no row.
    """
    probabilities = calibration.probabilities(held_out.whole, held_out.best, labels)
    predicted = probabilities >= calibration.limits(labels)
    places = held_out.written & (held_out.extracted == extracted)
    found: dict[str, LabelQuality] = {}
    for column, label in enumerate(labels):
        part = places & held_out.sure[:, column]
        truth = held_out.truth[part, column]
        if not extracted or truth.sum() >= LEAST_POSITIVES:
            found[label] = quality_of(predicted[part, column], truth, probabilities[part, column])
    return found


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


def _best_threshold(probabilities: Any, truth: Any) -> float:
    """Return half of the best F1.

    With calibrated probabilities, this threshold reaches it (Lipton, Elkan and Naryanaswamy 2014, Optimal
    thresholding of classifiers to maximize F1 measure). It is steadier than the position of the maximum,
    which wanders if positives are few. If no threshold finds a passage, only probable passages are given the
    label: half of zero would give it to all.
    """
    scores = []
    for threshold in _THRESHOLDS:
        chosen = probabilities >= threshold
        scores.append(2 * (chosen & truth).sum() / max(chosen.sum() + truth.sum(), 1))
    return round(float(max(scores)) / 2, 3) or _PROBABLE


def _version_of(weights: Weights, calibration: Calibration, taxonomy: Taxonomy) -> str:
    """Return a hash of all that decides a passage's labels, so that different models have different ones."""
    hasher = hashlib.sha256(taxonomy.hash.encode())
    hasher.update("\n".join(weights.features).encode())
    for array in (weights.idf, weights.coefficients, weights.intercepts):
        hasher.update(np.ascontiguousarray(array).tobytes())
    chosen = (sorted(calibration.factors.items()), sorted(calibration.thresholds.items()))
    hasher.update(repr(chosen).encode())
    return hasher.hexdigest()[:12]
