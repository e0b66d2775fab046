"""The passages of a document in order: their number, running text, headings and damage."""

from __future__ import annotations

from typing import NamedTuple

from flows.store.database import IS_UNCOUNTED, Store

_HEADINGS = 200  # limit of an outline


def count_passages(store: Store, document_id: str) -> int:
    """Count the passages of a document."""
    return int(store.value("SELECT count(*) FROM passage WHERE document_id = ?", (document_id,)))


class RunningPassage(NamedTuple):
    """A passage in the flow of its document."""

    rowid: int
    position: int
    kind: str
    text: str


def running_passages(
    store: Store, document_id: str, first: int = 0, last: int = 10**9
) -> list[RunningPassage]:
    """Return the passages of a document from position `first` to `last`, without furniture, in order."""
    query = (
        "SELECT p.id AS rowid, p.position, p.kind, p.text FROM passage p WHERE p.document_id = ? "
        f"AND p.position BETWEEN ? AND ? AND NOT {IS_UNCOUNTED} ORDER BY p.position"
    )
    return list(store.select(RunningPassage, query, (document_id, first, last)))


class PassageText(NamedTuple):
    """A passage's public id and text."""

    passage_id: str
    text: str


def damaged_passages(store: Store, document_id: str) -> list[PassageText]:
    """Return the passages of a document that are marked as damaged, in order."""
    query = (
        "SELECT document_id || '-' || position AS passage_id, text FROM passage "
        "WHERE document_id = ? AND kind IN ('damaged', 'unreadable') ORDER BY position"
    )
    return list(store.select(PassageText, query, (document_id,)))


class Heading(NamedTuple):
    """A heading of a document, and the position of its passage."""

    position: int
    text: str


def read_outline(store: Store, document_id: str) -> list[Heading]:
    """Return the first headings of a document in order, without its title."""
    query = (
        "SELECT position, text FROM passage "
        "WHERE document_id = ? AND kind = 'heading' ORDER BY position LIMIT ?"
    )
    return list(store.select(Heading, query, (document_id, _HEADINGS)))
