"""The share of a period's text that has vanished from its source."""

from __future__ import annotations

from typing import NamedTuple

from flows.records import GONE
from flows.store.database import Store
from flows.store.scope import Scope, compile_scope

_GONE = ", ".join(f"'{state}'" for state in GONE)
# Addresses whose last answer means that the document is gone; as the right side of IN, they are listed once.
_LAST = (
    "(SELECT corpus, address FROM sighting WHERE id IN (SELECT max(id) FROM sighting "
    f"WHERE substr(since, 1, 10) <= :day GROUP BY corpus, address) AND state IN ({_GONE}))"
)
_IS_ASKED = (
    "EXISTS (SELECT 1 FROM fetch f WHERE f.corpus = d.corpus AND f.address = d.key "
    "AND f.outcome = 'document')"
)


class SourceTotal(NamedTuple):
    """The characters of the current documents of a period and group.

    `asked` counts those in documents whose source is checked, `vanished` those that it no longer has.
    """

    period: str
    group: str
    characters: int
    asked: int
    vanished: int


def has_vanished(store: Store) -> bool:
    """Return whether any document of the store is gone from its source; a lake does not know."""
    return store.knows_sources and bool(store.value(f"SELECT 1 FROM {_LAST} LIMIT 1", {"day": _day(store)}))


def has_asked(store: Store) -> bool:
    """Return whether any source of the store was ever asked for documents; a lake does not know."""
    asked = "SELECT EXISTS (SELECT 1 FROM fetch) OR EXISTS (SELECT 1 FROM sighting)"
    return store.knows_sources and bool(store.value(asked))


def source_totals(store: Store, scope: Scope) -> list[SourceTotal]:
    """Return the totals of each period (and group, unless groups are of passages) that has documents."""
    sql = compile_scope(store, scope)
    group = "NULL" if scope.is_of_passages else sql.group
    rows = store.rows(
        f"SELECT {sql.period} AS period, {group} AS grp, sum(d.characters), "
        f"sum(CASE WHEN {_IS_ASKED} THEN d.characters ELSE 0 END), "
        f"sum(CASE WHEN (d.corpus, d.key) IN {_LAST} THEN d.characters ELSE 0 END) FROM document d "
        "WHERE d.superseded_by IS NULL AND period != '' GROUP BY 1, 2",
        {**sql.values, "day": _day(store)},
    )
    return [SourceTotal(period, group or "", *sums) for period, group, *sums in rows]


def _day(store: Store) -> str:
    return store.day or "9999-12-31"
