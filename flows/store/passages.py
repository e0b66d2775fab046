"""Passages: with their document for hits and quotes, with their annotations for pages, or as text."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import Citation
from flows.store.corrected import original_labels
from flows.store.database import CURRENT, FIGURE, IS_UNCOUNTED, Store, blocks, list_columns, marks

_BATCH = 5000

Span = tuple[int, int]


class FoundPassage(NamedTuple):
    """A passage with the data of its document and its chosen labels, the surest first.

    `start` is where it begins in the text of the document, in code points.
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
        """The id to cite, which every store has that has the document's title and text."""
        return f"{self.content_id}-{self.position}"


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention, in code points of its passage; `entity` is None for a date, a sum and the like."""

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
    """A figure stated of an indicator; see `flows.records.Target`."""

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

    `start` and `end` are code points of the document's text. `token_count`, `lexicon_hash` and
    `model_version` are None for a passage that is not annotated yet. With `has_own_labels` the `categories`
    are a person's, each with the probability 1.
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


class PassagePlace(NamedTuple):
    """The place of a passage: its document, its first code point there, and the headings above it."""

    document_id: str
    start: int
    heading: str


class PassageText(NamedTuple):
    """A passage's public id and text."""

    passage_id: str
    text: str


@dataclass(frozen=True, slots=True)
class PeriodPassage:
    """A passage of a period; `mentions` are (start, end, meaning), the meaning a concept or else the type."""

    id: int
    passage_id: str
    document_id: str
    date: str
    language: str
    text: str
    mentions: list[tuple[int, int, str]]


class _PeriodRow(NamedTuple):
    id: int
    passage_id: str
    document_id: str
    date: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """A choice of passages by corpus and date.

    `first` and `last` are ISO dates, months or years, inclusive; `before` is exclusive. With any of them,
    documents without a date are left out.
    """

    corpora: Sequence[str] = ()
    first: str = ""
    last: str = ""
    before: str = ""


# By row id --------------------------------------------------------------------------------------------------


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
    """Return where these passages stand, by row id."""
    return {
        passage: PassagePlace(*place)
        for block in blocks(ids)
        for passage, *place in store.connection.execute(
            f"SELECT id, document_id, start, heading FROM passage WHERE id IN ({marks(block)})", block
        )
    }


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


# Of a document ----------------------------------------------------------------------------------------------


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


def damaged_passages(store: Store, document_id: str) -> list[PassageText]:
    """Return the passages of a document that are marked as damaged, in order."""
    query = (
        "SELECT document_id || '-' || position AS passage_id, text FROM passage "
        "WHERE document_id = ? AND kind IN ('damaged', 'unreadable') ORDER BY position"
    )
    return list(store.select(PassageText, query, (document_id,)))


_ANNOTATED = (
    "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.position, p.start, p.\"end\", p.kind, "
    "p.heading, p.language, p.text, a.token_count, a.lexicon_hash, a.model_version FROM passage p "
    "LEFT JOIN annotation a ON a.passage_id = p.id"
)
_PAIRS = 400  # passages found by their names in one query


def read_passages(
    store: Store, document_id: str, *, first: int = 0, limit: int = 100
) -> list[AnnotatedPassage]:
    """Return the passages of a document from position `first` on, each with its annotations."""
    rows = store.rows(
        f"{_ANNOTATED} WHERE p.document_id = ? AND p.position >= ? ORDER BY p.position LIMIT ?",
        (document_id, first, limit),
    )
    return _with_annotations(store, rows)


class MatchingDocument(NamedTuple):
    """A document with matching passages: how many, and the row id of the first of them."""

    id: str
    title: str
    date: str
    publisher: str
    corpus: str
    language: str
    passages: int
    first: int


class MatchingDocuments(NamedTuple):
    """A page of documents with matching passages, and how many there are in all."""

    rows: list[MatchingDocument]
    total: int


def passage_documents(store: Store, ids: Sequence[int]) -> set[str]:
    """Return the ids of the documents of passages (row ids)."""
    chosen = "SELECT DISTINCT document_id FROM passage WHERE id IN (SELECT value FROM json_each(?))"
    return set(store.column(chosen, (json.dumps(list(ids)),)))


def documents_of_passages(
    store: Store,
    ids: Sequence[int],
    *,
    limit: int,
    offset: int = 0,
    by_date: bool = False,
    among: Collection[str] | None = None,
) -> MatchingDocuments:
    """Return the documents of passages (row ids): those with most of them first, or the newest first.

    Of those with an id in `among`, if given.
    """
    order = "d.date DESC, n DESC" if by_date else "n DESC, d.date DESC"
    counted = (
        'SELECT p.document_id AS document_id, count(*) AS n, min(p.id) AS "first" FROM passage p '
        "WHERE p.id IN (SELECT value FROM json_each(:ids)) "
        "AND (:among IS NULL OR p.document_id IN (SELECT value FROM json_each(:among))) "
        "GROUP BY p.document_id"
    )
    chosen = json.dumps(sorted(among)) if among is not None else None
    values = {"ids": json.dumps(list(ids)), "among": chosen, "limit": limit, "offset": offset}
    rows = store.select(
        MatchingDocument,
        f"WITH c AS ({counted}) SELECT d.id, d.title, d.date, d.publisher, d.corpus, d.language, "
        f'c.n AS passages, c."first" FROM c JOIN document d ON d.id = c.document_id '
        f"ORDER BY {order}, d.id LIMIT :limit OFFSET :offset",
        values,
    )
    total = store.value(f"SELECT count(*) FROM ({counted})", {"ids": values["ids"], "among": chosen})
    return MatchingDocuments(list(rows), int(total))


class Heading(NamedTuple):
    """A heading of a document, and the position of its passage."""

    position: int
    text: str


def read_outline(store: Store, document_id: str, limit: int = 200) -> list[Heading]:
    """Return the headings of a document in their order, without its title."""
    query = (
        "SELECT position, text FROM passage "
        "WHERE document_id = ? AND kind = 'heading' ORDER BY position LIMIT ?"
    )
    return list(store.select(Heading, query, (document_id, limit)))


def find_passages(store: Store, passage_ids: Sequence[str]) -> dict[str, AnnotatedPassage]:
    """Return passages by their names (`document_id-position`), each with its annotations.

    A name that no passage has is left out.
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


# Of a period ------------------------------------------------------------------------------------------------


def newest_passage(store: Store) -> int:
    """Return the row id of the passage stored last; 0 in an empty store."""
    return int(store.value("SELECT coalesce(max(id), 0) FROM passage"))


def period_passages(store: Store, chosen: PassageFilter, *, size: int = _BATCH) -> Iterator[PeriodPassage]:
    """Yield the chosen current passages with their mentions, by row id; `size` of them are read at a time.

    The titles and numbers of documents that a rule found are not among the mentions.
    """
    condition, values = _filter_condition(chosen)
    query = (
        "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.document_id, d.date, p.language, "
        "p.text "
        f"FROM {CURRENT} WHERE p.id > ? AND NOT {IS_UNCOUNTED} {condition} ORDER BY p.id LIMIT ?"
    )
    done = 0
    while rows := list(store.select(_PeriodRow, query, (done, *values, size))):
        done = rows[-1].id
        meanings = _meanings_between(store, rows[0].id, done)
        for row in rows:
            yield PeriodPassage(*row, meanings.get(row.id, []))


def _filter_condition(chosen: PassageFilter) -> tuple[str, list[str]]:
    """Return the condition on `d`, to follow others, with its values."""
    parts: list[str] = []
    values: list[str] = []
    if chosen.first or chosen.last or chosen.before:
        parts.append("AND d.date != ''")
    if chosen.first:
        parts.append("AND d.date >= ?")
        # A document known by its month or year alone belongs to it from its first day.
        values.append(chosen.first.removesuffix("-01").removesuffix("-01"))
    if chosen.last:
        parts.append("AND d.date <= ?")
        values.append(f"{chosen.last}~")  # sorts after the days of a month and the months of a year
    if chosen.before:
        parts.append("AND d.date < ?")
        values.append(chosen.before)
    if chosen.corpora:
        parts.append(f"AND d.corpus IN ({marks(chosen.corpora)})")
        values.extend(chosen.corpora)
    return " ".join(parts), values


def _meanings_between(store: Store, first: int, last: int) -> dict[int, list[tuple[int, int, str]]]:
    """Return (start, end, concept or type) of the mentions in the passages from `first` to `last`.

    Mentions found by pattern have no meaning (""): they are candidates for the lexicon.
    """
    found: dict[int, list[tuple[int, int, str]]] = {}
    for passage, start, end, meaning in store.connection.execute(
        'SELECT passage_id, start, "end", '
        "CASE source WHEN 'pattern' THEN '' ELSE coalesce(nullif(concept, ''), type) END FROM mention "
        "WHERE passage_id BETWEEN ? AND ? AND (concept != '' OR type != 'DOC') "
        'ORDER BY passage_id, start, "end" DESC',
        (first, last),
    ):
        found.setdefault(passage, []).append((start, end, meaning))
    return found
