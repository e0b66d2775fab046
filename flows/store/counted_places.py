"""Where what a series counts stands: mentions and passages with their period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store
from flows.store.scope import Scope, compile_scope
from flows.store.series import MentionKey

_ORDER = "ORDER BY d.date, d.id, p.position"


class CountedMention(NamedTuple):
    """A mention that a series counts, in code points of its passage (row id `id`)."""

    period: str
    grp: str | None
    id: int
    document_id: str
    start: int
    end: int
    surface: str


class CountedPassage(NamedTuple):
    """A passage (row id) that a series counts."""

    period: str
    grp: str | None
    id: int
    document_id: str


def dated_mentions(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope
) -> list[CountedMention]:
    """Return every mention of `values` in documents with a period, in order of date and place."""
    sql = compile_scope(scope)
    column = {"concept": "concept", "entity": "entity"}[key]
    bound = {f"value{number}": value for number, value in enumerate(values)}
    names = ",".join(f":{name}" for name in bound)
    query = (
        f"SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id, m.start, "
        f'm."end", m.surface FROM {CURRENT} JOIN mention m ON m.passage_id = p.id '
        f"WHERE m.{column} IN ({names}) AND period != '' {_ORDER}, m.start"
    )
    return list(store.select(CountedMention, query, sql.values | bound))


def labelled_passages(store: Store, label: str, scope: Scope) -> list[CountedPassage]:
    """Return every passage with a chosen label, of documents with a period, in order of date."""
    sql = compile_scope(scope)
    query = (
        f"SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id FROM {CURRENT} "
        "JOIN category k ON k.passage_id = p.id WHERE k.label = :label AND k.rank IS NOT NULL "
        f"AND period != '' {_ORDER}"
    )
    return list(store.select(CountedPassage, query, sql.values | {"label": label}))


def order_passages(store: Store, ids: Sequence[int], scope: Scope) -> list[CountedPassage]:
    """Return those of the passages (row ids) whose document has a period, in order of date."""
    sql, wanted = compile_scope(scope), set(ids)
    query = (
        f"SELECT {sql.period} AS period, {sql.group} AS grp, p.id, d.id AS document_id FROM {CURRENT} "
        f"WHERE period != '' {_ORDER}"
    )
    return [row for row in store.select(CountedPassage, query, sql.values) if row.id in wanted]
