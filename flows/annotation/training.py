"""Train the strategy classifier: labelled passages in, a calibrated model with card and metrics out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.features import extract_features, identity
from flows.annotation.strategies import CARD_FILE, METRICS_FILE, StrategyModel, save_model
from flows.annotation.tagging import Tagger
from flows.annotation.taxonomy import Taxonomy
from flows.errors import ConfigurationError

FOLDS = 5
_SEED = 20240715
_C = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled passage; `document` groups those that must not stand on both sides of a fold."""

    text: str
    labels: frozenset[str]
    document: str
    language: str
    ignored: frozenset[str] = field(default_factory=frozenset)


def read_examples(paths: Iterable[Path], taxonomy: Taxonomy) -> list[Example]:
    """Read labelled JSONL files; raises ConfigurationError with file and line for a broken line or an unknown label."""
    known = {*taxonomy.strategies, *taxonomy.instruments}
    examples: list[Example] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                examples.append(_read_example(line, f"{path}:{number}", known))
    if not examples:
        raise ConfigurationError("no labelled passages; they belong in models/training/*.jsonl")
    return examples


def _read_example(line: str, place: str, known: set[str]) -> Example:
    try:
        record = json.loads(line)
        text, labels = record["text"], frozenset(record["labels"]) | frozenset(record.get("instruments", ()))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{place}: not a labelled passage ({error}); it needs text and labels") from None
    if unknown := labels - known:
        raise ConfigurationError(f"{place}: unknown label {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}")
    ignored = {*record.get("alt", ()), *record.get("disputed", ()), *record.get("instruments_disputed", ())}
    return Example(
        text, labels, str(record.get("group") or record.get("document") or place), record.get("language", ""), frozenset(ignored)
    )


def train_model(
    examples: list[Example], tagger: Tagger, taxonomy: Taxonomy, report: Callable[[str], None] = lambda _: None
) -> tuple[StrategyModel, dict[str, Any]]:
    """Fit one logistic regression a label on TF-IDF of `extract_features`; calibrate (Platt) and choose thresholds on the
    held-out decisions of document-grouped folds. Returns the model and its cross-validated metrics."""
    features = [extract_features(tagger.tag(example.text), tagger.lexicon) for example in examples]
    groups = np.array([example.document for example in examples])
    labels = [label for label in (*taxonomy.strategies, *taxonomy.instruments)
              if sum(label in example.labels for example in examples) >= FOLDS]  # fmt: skip
    truth = np.array([[label in example.labels for label in labels] for example in examples])
    held_out = _held_out_decisions(features, truth, groups, report)
    calibration: dict[str, tuple[float, float]] = {}
    thresholds: dict[str, float] = {}
    metrics: dict[str, Any] = {"passages": len(examples), "labels": {}}
    for column, label in enumerate(labels):
        calibration[label] = _fit_platt(held_out[:, column], truth[:, column])
        slope, intercept = calibration[label]
        probabilities = 1 / (1 + np.exp(-(held_out[:, column] * slope + intercept)))
        thresholds[label] = _best_threshold(probabilities, truth[:, column])
        metrics["labels"][label] = _score(probabilities >= thresholds[label], truth[:, column], probabilities)
    strategies = [metrics["labels"][label]["f1"] for label in taxonomy.strategies if label in metrics["labels"]]
    metrics["macro_f1_strategies"] = round(float(np.mean(strategies)), 4)
    report("fitting on all passages")
    vectorizer, matrix = _fit_vectorizer(features)
    fitted = [_fit_label(matrix, truth[:, column]) for column in range(len(labels))]
    model = StrategyModel(
        labels=labels,
        kinds={label: "strategy" if label in taxonomy.strategies else "instrument" for label in labels},
        vectorizer=vectorizer,
        coefficients=np.vstack([estimator.coef_[0] for estimator in fitted]).astype(np.float32),
        intercepts=np.array([estimator.intercept_[0] for estimator in fitted], dtype=np.float32),
        calibration=calibration,
        thresholds=thresholds,
        version=_version_of(examples, tagger, taxonomy),
        taxonomy_hash=taxonomy.hash,
    )
    return model, metrics


def _held_out_decisions(features: list[list[str]], truth: Any, groups: Any, report: Callable[[str], None]) -> Any:
    from sklearn.model_selection import GroupKFold

    decisions = np.zeros(truth.shape)
    for fold, (train, test) in enumerate(GroupKFold(FOLDS, shuffle=True, random_state=_SEED).split(truth, groups=groups), 1):
        report(f"fold {fold} of {FOLDS}")
        vectorizer, matrix = _fit_vectorizer([features[index] for index in train])
        held_out = vectorizer.transform([features[index] for index in test])
        for column in range(truth.shape[1]):
            if truth[train, column].any():
                decisions[test, column] = _fit_label(matrix, truth[train, column]).decision_function(held_out)
    return decisions


def _fit_vectorizer(features: list[list[str]]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=identity, min_df=2, max_features=80_000, sublinear_tf=True, dtype=np.float32)
    return vectorizer, vectorizer.fit_transform(features)


def _fit_label(matrix: Any, truth: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_C, class_weight="balanced", solver="liblinear", random_state=_SEED).fit(matrix, truth)


def _fit_platt(decisions: Any, truth: Any) -> tuple[float, float]:
    """Platt (1999): a logistic regression of the truth on the held-out decision value."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1e3).fit(decisions.reshape(-1, 1), truth)
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def _best_threshold(probabilities: Any, truth: Any) -> float:
    candidates = np.linspace(0.15, 0.7, 56)
    scores = [_score(probabilities >= threshold, truth)["f1"] for threshold in candidates]
    best = max(scores)
    near = [threshold for threshold, score in zip(candidates, scores, strict=True) if score >= best - 0.005]
    return round(float(np.median(near)), 3)


def _score(predicted: Any, truth: Any, probabilities: Any = None) -> dict[str, Any]:
    hits = int((predicted & truth).sum())
    precision = hits / max(int(predicted.sum()), 1)
    recall = hits / max(int(truth.sum()), 1)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    scores = {
        "positives": int(truth.sum()),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
    }
    if probabilities is not None:
        scores["brier"] = round(float(np.mean((probabilities - truth) ** 2)), 4)
    return scores


def _version_of(examples: list[Example], tagger: Tagger, taxonomy: Taxonomy) -> str:
    lines = sorted(f"{example.text}\t{sorted(example.labels)}" for example in examples)
    return hashlib.sha256("\n".join([tagger.lexicon.hash, taxonomy.hash, *lines]).encode()).hexdigest()[:12]


def write_model(model: StrategyModel, metrics: dict[str, Any], examples: list[Example], folder: Path, version: str) -> Path:
    """Write model, metrics and card under `folder/version`; returns that folder."""
    target = folder / version
    save_model(model, target)
    (target / METRICS_FILE).write_text(json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (target / CARD_FILE).write_text(_card(model, metrics, examples), encoding="utf-8")
    return target


def _card(model: StrategyModel, metrics: dict[str, Any], examples: list[Example]) -> str:
    languages = Counter(example.language for example in examples)
    other = sum(
        not (example.labels & {label for label in model.labels if model.kinds[label] == "strategy"}) for example in examples
    )
    rows = "\n".join(
        f"| {label} | {score['positives']} | {score['precision']:.2f} | {score['recall']:.2f} | {score['f1']:.2f} | {score['brier']:.3f} | {model.thresholds[label]:.2f} |"
        for label, score in metrics["labels"].items()
    )
    return f"""# Strategy classifier

One logistic regression a label on TF-IDF of masked words, Han character n-grams and lexicon concepts that both languages share.
Trained on {len(examples)} passages written for this project ({", ".join(f"{count} {language}" for language, count in languages.most_common())}; {other} without a strategy),
labelled by the definitions in `models/taxonomy.toml`. Licence: Apache-2.0. Version {model.version}; taxonomy {model.taxonomy_hash}.

Figures below: {FOLDS} folds grouped by document, on these same written passages; calibration and thresholds were chosen on the
same held-out folds, so they flatter a little. Real texts differ from written ones: measure on your own labelled passages.
Macro-F1 of the strategies: {metrics["macro_f1_strategies"]:.3f}.

| label | positives | precision | recall | F1 | Brier | threshold |
|---|---|---|---|---|---|---|
{rows}
"""
