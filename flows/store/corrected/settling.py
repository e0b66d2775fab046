"""Bring stored facts in line with corrections, inside the transaction that changes either."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.store.corrected.facts import (
    FactCorrection,
    FactSubject,
    FigureRow,
    MentionRow,
    correct_figures,
    correct_mentions,
)
from flows.store.database import FIGURE, Store, list_columns, marks

_MENTIONS = (
    'SELECT m.start, m."end", s.surface, s.type, s.concept, s.entity, s.source, m.score, m.nested '
    "FROM mention_place m JOIN sense s ON s.id = m.sense WHERE m.passage_id = ? ORDER BY 1, 2, 4, 5"
)
_FIGURES = f"SELECT {list_columns(FIGURE)} FROM target WHERE passage_id = ? ORDER BY 1, 2"
_ADD_FIGURE = f"INSERT OR IGNORE INTO target (passage_id, {list_columns(FIGURE)}) VALUES (?, {marks(FIGURE)})"
_SENSE = "surface = ? AND type = ? AND concept = ? AND source = ? AND ifnull(entity, '') = ?"
_OF_PASSAGES = (
    "SELECT c.*, p.id AS passage FROM json_each(?) x CROSS JOIN passage p ON p.id = x.value "
    "CROSS JOIN document d ON d.id = p.document_id CROSS JOIN fact_correction c "
    "ON c.corpus = d.corpus AND c.key = d.key AND c.text_hash = digest(p.text) ORDER BY c.id"
)
_KEPT = "SELECT passage_id FROM uncorrected WHERE passage_id IN (SELECT value FROM json_each(?))"


class _Facts(NamedTuple):
    """The correctable facts of a passage.

    `loose` is, by concept, how many more times its forms occur in the text than it is mentioned.
    """

    mentions: list[MentionRow]
    figures: list[FigureRow]
    loose: dict[str, int]


def settle_corrections(store: Store, passages: Sequence[int]) -> None:
    """Apply the corrections of these passages (row ids) to their facts, and undo those that are gone.

    Call it in a transaction that takes their documents out of the kept counts.
    """
    if not store.value("SELECT EXISTS (SELECT 1 FROM fact_correction) OR EXISTS (SELECT 1 FROM uncorrected)"):
        return
    ids = json.dumps(list(passages))
    found: dict[int, list[FactCorrection]] = {}
    for row in store.rows(_OF_PASSAGES, (ids,)):
        found.setdefault(row["passage"], []).append(read_correction(dict(row)))
    kept = set(store.column(_KEPT, (ids,)))
    for passage in sorted({*found, *kept}):
        _settle(store, passage, found.get(passage, ()), is_kept=passage in kept)


def read_correction(row: dict[str, object]) -> FactCorrection:
    """Return the correction in a row of its table."""
    subject: FactSubject = "mention" if row["subject"] == "mention" else "figure"
    facts = {name: _read_fact(subject, row[name]) for name in ("was", "becomes")}
    return FactCorrection(
        subject,
        int(str(row["start"])),
        int(str(row["end"])),
        str(row["surface"]),
        facts["was"],
        facts["becomes"],
        str(row["reason"]),
        str(row["made"]),
        int(str(row["id"])),
    )


def _read_fact(subject: FactSubject, text: object) -> MentionRow | FigureRow | None:
    if text is None:
        return None
    values = json.loads(str(text))
    return MentionRow(*values) if subject == "mention" else FigureRow(*values)


def _settle(store: Store, passage: int, corrections: Sequence[FactCorrection], *, is_kept: bool) -> None:
    """Write the facts of a passage as corrected; `is_kept` if its facts before correction are in the store.

    Corrections are applied to the facts as annotated, so that any of them can be undone.
    """
    connection = store.connection
    present = _read_present(store, passage)
    annotated = _read_uncorrected(store, passage) if is_kept else present
    is_annotated = store.value("SELECT 1 FROM annotated_passage WHERE passage_id = ?", (passage,))
    if corrections and is_annotated and not is_kept:
        values = (json.dumps(part, ensure_ascii=False) for part in annotated)
        connection.execute("INSERT INTO uncorrected VALUES (?, ?, ?, ?)", (passage, *values))
    if not corrections:
        connection.execute("DELETE FROM uncorrected WHERE passage_id = ?", (passage,))
    by_subject = {
        subject: [one for one in corrections if one.subject == subject] for subject in ("mention", "figure")
    }
    mentions, lost = correct_mentions(annotated.mentions, by_subject["mention"])
    figures = correct_figures(annotated.figures, by_subject["figure"])
    corrected = _Facts(mentions, figures, _add_lost(annotated.loose, lost))
    if corrected != present:
        _write(store, passage, corrected)


def _read_present(store: Store, passage: int) -> _Facts:
    loose = store.rows("SELECT concept, extra FROM loose WHERE passage_id = ?", (passage,))
    return _Facts(
        list(store.select(MentionRow, _MENTIONS, (passage,))),
        list(store.select(FigureRow, _FIGURES, (passage,))),
        {row["concept"]: row["extra"] for row in loose},
    )


def _read_uncorrected(store: Store, passage: int) -> _Facts:
    query = "SELECT mentions, figures, loose FROM uncorrected WHERE passage_id = ?"
    mentions, figures, loose = map(json.loads, store.rows(query, (passage,))[0])
    return _Facts([MentionRow(*one) for one in mentions], [FigureRow(*one) for one in figures], loose)


def _add_lost(loose: dict[str, int], lost: Iterable[str]) -> dict[str, int]:
    """Return the loose counts of a passage, with 1 more for each removed mention of a concept (`lost`)."""
    extra = Counter(loose)
    extra.update(lost)
    return {concept: number for concept, number in sorted(extra.items()) if number}


def _write(store: Store, passage: int, facts: _Facts) -> None:
    connection = store.connection
    before = set(store.column("SELECT sense FROM mention_place WHERE passage_id = ?", (passage,)))
    for table in ("mention_place", "target", "loose"):
        connection.execute(f"DELETE FROM {table} WHERE passage_id = ?", (passage,))
    connection.executemany(
        "INSERT OR IGNORE INTO mention_place VALUES (?, ?, ?, ?, ?, ?)",
        [(passage, row.start, row.end, _sense(store, row), row.score, row.nested) for row in facts.mentions],
    )
    connection.executemany(_ADD_FIGURE, [(passage, *row) for row in facts.figures])
    connection.executemany(
        "INSERT INTO loose VALUES (?, ?, ?)",
        [(concept, passage, number) for concept, number in facts.loose.items()],
    )
    # A sense no longer in use is deleted: it was a person's, or is created again when it is found again.
    connection.executemany(
        "DELETE FROM sense WHERE id = ? AND NOT EXISTS (SELECT 1 FROM mention_place WHERE sense = sense.id)",
        [(one,) for one in sorted(before)],
    )


def _sense(store: Store, row: MentionRow) -> int:
    """Return the number of a mention's sense, numbering a new one."""
    key = (row.surface, row.type, row.concept, row.source, row.entity or "")
    if found := store.value(f"SELECT id FROM sense WHERE {_SENSE}", key):
        return int(found)
    added = store.connection.execute(
        "INSERT INTO sense (surface, type, concept, source, entity) VALUES (?, ?, ?, ?, nullif(?, ''))", key
    )
    assert added.lastrowid
    return added.lastrowid
