"""Co-occurrence: entities in the same passage or document, and joint issuers of a document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from flows.records import DateRange
from flows.store.database import CURRENT, IS_UNCOUNTED, Store, marks, within_dates

MentionUnit = Literal["passage", "document"]
MENTION_UNITS: tuple[MentionUnit, ...] = get_args(MentionUnit)
_UNITS: dict[MentionUnit, str] = {"passage": "p.id", "document": "d.rowid"}


class UnitEntity(NamedTuple):
    """An entity (its id) mentioned in a passage or document (its row id)."""

    unit: int
    entity: str


class NamedEntity(NamedTuple):
    """An entity with its type and most frequent surface."""

    entity: str
    type: str
    surface: str


class DocumentIssuers(NamedTuple):
    """A document with its publisher, and the issuing bodies found by its reading."""

    document_id: str
    date: str
    publisher: str
    issuers: tuple[str, ...]


def count_units(store: Store, unit: MentionUnit, dates: DateRange, corpora: Sequence[str]) -> int:
    """Return the number of current passages (or documents) of a period."""
    where, values = _where(dates, corpora)
    query = f"SELECT count(DISTINCT {_UNITS[unit]}) FROM {CURRENT} WHERE NOT {IS_UNCOUNTED}{where}"
    return int(store.value(query, values) or 0)


def unit_entities(
    store: Store, unit: MentionUnit, types: Sequence[str], dates: DateRange, corpora: Sequence[str]
) -> Iterator[UnitEntity]:
    """Yield each entity of these types once per passage (or document) that mentions it, in order.

    Nested mentions are left out.
    """
    where, values = _where(dates, corpora)
    query = (
        f"SELECT {_UNITS[unit]} AS unit, coalesce(nullif(m.entity, ''), m.concept) AS entity FROM {CURRENT} "
        f"JOIN mention m ON m.passage_id = p.id WHERE NOT {IS_UNCOUNTED} AND NOT m.nested "
        f"AND m.type IN ({marks(types)}) "
        f"AND coalesce(nullif(m.entity, ''), m.concept) != ''{where} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return store.select(UnitEntity, query, (*types, *values))


def name_entities(store: Store, entities: Sequence[str], types: Sequence[str]) -> dict[str, NamedEntity]:
    """Return the type and the most frequent surface of each entity."""
    rows = store.rows(
        "SELECT coalesce(nullif(m.entity, ''), m.concept) AS name, m.type, m.surface, count(*) AS n "
        f"FROM mention m WHERE name IN (SELECT value FROM json_each(?)) AND m.type IN ({marks(types)}) "
        "AND NOT m.nested GROUP BY 1, 2, 3 ORDER BY n, 3 DESC",
        (json.dumps(list(entities)), *types),
    )
    return {row["name"]: NamedEntity(row["name"], row["type"], row["surface"]) for row in rows}


def document_issuers(store: Store, dates: DateRange, corpora: Sequence[str]) -> Iterator[DocumentIssuers]:
    """Yield the current documents of a period that have a publisher or known issuers, by date."""
    where, values = _where(dates, corpora)
    rows = store.rows(
        "SELECT d.id, d.date, d.publisher, json_extract(d.metadata, '$.derived.issuers') AS issuers "
        "FROM document d WHERE d.superseded_by IS NULL AND (d.publisher != '' OR issuers IS NOT NULL)"
        f"{where} ORDER BY d.date, d.id",
        values,
    )
    for row in rows:
        found = json.loads(row["issuers"] or "[]")
        yield DocumentIssuers(row["id"], row["date"], row["publisher"], tuple(map(str, found)))


def _where(dates: DateRange, corpora: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """Return the end of a condition on documents `d`, and its values."""
    condition, values = within_dates("d.date", dates)
    if not corpora:
        return f" AND {condition}", values
    return f" AND {condition} AND d.corpus IN ({marks(corpora)})", (*values, *corpora)
