"""Where what a series counts stands: mentions and labelled passages with their period, group and document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT

_ORDER = "ORDER BY d.date, d.id, p.position"


def dated_mentions(
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return every mention whose `column` (concept or entity) is one of `values`, of documents with a period, by date and place.

    `period` and `group` are SQL expressions over `d` and `p`; start and end are code points of the passage's text.
    """
    assert column in ("concept", "entity")
    marks = ",".join("?" * len(values))
    return [dict(row) for row in store.rows(
        f'SELECT {period} AS period, {group or "NULL"} AS grp, p.id, d.id AS document_id, m.start, m."end", m.surface FROM {CURRENT} '
        f"JOIN mention m ON m.passage_id = p.id WHERE m.{column} IN ({marks}) AND {period} != '' {_ORDER}, m.start", tuple(values),
    )]  # fmt: skip


def labelled_passages(store: Store, label: str, period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return every passage with a chosen label, of documents with a period, by date and place."""
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, p.id, d.id AS document_id FROM {CURRENT} JOIN category k "
        f"ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {period} != '' {_ORDER}", (label,)
    )]  # fmt: skip


def order_passages(store: Store, ids: Sequence[int], period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return those of the passages whose document has a period, by date and place."""
    wanted = set(ids)
    return [dict(row) for row in store.connection.execute(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, p.id, d.id AS document_id FROM {CURRENT} WHERE {period} != '' {_ORDER}"
    ) if row["id"] in wanted]  # fmt: skip
