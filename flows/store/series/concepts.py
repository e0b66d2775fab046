"""Counts of every concept: by period and group, or over chosen passages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Row
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, Store
from flows.store.scope import SLICES, Scope, compile_scope, compile_slices, has_whole_months
from flows.store.series.choices import passage_condition
from flows.store.totals import current_documents, has_kept

# The slices of documents changed since a given change.
_TOUCHED = (
    "SELECT DISTINCT t.slice FROM passage p CROSS JOIN document_total t ON t.id = p.document_id "
    "WHERE p.changed > ?"
)


class ConceptCount(NamedTuple):
    """Occurrences of a concept in a period."""

    concept: str
    period: str
    occurrences: int
    passages: int
    documents: int
    group: str


class ConceptTotals(NamedTuple):
    """The occurrences of each concept in chosen passages, and the documents with it.

    `tokens` and `size` count all tokens and documents there.
    """

    occurrences: dict[str, int]
    documents: dict[str, int]
    tokens: int
    size: int


def all_concept_counts(store: Store, scope: Scope) -> list[ConceptCount]:
    """Return the counts of every concept by period, and by group if the scope's groups are of documents."""
    if has_kept(store, scope):
        return _kept_concept_counts(store, scope)
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT m.concept, {sql.period} AS period, sum(m.number), sum(m.passages), count(*), "
        f"coalesce({sql.group}, '') AS grp FROM "
        "(SELECT c.concept, p.document_id, sum(c.number) AS number, count(*) AS passages FROM "
        "(SELECT concept, passage_id, count(*) AS number FROM mention WHERE concept != '' GROUP BY 1, 2) c "
        "JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
        f"JOIN {current_documents(scope)} ON d.id = m.document_id WHERE period != '' GROUP BY 1, 2, 6",
        sql.values,
    )
    return [ConceptCount(*row) for row in rows]


def _kept_concept_counts(
    store: Store, scope: Scope, slices: Sequence[int] | None = None
) -> list[ConceptCount]:
    """Return the counts of every concept from the cells, of all slices or of these."""
    sql = compile_slices(store, scope)
    chosen, values = "", sql.values
    if slices is not None:
        chosen = "AND c.slice IN (SELECT value FROM json_each(:slices)) "
        values = values | {"slices": json.dumps(list(slices))}
    rows = store.rows(
        f"SELECT u.name, {sql.period} AS period, sum(c.occurrences), sum(c.passages), sum(c.documents), "
        f"coalesce({sql.group}, '') AS grp FROM subject u CROSS JOIN cell c ON c.subject = u.id "
        f"AND c.documents {chosen}CROSS JOIN {SLICES} ON d.id = c.slice "
        "WHERE u.kind = 'concept' AND period != '' GROUP BY 1, 2, 6",
        values,
    )
    return [ConceptCount(*row) for row in rows]


def update_concept_counts(
    store: Store, scope: Scope, counts: Sequence[ConceptCount], since: int
) -> list[ConceptCount]:
    """Return the counts of every concept, updated from earlier ones after corrections only (`text_number`).

    Periods and groups of documents with a passage changed after the change `since` are counted again; the
    others are unchanged.
    """
    if not has_kept(store, scope):
        return all_concept_counts(store, scope)
    touched = set(store.column(_TOUCHED, (since,)))
    if not touched:
        return list(counts)
    places = {row[0]: (row[1], row[2]) for row in _place_slices(store, scope)}
    again = {place for number, place in places.items() if number in touched}
    kept = [row for row in counts if (row.period, row.group) not in again]
    return kept + _kept_concept_counts(
        store, scope, [number for number, place in places.items() if place in again]
    )


def _place_slices(store: Store, scope: Scope) -> list[tuple[int, str, str]]:
    """Return the number, period and group of each slice in a scope."""
    sql = compile_slices(store, scope)
    query = (
        f"SELECT d.id, {sql.period} AS period, coalesce({sql.group}, '') AS grp FROM {SLICES} "
        "WHERE period != ''"
    )
    return [(row["id"], row["period"], row["grp"]) for row in store.rows(query, sql.values)]


def concept_totals(
    store: Store,
    corpora: Sequence[str] = (),
    publishers: Sequence[str] = (),
    languages: Sequence[str] = (),
    dates: DateRange = DateRange(),
    rows: Sequence[int] | None = None,
) -> ConceptTotals:
    """Return the totals of every concept in the chosen passages; with `rows`, only in these row ids."""
    if has_whole_months(dates) and not languages and rows is None and store.keeps_counts:
        return _kept_concept_totals(store, corpora, publishers, dates)
    where, values = passage_condition(corpora, publishers, languages, dates, rows)
    sums = store.rows(
        f"SELECT sum(a.token_count), count(DISTINCT d.id) FROM {CURRENT} "
        f"JOIN annotated_passage a ON a.passage_id = p.id WHERE {where}",
        values,
    )
    counted = store.rows(
        "SELECT m.concept AS name, count(*) AS occurrences, count(DISTINCT p.document_id) AS documents "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE {where} AND m.concept != '' GROUP BY 1",
        values,
    )
    return _as_totals(counted, *sums[0])


def _kept_concept_totals(
    store: Store, corpora: Sequence[str], publishers: Sequence[str], dates: DateRange
) -> ConceptTotals:
    where, values = passage_condition(corpora, publishers, (), dates)
    sums = store.rows(f"SELECT sum(d.tokens), sum(d.documents) FROM {SLICES} WHERE {where}", values)
    rows = store.rows(
        "SELECT u.name, sum(c.occurrences) AS occurrences, sum(c.documents) AS documents "
        "FROM subject u CROSS JOIN cell c ON c.subject = u.id "
        f"AND c.documents CROSS JOIN {SLICES} ON d.id = c.slice WHERE u.kind = 'concept' AND {where} "
        "GROUP BY 1",
        values,
    )
    return _as_totals(rows, *sums[0])


def _as_totals(rows: Iterable[Row], tokens: int | None, size: int | None) -> ConceptTotals:
    counts = {row["name"]: (int(row["occurrences"]), int(row["documents"])) for row in rows}
    return ConceptTotals(
        {name: occurrences for name, (occurrences, _) in counts.items()},
        {name: documents for name, (_, documents) in counts.items()},
        int(tokens or 0),
        int(size or 0),
    )
