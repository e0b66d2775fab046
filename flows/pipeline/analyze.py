"""Annotate text without storing it: the objects of `zhengce analyze`, one a passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from flows.annotation import Annotator
from flows.corpus.readers import Options, Place, read_file
from flows.corpus.splitting import passages_of
from flows.errors import UsageError
from flows.records import Annotation, Document, Mention, Rejection

_BATCH = 256
_REASONS = 12


@dataclass(frozen=True, slots=True)
class Given:
    """One passage to annotate: its id, its document's, and its text."""

    id: str
    document: str
    text: str


def read_passages(data: bytes, name: str) -> Iterator[Given]:
    """Cut a file's documents, or plain text, into passages. Raises UsageError where nothing in it can be read."""
    place = Place("", name, name, name if "." in name else f"{name}.txt")
    for result in read_file(data, place, Options()):
        if isinstance(result, Rejection):
            raise UsageError(f"{result.where}: {result.reason}")
        assert isinstance(result, Document)
        for passage in passages_of(result):
            yield Given(f"{result.id}-{passage.position}", result.id, passage.text)


def read_jsonl_passages(text: str, name: str) -> Iterator[Given]:
    """Read `{"id": ..., "text": ...}` lines, each one passage, kept whole under its own id; raises UsageError with the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            identifier, content = record.get("id", number), record["text"]
            if not isinstance(content, str):
                raise TypeError("text is no string")
            content.encode("utf-8")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            reason = "no text" if isinstance(error, KeyError | AttributeError) else type(error).__name__
            raise UsageError(
                f'{name}:{number}: not a passage ({reason}); each line is {{"id": ..., "text": ...}}'
            ) from None
        yield Given(str(identifier), str(record.get("document", identifier)), content)


def analyze_passages(
    annotator: Annotator, given: Iterable[Given], *, with_reasons: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield one object a passage, in order, as `contracts` fix it; offsets are code points of its `text`.

    `with_reasons` adds `explanation`: for each label given (for none, the likeliest strategy) what spoke for and against it.
    """
    source = iter(given)
    while batch := list(islice(source, _BATCH)):
        for item, annotation in zip(batch, annotator.annotate([entry.text for entry in batch]), strict=True):
            found = as_object(item, annotation)
            yield (
                {**found, "explanation": explain_labels(annotator, item.text, annotation)}
                if with_reasons
                else found
            )


def explain_labels(annotator: Annotator, text: str, found: Annotation) -> list[dict[str, Any]]:
    """Return for each label of the passage its probability, threshold and the weightiest reasons for and against, each with
    `spans` of the text; `window` is the span of the sentences that spoke most for the label."""
    from flows.annotation.classifier import explain

    labels = [*found.labels, *found.instruments]
    if not labels and found.strategies:
        labels = [max(found.strategies, key=lambda label: found.strategies[label])]
    if annotator.model is None or not labels:
        return []
    tagger = annotator.tagger
    return [
        {
            "label": item.label,
            "probability": round(item.probability, 4),
            "threshold": item.threshold,
            "base": item.base,
            "window": list(item.window),
            "for": [asdict(reason) for reason in item.reasons if reason.weight > 0][:_REASONS],
            "against": [asdict(reason) for reason in item.reasons if reason.weight < 0][:_REASONS],
        }
        for item in explain(annotator.model, tagger.tag(text), tagger.lexicon, labels)
    ]


def as_object(item: Given, found: Annotation) -> dict[str, Any]:
    return {
        "id": item.id,
        "document": item.document,
        "language": found.language if found.language != "und" else "mixed",
        "text": item.text,
        "tokens": [list(token) for token in found.tokens],
        "mentions": [_mention(mention) for mention in found.mentions],
        "strategies": {label: round(value, 4) for label, value in found.strategies.items()},
        "labels": list(found.labels),
        "instruments": list(found.instruments),
        "citations": [asdict(citation) for citation in found.citations],
        "targets": [asdict(target) for target in found.targets],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "concept": mention.concept,
        "source": mention.source,
        "score": mention.score,
        "nested": mention.nested,
        "entity": mention.entity,
    }


def read_input(path: str) -> bytes:
    """Return the bytes of a file, or of standard input for `-`."""
    import sys

    if path == "-":
        return sys.stdin.buffer.read()
    try:
        if Path(path).is_fifo():
            raise UsageError(f"{path}: a pipe; give its content on standard input, as -")
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
