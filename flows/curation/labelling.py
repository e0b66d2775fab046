"""Teach the classifier: write passages worth labelling, read the answers back, train with them, show what changed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.annotation.classifier import (
    StrategyModel,
    Taxonomy,
    agreement_of,
    choose_queue,
    extract_features,
    load_model,
    load_taxonomy,
)
from flows.annotation.matching import Tagger
from flows.curation.train import read_training, train_strategies
from flows.errors import UsageError
from flows.records import digest
from flows.store import Correction, Store, read_corrections, unread_passages, write_corrections

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
_EXAMPLES = 5


def write_queue(store: Store, path: Path, count: int, form: str) -> int:
    """Write up to `count` passages worth labelling to `path`; returns how many. Labels are filled in as the model gave
    them. For Label Studio, its labelling configuration is written beside it as `<name>.xml`."""
    chosen = choose_queue(map(asdict, unread_passages(store)), count)
    rows = [
        {
            **{name: item.get(name, "") for name in _COLUMNS},
            "passage_id": item["id"],
            "reader": "",
            "note": "",
            "labels": item["labels"],
            "instruments": item["instruments"],
            "doubted": item["doubted"],
            "uncertainty": item["uncertainty"],
        }
        for item in chosen
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, _COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {**row, "labels": "|".join(row["labels"]), "instruments": "|".join(row["instruments"])}
            for row in rows
        )
        path.write_text(buffer.getvalue(), encoding="utf-8-sig")
    elif form == "label-studio":
        path.write_text(
            json.dumps([_as_task(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    else:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def write_labelling_config(path: Path, taxonomy: Taxonomy) -> Path:
    """Write Label Studio's configuration for these categories; returns its path."""

    def choices(name: str, labels: Iterable[str]) -> str:
        lines = "\n".join(f'    <Choice value="{label}" alias="{label}"/>' for label in labels)
        return f'  <Choices name="{name}" toName="text" choice="multiple">\n{lines}\n  </Choices>'

    strategies, instruments = (
        choices("labels", taxonomy.strategies),
        choices("instruments", taxonomy.instruments),
    )
    path.write_text(
        f'<View>\n  <Text name="text" value="$text"/>\n{strategies}\n{instruments}\n</View>\n',
        encoding="utf-8",
    )
    return path


def _as_task(row: dict[str, Any]) -> dict[str, Any]:
    result = [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": row[name]}}
        for name in ("labels", "instruments")
        if row[name]
    ]
    data = {name: row[name] for name in ("passage_id", "date", "language", "title", "text", "model_version")}
    return {
        "data": data,
        "predictions": [
            {"model_version": row["model_version"], "score": 1 - row["uncertainty"], "result": result}
        ],
    }


def read_answers(path: Path, taxonomy: Taxonomy, reader: str = "") -> list[Correction]:
    """Read an answered queue: JSONL, CSV (lists joined by |) or Label Studio's JSON export. `reader` names who answered
    where the file doesn't. Raises UsageError with file and line or task."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: can't be read ({getattr(error, 'strerror', None) or type(error).__name__})"
        ) from None
    known = {*taxonomy.strategies, *taxonomy.instruments}
    return [_as_correction(place, row, known, reader) for place, row in _answer_rows(path, text)]


def _answer_rows(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.suffix.lower() == ".csv":
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
            lists = {
                name: [part for part in (row.get(name) or "").split("|") if part]
                for name in ("labels", "instruments")
            }
            yield f"{path}:{number}", {**row, **lists}
    elif text.lstrip().startswith("["):
        yield from _label_studio_rows(path, text)
    else:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{path}:{number}", _load(line, f"{path}:{number}")


def _label_studio_rows(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, task in enumerate(_load(text, str(path)), 1):
        place = f"{path}: task {number}"
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise UsageError(f"{place}: not a task of Label Studio's JSON export")
        for annotation in task.get("annotations") or []:
            row = {**task["data"], "labels": [], "instruments": []}
            author = annotation.get("completed_by", "")
            row["reader"] = str(
                author.get("email") or author.get("id") if isinstance(author, dict) else author
            )
            for result in annotation.get("result") or []:
                if result.get("from_name") in ("labels", "instruments"):
                    row[result["from_name"]] = result.get("value", {}).get("choices", [])
            yield place, row


def _load(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: not JSON ({error})") from None


def _as_correction(place: str, row: Any, known: set[str], reader: str) -> Correction:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise UsageError(f"{place}: no text; an answer has text, labels and reader")
    lists: dict[str, tuple[str, ...]] = {}
    for name in ("labels", "instruments"):
        given = row.get(name) or []
        if not isinstance(given, list) or not all(isinstance(label, str) for label in given):
            raise UsageError(f"{place}: {name} is no list of labels")
        if unknown := set(given) - known:
            raise UsageError(
                f"{place}: unknown label {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}"
            )
        lists[name] = tuple(given)
    who = str(row.get("reader") or reader)
    if not who:
        raise UsageError(f"{place}: nobody is named as reader; fill in `reader` or give --reader NAME")
    number = str(row.get("passage_id") or "")
    return Correction(
        row["text"],
        lists["labels"],
        lists["instruments"],
        who,
        str(row.get("model_version") or ""),
        str(row.get("language") or ""),
        int(number) if number.isdigit() else None,
        str(row.get("note") or ""),
    )


def take_answers(store: Store, path: Path, models: Path, reader: str = "") -> dict[str, Any]:
    """Store the answers of a file; returns counts and, where texts were read by two or more, the agreement a label."""
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    answers = read_answers(path, taxonomy, reader)
    written = write_corrections(store, answers)
    by_text: dict[str, dict[str, tuple[str, ...]]] = {}
    for item in read_corrections(store):
        by_text.setdefault(item.text_hash, {})[item.reader] = item.labels + item.instruments
    rows = agreement_of(by_text, [*taxonomy.strategies, *taxonomy.instruments])
    return {
        "answers": len(answers),
        "new": written,
        "agreement": [row for row in rows if row["texts"] and row["given"]],
    }


def retrain(store: Store, models: Path, report: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Write the corrections to training/corrections.jsonl (of several readers' labels those that most of them gave), train, and
    return what changed: held-out F1 before and after a label, and stored passages with other labels, with examples."""
    corrections = read_corrections(store)
    if not corrections:
        raise UsageError("no corrections stored; `zhengce label read FILE` takes answers in")
    (models / "training" / CORRECTIONS_FILE).write_text(
        "".join(_training_lines(corrections)), encoding="utf-8"
    )
    folder = models / "artefacts" / "strategies"
    taxonomy, tagger, _ = read_training(models)
    before = load_model(folder)
    before_scores = json.loads((sorted(folder.glob("*/metrics.json"))[-1]).read_text(encoding="utf-8"))[
        "labels"
    ]
    target, metrics = train_strategies(models, report)
    after = load_model(folder, taxonomy.hash)
    texts = [item.text for item in corrections] + [item.text for item in unread_passages(store, 2_000)]
    return {
        "folder": str(target),
        "corrections": len(corrections),
        "labels": [
            {"label": label, "before": before_scores.get(label, {}).get("f1"), "after": scores["f1"]}
            for label, scores in metrics["labels"].items()
        ],
        **_compare(before, after, tagger, list(dict.fromkeys(texts))),
    }


def _training_lines(corrections: list[Correction]) -> Iterator[str]:
    by_text: dict[str, list[Correction]] = {}
    for item in corrections:
        by_text.setdefault(item.text, []).append(item)
    for text, given in sorted(by_text.items()):
        row: dict[str, Any] = {"text": text, "group": digest(text), "language": given[-1].language}
        for name in ("labels", "instruments"):
            said = [label for item in given for label in getattr(item, name)]
            row[name] = [label for label in dict.fromkeys(said) if 2 * said.count(label) > len(given)]
        row["note"] = "; ".join(f"{item.reader} {item.made}" for item in given)
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _compare(before: StrategyModel, after: StrategyModel, tagger: Tagger, texts: list[str]) -> dict[str, Any]:
    features = [extract_features(tagger.tag(text), tagger.lexicon) for text in texts]
    changed = []
    for text, old, new in zip(texts, before.predict(features), after.predict(features), strict=True):
        said = [
            {label for kind in ("strategy", "instrument") for label in model.choose(row, kind)}
            for model, row in ((before, old), (after, new))
        ]
        if said[0] != said[1]:
            changed.append(
                {"text": text, "lost": sorted(said[0] - said[1]), "won": sorted(said[1] - said[0])}
            )
    return {"compared": len(texts), "changed": len(changed), "examples": changed[:_EXAMPLES]}
