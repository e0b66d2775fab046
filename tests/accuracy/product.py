"""What zhengce finds in the accuracy set: the texts are ingested and annotated into a store of their own."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Row
from tempfile import TemporaryDirectory

from flows.pipeline import annotate_store, ingest_paths
from flows.records import SURE_SCORE
from flows.workspace import Workspace
from tests.accuracy.answers import (
    Answers,
    CitationAnswer,
    EventAnswer,
    FigureAnswer,
    LabelAnswer,
    MentionAnswer,
    One,
)
from tests.accuracy.texts import AccuracyDocument, Place

CORPUS = "accuracy"
_PASSAGES = (
    "SELECT p.id, p.text, d.key, d.title FROM passage p JOIN document d ON d.id = p.document_id "
    "WHERE p.kind != 'title' ORDER BY p.document_id, p.position"
)
# The reading guide marks titles; numbers of documents beside them are scored with the citations.
_IS_NUMBER = re.compile(r"\d+\s*号$|No\.\s*\d+$")
_SCALES = {"GWh": ("kWh", 1e6), "TWh": ("kWh", 1e9)}  # a reader's answers are in kWh


class SplitTextError(Exception):
    """A document of the set was not split into its lines, so that places can't be compared."""


@contextmanager
def open_store(documents: Sequence[AccuracyDocument]) -> Iterator[Workspace]:
    """Ingest and annotate the documents in a temporary store, as `zhengce ingest` and `annotate` do."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "accuracy.jsonl"
        file.write_text("\n".join(map(_as_record, documents)), encoding="utf-8")
        with Workspace(Path(folder) / "accuracy.sqlite", must_exist=False) as workspace:
            store = workspace.store
            with store.run("accuracy") as run:
                ingest_paths(store, run.id, CORPUS, [file])
                annotate_store(store, run.id, workspace.annotator, workspace.settings.models_folder)
            yield workspace


def _as_record(document: AccuracyDocument) -> str:
    record = {
        "id": document.id,
        "title": document.title,
        "text": "\n".join(document.passages),
        "date": document.date,
        "publisher": document.publisher,
        "document_number": document.number,
        "language": document.language,
    }
    return json.dumps(record, ensure_ascii=False)


def find_answers(workspace: Workspace, documents: Sequence[AccuracyDocument]) -> Answers:
    """Return what the store has on each passage.

    Raises SplitTextError where a passage of the store is not a line of the set.
    """
    places = _find_places(workspace, documents)

    def collect(query: str, read: Callable[[Row], One]) -> dict[Place, list[One]]:
        found: dict[Place, list[One]] = defaultdict(list)
        for row in workspace.store.rows(query):
            if place := places.get(row["passage_id"]):
                found[place].append(read(row))
        return dict(found)

    return Answers(
        frozenset(places.values()),
        frozenset(places.values()),
        collect("SELECT * FROM mention WHERE NOT nested", _read_mention),
        collect("SELECT * FROM target", _read_figure),
        collect("SELECT * FROM event", _read_event),
        collect("SELECT * FROM citation", _read_citation),
        collect("SELECT * FROM category WHERE rank IS NOT NULL", lambda row: LabelAnswer(row["label"])),
    )


def _find_places(workspace: Workspace, documents: Sequence[AccuracyDocument]) -> dict[int, Place]:
    by_title = {document.title: document for document in documents}
    stored: dict[str, list[Row]] = defaultdict(list)
    for row in workspace.store.rows(_PASSAGES):
        stored[row["title"]].append(row)
    places = {}
    for title, document in by_title.items():
        rows = stored[title]
        if tuple(row["text"] for row in rows) != document.passages:
            raise SplitTextError(f"{document.id}: the stored passages are not the lines of the text")
        places.update({row["id"]: place for row, place in zip(rows, document.places(), strict=True)})
    return places


def _read_mention(row: Row) -> MentionAnswer:
    is_number = row["type"] == "DOC" and bool(_IS_NUMBER.search(row["surface"]))
    is_sure = row["source"] in ("lexicon", "rule")
    return MentionAnswer(row["start"], row["end"], row["type"], optional=is_number, is_sure=is_sure)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _read_figure(row: Row) -> FigureAnswer:
    unit, factor = _SCALES.get(row["unit"], (row["unit"], 1.0))
    value = _number(row["value"] * factor)
    if row["value_to"] is not None:
        value = f"{value}-{_number(row['value_to'] * factor)}"
    year = row["deadline"][:4]
    begun, ended = row["period_start"][:4], row["period_end"][:4]
    if begun and begun != ended:  # the months of a quarter are those of one year
        year = f"{begun}-{ended}"
    indicators = (row["indicator"], f"{row['subject']} {row['indicator']}")
    return FigureAnswer(
        row["start"],
        row["end"],
        (value,),
        (unit,),
        (year,),
        (row["kind"],),
        indicators,
        is_sure=row["score"] >= SURE_SCORE,
    )


def _read_event(row: Row) -> EventAnswer:
    return EventAnswer(
        (row["actor"],), row["action"], (row["object"],), (row["date"],), (_number(row["value"]),)
    )


def _read_citation(row: Row) -> CitationAnswer:
    return CitationAnswer(row["start"], row["end"], (row["relation"],), (row["number"],))
