"""The places that a series counts: mentions and passages with their period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store
from flows.store.scope import Scope, compile_scope
from flows.store.series import MentionKey

_ORDER = "ORDER BY d.date, d.id, p.position"


class CountedMention(NamedTuple):
    """A mention that a series counts, in code points of its passage (row id `passage`)."""

    period: str
    group: str
    passage: int
    document: str
    start: int
    end: int
    surface: str


class CountedPassage(NamedTuple):
    """A passage (row id) that a series counts."""

    period: str
    group: str
    passage: int
    document: str


def dated_mentions(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope
) -> list[CountedMention]:
    """Return the mentions whose concept (or entity) is one of `values`, by date and place."""
    sql = compile_scope(scope)
    column = {"concept": "concept", "entity": "entity"}[key]
    bound = {f"value{number}": value for number, value in enumerate(values)}
    names = ",".join(f":{name}" for name in bound)
    rows = store.connection.execute(
        f'SELECT {sql.period} AS period, {sql.group}, p.id, d.id, m.start, m."end", m.surface FROM {CURRENT} '
        f"JOIN mention m ON m.passage_id = p.id WHERE m.{column} IN ({names}) AND period != '' "
        f"{_ORDER}, m.start",
        sql.values | bound,
    )
    return [CountedMention(period, group or "", *place) for period, group, *place in rows]


def labelled_passages(store: Store, label: str, scope: Scope) -> list[CountedPassage]:
    """Return the passages with a chosen label, by date and place."""
    sql = compile_scope(scope)
    rows = store.connection.execute(
        f"SELECT {sql.period} AS period, {sql.group}, p.id, d.id FROM {CURRENT} "
        "JOIN category k ON k.passage_id = p.id "
        f"WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' {_ORDER}",
        sql.values | {"label": label},
    )
    return [CountedPassage(period, group or "", *place) for period, group, *place in rows]


def order_passages(store: Store, ids: Sequence[int], scope: Scope) -> list[CountedPassage]:
    """Return those of the passages (row ids) whose document has a period, by date and place."""
    sql, wanted = compile_scope(scope), set(ids)
    rows = store.connection.execute(
        f"SELECT {sql.period} AS period, {sql.group}, p.id, d.id FROM {CURRENT} WHERE period != '' {_ORDER}",
        sql.values,
    )
    return [
        CountedPassage(period, group or "", passage, document)
        for period, group, passage, document in rows
        if passage in wanted
    ]
