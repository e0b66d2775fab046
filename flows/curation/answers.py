"""Read readers' answers: a completed labelling queue, or an export of Label Studio."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.classifier import Taxonomy
from flows.corpus import UndecodableError, decode
from flows.errors import UsageError, reason_of
from flows.output import restore
from flows.store import Correction
from flows.text import lazy_pattern

LABEL_FIELDS = ("labels", "instruments")
# The columns read from a table.
_READ = frozenset((*LABEL_FIELDS, "passage_id", "text", "reader", "note", "language", "model_version"))
TASK = ": task "  # before the number of a task of Label Studio
_SEPARATORS = lazy_pattern(r"[|｜;；,，、\r\n]")  # between labels in a cell; label ids contain none of them
_TABLES = (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t"  # in tables saved by spreadsheets, by language and format

# A passage of the queue, or an answer, as in its file.
Record = Mapping[str, Any]


class Answer(NamedTuple):
    """An answer with its place in the file and the name of its passage, or ""."""

    place: str
    passage: str
    correction: Correction


class AnswerFile(NamedTuple):
    """The answers of a file, the number of unsigned rows, and the number of answers without instruments."""

    answers: list[Answer]
    unsigned: int
    without_instruments: int


def read_answers(path: Path, taxonomy: Taxonomy, reader: str = "") -> AnswerFile:
    """Read a completed queue: JSONL, CSV (lists joined by | or ; or a comma), or an export of Label Studio.

    `reader` is who answered, if the file does not say. Without it, unsigned rows are left out if others are
    signed. Raises UsageError with file and line or task.
    """
    rows = _name_only_annotator(list(_read_rows(path, _read_text(path))), reader)
    signed = rows
    if not reader:
        signed = [row for row in rows if not isinstance(row[1], dict) or _reader_of(row[1])] or rows
    answers = []
    for place, row in signed:
        correction = _as_correction(f"{path}{place}", row, taxonomy, reader)
        answers.append(Answer(place, str(row.get("passage_id") or "").strip(), correction))
    silent_on_instruments = sum(row.get("instruments") is None for _, row in signed)
    return AnswerFile(answers, len(rows) - len(signed), silent_on_instruments)


def _read_text(path: Path) -> str:
    """Return the text of a file in any encoding of the corpus: Excel saves CSV in its computer's encoding."""
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise UsageError("curation.unreadable_file", path=path, problem=reason_of(error)) from None
    except UndecodableError:
        raise UsageError("curation.not_text", path=path) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reader_of(row: Record) -> str:
    return str(row.get("reader") or "").strip()


def _name_only_annotator(rows: list[tuple[str, Any]], reader: str) -> list[tuple[str, Any]]:
    """Sign tasks with `reader` if a single annotator did all of them: Label Studio has only their numbers."""
    authors = {_reader_of(row) for place, row in rows if place.startswith(TASK)}
    if not reader or len(authors) != 1 or not authors.pop().isdigit():
        return rows
    return [(place, {**row, "reader": reader}) for place, row in rows]


def _read_rows(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    """Yield the place in the file and the record of each answer."""
    start = text.lstrip()[:1]
    if start == "[":
        yield from _read_tasks(path, text)
    elif path.suffix.lower() in _TABLES and start != "{":
        yield from _read_table(path, text)
    else:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f":{number}", _load(line, f"{path}:{number}")


def _read_table(path: Path, text: str) -> Iterator[tuple[str, Record]]:
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    try:
        table = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        rows = list(table)
    except csv.Error as error:
        raise UsageError("curation.not_a_table", path=path, problem=str(error)) from None
    names = Counter(table.fieldnames)
    if twice := [name for name, times in names.items() if times > 1 and name in _READ]:
        raise UsageError("curation.column_twice", path=path, name=twice[0])
    for number, row in enumerate(rows, 2):
        if "annotation_id" in row:
            raise UsageError("curation.table_of_label_studio", path=path)
        texts = {name: restore(cell) for name, cell in row.items() if isinstance(cell, str)}
        if any(cell.strip() for cell in texts.values()):
            lists = {name: _split_labels(row[name]) for name in LABEL_FIELDS if row.get(name) is not None}
            yield f":{number}", {**row, **texts, **lists}


def _split_labels(cell: str) -> list[str]:
    return [label for part in _SEPARATORS.split(cell) if (label := part.strip())]


def _read_tasks(path: Path, text: str) -> Iterator[tuple[str, Record]]:
    for number, task in enumerate(_load(text, str(path)), 1):
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise UsageError("curation.not_a_task", path=path, number=number)
        try:
            rows = _read_annotations(task)
        except (AttributeError, TypeError):  # parts that are not mappings or lists
            raise UsageError("curation.not_a_task", path=path, number=number) from None
        for row in rows:
            yield f"{TASK}{number}", row


def _read_annotations(task: Record) -> list[Record]:
    """Return the record of each annotation of a task, except skipped ones."""
    rows: list[Record] = []
    for annotation in task.get("annotations") or []:
        if annotation.get("was_cancelled"):
            continue
        row = {**task["data"], "labels": [], "instruments": [], "reader": _author_of(annotation)}
        for result in annotation.get("result") or []:
            if result.get("from_name") in LABEL_FIELDS:
                row[result["from_name"]] = result.get("value", {}).get("choices", [])
        rows.append(row)
    return rows


def _author_of(annotation: Record) -> str:
    author = annotation.get("completed_by", "")
    if isinstance(author, dict):
        return str(author.get("email") or author.get("id"))
    return str(author)


def _load(text: str, place: str) -> Any:
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair can't be stored
        return value
    except (ValueError, RecursionError) as error:
        raise UsageError("curation.not_json", place=place, problem=str(error)) from None


def _as_correction(place: str, row: Any, taxonomy: Taxonomy, reader: str) -> Correction:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise UsageError("curation.no_text", place=place)
    if row.get("labels") is None:
        raise UsageError("curation.no_labels", place=place)
    known = {*taxonomy.strategies, *taxonomy.instruments}
    given = dict.fromkeys(label for name in LABEL_FIELDS for label in _read_labels(place, row, name, known))
    author = _reader_of(row) or reader
    if not author:
        raise UsageError("curation.no_reader", place=place)
    return Correction(
        row["text"],
        # By what they are, in whichever column.
        tuple(label for label in given if label in taxonomy.strategies),
        tuple(label for label in given if label in taxonomy.instruments),
        author,
        str(row.get("model_version") or ""),
        str(row.get("language") or ""),
        note=str(row.get("note") or ""),
    )


def _read_labels(place: str, row: Record, name: str, known: set[str]) -> tuple[str, ...]:
    given = row.get(name)
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(label, str) for label in given):
        raise UsageError("curation.not_a_list", place=place, name=name)
    if unknown := set(given) - known:
        raise UsageError("curation.unknown_label", place=place, label=min(unknown), known=sorted(known))
    return tuple(given)
