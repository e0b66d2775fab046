"""Readers' corrections of labels, and the passages that most need them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.records import digest
from flows.store.corrected import settle_texts
from flows.store.database import Store, now
from flows.store.facts import forget_labels

_OF_PASSAGE = ("id", "text", "language", "date", "title", "corpus", "model_version")


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's answer on a text: the labels that it should have.

    `made` is an ISO time, `passage_id` the row id of the stored passage (None for text that is not stored),
    `model_version` the model whose labels the reader saw.
    """

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
        """The hash of the text, under which corrections are stored."""
        return digest(self.text)

    @property
    def id(self) -> str:
        """The id in the list of all corrections."""
        return f"l{digest(self.text_hash, self.reader, self.made)[:8]}"


@dataclass(frozen=True, slots=True)
class UnreviewedPassage:
    """A classified passage whose labels no reader has checked.

    `probabilities` are those of strategies, by label.
    """

    id: int
    text: str
    language: str
    date: str
    title: str
    corpus: str
    model_version: str
    probabilities: dict[str, float]
    labels: list[str]
    instruments: list[str]


def write_corrections(store: Store, corrections: Iterable[Correction]) -> int:
    """Store corrections; return how many are new (a reader's repeated answer to a text is stored once).

    From then on, every passage with the text has the labels of the last answer.
    """
    with store.transaction():
        new = [one for one in corrections if _write_correction(store, one)]
        settle_texts(store, {one.text for one in new})
        return len(new)


def _write_correction(store: Store, correction: Correction) -> bool:
    labels, instruments = json.dumps(correction.labels), json.dumps(correction.instruments)
    last = store.connection.execute(
        "SELECT labels, instruments, note FROM correction WHERE text_hash = ? AND reader = ? "
        "ORDER BY made DESC LIMIT 1",
        (correction.text_hash, correction.reader),
    ).fetchone()
    if last is not None and tuple(last) == (labels, instruments, correction.note):
        return False
    store.connection.execute(
        "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            correction.text_hash,
            correction.reader,
            correction.made or now(),
            correction.model_version,
            correction.passage_id,
            correction.language,
            labels,
            instruments,
            correction.note,
            correction.text,
        ),
    )
    return True


def read_corrections(store: Store) -> list[Correction]:
    """Return each reader's latest answer to each text, by time."""
    rows = store.rows(
        "SELECT * FROM correction c WHERE made = (SELECT max(made) FROM correction "
        "WHERE text_hash = c.text_hash AND reader = c.reader) ORDER BY made, text_hash, reader"
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


def remove_answer(store: Store, correction: Correction) -> bool:
    """Take back a reader's answer to a text; return False if none was made at that time.

    The previous answer counts again, or else the classifier's labels.
    """
    with store.transaction() as connection:
        removed = connection.execute(
            "DELETE FROM correction WHERE text_hash = ? AND reader = ? AND made = ?",
            (correction.text_hash, correction.reader, correction.made),
        )
        settle_texts(store, [correction.text])
        given = {*correction.labels, *correction.instruments}
        forget_labels(store, set(store.column("SELECT name FROM label")) - given)
        return removed.rowcount > 0


def corrected_passages(store: Store) -> set[int]:
    """Return the row ids of the stored passages that have a correction."""
    return set(store.column("SELECT DISTINCT passage_id FROM correction WHERE passage_id IS NOT NULL"))


def unreviewed_passages(store: Store, limit: int = 20_000) -> Iterator[UnreviewedPassage]:
    """Yield classified passages without a correction, least certain first.

    The certainty of a passage is the distance of the probability nearest to 0.5 among its strategies.
    """
    rows = store.rows(
        "SELECT p.id, p.text, p.language, d.date, d.title, d.corpus, a.model_version, "
        "min(abs(c.probability - 0.5)) AS distance FROM category c JOIN passage p ON p.id = c.passage_id "
        "JOIN document d ON d.id = p.document_id JOIN annotation a ON a.passage_id = p.id "
        "WHERE c.kind = 'strategy' AND d.superseded_by IS NULL "
        "AND p.id NOT IN (SELECT passage_id FROM correction WHERE passage_id IS NOT NULL) "
        "GROUP BY p.id ORDER BY distance, p.id LIMIT ?",
        (limit,),
    )
    for row in rows:
        found = store.rows(
            "SELECT label, kind, probability, rank FROM category WHERE passage_id = ? ORDER BY rank",
            (row["id"],),
        )
        strategies = [item for item in found if item["kind"] == "strategy"]
        instruments = [item for item in found if item["kind"] == "instrument"]
        yield UnreviewedPassage(
            **{name: row[name] for name in _OF_PASSAGE},
            probabilities={item["label"]: item["probability"] for item in strategies},
            labels=[item["label"] for item in strategies if item["rank"] is not None],
            instruments=[item["label"] for item in instruments if item["rank"] is not None],
        )
