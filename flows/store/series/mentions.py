"""Counts of a concept, a name or a label: by period and group, and by document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from flows.store.database import CURRENT, Store, bind_values
from flows.store.scope import SLICES, Scope, compile_scope, compile_slices
from flows.store.totals import current_documents, has_kept

# The key by which a mention is counted: the lexicon's concept, or the entity that it names.
MentionKey = Literal["concept", "entity"]


class Count(NamedTuple):
    """Occurrences in a period and group, and the passages and documents with them."""

    period: str
    group: str
    occurrences: float
    passages: float
    documents: float


class DocumentCount(NamedTuple):
    """Occurrences in one document, and its tokens."""

    period: str
    group: str
    document: str
    tokens: int
    occurrences: int


def mention_counts(store: Store, key: MentionKey, values: Sequence[str], scope: Scope) -> list[Count]:
    """Return the counts of the mentions whose concept (or entity) is one of `values`.

    A single concept by whole months is read from the kept counts. Otherwise passages are summed by document
    before documents are joined, which halves the time for a frequent concept.
    """
    if key == "concept" and len(values) == 1 and has_kept(store, scope):
        return _kept_counts(store, "concept", values[0], scope)
    sql = compile_scope(store, scope)
    inner, outer = ("NULL", sql.group)
    if scope.is_of_passages:
        inner, outer = (sql.group, "m.grp")
    marks, bound = bind_values(values)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {outer} AS grp, sum(m.number), sum(m.passages), count(*) FROM "
        f"(SELECT p.document_id, {inner} AS grp, sum(c.number) AS number, count(*) AS passages FROM "
        f"(SELECT passage_id, count(*) AS number FROM mention WHERE {mention_column(key)} IN ({marks}) "
        "GROUP BY 1) c "
        "JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
        f"JOIN {current_documents(scope)} ON d.id = m.document_id WHERE period != '' GROUP BY 1, 2",
        sql.values | bound,
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def _kept_counts(store: Store, kind: str, name: str, scope: Scope) -> list[Count]:
    """Return the counts of a subject by period and group from the cells."""
    sql = compile_slices(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(c.occurrences), sum(c.passages), "
        "sum(c.documents) FROM subject u CROSS JOIN cell c ON c.subject = u.id AND c.documents "
        f"CROSS JOIN {SLICES} ON d.id = c.slice WHERE u.kind = :kind AND u.name = :name AND period != '' "
        "GROUP BY 1, 2",
        sql.values | {"kind": kind, "name": name},
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def loose_gaps(store: Store, concept: str, scope: Scope) -> list[tuple[str, str, int]]:
    """Return (period, group, gap): how much more often a concept's surfaces occur than it is mentioned."""
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(l.extra) "
        "FROM loose l JOIN passage p ON p.id = l.passage_id "
        f"JOIN {current_documents(scope)} ON d.id = p.document_id "
        "WHERE l.concept = :concept AND period != '' GROUP BY 1, 2",
        sql.values | {"concept": concept},
    )
    return [(period, group or "", gap) for period, group, gap in rows]


def label_counts_by_period(store: Store, label: str, scope: Scope) -> list[Count]:
    """Return the passages with a chosen label; `occurrences` are passages."""
    if has_kept(store, scope):
        return _kept_counts(store, "label", label, scope)
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, count(*), count(*), count(DISTINCT d.id) "
        f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id "
        "WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' GROUP BY 1, 2",
        sql.values | {"label": label},
    )
    return [Count(period, group or "", *counts) for period, group, *counts in rows]


def document_counts(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope
) -> list[DocumentCount]:
    """Return, per document with a period (and group), its tokens and its mentions of `values`."""
    if not scope.is_of_passages:
        return _document_sums(store, key, values, scope)
    sql = compile_scope(store, scope)
    marks, bound = bind_values(values)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, d.id, coalesce(sum(a.token_count), 0), "
        f"coalesce(sum(c.n), 0) FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id "
        "LEFT JOIN (SELECT passage_id, count(*) AS n FROM mention m "
        f"WHERE m.{mention_column(key)} IN ({marks}) GROUP BY 1) c ON c.passage_id = p.id "
        "WHERE period != '' GROUP BY 1, 2, 3",
        sql.values | bound,
    )
    return [DocumentCount(period, group or "", *counts) for period, group, *counts in rows]


def _document_sums(store: Store, key: MentionKey, values: Sequence[str], scope: Scope) -> list[DocumentCount]:
    """Return what `document_counts` does, from the totals of documents."""
    sql = compile_scope(store, scope)
    marks, bound = bind_values(values)
    join, total = ("JOIN document_total t ON t.id = d.id", "t") if scope.needs_metadata else ("", "d")
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, d.id, {total}.tokens, coalesce(c.n, 0) "
        f"FROM {current_documents(scope)} {join} LEFT JOIN (SELECT p.document_id, count(*) AS n "
        f"FROM mention m JOIN passage p ON p.id = m.passage_id WHERE m.{mention_column(key)} IN ({marks}) "
        "GROUP BY 1) c ON c.document_id = d.id WHERE period != '' ORDER BY 1, 2, 3",
        sql.values | bound,
    )
    return [DocumentCount(period, group or "", *counts) for period, group, *counts in rows]


def mention_column(key: MentionKey) -> str:
    """Return the column of a key; an invalid key never reaches the SQL."""
    return {"concept": "concept", "entity": "entity"}[key]
