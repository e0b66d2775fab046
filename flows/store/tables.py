"""Whole tables of current data: documents, passages and mentions, as rows or nested."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.store.database import CURRENT, KIND, LEVEL, Store
from flows.store.documents import read_text


class DocumentRow(NamedTuple):
    """A document without its text."""

    document_id: str
    corpus: str
    title: str
    publisher: str
    document_number: str
    written: str
    published: str
    date: str
    url: str
    language: str
    format: str
    encoding: str
    key: str
    source_sha256: str
    notes: str
    first_seen: str
    characters: int
    passages: int
    content_id: str
    kind: str
    level: str


class PassageRow(NamedTuple):
    """A passage with its document's fields; `strategies` and `instruments` are joined by |, surest first.

    The counts and versions are None if the passage is not annotated.
    """

    passage_id: str
    document_id: str
    corpus: str
    title: str
    publisher: str
    document_number: str
    date: str
    url: str
    language: str
    kind: str
    heading: str
    start: int
    end: int
    text: str
    token_count: int | None
    character_count: int | None
    lexicon_hash: str | None
    model_version: str | None
    strategies: str
    instruments: str


class MentionRow(NamedTuple):
    """A mention, in code points of its passage; `nested` is 1 if it is inside or overlaps another mention."""

    passage_id: str
    document_id: str
    corpus: str
    date: str
    start: int
    end: int
    text: str
    type: str
    concept: str
    entity: str | None
    source: str
    score: float
    nested: int


class PassageMention(NamedTuple):
    """A mention within its passage."""

    start: int
    end: int
    text: str
    type: str
    concept: str
    entity: str | None
    source: str
    score: float
    nested: int


@dataclass(slots=True)
class PassageWithMentions:
    """A passage within its document; `start` is its first code point there."""

    id: int
    passage_id: str
    position: int
    start: int
    kind: str
    language: str
    text: str
    mentions: list[PassageMention] = field(default_factory=list)


@dataclass(slots=True)
class DocumentWithMentions:
    """A document with its passages by position, each with its mentions."""

    id: str
    corpus: str
    title: str
    url: str
    date: str
    language: str
    text: str
    passages: list[PassageWithMentions]


def all_documents(store: Store, only: Sequence[int] | None = None) -> Iterator[DocumentRow]:
    """Yield every current document, by corpus and date.

    `only` limits this and the next two functions to passages with these row ids, their mentions, or their
    documents. The ids stay in a temporary table until a table of other passages is read.
    """
    condition = "1"
    if _fill_choice(store, only):
        condition = "d.id IN (SELECT p.document_id FROM passage p WHERE p.id IN (SELECT id FROM exported))"
    return store.select(
        DocumentRow,
        "SELECT d.id AS document_id, corpus, title, publisher, document_number, written, published, date, "
        "url, "
        "language, format, encoding, key, source_sha256, notes, first_seen, characters, "
        "(SELECT count(*) FROM passage p WHERE p.document_id = d.id) AS passages, content_id, "
        f"coalesce({KIND}, '') AS kind, coalesce({LEVEL}, '') AS level "
        "FROM document d JOIN document_content_id c ON c.document_id = d.id "
        f"WHERE superseded_by IS NULL AND {condition} ORDER BY corpus, date, d.id",
    )


def all_passages(store: Store, only: Sequence[int] | None = None) -> Iterator[PassageRow]:
    """Yield every current passage, by corpus, date, document and position."""
    strategies, instruments = (_joined_labels(kind) for kind in ("strategy", "instrument"))
    return store.select(
        PassageRow,
        "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.corpus, d.title, "
        'd.publisher, d.document_number, d.date, d.url, p.language, p.kind, p.heading, p.start, p."end", '
        "p.text, "
        "a.token_count, a.character_count, a.lexicon_hash, a.model_version, "
        f"{strategies} AS strategies, {instruments} AS instruments "
        f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id "
        f"WHERE {_choice_condition(store, only)} "
        "ORDER BY d.corpus, d.date, d.id, p.position",
    )


def all_mentions(store: Store, only: Sequence[int] | None = None) -> Iterator[MentionRow]:
    """Yield every mention in a current passage, in the order of `all_passages`, longer ones first."""
    return store.select(
        MentionRow,
        "SELECT p.document_id || '-' || p.position AS passage_id, d.id AS document_id, d.corpus, d.date, "
        'm.start, m."end", m.surface AS text, m.type, m.concept, m.entity, m.source, m.score, m.nested '
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE {_choice_condition(store, only)} "
        'ORDER BY d.corpus, d.date, d.id, p.position, m.start, m."end" DESC, m.type, m.concept',
    )


def _joined_labels(kind: str) -> str:
    return (
        "coalesce((SELECT group_concat(label, '|') FROM (SELECT label FROM category c "
        f"WHERE c.passage_id = p.id AND c.rank IS NOT NULL AND c.kind = '{kind}' ORDER BY c.rank)), '')"
    )


def _choice_condition(store: Store, only: Sequence[int] | None) -> str:
    """Return the condition on `p` that limits a query to `only`, whose ids it puts into a temporary table."""
    return "p.id IN (SELECT id FROM exported)" if _fill_choice(store, only) else "1"


def _fill_choice(store: Store, only: Sequence[int] | None) -> bool:
    """Put the row ids into the temporary table `exported`; return whether there is a choice at all."""
    if only is None:
        return False
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS exported (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM exported")
    connection.execute("INSERT INTO exported SELECT value FROM json_each(?)", (json.dumps(list(only)),))
    return True


def documents_with_mentions(store: Store, *, nested: bool = True) -> Iterator[DocumentWithMentions]:
    """Yield each current document with its passages and their mentions, by corpus, date and id.

    Mentions are ordered by start, longer ones first; without `nested`, only outermost ones are included. One
    document is in memory at a time.
    """
    for row in store.connection.execute(
        "SELECT id, corpus, title, url, date, language FROM document WHERE superseded_by IS NULL "
        "ORDER BY corpus, date, id"
    ):
        passages = {
            passage["id"]: PassageWithMentions(*passage)
            for passage in store.rows(
                "SELECT id, document_id || '-' || position AS passage_id, position, start, kind, language, "
                "text "
                "FROM passage WHERE document_id = ? ORDER BY position",
                (row["id"],),
            )
        }
        for passage_id, *mention in store.connection.execute(
            'SELECT m.passage_id, m.start, m."end", m.surface, m.type, m.concept, m.entity, m.source, '
            "m.score, "
            "m.nested FROM passage p JOIN mention m ON m.passage_id = p.id "
            "WHERE p.document_id = ? AND (? OR m.nested = 0) "
            'ORDER BY p.position, m.start, m."end" DESC, m.type, m.concept',
            (row["id"], nested),
        ):
            passages[passage_id].mentions.append(PassageMention(*mention))
        text = read_text(store, row["id"])
        yield DocumentWithMentions(**dict(row), text=text, passages=list(passages.values()))
