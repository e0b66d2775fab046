"""Cards of models and data sets: YAML front matter that the Hugging Face Hub uses to sort and show them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from flows.text import lazy_pattern

_DELIMITER = "---\n"
_FRONT_MATTER = lazy_pattern(r"\A---\n(.*?\n)---\n+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MeasuredOn:
    """A measurement of a model: the task, the data set with its split, and (type, name, value) rows."""

    task: str
    task_name: str
    dataset: str
    dataset_name: str
    split: str
    metrics: Sequence[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """The content of a model's front matter; `languages` are zh and en, `library` loads the model."""

    name: str
    languages: Sequence[str]
    license: str
    tags: Sequence[str]
    datasets: Sequence[str]
    task: str
    measured: Sequence[MeasuredOn]
    library: str = ""


def describe_front(summary: ModelSummary) -> str:
    """Return the front matter of a model's card, with its results as a `model-index`."""
    kinds = {kind: None for part in summary.measured for kind, _, _ in part.metrics}
    values: dict[str, object] = {
        "language": list(summary.languages),
        "license": summary.license,
        "library_name": summary.library,
        "pipeline_tag": summary.task,
        "tags": list(summary.tags),
        "datasets": list(summary.datasets),
        "metrics": list(kinds),
        "model-index": [{"name": summary.name, "results": [_result(part) for part in summary.measured]}],
    }
    return write_front({name: value for name, value in values.items() if value})


def write_front(values: Mapping[str, object]) -> str:
    """Return values as YAML between two lines of dashes, followed by an empty line."""
    text = yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=100)
    return f"{_DELIMITER}{text}{_DELIMITER}\n"


def split_card(card: str) -> tuple[str, str]:
    """Return the YAML of a card's front matter ("" without any) and the rest of its text."""
    found = _FRONT_MATTER.match(card)
    if not found:
        return "", card
    return found.group(1), card[found.end() :]


def _result(part: MeasuredOn) -> dict[str, object]:
    return {
        "task": {"type": part.task, "name": part.task_name},
        "dataset": {"type": part.dataset, "name": part.dataset_name, "split": part.split},
        "metrics": [{"type": kind, "name": name, "value": value} for kind, name, value in part.metrics],
    }
