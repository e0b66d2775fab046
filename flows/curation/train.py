"""Train the strategy classifier from the labelled passages and put it in place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from flows.annotation.classifier import (
    Example,
    Quality,
    Taxonomy,
    Trial,
    load_taxonomy,
    read_examples,
    train_model,
    write_model,
)
from flows.annotation.lexicon import load_lexicon
from flows.annotation.matching import Tagger
from flows.trends import Rates, read_rates

SECOND_READING = "second_reading.jsonl"  # labels of a second reading, without texts: nothing to train on


def train_strategies(
    models: Path, report: Callable[[str], None] = lambda message: None
) -> tuple[Path, Quality]:
    """Train on `models/training/*.jsonl`; returns the folder of the new version and its cross-validated metrics.

    Training again on the same passages, lexicon and taxonomy makes the same model, in the next version's folder.
    """
    taxonomy, tagger, examples = read_training(models)
    report(f"{len(examples):,} labelled passages")
    model, metrics = train_model(examples, tagger, taxonomy, report)
    folder = models / "artefacts" / "strategies"
    target = write_model(model, metrics, examples, folder, _next_version(folder))
    return target, metrics


def compare_trainings(models: Path, report: Callable[[str], None] = lambda message: None) -> list[Trial]:
    """Return the trials of `flows.annotation.classifier.trials` on the labelled passages: masking, languages, learning curve, baselines."""
    from flows.annotation.classifier import run_trials

    taxonomy, tagger, examples = read_training(models)
    return run_trials(examples, tagger, taxonomy, report)


def read_training(models: Path) -> tuple[Taxonomy, Tagger, list[Example]]:
    """Return taxonomy, tagger and labelled passages of a models folder."""
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    files = sorted(path for path in (models / "training").glob("*.jsonl") if path.name != SECOND_READING)
    return taxonomy, Tagger(load_lexicon(models / "lexicon")), read_examples(files, taxonomy)


def _next_version(folder: Path) -> str:
    numbers = [int(path.name) for path in folder.glob("*") if re.fullmatch(r"\d+", path.name)]
    return f"{max(numbers, default=0) + 1:04}"


def newest_metrics(models: Path) -> dict[str, Rates]:
    """Return the rates of the newest strategy model by label; empty where there is none."""
    versions = sorted((models / "artefacts" / "strategies").glob("[0-9]*/metrics.json"))
    return read_rates(json.loads(versions[-1].read_text(encoding="utf-8"))) if versions else {}
