"""Labelled passages, read from JSONL files and checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.annotation.classifier.taxonomy import Taxonomy
from flows.errors import ConfigurationError, reason_of


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled passage.

    `group` keeps passages together that must not be on both sides of a fold. `ignored` are labels that count
    neither way when the passage is scored. `evidence` are (start, end, labels) of the sentences that carry
    the labels, where known. `genre` is the kind of text, such as plan or analysis; trials report by genre.
    """

    text: str
    labels: frozenset[str]
    group: str
    language: str
    ignored: frozenset[str] = frozenset()
    evidence: tuple[tuple[int, int, frozenset[str]], ...] = ()
    genre: str = ""

    @property
    def mentioned_labels(self) -> frozenset[str]:
        """All labels that the line names."""
        return self.labels | self.ignored | {name for _, _, names in self.evidence for name in names}


def read_examples(paths: Iterable[Path], taxonomy: Taxonomy) -> list[Example]:
    """Read labelled JSONL files.

    Raises ConfigurationError with file and line for a broken line or an unknown label.
    """
    known = {*taxonomy.strategies, *taxonomy.instruments}
    examples: list[Example] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError("annotation.unreadable", path=path, reason=reason_of(error)) from None
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        examples += [read_example(line, f"{path}:{number}", known) for number, line in numbered]
    if not examples:
        raise ConfigurationError("annotation.no_labelled_passages")
    return examples


def read_example(line: str, place: str, known: set[str]) -> Example:
    """Read one line; raises ConfigurationError with a message that begins with `place`."""
    try:
        example = _parse(json.loads(line), place)
    except KeyError as error:
        reason = f"{error.args[0]!r} is missing"
        raise ConfigurationError("annotation.not_labelled", place=place, reason=reason) from None
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ConfigurationError("annotation.not_labelled", place=place, reason=reason) from None
    if unknown := example.mentioned_labels - known:
        raise ConfigurationError(
            "annotation.unknown_label", place=place, label=min(unknown), known=sorted(known)
        )
    if any(not 0 <= start < end <= len(example.text) for start, end, _ in example.evidence):
        raise ConfigurationError("annotation.evidence_outside", place=place)
    return example


def _parse(record: Mapping[str, object], place: str) -> Example:
    """Return the example in a JSON record; raises KeyError, TypeError or ValueError if it is malformed."""
    text = record["text"]
    if not isinstance(text, str) or not text.strip():
        raise TypeError("text is empty or no string")
    disputed = ("alt", "disputed", "instruments_disputed")
    evidence = record.get("evidence", ())
    if not isinstance(evidence, list | tuple):
        raise TypeError("evidence is not a list")
    group = str(record.get("group") or record.get("document") or place)
    language, genre = str(record.get("language", "")), str(record.get("genre", ""))
    for value in (text, group, language, genre):
        value.encode()  # a lone surrogate can't be written
    return Example(
        text,
        _names(record["labels"], "labels") | _names(record.get("instruments"), "instruments"),
        group,
        language,
        frozenset(name for key in disputed for name in _names(record.get(key), key)),
        tuple((int(start), int(end), frozenset(names)) for start, end, names in evidence),
        genre,
    )


def _names(names: object, key: str) -> frozenset[str]:
    if not names and key != "labels":
        return frozenset()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError(f"{key} is not a list of labels")
    return frozenset(names)
