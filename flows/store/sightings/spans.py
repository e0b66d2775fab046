"""Spans of equal answers of a document's source (table `sighting`), and the documents to check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.records import GONE, SourceState
from flows.store.database import Store, now

_COLUMNS = (
    "id, corpus, address, document_id, state, since, last, times, before, status, final, kept, note, run_id"
)
_AWAY = (*GONE, "delisted")


class Sighting(NamedTuple):
    """Equal answers of a source from `since` to `last` (UTC); `times` counts them.

    `before` is when the source last answered otherwise, "" if unknown. `kept` is the share (0 to 1) of the
    archived text that the answer still has, None if it had no text; `note` is the beginning of its present
    text. `document_id` is the version that the source no longer has; for back and delisted, the one that it
    has.
    """

    id: int
    corpus: str
    address: str
    document_id: str
    state: SourceState
    since: str
    last: str
    times: int
    before: str
    status: int
    final: str
    kept: float | None
    note: str
    run_id: str

    @property
    def is_gone(self) -> bool:
        """Whether the source no longer has the document."""
        return self.state in GONE


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source's answer about a document, as in `Sighting`; `state` "" means that the document is there."""

    address: str
    document_id: str
    state: SourceState | str = ""
    status: int = 0
    final: str = ""
    kept: float | None = None
    note: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """The current version of a document read from an address, and when it was last requested.

    `listed` are the fields in the list when it was read.
    """

    id: str
    address: str
    date: str
    checked: str
    is_waiting: bool
    listed: Mapping[str, str] = field(default_factory=dict)


def last_sightings(store: Store, corpus: str) -> dict[str, Sighting]:
    """Return the last span of each address that has one."""
    query = (
        f"SELECT {_COLUMNS} FROM sighting WHERE id IN "
        "(SELECT max(id) FROM sighting WHERE corpus = ? GROUP BY address)"
    )
    return {one.address: one for one in store.select(Sighting, query, (corpus,))}


def read_sightings(store: Store, document_id: str) -> list[Sighting]:
    """Return every span of a document's address, oldest first."""
    query = (
        f"SELECT {_COLUMNS} FROM sighting WHERE (corpus, address) IN "
        "(SELECT corpus, key FROM document WHERE id = ?) ORDER BY id"
    )
    return list(store.select(Sighting, query, (document_id,)))


def note_answer(store: Store, run_id: str, corpus: str, answer: SourceAnswer) -> SourceState | None:
    """Record an answer; return the state of the span that it begins, or None.

    An answer like the last one extends its span. A document that is there is recorded as back if it was gone
    or delisted before, or if a former version has returned (`state` "back"); an edit remains until then.
    """
    with store.transaction() as connection:
        query = f"SELECT {_COLUMNS} FROM sighting WHERE corpus = ? AND address = ? ORDER BY id DESC LIMIT 1"
        last = store.select_one(Sighting, query, (corpus, answer.address))
        state = _next_state(last, answer)
        if state is None:
            return None
        moment = now()
        if last and not _begins(last, answer, state):
            connection.execute(
                "UPDATE sighting SET last = ?, times = times + 1, run_id = ? WHERE id = ?",
                (moment, run_id, last.id),
            )
            return None
        values = (
            corpus,
            answer.address,
            answer.document_id,
            state,
            moment,
            moment,
            _answered_otherwise(last, answer, state),
            answer.status,
            answer.final,
            answer.kept,
            answer.note,
            run_id,
        )
        connection.execute(
            "INSERT INTO sighting (corpus, address, document_id, state, since, last, times, before, status, "
            "final, kept, note, run_id) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return state


def withdraw_changes(store: Store, run_id: str, corpus: str) -> None:
    """Remove the spans of emptied and changed texts that a run began: the site has changed, not the texts."""
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM sighting WHERE run_id = ? AND corpus = ? AND times = 1 "
            "AND state IN ('emptied', 'edited', 'updated')",
            (run_id, corpus),
        )


def _next_state(last: Sighting | None, answer: SourceAnswer) -> SourceState | None:
    """Return the state that an answer shows; None if a document is there and always was."""
    if answer.state == "delisted" and last and last.is_gone:
        return "back"  # at its address, although not in the list
    if answer.state:
        return answer.state  # type: ignore[return-value]
    if last is None:
        return None
    return "back" if last.state in _AWAY else last.state


def _begins(last: Sighting, answer: SourceAnswer, state: SourceState) -> bool:
    """Return whether an answer begins a span: it differs from the last one, or is a further change."""
    if state != last.state:
        return True
    return answer.state in ("edited", "updated", "back")


def _answered_otherwise(last: Sighting | None, answer: SourceAnswer, state: SourceState) -> str:
    """Return when the source last answered otherwise; another way of being gone does not count as that."""
    if last is None:
        return answer.before
    if last.is_gone and state in GONE:
        return last.before
    return last.last


def archived_documents(store: Store, corpus: str) -> list[ArchivedDocument]:
    """Return the documents of a corpus with an address of their own, those unchecked for longest first."""
    query = (
        "SELECT d.id, d.key, d.date, f.checked, f.passing, "
        "CASE WHEN json_valid(d.metadata) THEN json_extract(d.metadata, '$.fetched.listed') END AS listed "
        "FROM fetch f JOIN document d ON d.corpus = f.corpus AND d.key = f.address "
        "AND d.superseded_by IS NULL WHERE f.corpus = ? AND f.outcome = 'document' "
        "ORDER BY f.checked, f.address"
    )
    return [
        ArchivedDocument(
            row["id"],
            row["key"],
            row["date"],
            row["checked"],
            bool(row["passing"]),
            json.loads(row["listed"] or "{}"),
        )
        for row in store.rows(query, (corpus,))
    ]


def read_archived(store: Store, corpus: str, address: str) -> str:
    """Return the id of the current version read from an address; "" if there is none."""
    query = "SELECT id FROM document WHERE corpus = ? AND key = ? AND superseded_by IS NULL"
    return str(store.value(query, (corpus, address)) or "")
