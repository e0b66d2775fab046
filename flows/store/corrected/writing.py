"""Store, list and take back corrections of mentions and figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from flows.store.corrected.facts import FactCorrection, FigureRow, MentionRow, identity
from flows.store.corrected.settling import read_correction, settle_corrections
from flows.store.database import Store, documents_of, next_change, now, recounting

_PASSAGES = (
    "SELECT p.id FROM fact_correction c JOIN document d ON d.corpus = c.corpus AND d.key = c.key "
    "JOIN passage p ON p.document_id = d.id WHERE c.id = ? AND digest(p.text) = c.text_hash"
)
_EARLIER = (
    "SELECT * FROM fact_correction WHERE subject = ? AND corpus = ? AND key = ? AND text_hash = ? "
    'AND start = ? AND "end" = ?'
)
_INSERT = (
    'INSERT INTO fact_correction (subject, corpus, key, text_hash, start, "end", surface, was, becomes, '
    "reason, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LISTED = (
    "SELECT c.*, coalesce(d.id, '') AS document_id, coalesce(d.title, '') AS title, "
    "coalesce(d.date, '') AS date, coalesce((SELECT p.document_id || '-' || p.position FROM passage p "
    "WHERE p.document_id = d.id AND digest(p.text) = c.text_hash ORDER BY p.position LIMIT 1), '') "
    "AS passage_id, coalesce((SELECT p.text FROM passage p WHERE p.document_id = d.id "
    "AND digest(p.text) = c.text_hash ORDER BY p.position LIMIT 1), '') AS text FROM fact_correction c "
    "LEFT JOIN document d ON d.corpus = c.corpus AND d.key = c.key AND d.superseded_by IS NULL "
)


class PlacedCorrection(NamedTuple):
    """A correction with its present place; `passage_id` and `text` are "" if the passage is gone."""

    correction: FactCorrection
    document_id: str
    title: str
    date: str
    passage_id: str
    text: str


def add_correction(store: Store, passage: int, correction: FactCorrection) -> int:
    """Store a correction of a passage (row id), apply it wherever its document has this text; return its id.

    All in one transaction. A correction of an earlier correction replaces it. One that restores the original
    annotation removes the earlier correction; the id is then 0.
    """
    with store.transaction() as connection:
        corpus, key, text_hash = store.rows(
            "SELECT d.corpus, d.key, digest(p.text) FROM passage p JOIN document d ON d.id = p.document_id "
            "WHERE p.id = ?",
            (passage,),
        )[0]
        place = (correction.subject, corpus, key, text_hash, correction.start, correction.end)
        was, becomes, added = correction.was, correction.becomes, 0
        passages = set[int]()
        for row in store.rows(_EARLIER, place):
            earlier = read_correction(dict(row))
            if _continues(earlier, was):
                was = earlier.was
                passages.update(store.column(_PASSAGES, (earlier.id,)))
                connection.execute("DELETE FROM fact_correction WHERE id = ?", (earlier.id,))
        if identity(was) != identity(becomes):
            facts = (_write_fact(was), _write_fact(becomes))
            made = correction.made or now()
            added = (
                connection.execute(
                    _INSERT, (*place, correction.surface, *facts, correction.reason, made)
                ).lastrowid
                or 0
            )
            passages.update(store.column(_PASSAGES, (added,)))
        _settle(store, sorted(passages))
        return added


def _continues(earlier: FactCorrection, was: MentionRow | FigureRow | None) -> bool:
    """Return whether a correction of `was` corrects the result of an earlier one, or the same fact again."""
    return identity(was) in (identity(earlier.becomes), identity(earlier.was))


def remove_correction(store: Store, correction: int) -> bool:
    """Take a correction back, in one transaction; return False if there is none with this id."""
    with store.transaction() as connection:
        passages = store.column(_PASSAGES, (correction,))
        removed = connection.execute("DELETE FROM fact_correction WHERE id = ?", (correction,))
        _settle(store, passages)
        return removed.rowcount > 0


def list_fact_corrections(store: Store) -> list[PlacedCorrection]:
    """Return the corrections of mentions and figures, newest first."""
    rows = store.rows(f"{_LISTED}ORDER BY c.made DESC, c.id DESC")
    return [
        PlacedCorrection(
            read_correction(dict(row)),
            row["document_id"],
            row["title"],
            row["date"],
            row["passage_id"],
            row["text"],
        )
        for row in rows
    ]


def _settle(store: Store, passages: Sequence[int]) -> None:
    with recounting(store, documents_of(store, passages)):
        change = next_change(store, is_correction=True)
        settle_corrections(store, passages)
        store.connection.executemany(
            "UPDATE passage SET changed = ? WHERE id = ?", [(change, one) for one in passages]
        )


def _write_fact(fact: MentionRow | FigureRow | None) -> str | None:
    return None if fact is None else json.dumps(fact, ensure_ascii=False)
