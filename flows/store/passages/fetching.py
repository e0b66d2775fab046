"""Passages by row id, with the fields of their documents, their texts or their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.store.database import Store, blocks, marks


class FoundPassage(NamedTuple):
    """A passage with the fields of its document and its chosen labels, surest first.

    `start` is its first code point in the document's text.
    """

    rowid: int
    document_id: str
    position: int
    start: int
    kind: str
    heading: str
    language: str
    text: str
    title: str
    date: str
    publisher: str
    corpus: str
    url: str
    document_number: str
    content_id: str
    labels: list[str]
    instruments: list[str]

    @property
    def passage_id(self) -> str:
        """The public id: the document's and the position."""
        return f"{self.document_id}-{self.position}"

    @property
    def citation_id(self) -> str:
        """The id to cite, the same in every store that has the document's title and text."""
        return f"{self.content_id}-{self.position}"


class PassagePlace(NamedTuple):
    """The place of a passage: its document, its first code point there, the headings above it, its kind."""

    document_id: str
    start: int
    heading: str
    kind: str


def fetch_passages(store: Store, ids: Sequence[int]) -> list[FoundPassage]:
    """Return passages by row id, in the order of `ids`."""
    found: dict[int, FoundPassage] = {}
    for block in blocks(ids):
        chosen = marks(block)
        labels: dict[tuple[int, str], list[str]] = {}
        for passage, kind, label in store.connection.execute(
            f"SELECT passage_id, kind, label FROM category WHERE passage_id IN ({chosen}) "
            "AND rank IS NOT NULL ORDER BY passage_id, kind, rank",
            block,
        ):
            labels.setdefault((passage, kind), []).append(label)
        for row in store.connection.execute(
            "SELECT p.id, p.document_id, p.position, p.start, p.kind, p.heading, p.language, p.text, "
            "d.title, "
            "d.date, d.publisher, d.corpus, d.url, d.document_number, c.content_id FROM passage p "
            "JOIN document d ON d.id = p.document_id JOIN document_content_id c ON c.document_id = d.id "
            f"WHERE p.id IN ({chosen})",
            block,
        ):
            passage = row[0]
            chosen_labels = (labels.get((passage, "strategy"), []), labels.get((passage, "instrument"), []))
            found[passage] = FoundPassage._make((*row, *chosen_labels))
    return [found[passage] for passage in ids if passage in found]


def fetch_texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield (row id, text) of these passages, in no particular order."""
    for block in blocks(ids, store.parameters_per_statement):
        query = f"SELECT id, text FROM passage WHERE id IN ({marks(block)})"
        yield from map(tuple, store.connection.execute(query, block))


def passage_places(store: Store, ids: Sequence[int]) -> dict[int, PassagePlace]:
    """Return the places of these passages, by row id."""
    return {
        passage: PassagePlace(*place)
        for block in blocks(ids)
        for passage, *place in store.connection.execute(
            f"SELECT id, document_id, start, heading, kind FROM passage WHERE id IN ({marks(block)})", block
        )
    }


def sort_by_date(store: Store, ids: Sequence[int]) -> list[int]:
    """Return passages (row ids) by date, document and place; those without a date come first."""
    placed = [
        row
        for block in blocks(ids)
        for row in store.connection.execute(
            "SELECT d.date, d.id, p.position, p.id FROM passage p JOIN document d ON d.id = p.document_id "
            f"WHERE p.id IN ({marks(block)})",
            block,
        )
    ]
    return [row[-1] for row in sorted(map(tuple, placed))]


def passage_rowids(store: Store, passage_ids: Sequence[str]) -> dict[str, int]:
    """Return the row ids of passages by public id (`document_id-position`), without unknown ones."""
    query = "SELECT id FROM passage WHERE document_id = ? AND position = ?"
    found = {}
    for passage_id in passage_ids:
        document_id, _, position = passage_id.rpartition("-")
        rowid = store.value(query, (document_id, int(position)))
        if rowid is not None:
            found[passage_id] = int(rowid)
    return found
