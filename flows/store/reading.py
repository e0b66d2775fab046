"""Reads: what is pending, what is stored, rows for search, concordance, trends and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from flows.records import UNCOUNTED
from flows.store.database import Store

# Passages of documents that a newer version has not replaced: what every answer is about.
CURRENT = "passage p JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL"
# What is not counted, as a condition on `p`.
IS_UNCOUNTED = f"p.kind IN {UNCOUNTED!r}"
_PENDING = f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id WHERE p.id > ? AND (? OR a.passage_id IS NULL OR a.lexicon_hash != ? OR a.model_version != ?)"


def _choose(corpora: Sequence[str] | None, excluded: Sequence[str]) -> tuple[str, list[str]]:
    """Return a condition on the corpus (None: any) with its values."""
    conditions = []
    if corpora is not None:
        conditions.append(f"AND d.corpus IN ({','.join('?' * len(corpora))})")
    if excluded:
        conditions.append(f"AND d.corpus NOT IN ({','.join('?' * len(excluded))})")
    return " ".join(conditions), [*(corpora or ()), *excluded]


def count_pending(
    store: Store,
    lexicon_hash: str,
    model_version: str,
    *,
    everything: bool = False,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> int:
    """Count the passages (of these corpora, without those excluded) that lack annotations by this lexicon and model."""
    chosen, values = _choose(corpora, excluded)
    return int(
        store.value(
            f"SELECT count(*) {_PENDING} {chosen}", (0, everything, lexicon_hash, model_version, *values)
        )
    )


def pending_passages(
    store: Store,
    lexicon_hash: str,
    model_version: str,
    *,
    everything: bool,
    size: int,
    corpora: Sequence[str] | None = None,
    excluded: Sequence[str] = (),
) -> Iterator[tuple[list[int], list[str]]]:
    """Yield batches of (row ids, texts) to annotate, by row id; annotations written meanwhile do not disturb it.

    The text of a passage that is not counted is empty here, so that it gets an annotation without tokens, mentions and labels.
    """
    chosen, values = _choose(corpora, excluded)
    last = 0
    while True:
        rows = store.rows(
            f"SELECT p.id, CASE WHEN {IS_UNCOUNTED} THEN '' ELSE p.text END AS text {_PENDING} {chosen} ORDER BY p.id LIMIT ?",
            (last, everything, lexicon_hash, model_version, *values, size),
        )
        if not rows:
            return
        last = rows[-1]["id"]
        yield [row["id"] for row in rows], [row["text"] for row in rows]


def fetch_passages(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return passages with their document's metadata and chosen labels, in the order of `ids`."""
    found: dict[int, dict[str, Any]] = {}
    for block in blocks(ids):
        marks = ",".join("?" * len(block))
        for row in store.rows(
            f"SELECT p.id AS rowid, p.document_id, p.position, p.start, p.kind, p.heading, p.language, p.text, d.title, d.date, d.publisher, "
            f"d.corpus, d.url, d.document_number FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id IN ({marks})",
            block,
        ):
            found[row["rowid"]] = {
                **dict(row),
                "passage_id": f"{row['document_id']}-{row['position']}",
                "labels": [],
                "instruments": [],
            }
        for row in store.rows(
            f"SELECT passage_id, label, kind FROM category WHERE passage_id IN ({marks}) AND rank IS NOT NULL ORDER BY passage_id, kind, rank",
            block,
        ):
            found[row["passage_id"]]["labels" if row["kind"] == "strategy" else "instruments"].append(
                row["label"]
            )
    return [found[identifier] for identifier in ids if identifier in found]


def fetch_texts(store: Store, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield (row id, text) of these passages."""
    for block in blocks(ids):
        for row in store.rows(
            f"SELECT id, text FROM passage WHERE id IN ({','.join('?' * len(block))})", block
        ):
            yield row["id"], row["text"]


def mention_spans(
    store: Store, ids: Sequence[int], keys: Sequence[str]
) -> dict[int, list[tuple[int, int, str]]]:
    """Return by passage where concepts or entities (by id) are mentioned: start, end, id."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    if not keys:
        return found
    wanted = ",".join("?" * len(keys))
    for block in blocks(ids):
        marks = ",".join("?" * len(block))
        for row in store.rows(
            f'SELECT passage_id, start, "end", CASE WHEN concept IN ({wanted}) THEN concept ELSE entity END AS key FROM mention '
            f"WHERE passage_id IN ({marks}) AND (concept IN ({wanted}) OR entity IN ({wanted}))",
            (*keys, *block, *keys, *keys),
        ):
            found.setdefault(row["passage_id"], []).append((row["start"], row["end"], row["key"]))
    return found


def find_publishers(store: Store, part: str) -> list[str]:
    """Return the publishers of current documents whose name has `part` in it."""
    rows = store.rows(
        "SELECT DISTINCT publisher FROM document WHERE superseded_by IS NULL AND instr(publisher, ?)", (part,)
    )
    return [row["publisher"] for row in rows]


def document_text(store: Store, document: str) -> tuple[str, str, list[tuple[int, int]]]:
    """Return the text of a document as it was read, its date, and the spans of page numbers in its flow."""
    row = store.rows(
        "SELECT text, date, json_extract(metadata, '$.derived.page_numbers') AS pages FROM document WHERE id = ?",
        (document,),
    )[0]
    return row["text"], row["date"], [(start, end) for start, end in json.loads(row["pages"] or "[]")]


def blocks(ids: Sequence[Any], size: int = 900) -> Iterator[list[Any]]:
    """Yield the ids in lists that a query can take as parameters."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def change_number(store: Store) -> int:
    """Return the number of the last change to what is stored: as long as it stays, so do all answers."""
    return int(store.value("SELECT value FROM counter WHERE name = 'change'"))


def count_rows(store: Store) -> dict[str, int]:
    """Return what is stored: documents, passages, annotated passages, mentions, labelled passages, rejections."""
    queries = {
        "documents": "SELECT count(*) FROM document WHERE superseded_by IS NULL",
        "passages": f"SELECT count(*) FROM {CURRENT}",
        "annotated": f"SELECT count(*) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id",
        "mentions": f"SELECT count(*) FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE NOT m.nested",
        "labelled": f"SELECT count(DISTINCT c.passage_id) FROM {CURRENT} JOIN category c ON c.passage_id = p.id WHERE c.kind = 'strategy' AND c.rank IS NOT NULL",
        "rejections": "SELECT count(*) FROM rejection",
        "undated": "SELECT count(*) FROM document WHERE superseded_by IS NULL AND date = ''",
    }
    return {name: int(store.value(query)) for name, query in queries.items()}


def join_readings(
    documents: dict[str, dict[str, Any]], readings: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Join what is known of corpora, by their names."""
    none = {"documents": 0, "first": None, "last": None}
    return [{"corpus": name, **documents.get(name, none), **readings[name]} for name in sorted(readings)]


def corpus_documents(store: Store) -> dict[str, dict[str, Any]]:
    """Return by corpus how many current documents there are, first and last date (80,000 documents: 0.5 s)."""
    rows = store.rows(
        "SELECT corpus, count(*) AS documents, min(nullif(date, '')) AS first, max(date) AS last FROM document "
        "WHERE superseded_by IS NULL GROUP BY corpus"
    )
    return {row["corpus"]: {**row} for row in rows}


def corpus_readings(store: Store) -> dict[str, dict[str, Any]]:
    """Return by corpus when something new came last, when it was last read and how, and its rejections.

    `checked`, `outcome`, `problem` and `good` are None for a corpus that was last read by an earlier version.
    """
    rows = store.rows(
        "SELECT s.corpus, max(s.stored) AS stored, (SELECT count(*) FROM rejection r WHERE r.corpus = s.corpus) AS rejections, "
        "c.finished AS checked, c.outcome, c.problem, c.good "
        "FROM (SELECT corpus, stored FROM source UNION ALL SELECT corpus, '' FROM corpus_read) s LEFT JOIN corpus_read c ON c.corpus = s.corpus "
        "GROUP BY s.corpus"
    )
    return {row["corpus"]: {**row} for row in rows}


def label_counts(store: Store) -> dict[str, int]:
    rows = store.rows(
        f"SELECT c.label, count(*) AS n FROM {CURRENT} JOIN category c ON c.passage_id = p.id WHERE c.rank IS NOT NULL GROUP BY 1"
    )
    return {row["label"]: row["n"] for row in rows}


def recent_runs(store: Store, limit: int = 5) -> list[dict[str, Any]]:
    rows = store.rows("SELECT * FROM run ORDER BY started DESC, rowid DESC LIMIT ?", (limit,))
    return [{**dict(row), "counts": json.loads(row["counts"])} for row in rows]


def frequent_concepts(store: Store, kinds: Sequence[str], limit: int) -> list[str]:
    """Return the ids of the most frequent concepts of these types, by occurrences in dated documents."""
    marks = ",".join("?" * len(kinds))
    rows = store.rows(
        f"SELECT m.concept, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.concept != '' AND d.date != '' "
        f"AND m.type IN ({marks}) GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
        (*kinds, limit),
    )
    return [row["concept"] for row in rows]


def period_passages(
    store: Store,
    *,
    corpora: Sequence[str] = (),
    first: str = "",
    last: str = "",
    before: str = "",
    size: int = 5000,
) -> Iterator[dict[str, Any]]:
    """Yield current passages with their `mentions` (start, end, concept or type), by row id.

    `first` and `last` are ISO dates, months or years, inclusive; `before` is exclusive. Documents without a date belong to
    no period. What a rule found to be a document's title or number is not among the mentions.
    """
    marks = ",".join("?" * len(corpora))
    chosen = f"AND d.corpus IN ({marks})" if corpora else ""
    dates = "AND d.date != ''" if first or last or before else ""
    bounds = (
        first.removesuffix("-01").removesuffix("-01"),
        last + "~",
        before or "~",
    )  # a month alone is in from its first on
    done = 0
    while True:
        rows = store.rows(
            "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.document_id, d.date, p.language, p.text "
            f"FROM {CURRENT} WHERE p.id > ? AND NOT {IS_UNCOUNTED} AND d.date >= ? AND d.date <= ? AND d.date < ? {dates} {chosen} "
            "ORDER BY p.id LIMIT ?",
            (done, *bounds, *corpora, size),
        )
        if not rows:
            return
        batch = {row["id"]: {**dict(row), "mentions": []} for row in rows}
        for row in store.rows(
            "SELECT passage_id, start, \"end\", coalesce(nullif(concept, ''), type) AS meaning FROM mention WHERE passage_id "
            "BETWEEN ? AND ? AND (concept != '' OR type != 'DOC') ORDER BY passage_id, start, \"end\" DESC",
            (rows[0]["id"], rows[-1]["id"]),
        ):
            if row["passage_id"] in batch:
                batch[row["passage_id"]]["mentions"].append((row["start"], row["end"], row["meaning"]))
        done = rows[-1]["id"]
        yield from batch.values()
