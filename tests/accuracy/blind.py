"""Turn a reader's answers into a reading, and write the set without answers for the next reader.

    python -m tests.accuracy.blind write FOLDER            texts without answers, one JSON Lines file per kind
    python -m tests.accuracy.blind read FOLDER NAME        answers_*.jsonl of FOLDER as gold/NAME

The answer formats are in the guide that lies beside the answers, `gold/guide.md`.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.accuracy.texts import GOLD, Place, read_documents

KINDS = {
    "mentions": ("start", "end", "text", "type"),
    "figures": ("start", "end", "text", "value", "unit", "year", "kind", "indicator"),
    "events": ("actor", "action", "object", "date", "sum", "unit"),
    "citations": ("start", "end", "text", "relation", "number"),
    "labels": ("label",),
}


class AnswerError(Exception):
    """An answer that does not fit its passage."""


def write_blind(folder: Path) -> None:
    """Write the texts without answers, one line per passage and kind, with the guide."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(GOLD / "guide.md", folder)
    for kind in KINDS:
        with (folder / f"{kind}.jsonl").open("w", encoding="utf-8") as file:
            for document in read_documents():
                if kind == "mentions" and not document.has_mentions:
                    continue
                for place, text in zip(document.places(), document.passages, strict=True):
                    about = {**place._asdict(), "date": document.date, "title": document.title}
                    line = {**about, "text": text, kind: []}
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read_blind(folder: Path, target: Path) -> None:
    """Write the answers of a folder as the CSV files of a reading. Raises AnswerError for one that does not fit."""
    texts = {
        place: text
        for document in read_documents()
        for place, text in zip(document.places(), document.passages, strict=True)
    }
    target.mkdir(parents=True, exist_ok=True)
    read: dict[str, set[Place]] = {}
    for kind, columns in KINDS.items():
        rows, read[kind] = [], set()
        for line in _read_lines(folder / f"answers_{kind}.jsonl"):
            place = Place(line["document"], int(line["passage"]))
            read[kind].add(place)
            rows += [[*place, *row] for row in _make_rows(line[kind], texts[place], columns)]
        header = ["document", "passage", *columns, "optional"]
        write_table(target / f"{kind}.csv", header, rows)
    places = sorted(set.intersection(*(read[kind] for kind in KINDS if kind != "mentions")))
    marked = read["mentions"]
    rows = [[*place, "yes" if place in marked else "no"] for place in places]
    write_table(target / "places.csv", ["document", "passage", "mentions"], rows)


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file with line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _make_rows(
    answers: Iterable[Mapping[str, Any]], text: str, columns: Sequence[str]
) -> Iterator[list[object]]:
    for answer in answers:
        given = dict(answer)
        if "start" in columns:
            given["start"] = find_surface(text, given["text"], given.get("nth", 1))
            given["end"] = given["start"] + len(given["text"])
        yield [*(given.get(name, "") for name in columns), "yes" if given.get("optional") else ""]


def find_surface(text: str, surface: str, nth: int = 1) -> int:
    """Return where the nth occurrence of a surface begins. Raises AnswerError where there is none."""
    start = -1
    for _ in range(nth):
        start = text.find(surface, start + 1)
        if start < 0 or not surface:
            raise AnswerError(f"{surface!r} is not in {text!r} {nth} times")
    return start


def main() -> None:
    """Run one of the calls above."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.blind")
    parser.add_argument("action", choices=("write", "read"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("name", nargs="?", default="second", help="the reading: a folder under gold")
    options = parser.parse_args()
    if options.action == "write":
        write_blind(options.folder)
    else:
        read_blind(options.folder, GOLD / options.name)


if __name__ == "__main__":
    main()
