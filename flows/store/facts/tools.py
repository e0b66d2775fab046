"""Rows for the table of policy tools: documents, and the instruments of their passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows.store.database import CURRENT, IS_UNCOUNTED, LEVEL, Store


class ToolDocument(NamedTuple):
    """A current document; `passages` is the number that count, `annotated` how many of them are annotated."""

    document_id: str
    corpus: str
    title: str
    publisher: str
    level: str | None
    kind: str
    document_number: str
    date: str
    language: str
    passages: int
    annotated: int


class ChosenInstrument(NamedTuple):
    """An instrument chosen for a passage (row id)."""

    document_id: str
    passage: int
    label: str


def tool_documents(store: Store) -> Iterator[ToolDocument]:
    """Yield the current documents by corpus, date and id."""
    return store.select(
        ToolDocument,
        f"SELECT d.id AS document_id, d.corpus, d.title, d.publisher, coalesce(nullif(s.level, ''), {LEVEL}) "
        "AS level, coalesce(s.kind, '') AS kind, d.document_number, d.date, d.language, "
        "count(p.id) AS passages, count(a.passage_id) AS annotated "
        "FROM document d LEFT JOIN document_state s ON s.document_id = d.id "
        f"LEFT JOIN passage p ON p.document_id = d.id AND NOT {IS_UNCOUNTED} "
        "LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE d.superseded_by IS NULL "
        "GROUP BY d.id ORDER BY d.corpus, d.date, d.id",
    )


def chosen_instruments(store: Store) -> Iterator[ChosenInstrument]:
    """Yield the instruments chosen for current passages that count."""
    return store.select(
        ChosenInstrument,
        f"SELECT p.document_id, p.id AS passage, c.label FROM {CURRENT} JOIN category c "
        f"ON c.passage_id = p.id WHERE c.kind = 'instrument' AND c.rank IS NOT NULL AND NOT {IS_UNCOUNTED}",
    )
