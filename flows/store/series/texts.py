"""Texts of chosen passages, with their dates, periods and groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store, bind_values, blocks
from flows.store.scope import Scope, compile_scope


class DatedText(NamedTuple):
    """The text of a passage with its period, group and date; `passage` is its row id."""

    period: str
    group: str
    date: str
    passage: int
    document: str
    text: str


def texts_in_scope(
    store: Store, ids: Sequence[int], scope: Scope, *, only_annotated: bool = False
) -> Iterator[DatedText]:
    """Yield the texts of the passages (row ids) whose document has a period."""
    sql = compile_scope(store, scope)
    condition = "AND p.id IN (SELECT passage_id FROM annotated_passage)" if only_annotated else ""
    for block in blocks(ids, store.parameters_per_statement):
        marks, bound = bind_values(block)
        rows = store.rows(
            f"SELECT {sql.period} AS period, {sql.group} AS grp, {sql.date}, p.id, d.id, p.text "
            f"FROM {CURRENT} WHERE p.id IN ({marks}) AND period != '' {condition} ORDER BY p.id",
            sql.values | bound,
        )
        for period, group, *text in rows:
            yield DatedText(period, group or "", *text)


def dated_texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[str, str, int, str]]:
    """Yield (date, passage id, row id, text) of the passages (row ids) whose document has a date."""
    for block in blocks(ids, store.parameters_per_statement):
        marks, bound = bind_values(block)
        yield from (
            tuple(row)
            for row in store.rows(
                f"SELECT d.date, p.document_id || '-' || p.position, p.id, p.text FROM {CURRENT} "
                f"WHERE p.id IN ({marks}) AND d.date != '' ORDER BY p.id",
                bound,
            )
        )
