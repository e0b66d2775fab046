"""Vanished documents: lists, counts, and those new since a sighting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import GONE, VANISHED, DateRange, SourceState
from flows.store.database import Store, blocks, marks, within_dates
from flows.store.documents import check_sources

# The last span of an address has its current state; an edit remains until the version is back.
_STANDING = (
    "((s.state != 'edited' AND s.id IN (SELECT max(id) FROM sighting GROUP BY corpus, address)) "
    "OR (s.state = 'edited' AND d.superseded_by IS NOT NULL AND s.id IN "
    "(SELECT max(id) FROM sighting WHERE state = 'edited' GROUP BY document_id)))"
)
_FROM = "FROM sighting s JOIN document d ON d.id = s.document_id"
_GONE = ", ".join(f"'{state}'" for state in GONE)
_SAME = "x.corpus = s.corpus AND x.address = s.address"
# The span in which a document went missing: from 404 to 410 it has not vanished again.
_FIRST = (
    "JOIN sighting b ON b.id = CASE WHEN s.state = 'edited' THEN s.id ELSE coalesce((SELECT min(x.id) "
    f"FROM sighting x WHERE {_SAME} AND x.id > coalesce((SELECT max(x.id) FROM sighting x WHERE {_SAME} "
    f"AND x.state NOT IN ({_GONE})), 0)), s.id) END"
)


class VanishedDocument(NamedTuple):
    """A vanished document and its source's answers. Times are UTC.

    `document_id` is the archived version, `current_id` the source's present version if it was edited, else
    "". `how` is the state, `since` when it was first seen, `last_there` when the source last answered
    otherwise ("" unknown), `asked` when it was last asked, `times` how often it has given this answer. `kept`
    and `note` are as in `Sighting`.
    """

    document_id: str
    title: str
    date: str
    publisher: str
    document_number: str
    corpus: str
    language: str
    characters: int
    how: SourceState
    status: int
    since: str
    last_there: str
    asked: str
    times: int
    address: str
    final: str
    kept: float | None
    note: str
    current_id: str
    sighting: int


@dataclass(frozen=True, slots=True)
class VanishedFilter:
    """A filter of vanished documents: by way, corpus, date of the document, and id.

    `after` leaves out documents that had vanished by the sighting with this number.
    """

    how: tuple[SourceState, ...] = VANISHED
    corpora: tuple[str, ...] = ()
    dates: DateRange = DateRange()
    documents: tuple[str, ...] | None = None
    after: int = 0


class VanishedCount(NamedTuple):
    """The number of a corpus's documents that have vanished in one way."""

    corpus: str
    how: SourceState
    documents: int


class VanishedList(NamedTuple):
    """A page of vanished documents, and the total number."""

    total: int
    documents: list[VanishedDocument]


def list_vanished(
    store: Store, wanted: VanishedFilter = VanishedFilter(), limit: int | None = None, offset: int = 0
) -> VanishedList:
    """Return vanished documents, the latest first. Raises UsageError for an unknown corpus."""
    check_sources(store, wanted.corpora)
    where, values = _choose(wanted)
    query = (
        "SELECT d.id AS document_id, d.title, d.date, d.publisher, d.document_number, d.corpus, d.language, "
        "d.characters, s.state AS how, s.status, b.since, b.before AS last_there, s.last AS asked, s.times, "
        "s.address, s.final, s.kept, s.note, coalesce(CASE WHEN s.state = 'edited' THEN (SELECT c.id "
        "FROM document c WHERE c.corpus = s.corpus AND c.key = s.address AND c.superseded_by IS NULL) END, "
        f"'') AS current_id, b.id AS sighting {_FROM} {_FIRST} WHERE {where} "
        "ORDER BY b.since DESC, b.id DESC LIMIT ? OFFSET ?"
    )
    rows = store.select(VanishedDocument, query, (*values, -1 if limit is None else limit, offset))
    total = store.value(f"SELECT count(*) {_FROM} {_FIRST} WHERE {where}", values)
    return VanishedList(int(total), list(rows))


def count_vanished(store: Store) -> list[VanishedCount]:
    """Return the number of vanished documents by corpus and way."""
    where, values = _choose(VanishedFilter())
    query = (
        f"SELECT s.corpus, s.state AS how, count(*) AS documents {_FROM} {_FIRST} WHERE {where} "
        "GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
    )
    return list(store.select(VanishedCount, query, values))


def vanished_documents(store: Store, how: Sequence[SourceState] = GONE, day: str = "") -> list[str]:
    """Return the ids of the documents that have vanished in this way, as known on a day (ISO; "" now)."""
    until = day or "9999-12-31"
    query = (
        f"SELECT s.document_id {_FROM} WHERE s.state IN ({marks(how)}) AND ((s.state != 'edited' AND s.id IN "
        "(SELECT max(id) FROM sighting WHERE substr(since, 1, 10) <= ? GROUP BY corpus, address)) "
        "OR (s.state = 'edited' AND d.superseded_by IS NOT NULL AND substr(s.since, 1, 10) <= ?))"
    )
    return store.column(query, (*how, until, until))


def first_passages(store: Store, documents: Sequence[str]) -> list[int]:
    """Return the first passage (row id) of each of these documents, including former versions."""
    return [
        row
        for block in blocks(documents)
        for row in store.column(
            f"SELECT min(id) FROM passage WHERE document_id IN ({marks(block)}) GROUP BY document_id", block
        )
    ]


def newest_sighting(store: Store) -> int:
    """Return the number of the newest span; 0 if there is none."""
    return int(store.value("SELECT coalesce(max(id), 0) FROM sighting"))


def _choose(wanted: VanishedFilter) -> tuple[str, tuple[str | int, ...]]:
    """Return the condition that chooses spans, and its values."""
    conditions = [_STANDING, f"s.state IN ({marks(wanted.how)})", "b.id > ?"]
    values: list[str | int] = [*wanted.how, wanted.after]
    if wanted.corpora:
        conditions.append(f"s.corpus IN ({marks(wanted.corpora)})")
        values += wanted.corpora
    if wanted.documents is not None:
        conditions.append(f"d.id IN ({marks(wanted.documents)})")
        values += wanted.documents
    is_dated, bounds = within_dates("d.date", wanted.dates)
    conditions.append(is_dated)
    values += bounds
    return " AND ".join(conditions), tuple(values)
