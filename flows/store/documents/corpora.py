"""Corpora: the documents of each, the outcome of its last reading, and its rejections."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from flows.errors import unknown_value
from flows.records import Language, Reason
from flows.store.database import CURRENT, Store, now


@dataclass(frozen=True, slots=True)
class CorpusDocuments:
    """The current documents of a corpus, with first and last date (`first` is None if none is dated)."""

    corpus: str
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """The last reading of a corpus; times are in UTC.

    `stored` is when something new last arrived, `checked` when the corpus was last read, `good` when it was
    last read without a problem. `outcome` is done, failed (aborted) or unmet (expectations). `checked`,
    `outcome`, `problem` and `good` are None for a corpus read only by versions before 0.2. `problem` is the
    column as stored; see `reasons`.
    """

    corpus: str
    stored: str
    rejections: int
    checked: str | None
    outcome: str | None
    problem: str | None
    good: str | None

    @property
    def reasons(self) -> list[Reason]:
        """The problems; version 0.2.0 wrote text without a code."""
        if not self.problem:
            return []
        if not self.problem.startswith("["):
            return [Reason("store.earlier_problem", {"problem": self.problem})]
        return [Reason(one["code"], one["values"]) for one in json.loads(self.problem)]


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """The current documents and passages of a corpus."""

    documents: int
    passages: int


def known_corpora(store: Store) -> list[str]:
    """Return the ids of all corpora with documents, in order, even if none of these is chosen."""
    return store.column(f"SELECT DISTINCT corpus FROM {store.all_documents} ORDER BY 1")


def check_sources(store: Store, corpora: Sequence[str], languages: Sequence[str] = ()) -> None:
    """Raise UsageError for a corpus without stored documents, or a language that no document can have."""
    known = {"corpus": known_corpora(store) if corpora else [], "language": list(get_args(Language))}
    for name, wanted in (("corpus", corpora), ("language", languages)):
        for value in wanted:
            if value not in known[name]:
                raise unknown_value(name, value, known[name])


def corpus_documents(store: Store) -> dict[str, CorpusDocuments]:
    """Return, by corpus, its current documents with their first and last date."""
    query = (
        "SELECT corpus, count(*) AS documents, min(nullif(date, '')) AS first, max(date) AS last FROM "
        "document "
        "WHERE superseded_by IS NULL GROUP BY corpus"
    )
    return {row.corpus: row for row in store.select(CorpusDocuments, query)}


def corpus_readings(store: Store) -> dict[str, CorpusReading]:
    """Return the last reading of each corpus."""
    query = (
        "SELECT s.corpus, max(s.stored) AS stored, "
        "(SELECT count(*) FROM rejection r WHERE r.corpus = s.corpus) AS rejections, "
        "c.finished AS checked, c.outcome, c.problem, c.good FROM "
        "(SELECT corpus, stored FROM source UNION ALL SELECT corpus, '' FROM corpus_read) s "
        "LEFT JOIN corpus_read c ON c.corpus = s.corpus GROUP BY s.corpus"
    )
    return {row.corpus: row for row in store.select(CorpusReading, query)}


def corpus_sizes(store: Store) -> dict[str, CorpusSize]:
    """Return, by corpus, its current documents and passages."""
    documents = store.rows(
        "SELECT corpus, count(*) AS n FROM document WHERE superseded_by IS NULL GROUP BY 1 ORDER BY 1"
    )
    rows = store.rows(f"SELECT d.corpus, count(*) AS n FROM {CURRENT} GROUP BY 1")
    passages = {row["corpus"]: row["n"] for row in rows}
    return {row["corpus"]: CorpusSize(row["n"], passages.get(row["corpus"], 0)) for row in documents}


def unread_corpora(store: Store, run_id: str, corpora: Sequence[str]) -> list[str]:
    """Return the corpora whose last recorded reading is not from this run."""
    read = set(store.column("SELECT corpus FROM corpus_read WHERE run_id = ?", (run_id,)))
    return [corpus for corpus in corpora if corpus not in read]


def record_reading(
    store: Store,
    run_id: str,
    corpus: str,
    problems: Sequence[Reason],
    counts: Mapping[str, int],
    *,
    outcome: str = "done",
) -> None:
    """Record the outcome of reading a corpus (done, failed or unmet), with the problems."""
    moment = now()
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO corpus_read VALUES (:corpus, :now, :outcome, :problem, :good, :counts, :run) "
            "ON CONFLICT (corpus) DO UPDATE SET finished = :now, outcome = :outcome, problem = :problem, "
            "counts = :counts, run_id = :run, good = CASE WHEN :good != '' THEN :good ELSE good END",
            {
                "corpus": corpus,
                "now": moment,
                "outcome": outcome,
                "problem": _write_reasons(problems),
                "good": moment if outcome == "done" else "",
                "counts": json.dumps(counts),
                "run": run_id,
            },
        )


def _write_reasons(problems: Sequence[Reason]) -> str:
    if not problems:
        return ""
    return json.dumps([reason.as_value() for reason in problems], ensure_ascii=False)
