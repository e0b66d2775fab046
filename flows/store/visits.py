"""What is known of the addresses that corpora read, and how full their fields were when last all was well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.store.database import Store, now


@dataclass(frozen=True, slots=True)
class Visit:
    """The state of one address; see the table `fetch`. `fetched` is when `sha256` came, `checked` when it was last asked for."""

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


def read_visits(store: Store, corpus: str) -> dict[str, Visit]:
    """Return the known addresses of a corpus."""
    return {
        row["address"]: _visit(row) for row in store.rows("SELECT * FROM fetch WHERE corpus = ?", (corpus,))
    }


def read_visit(store: Store, corpus: str, address: str) -> Visit | None:
    rows = store.rows("SELECT * FROM fetch WHERE corpus = ? AND address = ?", (corpus, address))
    return _visit(rows[0]) if rows else None


def _visit(row: Any) -> Visit:
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
    """Remember the last state of an address; an answer that came takes away what was said of failures before."""
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
        if visit.outcome in ("document", "list"):
            connection.execute(
                "DELETE FROM rejection WHERE corpus = ? AND place = ? AND stage = 'fetch'",
                (corpus, visit.address),
            )


def read_profile(store: Store, corpus: str) -> dict[str, float]:
    """Return the shares of filled fields by name."""
    return {
        row["name"]: row["share"]
        for row in store.rows("SELECT name, share FROM fetch_profile WHERE corpus = ?", (corpus,))
    }


def write_profile(store: Store, run_id: str, corpus: str, shares: Mapping[str, float], total: int) -> None:
    with store.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO fetch_profile VALUES (?, ?, ?, ?, ?)",
            [(corpus, name, share, total, run_id) for name, share in shares.items()],
        )


def fetch_overview(store: Store) -> list[dict[str, Any]]:
    """Return, for each corpus that is read from the web, its addresses by outcome and when it was last asked for."""
    return [
        dict(row)
        for row in store.rows(
            "SELECT corpus, max(checked) AS checked, sum(outcome = 'document') AS documents, sum(outcome = 'document' AND reason != '') AS failing, "
            "sum(outcome IN ('rejected', 'failed')) AS without_document FROM fetch WHERE outcome != 'list' OR reason != '' GROUP BY corpus"
        )
    ]
