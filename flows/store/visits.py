"""The web addresses that corpora read, and how many of their fields were filled at the last good reading."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.store.database import Store, now

_OF_ADDRESS = "corpus = :corpus AND place = :address AND stage = 'fetch'"


@dataclass(frozen=True, slots=True)
class Visit:
    """The state of one address (table `fetch`).

    `fetched` is when the answer with this `sha256` arrived, `checked` when the address was last requested.
    `is_passing` means that the reason for a failure may be temporary: the next run requests the address
    again.
    """

    address: str
    outcome: str
    final: str = ""
    status: int = 0
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    fetched: str = ""
    checked: str = ""
    reason: str = ""
    is_passing: bool = False


@dataclass(frozen=True, slots=True)
class FetchOverview:
    """The addresses of a corpus by outcome; `documents` includes the `failing`."""

    corpus: str
    checked: str
    documents: int
    failing: int
    without_document: int


def read_visits(store: Store, corpus: str) -> dict[str, Visit]:
    """Return the known addresses of a corpus, by address."""
    rows = store.rows("SELECT * FROM fetch WHERE corpus = ?", (corpus,))
    return {row["address"]: _visit(row) for row in rows}


def read_visit(store: Store, corpus: str, address: str) -> Visit | None:
    """Return the state of an address; None if no run has requested it."""
    rows = store.rows("SELECT * FROM fetch WHERE corpus = ? AND address = ?", (corpus, address))
    return _visit(rows[0]) if rows else None


def _visit(row: sqlite3.Row) -> Visit:
    return Visit(
        row["address"],
        row["outcome"],
        row["final"],
        row["status"],
        row["etag"],
        row["last_modified"],
        json.loads(row["headers"]),
        row["sha256"],
        row["fetched"],
        row["checked"],
        row["reason"],
        bool(row["passing"]),
    )


def write_visit(store: Store, run_id: str, corpus: str, visit: Visit) -> None:
    """Store the latest state of an address.

    An answer with the document removes the rejections of earlier failures. One without it keeps only its own:
    else an address that fails in another way each day would count as many rejections.
    """
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO fetch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                corpus,
                visit.address,
                visit.final,
                visit.status,
                visit.etag,
                visit.last_modified,
                json.dumps(dict(visit.headers)),
                visit.sha256,
                visit.fetched,
                now(),
                visit.outcome,
                visit.reason,
                int(visit.is_passing),
                run_id,
            ),
        )
        if visit.outcome in ("document", "list") and not visit.reason:
            connection.execute(
                f"DELETE FROM rejection WHERE {_OF_ADDRESS}", {"corpus": corpus, "address": visit.address}
            )
        elif visit.reason:
            connection.execute(
                f"DELETE FROM rejection WHERE {_OF_ADDRESS} AND reason != :reason "
                f"AND EXISTS (SELECT 1 FROM rejection WHERE {_OF_ADDRESS} AND reason = :reason)",
                {"corpus": corpus, "address": visit.address, "reason": visit.reason},
            )


def read_profile(store: Store, corpus: str) -> dict[str, float]:
    """Return the share (0 to 1) of filled values per field, such as `list.title` or `page.date`."""
    rows = store.rows("SELECT name, share FROM fetch_profile WHERE corpus = ?", (corpus,))
    return {row["name"]: row["share"] for row in rows}


def write_profile(store: Store, run_id: str, corpus: str, shares: Mapping[str, float], total: int) -> None:
    """Store the share of filled values per field, of `total` values each."""
    with store.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO fetch_profile VALUES (?, ?, ?, ?, ?)",
            [(corpus, name, share, total, run_id) for name, share in shares.items()],
        )


def fetch_overview(store: Store) -> list[FetchOverview]:
    """Return one row per corpus read from the web."""
    query = (
        "SELECT corpus, max(checked) AS checked, sum(outcome = 'document') AS documents, "
        "sum(outcome = 'document' AND reason != '') AS failing, "
        "sum(outcome IN ('rejected', 'failed')) AS without_document "
        "FROM fetch WHERE outcome != 'list' OR reason != '' GROUP BY corpus"
    )
    return list(store.select(FetchOverview, query))
