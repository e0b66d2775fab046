"""The documents of the accuracy set."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
TEXTS = FOLDER / "texts"
GOLD = FOLDER / "gold"
LANGUAGES = ("zh", "en")


class Place(NamedTuple):
    """A passage: its document, and its number from 1, titles left out."""

    document: str
    passage: int


@dataclass(frozen=True, slots=True)
class AccuracyDocument:
    """A document as it is ingested; `passages` are its lines below the title.

    `has_mentions` says whether its mentions were marked; everything else was read in every document.
    """

    id: str
    language: str
    genre: str
    date: str
    publisher: str
    number: str
    has_mentions: bool
    title: str
    passages: tuple[str, ...]

    def places(self) -> Iterator[Place]:
        """Yield the place of each passage."""
        for number in range(1, len(self.passages) + 1):
            yield Place(self.id, number)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_documents(folder: Path = FOLDER) -> list[AccuracyDocument]:
    """Return the documents that `gold/documents.csv` lists, with their texts."""
    documents = []
    for row in read_rows(folder / "gold" / "documents.csv"):
        title, *lines = (folder / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8").splitlines()
        documents.append(
            AccuracyDocument(
                row["id"],
                row["language"],
                row["genre"],
                row["date"],
                row["publisher"],
                row["number"],
                row["mentions"] == "yes",
                title,
                tuple(line for line in lines if line),
            )
        )
    return documents
