"""Passages with all their annotations: those of a document in order, or by public id."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flows.records import Citation
from flows.store.corrected import original_labels
from flows.store.database import FIGURE, Store, list_columns


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention, in code points of its passage; `entity` is None for dates, sums and the like."""

    start: int
    end: int
    text: str
    type: str
    concept: str
    entity: str | None
    source: str
    score: float
    nested: bool


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A weighed label; `rank` counts the chosen ones from 0 and is None for those below their threshold."""

    label: str
    kind: str
    probability: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A stated figure of an indicator; see `flows.records.Target`."""

    start: int
    end: int
    text: str
    subject: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    deadline: str
    baseline: str
    kind: str
    period_start: str
    period_end: str
    rule: str
    score: float | None
    bound: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedPassage:
    """A passage of a document with all its annotations.

    `start` and `end` are in code points of the document's text. `token_count`, `lexicon_hash` and
    `model_version` are None for a passage that is not annotated yet. With `has_own_labels`, the `categories`
    are a person's, each with probability 1.
    """

    id: int
    passage_id: str
    position: int
    start: int
    end: int
    kind: str
    heading: str
    language: str
    text: str
    token_count: int | None
    lexicon_hash: str | None
    model_version: str | None
    mentions: list[StoredMention]
    categories: list[StoredLabel]
    citations: list[Citation]
    targets: list[StoredFigure]
    has_own_labels: bool = False


_ANNOTATED = (
    "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.position, p.start, p.\"end\", p.kind, "
    "p.heading, p.language, p.text, a.token_count, a.lexicon_hash, a.model_version FROM passage p "
    "LEFT JOIN annotation a ON a.passage_id = p.id"
)
_PAIRS = 400  # passages found by public id in one query


def read_passages(
    store: Store, document_id: str, *, first: int = 0, limit: int = 100
) -> list[AnnotatedPassage]:
    """Return the passages of a document from position `first` on, each with its annotations."""
    rows = store.rows(
        f"{_ANNOTATED} WHERE p.document_id = ? AND p.position >= ? ORDER BY p.position LIMIT ?",
        (document_id, first, limit),
    )
    return _with_annotations(store, rows)


def find_passages(store: Store, passage_ids: Sequence[str]) -> dict[str, AnnotatedPassage]:
    """Return passages by public id (`document_id-position`), each with its annotations.

    Unknown ids are left out.
    """
    places = [name.rpartition("-")[::2] for name in passage_ids]
    pairs = [(document, int(position)) for document, position in places if position.isdecimal()]
    found: dict[str, AnnotatedPassage] = {}
    for start in range(0, len(pairs), _PAIRS):
        block = pairs[start : start + _PAIRS]
        condition = " OR ".join(["(p.document_id = ? AND p.position = ?)"] * len(block))
        rows = store.rows(f"{_ANNOTATED} WHERE {condition}", [part for pair in block for part in pair])
        found |= {passage.passage_id: passage for passage in _with_annotations(store, rows)}
    return found


def _with_annotations(store: Store, rows: Sequence[sqlite3.Row]) -> list[AnnotatedPassage]:
    """Return passages with their annotations, read in one query per kind of annotation."""
    ids = json.dumps([row["id"] for row in rows])
    mentions: dict[int, list[StoredMention]] = defaultdict(list)
    labels: dict[int, list[StoredLabel]] = defaultdict(list)
    citations: dict[int, list[Citation]] = defaultdict(list)
    figures: dict[int, list[StoredFigure]] = defaultdict(list)
    for passage, *values in store.rows(
        'SELECT passage_id, start, "end", surface, type, concept, entity, source, score, nested FROM mention '
        'WHERE passage_id IN (SELECT value FROM json_each(?)) ORDER BY passage_id, start, "end" DESC',
        (ids,),
    ):
        *others, nested = values
        mentions[passage].append(StoredMention(*others, nested=bool(nested)))  # type: ignore[misc]
    for passage, *values in store.rows(
        "SELECT passage_id, label, kind, probability, rank FROM category "
        "WHERE passage_id IN (SELECT value FROM json_each(?)) ORDER BY passage_id, probability DESC",
        (ids,),
    ):
        labels[passage].append(StoredLabel(*values))
    for passage, *values in store.rows(
        'SELECT passage_id, start, "end", surface, relation, title, number, concept, date FROM citation '
        "WHERE passage_id IN (SELECT value FROM json_each(?)) ORDER BY passage_id, start",
        (ids,),
    ):
        citations[passage].append(Citation(*values))
    for passage, *values in store.rows(
        f"SELECT passage_id, {list_columns(FIGURE)} FROM target "
        "WHERE passage_id IN (SELECT value FROM json_each(?)) ORDER BY passage_id, start",
        (ids,),
    ):
        figures[passage].append(StoredFigure(*values))
    original = original_labels(store, [row["id"] for row in rows])
    has_own = {row["id"]: row["id"] in original for row in rows}
    kinds = (mentions, labels, citations, figures, has_own)
    return [AnnotatedPassage(*row, *(kind[row["id"]] for kind in kinds)) for row in rows]
