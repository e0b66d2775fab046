"""Measure the strategy classifier on a labelled file: JSON, Markdown and HTML reports with baselines beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.classifier import (
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
from flows.annotation.lexicon import load_lexicon
from flows.annotation.matching import Tagger
from flows.errors import ConfigurationError, UsageError

REPORTS = ("evaluation.json", "evaluation.md", "evaluation.html")


def evaluate_file(path: Path, models: Path) -> dict[str, Any]:
    """Classify the passages of a labelled JSONL file ({"text", "labels", "instruments"?, "alt"?, "language"?}) with the
    newest model and compare. Raises UsageError, with the line, where the file is no such file."""
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    try:
        examples = read_examples([path], taxonomy)
    except ConfigurationError as error:
        if error.code == "annotation.no_labelled_passages":
            raise UsageError("annotation.none_labelled_in", path=path) from None
        raise UsageError(error.code, **error.values) from None
    model = load_model(models / "artefacts" / "strategies", taxonomy.hash)
    tagger = Tagger(load_lexicon(models / "lexicon"))
    tagged = [tagger.tag(example.text) for example in examples]
    features = [extract_features(item, tagger.lexicon) for item in tagged]
    probabilities = np.asarray(model.predict(features), dtype=float)
    limits = np.array([model.thresholds[label] for label in model.labels])
    judged = Judged(
        model.labels,
        model.kinds,
        np.array([[label in example.labels for label in model.labels] for example in examples]),
        probabilities >= limits,
        np.array(
            [[label in example.ignored - example.labels for label in model.labels] for example in examples]
        ),
        probabilities,
        [example.language or item.language for example, item in zip(examples, tagged, strict=True)],
        [example.text for example in examples],
    )
    return {
        "file": path.name,
        "model": {"version": model.version, "taxonomy": model.taxonomy_hash, "lexicon": tagger.lexicon.hash},
        **evaluate(judged),
        "languages": {
            language: evaluate(judged.only(language)) for language in sorted(set(judged.languages))
        },
        "baselines": {
            "keywords": _without_instruments(
                _summary(judged.saying(keyword_predictions(features, model.labels)))
            ),
            "majority": _summary(judged.saying(majority_predictions(judged.truth))),
        },
        "worst_errors": worst_errors(judged),
    }


def _summary(judged: Judged) -> dict[str, Any]:
    measured = evaluate(judged)
    return {
        "macro_f1": measured["macro_f1"],
        "micro": measured["micro"],
        "labels": {
            label: {name: scores[name] for name in ("precision", "recall", "f1", "brier")}
            for label, scores in measured["labels"].items()
        },
    }


def _without_instruments(summary: dict[str, Any]) -> dict[str, Any]:
    """Say that the lexicon's `strategy` column has nothing on instruments: no figure, and not the figure 0."""
    return summary | {"macro_f1": summary["macro_f1"] | {"instrument": {"f1": None, "f1_95": None}}}


def write_reports(measured: dict[str, Any], folder: Path) -> list[Path]:
    """Write evaluation.json, evaluation.md and evaluation.html (self-contained) into `folder`; returns their paths."""
    from jinja2 import Environment, PackageLoader

    from flows.output import draw_reliability

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
