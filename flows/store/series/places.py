"""The places that a series counts: mentions and passages with period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store, bind_values
from flows.store.scope import Scope, compile_scope
from flows.store.series.mentions import MentionKey, mention_column

_ORDER = "ORDER BY d.date, d.id, p.position"


class Place(NamedTuple):
    """A passage with something that is counted: `passage` is its row id, `number` how often."""

    period: str
    group: str
    date: str
    passage: int
    document: str
    number: float


class LastPlace(NamedTuple):
    """The last mention of a concept before a period, in code points of the passage's text."""

    date: str
    passage_id: str
    language: str
    text: str
    start: int
    end: int


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
    sql = compile_scope(store, scope)
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
    sql = compile_scope(store, scope)
    rows = store.connection.execute(
        f"SELECT {sql.period} AS period, {sql.group}, p.id, d.id FROM {CURRENT} "
        "JOIN category k ON k.passage_id = p.id "
        f"WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' {_ORDER}",
        sql.values | {"label": label},
    )
    return [CountedPassage(period, group or "", *place) for period, group, *place in rows]


def order_passages(store: Store, ids: Sequence[int], scope: Scope) -> list[CountedPassage]:
    """Return the passages (row ids) whose document has a period, by date and place."""
    sql, wanted = compile_scope(store, scope), set(ids)
    rows = store.connection.execute(
        f"SELECT {sql.period} AS period, {sql.group}, p.id, d.id FROM {CURRENT} WHERE period != '' {_ORDER}",
        sql.values,
    )
    return [
        CountedPassage(period, group or "", passage, document)
        for period, group, passage, document in rows
        if passage in wanted
    ]


def mention_places(store: Store, key: MentionKey, values: Sequence[str], scope: Scope) -> list[Place]:
    """Return each passage that mentions one of `values`."""
    return _mention_places(store, key, values, scope, compile_scope(store, scope).group)


def surface_places(store: Store, concept: str, scope: Scope) -> list[Place]:
    """Return each passage that mentions a concept, once per surface.

    `group` is the surface.
    """
    return _mention_places(store, "concept", [concept], scope, "m.surface")


def _mention_places(
    store: Store, key: MentionKey, values: Sequence[str], scope: Scope, group: str
) -> list[Place]:
    sql = compile_scope(store, scope)
    marks, bound = bind_values(values)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {group} AS grp, {sql.date}, p.id, d.id, count(*) "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.{mention_column(key)} IN ({marks}) AND period != '' GROUP BY 1, 2, p.id",
        sql.values | bound,
    )
    return [Place(period, group or "", *place) for period, group, *place in rows]


def loose_places(store: Store, concept: str, scope: Scope) -> list[Place]:
    """Return each passage in which surfaces of a concept occur, mentioned or not."""
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, {sql.date}, p.id, d.id, sum(c.number) "
        f"FROM {CURRENT} JOIN (SELECT passage_id, 1 AS number FROM mention WHERE concept = :concept "
        "UNION ALL SELECT passage_id, extra FROM loose WHERE concept = :concept) c ON c.passage_id = p.id "
        "WHERE period != '' GROUP BY 1, 2, p.id HAVING sum(c.number) > 0",
        sql.values | {"concept": concept},
    )
    return [Place(period, group or "", *place) for period, group, *place in rows]


def label_places(store: Store, label: str, scope: Scope) -> list[Place]:
    """Return each passage with a chosen label; `number` is 1."""
    sql = compile_scope(store, scope)
    rows = store.rows(
        f"SELECT {sql.period} AS period, {sql.group} AS grp, {sql.date}, p.id, d.id, 1 "
        f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id "
        "WHERE k.label = :label AND k.rank IS NOT NULL AND period != '' ORDER BY p.id",
        sql.values | {"label": label},
    )
    return [Place(period, group or "", *place) for period, group, *place in rows]


def last_place(store: Store, concept: str, scope: Scope, before: str) -> LastPlace | None:
    """Return the last mention of a concept in a document whose period ends before the month `before`.

    Returns None if there is none. The scope's periods are months or years.
    """
    sql = compile_scope(store, scope)
    last = f"CASE WHEN length({sql.period}) = 4 THEN {sql.period} || '-12' ELSE {sql.period} END"
    rows = store.rows(
        "SELECT d.date, p.document_id || '-' || p.position, p.language, p.text, m.start, m.\"end\" "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.concept = :concept AND {sql.period} != '' AND {last} < :before "
        'ORDER BY d.date DESC, d.id, p.position, m.start, m."end" LIMIT 1',
        sql.values | {"concept": concept, "before": before},
    )
    return LastPlace(*rows[0]) if rows else None
