"""Write a trained model with what people should know of it: its card and its measured quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.model import CARD_FILE, METRICS_FILE, StrategyModel, save_model
from flows.annotation.classifier.training import FOLDS, OTHER_WEIGHT


def write_model(
    model: StrategyModel, metrics: dict[str, Any], examples: Sequence[Example], folder: Path, version: str
) -> Path:
    """Write model, metrics and card under `folder/version`; returns that folder."""
    target = folder / version
    save_model(model, target)
    (target / METRICS_FILE).write_text(
        json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (target / CARD_FILE).write_text(describe_model(model, metrics, examples), encoding="utf-8")
    return target


def describe_model(model: StrategyModel, metrics: dict[str, Any], examples: Sequence[Example]) -> str:
    """Return the card, in Markdown."""
    languages = Counter(example.language for example in examples)
    strategies = {label for label in model.labels if model.kinds[label] == "strategy"}
    other = sum(not example.labels & strategies for example in examples)
    rows = "\n".join(
        f"| {label} | {score['positives']} | {score['precision']:.2f} | {score['recall']:.2f} | {score['f1']:.2f} | {score['brier']:.3f} | {model.thresholds[label]:.2f} |"
        for label, score in metrics["labels"].items()
    )
    return f"""# Strategy classifier

One logistic regression a label on TF-IDF of masked words, Han bigrams, pairs of English words and lexicon concepts that both
languages share, applied to the whole passage and to each window of two sentences; a second logistic regression makes a
probability of the two values, and a label is given from half of its best F1 on.
Trained on {len(examples)} passages written for this project ({", ".join(f"{count} {language}" for language, count in languages.most_common())}; {other} without a strategy),
each also joined with neighbours without labels, labelled by the definitions in `models/taxonomy.toml`.
Licence: Apache-2.0. Version {model.version}; taxonomy {model.taxonomy_hash}; {len(model.features)} features.

Figures below: {FOLDS} folds grouped by document, on the same written passages. Calibration and thresholds were chosen on the same
held-out folds, so they flatter a little; passages without a strategy weigh {OTHER_WEIGHT:g} times there, as real documents have more of
them. Real texts differ from written ones: `zhengce evaluate FILE.jsonl` measures on labelled passages of yours.
Macro-F1 of the strategies: {metrics["macro_f1_strategies"]:.3f}.

| label | positives | precision | recall | F1 | Brier | threshold |
|---|---|---|---|---|---|---|
{rows}
"""
