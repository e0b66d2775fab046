"""Evaluation: measures of a classifier's labels and probabilities on labelled passages, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

import numpy as np

# The positives that a label needs to enter the macro-F1 of its kind. Without any, its F1 is unknown, not 0.
ENOUGH = {"strategy": 1, "instrument": 10}
KINDS = ("strategy", "instrument")
_DRAWS, _SEED, _BINS, _BATCH = 1000, 20240715, 10, 100
_DIGITS = 4
_RATES = ("precision", "recall", "f1")


class LabelScores(TypedDict):
    """The scores of one label; the fields in _95 are bootstrap intervals of 95 %.

    A score is None if its divisor is zero: precision if no passage was given the label, recall if none has
    it, F1 if both.
    """

    kind: str
    positives: int
    hits: int
    false: int
    missed: int
    precision: float | None
    precision_95: list[float] | None
    recall: float | None
    recall_95: list[float] | None
    f1: float | None
    f1_95: list[float] | None
    brier: float


class MacroScore(TypedDict):
    """Macro-F1 over `labels`, with its bootstrap interval; None without any."""

    f1: float | None
    f1_95: list[float] | None
    labels: list[str]


class Reliability(TypedDict):
    """A reliability table and the expected calibration error.

    Each row holds `from`, `to`, `count`, the mean `probability`, and the `share` that is true.
    """

    rows: list[dict[str, float]]
    expected_calibration_error: float


class Evaluation(TypedDict):
    """All measures of one set of passages; the mappings by kind have the keys strategy and instrument."""

    passages: int
    labels: dict[str, LabelScores]
    macro_f1: dict[str, MacroScore]
    micro: dict[str, dict[str, float | None]]
    reliability: dict[str, Reliability]
    confusion: dict[str, dict[str, int]]


class LabelError(TypedDict):
    """A wrong label of a passage; `error` is missed or false, `passage` its number from 1."""

    label: str
    error: str
    probability: float
    language: str
    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Passages with their true and predicted labels.

    The arrays have the shape (passages, labels). `truth`, `predicted` and `ignored` (labels that count
    neither way) are boolean; `probabilities` are from 0 to 1.
    """

    labels: list[str]
    kinds: dict[str, str]
    truth: Any
    predicted: Any
    ignored: Any
    probabilities: Any
    languages: list[str]
    texts: list[str]

    def only(self, language: str) -> Judged:
        """Return the passages of one language."""
        keep = np.array([found == language for found in self.languages], dtype=bool)
        return replace(
            self,
            truth=self.truth[keep],
            predicted=self.predicted[keep],
            ignored=self.ignored[keep],
            probabilities=self.probabilities[keep],
            languages=[language] * int(keep.sum()),
            texts=[text for text, kept in zip(self.texts, keep, strict=True) if kept],
        )

    def saying(self, predicted: Any) -> Judged:
        """Return the same passages with the predictions of a baseline, each with probability 0 or 1."""
        return replace(self, predicted=predicted, probabilities=predicted.astype(float))

    def columns(self, kind: str) -> list[int]:
        """Return the columns of the labels of a kind."""
        return [column for column, label in enumerate(self.labels) if self.kinds[label] == kind]


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Hits, false and missed labels as numbers: of the `passages`, and of bootstrap `draws`.

    The shapes are (3, passages, labels) and (3, draws, labels).
    """

    passages: Any
    draws: Any


def evaluate(judged: Judged) -> Evaluation:
    """Return all measures of one set of passages."""
    counted = _count_outcomes(judged)
    outcomes = _Outcomes(counted, _draw(counted))
    return {
        "passages": len(judged.texts),
        "labels": {
            label: _score_label(judged, outcomes, column) for column, label in enumerate(judged.labels)
        },
        "macro_f1": {kind: _macro(judged, outcomes, kind) for kind in KINDS},
        "micro": {kind: _micro(judged, counted, kind) for kind in KINDS},
        "reliability": {kind: reliability(judged, kind) for kind in KINDS},
        "confusion": confusion(judged),
    }


def _count_outcomes(judged: Judged) -> Any:
    """Return hits, false and missed as numbers, shape (3, passages, labels), without ignored labels."""
    truth, predicted = judged.truth & ~judged.ignored, judged.predicted & ~judged.ignored
    return np.stack([truth & predicted, predicted & ~truth, truth & ~predicted]).astype(float)


def _draw(outcomes: Any) -> Any:
    """Return hits, false and missed of bootstrap samples of the passages, shape (3, draws, labels)."""
    rng = np.random.default_rng(_SEED)
    passages = outcomes.shape[1]
    if not passages:
        return np.zeros((3, 1, outcomes.shape[2]))
    parts = []
    for _ in range(_DRAWS // _BATCH):
        times = rng.multinomial(passages, np.full(passages, 1 / passages), size=_BATCH).astype(float)
        parts.append(np.stack([times @ outcome for outcome in outcomes]))
    return np.concatenate(parts, axis=1)


def measure(hits: Any, false: Any, missed: Any) -> tuple[Any, Any, Any]:
    """Return precision, recall and F1, each 0 if its divisor is zero; works on numbers and arrays."""
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = hits / (hits + false), hits / (hits + missed), 2 * hits / (2 * hits + false + missed)
    precision, recall, f1 = (np.nan_to_num(part) for part in parts)
    return precision, recall, f1


def _score_label(judged: Judged, outcomes: _Outcomes, column: int) -> LabelScores:
    hits, false, missed = outcomes.passages[:, :, column].sum(axis=1)
    precision, recall, f1 = _rates(hits, false, missed)
    samples = measure(*outcomes.draws[:, :, column])
    intervals = [
        None if rate is None else _interval(sample)
        for rate, sample in zip((precision, recall, f1), samples, strict=True)
    ]
    counted = ~judged.ignored[:, column]
    errors = (judged.probabilities[counted, column] - judged.truth[counted, column]) ** 2
    return {
        "kind": judged.kinds[judged.labels[column]],
        "positives": int(hits + missed),
        "hits": int(hits),
        "false": int(false),
        "missed": int(missed),
        "precision": precision,
        "precision_95": intervals[0],
        "recall": recall,
        "recall_95": intervals[1],
        "f1": f1,
        "f1_95": intervals[2],
        "brier": _round(errors.mean()) if counted.any() else 0.0,
    }


def _rates(hits: float, false: float, missed: float) -> tuple[float | None, float | None, float | None]:
    """Return precision, recall and F1, each None if its divisor is zero."""
    precision, recall, f1 = map(_round, measure(hits, false, missed))
    return (
        precision if hits + false else None,
        recall if hits + missed else None,
        f1 if hits + false + missed else None,
    )


def _round(value: Any) -> float:
    return round(float(value), _DIGITS)


def _interval(sample: Any) -> list[float]:
    return [_round(value) for value in np.percentile(sample, [2.5, 97.5])]


def _macro(judged: Judged, outcomes: _Outcomes, kind: str) -> MacroScore:
    """Return the macro-F1 of the labels of a kind with ENOUGH positives."""
    positives = (outcomes.passages[0] + outcomes.passages[2]).sum(axis=0)
    columns = [column for column in judged.columns(kind) if positives[column] >= ENOUGH[kind]]
    if not columns:
        return {"f1": None, "f1_95": None, "labels": []}
    f1 = measure(*outcomes.passages[:, :, columns].sum(axis=1))[2].mean()
    sample = measure(*outcomes.draws[:, :, columns])[2].mean(axis=1)
    labels = [judged.labels[column] for column in columns]
    return {"f1": _round(f1), "f1_95": _interval(sample), "labels": labels}


def _micro(judged: Judged, outcomes: Any, kind: str) -> dict[str, float | None]:
    totals = outcomes[:, :, judged.columns(kind)].sum(axis=(1, 2))
    return dict(zip(_RATES, _rates(*totals), strict=True))


def reliability(judged: Judged, kind: str) -> Reliability:
    """Return the reliability table of all labels of a kind, by tenths of the probability.

    The expected calibration error is the mean difference of probability and true share, weighted by passages.
    """
    columns = judged.columns(kind)
    counted = ~judged.ignored[:, columns]
    probabilities, truth = judged.probabilities[:, columns][counted], judged.truth[:, columns][counted]
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    rows: list[dict[str, float]] = []
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            rows.append(
                {
                    "from": number / _BINS,
                    "to": (number + 1) / _BINS,
                    "count": int(inside.sum()),
                    "probability": _round(probabilities[inside].mean()),
                    "share": _round(truth[inside].mean()),
                }
            )
    total = sum(row["count"] for row in rows)
    error = sum(row["count"] * abs(row["probability"] - row["share"]) for row in rows) / max(total, 1)
    return {"rows": rows, "expected_calibration_error": round(error, _DIGITS)}


def confusion(judged: Judged) -> dict[str, dict[str, int]]:
    """Count strategies by true (rows) and predicted label (columns).

    Each label missed in a passage is counted with each label falsely predicted for it. A missed label
    without a false one is in the column `other`, a false one without a missed one in the row `other`.
    """
    columns = judged.columns("strategy")
    names = [judged.labels[column] for column in columns]
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*names, "other")}
    hits, false, missed = _count_outcomes(judged)[:, :, columns].astype(bool)
    for right, wrong, lost in zip(hits, false, missed, strict=True):
        for column in np.flatnonzero(right):
            counts[names[column]][names[column]] += 1
        truths = [names[column] for column in np.flatnonzero(lost)]
        if wrong.any() and not truths:
            truths = ["other"]
        said = [names[column] for column in np.flatnonzero(wrong)] or ["other"]
        for true in truths:
            counts[true].update(said)
        if not (right.any() or wrong.any() or lost.any()):
            counts["other"]["other"] += 1
    return {true: {said: counts[true][said] for said in (*names, "other")} for true in counts}


def worst_errors(judged: Judged, count: int = 20) -> list[LabelError]:
    """Return the wrong labels that differ most in probability and truth, the worst first."""
    wrong = (judged.predicted != judged.truth) & ~judged.ignored
    places = sorted(
        np.argwhere(wrong).tolist(),
        key=lambda place: -abs(judged.probabilities[tuple(place)] - judged.truth[tuple(place)]),
    )
    return [
        {
            "label": judged.labels[column],
            "error": "missed" if judged.truth[row, column] else "false",
            "probability": _round(judged.probabilities[row, column]),
            "language": judged.languages[row],
            "passage": row + 1,
            "text": judged.texts[row],
        }
        for row, column in places[:count]
    ]


def majority_predictions(truth: Any) -> Any:
    """Predict each label for all passages if most have it, else for none; shape (passages, labels)."""
    return np.tile(truth.mean(axis=0) > 0.5, (len(truth), 1))


def keyword_predictions(features: Sequence[Sequence[str]], labels: Sequence[str]) -> Any:
    """Predict the strategies that the passage's lexicon terms signal (`s:` features), and no instrument."""
    return np.array(
        [[f"s:{label}" in found for label in labels] for found in map(set, features)], dtype=bool
    ).reshape(len(features), len(labels))
