"""The record of runs: what each did, and which documents it stored. Written by `Store.run`."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from flows.errors import format_message
from flows.store.database import PROBLEM, Store

_COLUMNS = "id, command, started, finished, outcome, code_version, counts"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. `finished` is None while it runs.

    `outcome` is running, done, done with rejections, failed, stopped (by Ctrl-C) or killed. `why` is the
    English text of `reasons`, why it failed, each with a code and its values.
    """

    id: str
    command: str
    started: str
    finished: str | None
    outcome: str
    code_version: str
    counts: dict[str, Any]
    why: str
    reasons: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class DocumentOfRun:
    """A document that a run stored; `is_version` means that an earlier version of it was stored before."""

    id: str
    corpus: str
    title: str
    date: str
    is_version: bool


def read_run(store: Store, run_id: str) -> RunRecord | None:
    """Return a run; None for an unknown id."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM run WHERE id = ?", (run_id,))
    return _record(rows[0]) if rows else None


def recent_runs(store: Store, limit: int = 5) -> list[RunRecord]:
    """Return the last runs, newest first by the order in which they were stored.

    Their times are unreliable: a clock may have been ahead.
    """
    rows = store.rows(f"SELECT {_COLUMNS} FROM run ORDER BY rowid DESC LIMIT ?", (limit,))
    return [_record(row) for row in rows]


def latest_start(store: Store) -> str:
    """Return the latest start of a run, by the clock of its machine; "" if there is none."""
    return str(store.value("SELECT max(started) FROM run") or "")


def _record(row: sqlite3.Row) -> RunRecord:
    counts = json.loads(row["counts"])
    problem = counts.pop(PROBLEM, None)
    reasons = [problem] if problem else []
    why = "; ".join(format_message(one["code"], one["values"]) for one in reasons)
    return RunRecord(**{**dict(row), "counts": counts, "why": why, "reasons": reasons})


def documents_of_run(store: Store, run_id: str, *, limit: int = 100) -> list[DocumentOfRun]:
    """Return the documents that a run stored, newest dates first."""
    rows = store.rows(
        "SELECT d.id, d.corpus, d.title, d.date, "
        "EXISTS (SELECT 1 FROM document o WHERE o.superseded_by = d.id) AS is_version "
        "FROM document d WHERE d.run_id = ? ORDER BY d.date DESC, d.id LIMIT ?",
        (run_id, limit),
    )
    return [DocumentOfRun(**{**dict(row), "is_version": bool(row["is_version"])}) for row in rows]
