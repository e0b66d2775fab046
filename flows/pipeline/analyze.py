"""Annotate text without storing it: the objects of `zhengce analyze`, one per passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from flows.annotation import Annotator, find_repealed, items_from
from flows.annotation.directives import find_list_items
from flows.annotation.figures import (
    Section,
    find_announced,
    find_currency,
    find_reported,
    find_rows,
    find_spans,
    section_year,
    year_at,
)
from flows.annotation.names import Context
from flows.corpus.readers import Options, Place, read_file
from flows.corpus.splitting import passages_of
from flows.errors import UsageError
from flows.pipeline.contexts import is_news, read_section
from flows.records import Annotation, Rejection
from flows.text import Cover

_BATCH = 256
_REASONS = 12

# An object of the JSON output, in the format fixed by the data contract.
AnalysisObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A passage to annotate: its id, its document's id, its text, and its context from the document."""

    id: str
    document: str
    text: str
    context: Context = Context()


def read_passages(data: bytes, name: str) -> Iterator[Given]:
    """Cut the documents of a file, or plain text, into passages.

    Raises UsageError for a file that can't be read.
    """
    place = Place("", name, name, name if "." in name else f"{name}.txt")
    for result in read_file(data, place, Options()):
        if isinstance(result, Rejection):
            cause = {"code": result.code, "values": result.values}
            raise UsageError("pipeline.unreadable_input", where=result.where, cause=cause)
        columns = {row.start: row.columns for row in find_rows(result.text)}
        repealed, currency = find_repealed(result.text), find_currency(result.text)
        default: Section = "news" if is_news(result.title, result.text) else ""
        reported = "" if default else find_reported(result.text)
        spans = find_spans(result.text, result.date)
        listed = Cover(len(result.text), find_list_items(result.text))
        announced = find_announced(result.text, result.date)
        for passage in passages_of(result):
            context = Context(
                date=result.date,
                section=read_section(passage.heading, result.title) or default,
                columns=columns.get(passage.start, ()),
                headings=tuple(filter(None, (passage.heading, result.title))),
                due=section_year(passage.heading, result.date),
                repealed=items_from(repealed, passage.start),
                is_heading=passage.kind in ("title", "heading"),
                currency=currency,
                reported=reported,
                running=year_at(spans, passage.start, passage.heading),
                is_listed=listed.overlaps(passage.start, passage.start + 1),
                announced=announced,
            )
            yield Given(f"{result.id}-{passage.position}", result.id, passage.text, context)


def read_jsonl_passages(text: str, name: str) -> Iterator[Given]:
    """Read `{"id": ..., "text": ...}` lines. Each is one passage, kept whole under its own id.

    Raises UsageError, with the line, for anything else.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            identifier, content = record.get("id", number), record["text"]
            if not isinstance(content, str):
                raise TypeError
            content.encode("utf-8")
        except (KeyError, AttributeError):
            raise UsageError("pipeline.not_a_passage", name=name, line=number, problem="no text") from None
        except (ValueError, TypeError, RecursionError) as error:
            problem = type(error).__name__
            raise UsageError("pipeline.not_a_passage", name=name, line=number, problem=problem) from None
        yield Given(str(identifier), str(record.get("document", identifier)), content)


def analyze_passages(
    annotator: Annotator, given: Iterable[Given], *, with_reasons: bool = False
) -> Iterator[AnalysisObject]:
    """Yield one object per passage, in order. Offsets are code points of its `text`.

    `with_reasons` adds `explanation`: the evidence for and against each assigned label, or for and against
    the likeliest strategy if there is none.
    """
    source = iter(given)
    while batch := list(islice(source, _BATCH)):
        texts, contexts = [entry.text for entry in batch], [entry.context for entry in batch]
        for item, annotation in zip(batch, annotator.annotate(texts, contexts), strict=True):
            found = as_object(item, annotation)
            if with_reasons:
                found["explanation"] = explain_labels(annotator, item.text, annotation)
            yield found


def explain_labels(annotator: Annotator, text: str, found: Annotation) -> list[AnalysisObject]:
    """Return the probability and threshold of each label, and the strongest reasons for and against it.

    Each reason has `spans` of the text. `window` is the span of the sentences that count most for the label.
    """
    from flows.annotation.classifier import explain  # loads scikit-learn

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


def as_object(item: Given, found: Annotation) -> AnalysisObject:
    """Return the annotations of a passage as an object of the JSON output."""
    return {
        "id": item.id,
        "document": item.document,
        "language": found.language if found.language != "und" else "mixed",
        "text": item.text,
        "tokens": [list(token) for token in found.tokens],
        "mentions": [asdict(mention) for mention in found.mentions],
        "strategies": {label: round(value, 4) for label, value in found.strategies.items()},
        "labels": list(found.labels),
        "instruments": list(found.instruments),
        "citations": [asdict(citation) for citation in found.citations],
        "targets": [asdict(target) for target in found.targets],
        "events": [asdict(event) for event in found.events],
        "directives": [asdict(directive) for directive in found.directives],
    }
