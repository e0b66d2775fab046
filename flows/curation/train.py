"""Train the strategy classifier on the labelled passages, and install it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from flows.annotation.classifier import (
    Example,
    Quality,
    Row,
    Taxonomy,
    Trial,
    add_extracts,
    known_features,
    load_taxonomy,
    make_evidence,
    make_rows,
    read_examples,
    read_extracts,
    train_model,
    write_model,
)
from flows.annotation.lexicon import load_compiled
from flows.annotation.matching import Tagger
from flows.curation.training_set import EXTRACTS_FOLDER, labelled_files, write_training_card
from flows.errors import ConfigurationError
from flows.records import ReportMessage, digest, report_nothing


class Training(NamedTuple):
    """The folder of a new version of a model, and its metrics."""

    folder: Path
    metrics: Quality


class ExtractCounts(NamedTuple):
    """The numbers of passages read and of extracts now stored."""

    read: int
    total: int


class TrainingData(NamedTuple):
    """The data to train a classifier; `extracts` returns rows without texts, given the known features."""

    taxonomy: Taxonomy
    tagger: Tagger
    examples: list[Example]
    extracts: Callable[[set[str]], list[Row]]


def train_strategies(models: Path, report: ReportMessage = report_nothing) -> Training:
    """Train on `models/training/*.jsonl` and the extracts beside them. The metrics are cross-validated.

    Training again on the same passages, lexicon and taxonomy yields the same model, in the folder of the next
    version. The card and the Croissant metadata of the passages are rewritten.
    """
    taxonomy, tagger, examples, extracts = read_training(models)
    report(f"{len(examples):,} labelled passages")
    model, metrics = train_model(examples, tagger, taxonomy, report, extracts)
    write_training_card(models)
    folder = models / "artefacts" / "strategies"
    return Training(write_model(model, metrics, examples, folder, next_version(folder)), metrics)


def compare_trainings(models: Path, report: ReportMessage = report_nothing) -> list[Trial]:
    """Return the trials on the labelled passages: masking, languages, learning curve, baselines.

    See `flows.annotation.classifier.trials`.
    """
    from flows.annotation.classifier import run_trials  # loads scikit-learn

    data = read_training(models)
    return run_trials(data.examples, data.tagger, data.taxonomy, report, data.extracts)


def read_training(models: Path) -> TrainingData:
    """Return the taxonomy, tagger and labelled passages of a models folder."""
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    examples = read_examples(labelled_files(models), taxonomy)
    extracts = partial(read_extracts, models / "training" / EXTRACTS_FOLDER, taxonomy=taxonomy)
    return TrainingData(taxonomy, Tagger(load_compiled(models / "lexicon")), examples, extracts)


def keep_extracts(paths: Sequence[Path], models: Path) -> ExtractCounts:
    """Add extracts of labelled passages to `models/training/extracts`, without their texts.

    `paths` are JSONL files as in `zhengce evaluate`; `alt` and `disputed` are labels that count neither way.
    A passage without a group forms its own: no path is kept. Raises ConfigurationError for an empty file, a
    broken line or an unknown label.
    """
    for path in paths:
        if path.is_file() and not path.read_bytes().strip():
            raise ConfigurationError("curation.no_labelled_passages", path=path)
    taxonomy, tagger, written, _ = read_training(models)
    places = tuple(f"{path}:" for path in paths)
    examples = [_without_place(example, places) for example in read_examples(paths, taxonomy)]
    known = known_features([*make_rows(written, tagger), *make_evidence(written, tagger)])
    rows = make_rows(examples, tagger)
    total = add_extracts(examples, rows, known, taxonomy, models / "training" / EXTRACTS_FOLDER)
    return ExtractCounts(len(examples), total)


def _without_place(example: Example, places: tuple[str, ...]) -> Example:
    """Return the passage in its own group if its group is only its place in a file."""
    if example.group.startswith(places):
        return replace(example, group=digest(example.text))
    return example


def next_version(folder: Path) -> str:
    """Return the name of the next version in a folder of versions: 0001, 0002, ..."""
    numbers = [int(path.name) for path in folder.glob("*") if re.fullmatch(r"\d+", path.name)]
    return f"{max(numbers, default=0) + 1:04}"
