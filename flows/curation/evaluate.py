"""Measure the strategy classifier on a labelled file, with baselines; report as JSON, Markdown and HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.classifier import (
    Example,
    Judged,
    evaluate,
    extract_features,
    keyword_predictions,
    load_model,
    load_taxonomy,
    majority_predictions,
    read_examples,
    worst_errors,
)
from flows.annotation.lexicon import load_compiled
from flows.annotation.matching import Tagger
from flows.errors import ConfigurationError, UsageError
from flows.output import draw_reliability

REPORTS = ("evaluation.json", "evaluation.md", "evaluation.html")
_SCORES = ("precision", "recall", "f1", "brier")

# The content of evaluation.json; see `flows.annotation.classifier.evaluate`.
Evaluation = dict[str, Any]


def evaluate_file(path: Path, models: Path) -> Evaluation:
    """Classify the passages of a labelled file with the newest model, and compare.

    The file is JSONL: {"text", "labels", "instruments"?, "alt"?, "language"?}. Raises UsageError, with the
    line, for anything else.
    """
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    examples = _read_labelled(path, models)
    model = load_model(models / "artefacts" / "strategies", taxonomy)
    tagger = Tagger(load_compiled(models / "lexicon"))
    tagged = [tagger.tag(example.text) for example in examples]
    features = [extract_features(item, tagger.lexicon) for item in tagged]
    probabilities = np.asarray(model.predict(features), dtype=float)
    thresholds = np.array([model.thresholds[label] for label in model.labels])
    judged = Judged(
        model.labels,
        model.kinds,
        np.array([[label in example.labels for label in model.labels] for example in examples]),
        probabilities >= thresholds,
        np.array(
            [[label in example.ignored - example.labels for label in model.labels] for example in examples]
        ),
        probabilities,
        [example.language or item.language for example, item in zip(examples, tagged, strict=True)],
        [example.text for example in examples],
    )
    keywords = judged.saying(keyword_predictions(features, model.labels))
    majority = judged.saying(majority_predictions(judged.truth))
    return {
        "file": path.name,
        "model": {"version": model.version, "taxonomy": model.taxonomy_hash, "lexicon": tagger.lexicon.hash},
        **evaluate(judged),
        "languages": {
            language: evaluate(judged.only(language)) for language in sorted(set(judged.languages))
        },
        "baselines": {
            "keywords": _without_instruments(_summarise(keywords)),
            "majority": _summarise(majority),
        },
        "worst_errors": worst_errors(judged),
    }


def _read_labelled(path: Path, models: Path) -> Sequence[Example]:
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    if path.is_file() and not path.read_bytes().strip():
        raise UsageError("curation.no_labelled_passages", path=path)
    try:
        return read_examples([path], taxonomy)
    except ConfigurationError as error:
        raise UsageError(error.code, **error.values) from None


def _summarise(judged: Judged) -> Evaluation:
    measured = evaluate(judged)
    return {
        "macro_f1": measured["macro_f1"],
        "micro": measured["micro"],
        "labels": {
            label: {name: score for name, score in scores.items() if name in _SCORES}
            for label, scores in measured["labels"].items()
        },
    }


def _without_instruments(summary: Evaluation) -> Evaluation:
    """Leave the F1 of instruments blank: the lexicon's `strategy` column has none, so 0 would be wrong."""
    return summary | {"macro_f1": summary["macro_f1"] | {"instrument": {"f1": None, "f1_95": None}}}


def write_reports(measured: Evaluation, folder: Path) -> list[Path]:
    """Write evaluation.json, evaluation.md and evaluation.html (self-contained) into `folder`.

    Return the paths.
    """
    from jinja2 import Environment, PackageLoader

    folder.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=PackageLoader("flows.curation", "templates"),
        autoescape=lambda name: bool(name and name.endswith(".html")),
    )
    plot = draw_reliability(
        {f"{kind} labels": table["rows"] for kind, table in measured["reliability"].items()}
    )
    texts = {
        "evaluation.json": json.dumps(measured, ensure_ascii=False, indent=1) + "\n",
        "evaluation.md": environment.get_template("evaluation.md").render(found=measured),
        "evaluation.html": environment.get_template("evaluation.html").render(found=measured, plot=plot),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in REPORTS]
