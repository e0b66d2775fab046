"""Counts by period: what trends are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flows.store.database import CURRENT, IS_UNCOUNTED, Store, blocks
from flows.store.totals import are_fresh, current_documents

_OF_PASSAGES = re.compile(r"\bp\.")


def period_totals(store: Store, period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return tokens, characters, passages and documents a period (a SQL expression over `d`) and group (of `d` or `p`)."""
    if are_fresh(store) and not _is_of_passages(group):
        source = current_documents(store, period, group)
        total = "d" if source == "document_total d" else "t"
        return [
            dict(row)
            for row in store.rows(
                f"SELECT {period} AS period, {group or 'NULL'} AS grp, sum({total}.tokens) AS total_tokens, sum({total}.characters) AS total_characters, "
                f"sum({total}.passages) AS total_passages, count(*) AS total_documents FROM {source} "
                f"{'' if total == 'd' else 'JOIN document_total t ON t.id = d.id'} WHERE {period} != '' GROUP BY 1, 2"
            )
        ]
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, coalesce(sum(a.token_count), 0) AS total_tokens, "
            f"coalesce(sum(a.character_count), 0) AS total_characters, sum(NOT {IS_UNCOUNTED}) AS total_passages, count(DISTINCT d.id) AS total_documents "
            f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id WHERE {period} != '' GROUP BY 1, 2"
        )
    ]


def _is_of_passages(group: str | None) -> bool:
    return bool(group and _OF_PASSAGES.search(group))


def mention_counts(
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return occurrences, passages and documents a period and group of the mentions whose `column` (concept or entity) is one of `values`.

    Passages are summed up by document before documents are joined, which halves the time of a frequent concept.
    """
    assert column in ("concept", "entity")
    inner, outer = (group, "m.grp") if _is_of_passages(group) else (None, group)
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {outer or 'NULL'} AS grp, sum(m.number) AS occurrences, sum(m.passages) AS passages, count(*) AS documents FROM "
            f"(SELECT p.document_id, {inner or 'NULL'} AS grp, sum(c.number) AS number, count(*) AS passages FROM (SELECT passage_id, count(*) AS number "
            f"FROM mention WHERE {column} IN ({_marks(values)}) GROUP BY 1) c JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
            f"JOIN {current_documents(store, period, outer)} ON d.id = m.document_id WHERE {period} != '' GROUP BY 1, 2",
            tuple(values),
        )
    ]


def mention_places(
    store: Store, column: str, values: Sequence[str], period: str, date: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return (period, grp, date, id, document_id, number) of each passage that mentions one of `values`; `group` may be `m.surface`."""
    assert column in ("concept", "entity")
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, count(*) AS number "
            f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.{column} IN ({_marks(values)}) AND {period} != '' GROUP BY 1, 2, p.id",
            tuple(values),
        )
    ]


def loose_extras(store: Store, concept: str, period: str, group: str | None = None) -> list[dict[str, Any]]:
    """Return (period, grp, extra): how much more often a concept's surfaces stand in the text than it is mentioned."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, sum(l.extra) AS extra FROM loose l JOIN passage p ON p.id = l.passage_id "
            f"JOIN {current_documents(store, period, group)} ON d.id = p.document_id WHERE l.concept = ? AND {period} != '' GROUP BY 1, 2",
            (concept,),
        )
    ]


def loose_places(
    store: Store, concept: str, period: str, date: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return (period, grp, date, id, document_id, number) of each passage in which surfaces of a concept stand, mentioned or not."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, sum(c.number) AS number "
            f"FROM {CURRENT} JOIN (SELECT passage_id, 1 AS number FROM mention WHERE concept = :concept UNION ALL "
            f"SELECT passage_id, extra FROM loose WHERE concept = :concept) c ON c.passage_id = p.id WHERE {period} != '' "
            "GROUP BY 1, 2, p.id HAVING sum(c.number) > 0",
            {"concept": concept},
        )
    ]


def label_places(
    store: Store, label: str, period: str, date: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return (period, grp, date, id, document_id, number = 1) of each passage with a chosen label."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, 1 AS number "
            f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {period} != ''",
            (label,),
        )
    ]


def label_counts_by_period(
    store: Store, label: str, period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return the passages with a chosen label a period and group; `occurrences` are passages."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, count(*) AS occurrences, count(*) AS passages, count(DISTINCT d.id) AS documents "
            f"FROM {CURRENT} JOIN category k ON k.passage_id = p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {period} != '' GROUP BY 1, 2",
            (label,),
        )
    ]


def all_concept_counts(store: Store, period: str) -> list[dict[str, Any]]:
    """Return occurrences, passages and documents of every concept a period."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT m.concept, {period} AS period, sum(m.number) AS occurrences, sum(m.passages) AS passages, count(*) AS documents FROM "
            "(SELECT c.concept, p.document_id, sum(c.number) AS number, count(*) AS passages FROM (SELECT concept, passage_id, count(*) AS number "
            "FROM mention WHERE concept != '' GROUP BY 1, 2) c JOIN passage p ON p.id = c.passage_id GROUP BY 1, 2) m "
            f"JOIN {current_documents(store, period)} ON d.id = m.document_id WHERE {period} != '' GROUP BY 1, 2"
        )
    ]


def document_counts(
    store: Store, column: str, values: Sequence[str], period: str, group: str | None = None
) -> list[dict[str, Any]]:
    """Return for every dated document (and group) its period, tokens, and how often one of `values` is mentioned in it."""
    assert column in ("concept", "entity")
    return [
        dict(row)
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, d.id, coalesce(sum(a.token_count), 0) AS tokens, coalesce(sum(c.n), 0) AS occurrences "
            f"FROM {CURRENT} LEFT JOIN annotation a ON a.passage_id = p.id LEFT JOIN (SELECT passage_id, count(*) AS n FROM mention m "
            f"WHERE m.{column} IN ({_marks(values)}) GROUP BY 1) c ON c.passage_id = p.id WHERE {period} != '' GROUP BY 1, 2, 3",
            tuple(values),
        )
    ]


def dated_texts(
    store: Store, ids: Sequence[int], period: str, date: str, group: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield (period, grp, date, passage id, document id, text) of the passages in `ids` whose document has a period."""
    for block in blocks(ids):
        for row in store.rows(
            f"SELECT {period} AS period, {group or 'NULL'} AS grp, {date} AS date, p.id, d.id AS document_id, p.text FROM {CURRENT} "
            f"WHERE p.id IN ({_marks(block)}) AND {period} != ''",
            block,
        ):
            yield dict(row)


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def concept_totals(
    store: Store,
    corpora: Sequence[str],
    publishers: Sequence[str],
    languages: Sequence[str],
    first: str | None,
    last: str | None,
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
    size = store.value(
        f"SELECT sum(a.token_count) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE {where}",
        values,
    )
    rows = store.rows(
        f"SELECT m.concept, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE {where} AND m.concept != '' GROUP BY 1",
        values,
    )
    return {row["concept"]: row["n"] for row in rows}, int(size or 0)


def documents_per_corpus(store: Store, period: str) -> dict[str, int]:
    """Return how many current documents of each corpus have a period, the largest corpus first."""
    rows = store.rows(
        f"SELECT d.corpus, count(*) AS n FROM {current_documents(store, period)} WHERE {period} != '' GROUP BY 1 ORDER BY n DESC, 1"
    )
    return {row["corpus"]: row["n"] for row in rows}


def last_place(store: Store, concept: str, period: str, before: str) -> dict[str, Any] | None:
    """Return the last place of a concept in a document whose period lies before `before`: date, passage_id, language, text, start, end."""
    rows = store.rows(
        "SELECT d.date, p.document_id || '-' || p.position AS passage_id, p.language, p.text, m.start, m.\"end\" "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.concept = ? AND {period} != '' AND {period} < ? "
        "ORDER BY d.date DESC, d.id, p.position, m.start LIMIT 1",
        (concept, before),
    )
    return dict(rows[0]) if rows else None
