"""Teach the classifier: write passages worth labelling, read answers, train, show what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.classifier import (
    Agreement,
    StrategyModel,
    Taxonomy,
    agreement_of,
    choose_queue,
    extract_features,
    load_model,
    load_taxonomy,
)
from flows.annotation.matching import Tagger
from flows.curation.answers import LABEL_FIELDS, TASK, Answer, Record, read_answers
from flows.curation.train import read_training, train_strategies
from flows.errors import UsageError
from flows.output import csv_chunks, flat_row
from flows.records import ReportMessage, digest, report_nothing
from flows.store import Correction, Store, read_corrections, unreviewed_passages, write_corrections
from flows.store.passages import fetch_passages, fetch_texts, passage_rowids
from flows.text import lazy_pattern

CORRECTIONS_FILE = "corrections.jsonl"
QUEUE_FORMATS = ("jsonl", "csv", "label-studio")
_COLUMNS = (
    "passage_id",
    "date",
    "language",
    "title",
    "text",
    "labels",
    "instruments",
    "reader",
    "note",
    "model_version",
)
_TASK_FIELDS = ("passage_id", "date", "language", "title", "text", "model_version")
_NAME = lazy_pattern(r".+-\d{1,9}")  # of a passage: its document and position
_ROW_ID = lazy_pattern(r"\d{1,18}")  # the name of a passage in a queue of version 1.0 or earlier
_PLACES = 10  # named in a refusal
_EXAMPLES = 5
_COMPARED = 2_000


class AnswerCounts(NamedTuple):
    """The numbers of answers and new answers in a file, and the agreement of several readers per label.

    Unsigned rows are not answers. If a reader's answers to one text are `differing`, the last counts.
    """

    answers: int
    new: int
    agreement: list[Agreement]
    unsigned: int
    without_instruments: int
    differing: int


class LabelChange(NamedTuple):
    """The held-out F1 of a label before and after training.

    None for a label that the previous model did not have.
    """

    label: str
    before: float | None
    after: float


class LabelExample(NamedTuple):
    """A passage with changed labels, and the labels lost and gained."""

    text: str
    lost: list[str]
    won: list[str]


@dataclass(frozen=True, slots=True)
class Retraining:
    """The changes from training with the corrections: scores per label, and passages with other labels.

    `removed` are labels of answers that are no longer categories: nothing is learned from them.
    """

    folder: Path
    corrections: int
    removed: list[str]
    labels: list[LabelChange]
    compared: int
    changed: int
    examples: list[LabelExample]


def write_queue(store: Store, path: Path, count: int, form: str) -> int:
    """Write up to `count` passages worth labelling to `path`; return how many.

    The model's labels are filled in. `form` is one of QUEUE_FORMATS.
    """
    queue = choose_queue(map(asdict, unreviewed_passages(store)), count)
    found = fetch_passages(store, [item["id"] for item in queue])
    names = {passage.rowid: passage.passage_id for passage in found}
    rows = [_as_row({**item, "passage_id": names[item["id"]]}) for item in queue]
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        path.write_bytes(b"".join(csv_chunks(map(flat_row, rows), _COLUMNS)))
    elif form == "label-studio":
        tasks = json.dumps(list(map(_as_task, rows)), ensure_ascii=False, indent=1)
        path.write_text(tasks + "\n", encoding="utf-8")
    else:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text("".join(lines), encoding="utf-8")
    return len(rows)


def _as_row(item: Record) -> Record:
    return {
        **{name: item.get(name, "") for name in _COLUMNS},
        "reader": "",
        "note": "",
        "labels": item["labels"],
        "instruments": item["instruments"],
        "doubted": item["doubted"],
        "uncertainty": item["uncertainty"],
    }


def _as_task(row: Record) -> Record:
    """Return a task of Label Studio with the model's labels as predictions."""
    result = [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": row[name]}}
        for name in LABEL_FIELDS
        if row[name]
    ]
    prediction = {"model_version": row["model_version"], "score": 1 - row["uncertainty"], "result": result}
    return {"data": {name: row[name] for name in _TASK_FIELDS}, "predictions": [prediction]}


def write_labelling_config(path: Path, taxonomy: Taxonomy) -> Path:
    """Write the configuration of Label Studio for these categories; return its path."""

    def choices(name: str, labels: Iterable[str]) -> str:
        lines = "\n".join(f'    <Choice value="{label}" alias="{label}"/>' for label in labels)
        return f'  <Choices name="{name}" toName="text" choice="multiple">\n{lines}\n  </Choices>'

    strategies = choices("labels", taxonomy.strategies)
    instruments = choices("instruments", taxonomy.instruments)
    path.write_text(
        f'<View>\n  <Text name="text" value="$text"/>\n{strategies}\n{instruments}\n</View>\n',
        encoding="utf-8",
    )
    return path


def take_answers(store: Store, path: Path, models: Path, reader: str = "") -> AnswerCounts:
    """Store the answers of a file.

    Raises UsageError, storing none of the answers, if there are none, or if an answer names a passage that
    this store does not have with this text.
    """
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    file = read_answers(path, taxonomy, reader.strip())
    if not file.answers:
        raise UsageError("curation.no_answers", path=path)
    answers = _find_passages(store, path, file.answers)
    last = {(item.text_hash, item.reader): item for item in answers}
    written = write_corrections(store, last.values())
    by_text: dict[str, dict[str, tuple[str, ...]]] = {}
    for item in read_corrections(store):
        by_text.setdefault(item.text_hash, {})[item.reader] = item.labels + item.instruments
    rows = agreement_of(by_text, [*taxonomy.strategies, *taxonomy.instruments])
    return AnswerCounts(
        answers=len(answers),
        new=written,
        agreement=[row for row in rows if row["texts"] and row["given"]],
        unsigned=file.unsigned,
        without_instruments=file.without_instruments,
        differing=sum(
            _labels_given(item) != _labels_given(last[item.text_hash, item.reader]) for item in answers
        ),
    )


def _labels_given(answer: Correction) -> set[str]:
    return {*answer.labels, *answer.instruments}


def _find_passages(store: Store, path: Path, answers: Sequence[Answer]) -> list[Correction]:
    """Return the answers with their passages, each with the stored text.

    White space is ignored, since spreadsheets change it.
    """
    names = {answer.passage for answer in answers if answer.passage}
    rows = {name: int(name) for name in names if _ROW_ID.fullmatch(name)}
    rows |= passage_rowids(store, list(filter(_NAME.fullmatch, names)))
    texts = dict(fetch_texts(store, list(set(rows.values()))))
    found, unknown, others = [], [], []
    for answer in answers:
        correction, row = answer.correction, rows.get(answer.passage, 0)
        if not answer.passage:
            found.append(correction)
        elif row not in texts:
            unknown.append(answer.place)
        elif _squeeze(texts[row]) != _squeeze(correction.text):
            others.append(answer.place)
        else:
            found.append(replace(correction, text=texts[row], passage_id=row))
    named = {"curation.passages_unknown": unknown, "curation.passages_differ": others}
    if problems := [_describe(code, places) for code, places in named.items() if places]:
        number = len(unknown) + len(others)
        raise UsageError("curation.not_of_this_store", path=path, number=number, problems=problems)
    return found


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _describe(code: str, places: Sequence[str]) -> dict[str, object]:
    """Return the lines or tasks of a file that have a fault, as a value of a message."""
    kind = "curation.tasks" if TASK in places[0] else "curation.lines"
    numbers = [place.removeprefix(TASK).lstrip(":") for place in places[:_PLACES]]
    shown = [*numbers, "…"] if len(places) > _PLACES else numbers
    where = {"code": kind, "values": {"places": shown}}
    return {"code": code, "values": {"places": where}}


def retrain(store: Store, models: Path, report: ReportMessage = report_nothing) -> Retraining:
    """Write the corrections to training/corrections.jsonl, train, and return what changed.

    If several readers labelled a text, the labels given by most of them count. Raises UsageError if there are
    no corrections.
    """
    corrections = read_corrections(store)
    if not corrections:
        raise UsageError("curation.no_corrections")
    categories = load_taxonomy(models / "taxonomy.toml")
    known = {*categories.strategies, *categories.instruments}
    lines = "".join(_training_lines(corrections, known))
    (models / "training" / CORRECTIONS_FILE).write_text(lines, encoding="utf-8")
    folder = models / "artefacts" / "strategies"
    taxonomy, tagger = read_training(models)[:2]
    before = load_model(folder)
    newest = max(folder.glob("*/metrics.json"))
    before_scores = json.loads(newest.read_text(encoding="utf-8"))["labels"]
    target, metrics = train_strategies(models, report)
    after = load_model(folder, taxonomy)
    texts = [item.text for item in corrections] + [
        item.text for item in unreviewed_passages(store, _COMPARED)
    ]
    unique = list(dict.fromkeys(texts))
    changed = _compare(before, after, tagger, unique)
    return Retraining(
        folder=target,
        corrections=len(corrections),
        removed=sorted({label for item in corrections for label in _labels_given(item)} - known),
        labels=[
            LabelChange(label, before_scores.get(label, {}).get("f1"), scores["f1"])
            for label, scores in metrics["labels"].items()
        ],
        compared=len(unique),
        changed=len(changed),
        examples=changed[:_EXAMPLES],
    )


def _training_lines(corrections: Sequence[Correction], known: set[str]) -> Iterator[str]:
    by_text: dict[str, list[Correction]] = {}
    for item in corrections:
        by_text.setdefault(item.text, []).append(item)
    for text, given in sorted(by_text.items()):
        row = {
            "text": text,
            "group": digest(text),
            "language": given[-1].language,
            "labels": _majority(given, lambda item: item.labels, known),
            "instruments": _majority(given, lambda item: item.instruments, known),
            "note": "; ".join(f"{item.reader} {item.made}" for item in given),
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _majority(
    given: Sequence[Correction], labels_of: Callable[[Correction], Sequence[str]], known: set[str]
) -> list[str]:
    """Return the known labels given by more than half of the readers, in order of first occurrence."""
    named = [label for item in given for label in labels_of(item) if label in known]
    return [label for label in dict.fromkeys(named) if 2 * named.count(label) > len(given)]


def _compare(
    before: StrategyModel, after: StrategyModel, tagger: Tagger, texts: Sequence[str]
) -> list[LabelExample]:
    """Return the passages to which the models assign different labels."""
    features = [extract_features(tagger.tag(text), tagger.lexicon) for text in texts]
    changed = []
    for text, old, new in zip(texts, before.predict(features), after.predict(features), strict=True):
        lost, won = _labels_of(before, old), _labels_of(after, new)
        if lost != won:
            changed.append(LabelExample(text, sorted(lost - won), sorted(won - lost)))
    return changed


def _labels_of(model: StrategyModel, row: Any) -> set[str]:
    return {label for kind in ("strategy", "instrument") for label in model.choose(row, kind)}
