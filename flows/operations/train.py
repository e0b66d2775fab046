"""Train the strategy classifier from the labelled passages and put it in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.annotation.lexicon import load_lexicon
from flows.annotation.tagging import Tagger
from flows.annotation.taxonomy import load_taxonomy
from flows.annotation.training import read_examples, train_model, write_model


def train_strategies(models: Path, report: Callable[[str], None] = lambda message: None) -> tuple[Path, dict[str, Any]]:
    """Train on `models/training/*.jsonl`; returns the folder of the new version and its cross-validated metrics.

    Training again on the same passages, lexicon and taxonomy replaces that version; anything else makes the next one.
    """
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    tagger = Tagger(load_lexicon(models / "lexicon"))
    report("reading and tagging the labelled passages")
    examples = read_examples(sorted((models / "training").glob("*.jsonl")), taxonomy)
    model, metrics = train_model(examples, tagger, taxonomy, report)
    folder = models / "artefacts" / "strategies"
    target = write_model(model, metrics, examples, folder, _next_version(folder))
    return target, metrics


def _next_version(folder: Path) -> str:
    numbers = [int(path.name) for path in folder.glob("*") if re.fullmatch(r"\d+", path.name)]
    return f"{max(numbers, default=0) + 1:04}"
