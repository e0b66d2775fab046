"""Counts by period: what trends are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT, IS_UNCOUNTED, blocks

_OF_PASSAGES = re.compile(r"\bp\.")


def refresh_totals(store: Store) -> None:
    """Sum up the text of each current document (1 s for 500,000 passages), so that series need not; nothing where it is summed."""
    if _are_fresh(store):
        return
    with store.transaction() as connection:
        connection.execute("DELETE FROM document_total")
        connection.execute(
            "INSERT INTO document_total SELECT d.id, coalesce(sum(a.token_count), 0), coalesce(sum(a.character_count), 0), "
            f"sum(NOT {IS_UNCOUNTED}) FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id GROUP BY 1"
        )
        connection.execute("INSERT OR REPLACE INTO counter SELECT 'totals', value FROM counter WHERE name = 'change'")


def _are_fresh(store: Store) -> bool:
    values = {
        row["name"]: row["value"] for row in store.rows("SELECT name, value FROM counter WHERE name IN ('change', 'totals')")
    }
    return bool(values.get("totals") == values["change"])


def period_totals(store: Store, period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return tokens, characters, passages and documents a period (a SQL expression over `d`) and group (of `d` or `p`)."""
    if _are_fresh(store) and (group is None or not _OF_PASSAGES.search(group)):
        return [dict(row) for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, sum(t.tokens) AS total_tokens, sum(t.characters) AS total_characters, "
            "sum(t.passages) AS total_passages, count(*) AS total_documents FROM document_total t JOIN document d ON d.id = t.document_id "
            f"WHERE {period} != '' GROUP BY 1, 2"
        )]  # fmt: skip
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, coalesce(sum(a.token_count), 0) AS total_tokens, "
        f"coalesce(sum(a.character_count), 0) AS total_characters, sum(NOT {IS_UNCOUNTED}) AS total_passages, count(DISTINCT d.id) AS total_documents "
        f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id WHERE {period} != '' GROUP BY 1, 2"
    )]  # fmt: skip


def mention_counts(
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return occurrences, passages and documents a period and group of the mentions whose `column` (concept or entity) is one of `values`."""
    assert column in ("concept", "entity")
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, count(*) AS occurrences, count(DISTINCT p.id) AS passages, "
        f"count(DISTINCT d.id) AS documents FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.{column} IN ({_marks(values)}) AND {period} != '' GROUP BY 1, 2", tuple(values)
    )]  # fmt: skip


def mention_places(
    store: Store, column: str, values: Sequence[str], period: str, date: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return (period, grp, date, id, document_id, number) of each passage that mentions one of `values`; `group` may be `m.surface`."""
    assert column in ("concept", "entity")
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, count(*) AS number "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.{column} IN ({_marks(values)}) AND {period} != '' GROUP BY 1, 2, p.id",
        tuple(values),
    )]  # fmt: skip


def label_places(store: Store, label: str, period: str, date: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return (period, grp, date, id, document_id, number = 1) of each passage with a chosen label."""
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, 1 AS number "
        f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {period} != ''", (label,)
    )]  # fmt: skip


def label_counts_by_period(store: Store, label: str, period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return the passages with a chosen label a period and group; `occurrences` are passages."""
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, count(*) AS occurrences, count(*) AS passages, count(DISTINCT d.id) AS documents "
        f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {period} != '' GROUP BY 1, 2", (label,)
    )]  # fmt: skip


def all_concept_counts(store: Store, period: str) -> list[dict[str, Any]]:
    """Return occurrences, passages and documents of every concept a period."""
    return [dict(row) for row in store.rows(
        f"SELECT m.concept, {period} AS period, count(*) AS occurrences, count(DISTINCT p.id) AS passages, count(DISTINCT d.id) AS documents "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.concept != '' AND {period} != '' GROUP BY 1, 2"
    )]  # fmt: skip


def document_counts(
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return for every dated document (and group) its period, tokens, and how often one of `values` is mentioned in it."""
    assert column in ("concept", "entity")
    return [dict(row) for row in store.rows(
        f"SELECT {period} AS period, {group or 'NULL'} AS grp, d.id, coalesce(sum(a.token_count), 0) AS tokens, coalesce(sum(c.n), 0) AS occurrences "
        f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id LEFT JOIN (SELECT passage_id, count(*) AS n FROM mention m "
        f"WHERE m.{column} IN ({_marks(values)}) GROUP BY 1) c ON c.passage_id = p.id WHERE {period} != '' GROUP BY 1, 2, 3", tuple(values)
    )]  # fmt: skip


def dated_texts(store: Store, ids: Sequence[int], period: str, date: str, group: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield (period, grp, date, passage id, document id, text) of the passages in `ids` whose document has a period."""
    for block in blocks(ids):
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, p.text FROM {CURRENT} "
            f"WHERE p.id IN ({_marks(block)}) AND {period} != ''", block
        ):  # fmt: skip
            yield dict(row)


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def known_corpora(store: Store) -> list[str]:
    """Return the ids of the corpora that have documents."""
    return [row["corpus"] for row in store.rows("SELECT DISTINCT corpus FROM document ORDER BY 1")]


def concept_totals(
    store: Store, corpora: Sequence[str], publishers: Sequence[str], languages: Sequence[str], first: str | None, last: str | None
) -> tuple[dict[str, int], int]:
    """Return the occurrences of every concept in the passages chosen, and how many tokens these have."""
    conditions: list[str] = ["1"]
    values: list[str] = []
    for column, given in (("d.corpus", corpora), ("d.publisher", publishers), ("p.language", languages)):
        if given:
            conditions.append(f"{column} IN ({_marks(given)})")
            values += given
    if first:
        conditions.append("d.date >= ?")
        values.append(first.removesuffix("-01").removesuffix("-01"))
    if last:
        conditions.append("d.date != '' AND d.date <= ?")
        values.append(last + "~")
    where = " AND ".join(conditions)
    size = store.value(f"SELECT sum(a.token_count) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE {where}", values)
    rows = store.rows(
        f"SELECT m.concept, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE {where} AND m.concept != '' GROUP BY 1",
        values,
    )
    return {row["concept"]: row["n"] for row in rows}, int(size or 0)


def corpus_documents(store: Store, period: str) -> dict[str, int]:
    """Return how many current documents of each corpus have a period, the largest corpus first."""
    rows = store.rows(
        f"SELECT d.corpus, count(*) AS n FROM document d WHERE d.superseded_by IS NULL AND {period} != '' GROUP BY 1 ORDER BY n DESC, 1"
    )
    return {row["corpus"]: row["n"] for row in rows}


def last_place(store: Store, concept: str, period: str, before: str) -> dict[str, Any] | None:
    """Return the last place of a concept in a document whose period lies before `before`: date, passage_id, language, text, start, end."""
    rows = store.rows(
        "SELECT d.date, p.document_id || '-' || p.position AS passage_id, p.language, p.text, m.start, m.\"end\" "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.concept = ? AND {period} != '' AND {period} < ? "
        "ORDER BY d.date DESC, d.id, p.position, m.start LIMIT 1", (concept, before)
    )  # fmt: skip
    return dict(rows[0]) if rows else None
