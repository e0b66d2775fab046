"""The files of a trained model: the model, its card for readers, and its measured quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.model import CARD_FILE, METRICS_FILE, StrategyModel, save_model
from flows.annotation.classifier.rows import LEAST_POSITIVES
from flows.annotation.classifier.training import FOLDS, LabelQuality, Quality
from flows.annotation.model_cards import MeasuredOn, ModelSummary, describe_front

_DATASET, _DATASET_NAME = "zhengce-policy-passages", "Policy passages written for zhengce"
_TASK = "text-classification"


def write_model(
    model: StrategyModel, metrics: Quality, examples: Sequence[Example], folder: Path, version: str
) -> Path:
    """Write model, metrics and card under `folder/version`; return that folder."""
    target = folder / version
    save_model(model, target)
    (target / METRICS_FILE).write_text(
        json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (target / CARD_FILE).write_text(describe_model(model, metrics, examples), encoding="utf-8")
    return target


def describe_model(model: StrategyModel, metrics: Quality, examples: Sequence[Example]) -> str:
    """Return the model card, in Markdown, with its front matter."""
    languages = Counter(example.language for example in examples)
    counts = ", ".join(f"{count} {language}" for language, count in languages.most_common())
    strategies = {label for label in model.labels if model.kinds[label] == "strategy"}
    other = sum(not example.labels & strategies for example in examples)
    table = "\n".join(
        _row(label, score, model.thresholds[label]) for label, score in metrics["labels"].items()
    )
    template = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    return (
        _describe_front(model, metrics, languages)
        + template.format(
            passages=len(examples),
            counts=counts,
            other=other,
            version=model.version,
            taxonomy=model.taxonomy_hash,
            features=len(model.features),
            folds=FOLDS,
            macro_f1=metrics["macro_f1_strategies"],
            rows=table,
        )
        + _describe_extracts(model, metrics)
    )


def _describe_front(model: StrategyModel, metrics: Quality, languages: Iterable[str]) -> str:
    """Return the front matter, with the figures of the card's text and table."""
    figures = [("f1", "Macro-F1 of the strategies", round(metrics["macro_f1_strategies"], 3))]
    figures += [("f1", f"F1 of {label}", round(score["f1"], 2)) for label, score in metrics["labels"].items()]
    measured = MeasuredOn(
        _TASK, "Labels of policy passages", _DATASET, _DATASET_NAME, f"{FOLDS} folds", figures
    )
    tags = ("scikit-learn", "multi-label", "policy", "china", *sorted(set(model.kinds.values())))
    return describe_front(
        ModelSummary(
            "zhengce-strategies",
            sorted(languages, reverse=True),
            "apache-2.0",
            tags,
            [_DATASET],
            _TASK,
            [measured],
        )
    )


def _describe_extracts(model: StrategyModel, metrics: Quality) -> str:
    """Return the card's section on passages known only by their extracts, "" without any."""
    if "extracts" not in metrics:
        return ""
    found = metrics["extracts"]
    rows = (_row(label, score, model.thresholds[label]) for label, score in found["labels"].items())
    template = Path(__file__).with_name("model_card_extracts.md").read_text(encoding="utf-8")
    return template.format(
        passages=found["passages"],
        macro_f1=found["macro_f1_strategies"],
        least=LEAST_POSITIVES,
        rows="\n".join(rows),
    )


def _row(label: str, score: LabelQuality, threshold: float) -> str:
    rates = f"{score['precision']:.2f} | {score['recall']:.2f} | {score['f1']:.2f} | {score['brier']:.3f}"
    return f"| {label} | {score['positives']} | {rates} | {threshold:.2f} |"
