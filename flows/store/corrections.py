"""Corrections of labels: stored with who, when and which model; the passages that may need them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flows.records import digest
from flows.store.database import Store, now


@dataclass(frozen=True, slots=True)
class Correction:
    """One reader's labels for one text. `made` is an ISO time; `passage_id` the stored passage, where it is one."""

    text: str
    labels: tuple[str, ...]
    instruments: tuple[str, ...]
    reader: str
    model_version: str
    language: str = ""
    passage_id: int | None = None
    note: str = ""
    made: str = ""

    @property
    def text_hash(self) -> str:
        return digest(self.text)


def write_corrections(store: Store, corrections: Iterable[Correction]) -> int:
    """Store corrections; returns how many say something new (the same reader's same answer is stored once)."""
    written = 0
    with store.transaction():
        for item in corrections:
            labels, instruments = json.dumps(item.labels), json.dumps(item.instruments)
            last = store.connection.execute(
                "SELECT labels, instruments, note FROM correction WHERE text_hash = ? AND reader = ? ORDER BY made DESC LIMIT 1",
                (item.text_hash, item.reader),
            ).fetchone()
            if last is None or tuple(last) != (labels, instruments, item.note):
                store.connection.execute(
                    "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        item.text_hash,
                        item.reader,
                        item.made or now(),
                        item.model_version,
                        item.passage_id,
                        item.language,
                        labels,
                        instruments,
                        item.note,
                        item.text,
                    ),
                )
                written += 1
    return written


def read_corrections(store: Store) -> list[Correction]:
    """Return each reader's latest answer to each text, by time."""
    rows = store.connection.execute(
        "SELECT * FROM correction c WHERE made = (SELECT max(made) FROM correction WHERE text_hash = c.text_hash AND reader = c.reader)"
        " ORDER BY made, text_hash, reader"
    )
    return [
        Correction(
            row["text"],
            tuple(json.loads(row["labels"])),
            tuple(json.loads(row["instruments"])),
            row["reader"],
            row["model_version"],
            row["language"],
            row["passage_id"],
            row["note"],
            row["made"],
        )
        for row in rows
    ]


def read_passage_ids(store: Store) -> set[int]:
    """Return the stored passages that have a correction."""
    return {
        row["passage_id"]
        for row in store.rows("SELECT DISTINCT passage_id FROM correction WHERE passage_id IS NOT NULL")
    }


def unread_passages(store: Store, limit: int = 20_000) -> Iterator[dict[str, Any]]:
    """Yield classified passages without a correction, the least certain of a strategy first (a probability near .5), with
    `probabilities` by label, `labels` and `instruments` as the model gave them."""
    rows = store.connection.execute(
        """SELECT p.id, p.text, p.language, d.date, d.title, d.corpus, a.model_version, min(abs(c.probability - 0.5)) AS distance
        FROM category c JOIN passage p ON p.id = c.passage_id JOIN document d ON d.id = p.document_id
        JOIN annotation a ON a.passage_id = p.id
        WHERE c.kind = 'strategy' AND d.superseded_by IS NULL AND p.id NOT IN (SELECT passage_id FROM correction WHERE passage_id IS NOT NULL)
        GROUP BY p.id ORDER BY distance, p.id LIMIT ?""",
        (limit,),
    ).fetchall()
    for row in rows:
        found = store.connection.execute(
            "SELECT label, kind, probability, rank FROM category WHERE passage_id = ? ORDER BY rank",
            (row["id"],),
        ).fetchall()
        yield {
            **{
                name: row[name]
                for name in ("id", "text", "language", "date", "title", "corpus", "model_version")
            },
            "probabilities": {
                item["label"]: item["probability"] for item in found if item["kind"] == "strategy"
            },
            "labels": [
                item["label"] for item in found if item["kind"] == "strategy" and item["rank"] is not None
            ],
            "instruments": [
                item["label"] for item in found if item["kind"] == "instrument" and item["rank"] is not None
            ],
        }
