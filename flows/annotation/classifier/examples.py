"""Labelled passages: read from JSONL files, each line checked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.annotation.classifier.taxonomy import Taxonomy
from flows.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled passage.

    `group` holds together what must not stand on both sides of a fold; `ignored` are labels that count neither way when
    the passage is scored; `evidence` are (start, end, labels) of the sentences that carry the labels, where known.
    """

    text: str
    labels: frozenset[str]
    group: str
    language: str
    ignored: frozenset[str] = frozenset()
    evidence: tuple[tuple[int, int, frozenset[str]], ...] = ()


def read_examples(paths: Iterable[Path], taxonomy: Taxonomy) -> list[Example]:
    """Read labelled JSONL files; raises ConfigurationError with file and line for a broken line or an unknown label."""
    known = {*taxonomy.strategies, *taxonomy.instruments}
    examples: list[Example] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f"{path}: can't be read ({getattr(error, 'strerror', None) or type(error).__name__})"
            ) from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                examples.append(read_example(line, f"{path}:{number}", known))
    if not examples:
        raise ConfigurationError("no labelled passages; they belong in models/training/*.jsonl")
    return examples


def read_example(line: str, place: str, known: set[str]) -> Example:
    """Read one line; raises ConfigurationError that begins with `place`."""
    try:
        record = json.loads(line)
        text = record["text"]
        if not isinstance(text, str) or not text.strip():
            raise TypeError("text is empty or no string")
        labels = _names(record, "labels", required=True) | _names(record, "instruments")
        ignored = _names(record, "alt") | _names(record, "disputed") | _names(record, "instruments_disputed")
        evidence = tuple(
            (int(start), int(end), frozenset(names)) for start, end, names in record.get("evidence", ())
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        reason = (
            f"{error.args[0]!r} is missing"
            if isinstance(error, KeyError)
            else f"{type(error).__name__}: {error}"
        )
        raise ConfigurationError(
            f"{place}: not a labelled passage ({reason}); it needs text and labels"
        ) from None
    if unknown := (labels | ignored | {name for _, _, names in evidence for name in names}) - known:
        raise ConfigurationError(
            f"{place}: unknown label {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}"
        )
    if any(not 0 <= start < end <= len(text) for start, end, _ in evidence):
        raise ConfigurationError(f"{place}: evidence outside the text")
    group = str(record.get("group") or record.get("document") or place)
    return Example(text, labels, group, str(record.get("language", "")), ignored, evidence)


def _names(record: dict[str, Any], key: str, *, required: bool = False) -> frozenset[str]:
    names = record[key] if required else record.get(key) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError(f"{key} is no list of labels")
    return frozenset(names)
