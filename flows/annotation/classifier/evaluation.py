"""How good a classifier's labels and probabilities are on labelled passages, with intervals; pure arithmetic on arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

ENOUGH = 10  # positives from which a label enters the instruments' macro-F1
_DRAWS, _SEED, _BINS, _BATCH = 1000, 20240715, 10, 100


@dataclass(frozen=True, slots=True)
class Judged:
    """Passages with what is true and what was said of them. Arrays (passages, labels): `truth`, `predicted` and `ignored`
    (labels that count neither way) are boolean, `probabilities` in 0 to 1."""

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
        return Judged(
            self.labels,
            self.kinds,
            self.truth[keep],
            self.predicted[keep],
            self.ignored[keep],
            self.probabilities[keep],
            [language] * int(keep.sum()),
            [text for text, kept in zip(self.texts, keep, strict=True) if kept],
        )

    def saying(self, predicted: Any) -> Judged:
        """Return the same passages with other predictions, as certain as can be: a baseline's."""
        return Judged(
            self.labels,
            self.kinds,
            self.truth,
            predicted,
            self.ignored,
            predicted.astype(float),
            self.languages,
            self.texts,
        )


def evaluate(judged: Judged) -> dict[str, Any]:
    """Return all measures of one set of passages: `labels`, `macro_f1`, `micro`, `brier`, `reliability`, `confusion`."""
    outcomes = _outcomes(judged)
    draws = _draw(outcomes)
    return {
        "passages": len(judged.texts),
        "labels": {
            label: _score_label(judged, outcomes, draws, column) for column, label in enumerate(judged.labels)
        },
        "macro_f1": {kind: _macro(judged, outcomes, draws, kind) for kind in ("strategy", "instrument")},
        "micro": {kind: _micro(judged, outcomes, kind) for kind in ("strategy", "instrument")},
        "reliability": {kind: reliability(judged, kind) for kind in ("strategy", "instrument")},
        "confusion": confusion(judged),
    }


def _outcomes(judged: Judged) -> Any:
    """Return hits, false and missed as numbers, shape (3, passages, labels); an ignored label that was predicted is nothing."""
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
    """Return precision, recall and F1; 0 where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = hits / (hits + false), hits / (hits + missed), 2 * hits / (2 * hits + false + missed)
    precision, recall, f1 = (np.nan_to_num(part) for part in parts)
    return precision, recall, f1


def _score_label(judged: Judged, outcomes: Any, draws: Any, column: int) -> dict[str, Any]:
    hits, false, missed = outcomes[:, :, column].sum(axis=1)
    scores: dict[str, Any] = {
        "kind": judged.kinds[judged.labels[column]],
        "positives": int(hits + missed),
        "hits": int(hits),
        "false": int(false),
        "missed": int(missed),
    }
    for name, value, sample in zip(
        ("precision", "recall", "f1"),
        measure(hits, false, missed),
        measure(*draws[:, :, column]),
        strict=True,
    ):
        scores[name] = round(float(value), 4)
        scores[f"{name}_95"] = _interval(sample)
    counted = ~judged.ignored[:, column]
    errors = (judged.probabilities[counted, column] - judged.truth[counted, column]) ** 2
    scores["brier"] = round(float(errors.mean()), 4) if counted.any() else 0.0
    return scores


def _interval(sample: Any) -> list[float]:
    return [round(float(value), 4) for value in np.percentile(sample, [2.5, 97.5])]


def _columns(judged: Judged, kind: str) -> list[int]:
    return [column for column, label in enumerate(judged.labels) if judged.kinds[label] == kind]


def _macro(judged: Judged, outcomes: Any, draws: Any, kind: str) -> dict[str, Any]:
    """Macro-F1: of all strategies; of those instruments with ENOUGH positives."""
    positives = (outcomes[0] + outcomes[2]).sum(axis=0)
    columns = [
        column for column in _columns(judged, kind) if kind == "strategy" or positives[column] >= ENOUGH
    ]
    if not columns:
        return {"f1": None, "f1_95": None, "labels": []}
    f1 = measure(*outcomes[:, :, columns].sum(axis=1))[2].mean()
    sample = measure(*draws[:, :, columns])[2].mean(axis=1)
    return {
        "f1": round(float(f1), 4),
        "f1_95": _interval(sample),
        "labels": [judged.labels[column] for column in columns],
    }


def _micro(judged: Judged, outcomes: Any, kind: str) -> dict[str, float]:
    totals = outcomes[:, :, _columns(judged, kind)].sum(axis=(1, 2))
    return {
        name: round(float(value), 4)
        for name, value in zip(("precision", "recall", "f1"), measure(*totals), strict=True)
    }


def reliability(judged: Judged, kind: str) -> dict[str, Any]:
    """Return the reliability table of a kind's labels together: by tenth of the probability the mean probability and the
    share that is true; and the expected calibration error, the mean difference of the two weighted by passages."""
    columns = _columns(judged, kind)
    counted = ~judged.ignored[:, columns]
    probabilities, truth = judged.probabilities[:, columns][counted], judged.truth[:, columns][counted]
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    rows: list[dict[str, Any]] = []
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            said, found = float(probabilities[inside].mean()), float(truth[inside].mean())
            rows.append(
                {
                    "from": number / _BINS,
                    "to": (number + 1) / _BINS,
                    "count": int(inside.sum()),
                    "probability": round(said, 4),
                    "share": round(found, 4),
                }
            )
    total = sum(row["count"] for row in rows)
    error = sum(row["count"] * abs(row["probability"] - row["share"]) for row in rows) / max(total, 1)
    return {"rows": rows, "expected_calibration_error": round(error, 4)}


def confusion(judged: Judged) -> dict[str, dict[str, int]]:
    """Count strategies by what is true (rows) and what was said (columns). A passage's missed label goes with each label
    falsely said of it; missed with nothing false said stands under `other`, false with nothing missed in the row `other`."""
    names = [judged.labels[column] for column in _columns(judged, "strategy")]
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*names, "other")}
    hits, false, missed = _outcomes(judged)[:, :, _columns(judged, "strategy")].astype(bool)
    for right, wrong, lost in zip(hits, false, missed, strict=True):
        for column in np.flatnonzero(right):
            counts[names[column]][names[column]] += 1
        truths = [names[column] for column in np.flatnonzero(lost)] or ["other"] * bool(wrong.any())
        said = [names[column] for column in np.flatnonzero(wrong)] or ["other"]
        for true in truths:
            counts[true].update(said)
        if not (right.any() or wrong.any() or lost.any()):
            counts["other"]["other"] += 1
    return {true: {said: counts[true][said] for said in (*names, "other")} for true in counts}


def worst_errors(judged: Judged, count: int = 20) -> list[dict[str, Any]]:
    """Return the wrong labels with the greatest difference of probability and truth."""
    wrong = (judged.predicted != judged.truth) & ~judged.ignored
    places = sorted(
        np.argwhere(wrong).tolist(),
        key=lambda place: -abs(judged.probabilities[tuple(place)] - judged.truth[tuple(place)]),
    )
    return [
        {
            "label": judged.labels[column],
            "error": "missed" if judged.truth[row, column] else "false",
            "probability": round(float(judged.probabilities[row, column]), 4),
            "language": judged.languages[row],
            "passage": row + 1,
            "text": judged.texts[row],
        }
        for row, column in places[:count]
    ]


def majority_predictions(truth: Any) -> Any:
    """Predict for each label what is true of most passages."""
    return np.tile(truth.mean(axis=0) > 0.5, (len(truth), 1))


def keyword_predictions(features: Sequence[Sequence[str]], labels: Sequence[str]) -> Any:
    """Predict the strategies that the passage's lexicon terms signal (`s:` features), no instrument."""
    return np.array(
        [[f"s:{label}" in found for label in labels] for found in map(set, features)], dtype=bool
    ).reshape(len(features), len(labels))
