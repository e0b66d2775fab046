"""The amount of text in each period and group, the denominator of counts."""

from __future__ import annotations

from typing import NamedTuple

from flows.store.database import CURRENT, IS_UNCOUNTED, Store
from flows.store.scope import SLICES, Scope, ScopeSql, compile_scope, compile_slices
from flows.store.totals import current_documents, has_kept, is_all_annotated


class PeriodTotal(NamedTuple):
    """The amount of text in a period and group.

    Tokens and characters are of annotated passages; `unannotated` passages wait for annotation.
    """

    period: str
    group: str
    tokens: int
    characters: int
    passages: int
    documents: int
    unannotated: int = 0


def period_totals(store: Store, scope: Scope) -> list[PeriodTotal]:
    """Return the amount of text in each period and group that has documents."""
    if has_kept(store, scope):
        return _kept_totals(store, scope)
    sql = compile_scope(store, scope)
    if not scope.is_of_passages and is_all_annotated(store):
        return _summed_totals(store, scope, sql)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, coalesce(sum(a.token_count), 0), "
        f"coalesce(sum(a.character_count), 0), sum(NOT {IS_UNCOUNTED}), count(DISTINCT d.id), "
        f"sum(a.passage_id IS NULL AND NOT {IS_UNCOUNTED}) "
        f"FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE period != '' "
        "GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def _kept_totals(store: Store, scope: Scope) -> list[PeriodTotal]:
    sql = compile_slices(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum(tokens), sum(characters), sum(passages), "
        f"sum(documents), sum(waiting) FROM {SLICES} WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def _summed_totals(store: Store, scope: Scope, sql: ScopeSql) -> list[PeriodTotal]:
    source = current_documents(scope)
    join, total = "", "d"
    if scope.needs_metadata:
        join, total = "JOIN document_total t ON t.id = d.id", "t"
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, sum({total}.tokens), sum({total}.characters), "
        f"sum({total}.passages), count(*) FROM {source} {join} WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return [PeriodTotal(period, group or "", *sums) for period, group, *sums in rows]


def documents_per_corpus(store: Store, scope: Scope) -> dict[tuple[str, str], int]:
    """Return the number of current documents by corpus and period."""
    sql = compile_scope(store, scope)
    source, number = (
        (SLICES, "sum(documents)") if has_kept(store, scope) else (current_documents(scope), "count(*)")
    )
    rows = store.rows(
        f"SELECT d.corpus, {sql.period} AS period, {number} AS n FROM {source} "
        "WHERE period != '' GROUP BY 1, 2",
        sql.values,
    )
    return {(row["corpus"], row["period"]): row["n"] for row in rows}
