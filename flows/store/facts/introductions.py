"""The long and short forms that documents introduce: 国家发展和改革委员会（以下简称国家发展改革委）."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.store.database import Store


@dataclass(frozen=True, slots=True)
class IntroducedPair:
    """A long and a short form of a name; `entity` is the entity meant, "" if unknown.

    `documents` counts the current documents that introduce the pair, `example` is the title of one.
    """

    long: str
    short: str
    kind: str
    entity: str
    documents: int
    example: str


def write_introductions(store: Store, found: Mapping[str, Sequence[tuple[str, str, str, str]]]) -> None:
    """Replace the introductions of these documents: (long, short, kind, entity) by document id."""
    if not any(found.values()):
        return
    with store.transaction() as connection:
        connection.executemany("DELETE FROM introduction WHERE document_id = ?", [(one,) for one in found])
        connection.executemany(
            "INSERT OR IGNORE INTO introduction VALUES (?, ?, ?, ?, ?)",
            [(document, *row) for document, rows in found.items() for row in rows],
        )


def introduced_pairs(store: Store, *, kind: str = "") -> list[IntroducedPair]:
    """Return every pair (of one kind), most frequent first."""
    query = (
        "SELECT i.long, i.short, i.kind, max(i.entity) AS entity, count(*) AS documents, min(d.title) AS "
        "example "
        "FROM introduction i JOIN document d ON d.id = i.document_id AND d.superseded_by IS NULL "
        "WHERE :kind = '' OR i.kind = :kind GROUP BY 1, 2, 3 ORDER BY documents DESC, 1, 2"
    )
    return list(store.select(IntroducedPair, query, {"kind": kind}))
