"""Where what a series counts stands: mentions and passages with their period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.store.database import CURRENT, Store, marks

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
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[CountedMention]:
    """Return every dated mention whose `column` (concept or entity) is one of `values`, by date and place.

    `period` and `group` are SQL expressions over `d` and `p`.
    """
    assert column in ("concept", "entity")
    query = (
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, p.id, d.id AS document_id, m.start, "
        f'm."end", m.surface FROM {CURRENT} JOIN mention m ON m.passage_id = p.id '
        f"WHERE m.{column} IN ({marks(values)}) AND {period} != '' {_ORDER}, m.start"
    )
    return list(store.select(CountedMention, query, tuple(values)))


def labelled_passages(
    store: Store, label: str, period: str, group: str | None = None
) -> list[CountedPassage]:
    """Return every passage with a chosen label, of documents with a period, by date and place."""
    query = (
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, p.id, d.id AS document_id FROM {CURRENT} "
        "JOIN category k ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL "
        f"AND {period} != '' {_ORDER}"
    )
    return list(store.select(CountedPassage, query, (label,)))


def order_passages(
    store: Store, ids: Sequence[int], period: str, group: str | None = None
) -> list[CountedPassage]:
    """Return those of the passages whose document has a period, by date and place."""
    wanted = set(ids)
    query = (
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, p.id, d.id AS document_id FROM {CURRENT} "
        f"WHERE {period} != '' {_ORDER}"
    )
    return [row for row in store.select(CountedPassage, query) if row.id in wanted]
