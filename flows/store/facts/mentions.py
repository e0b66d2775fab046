"""What the store knows of one entity: passages, labels, figures, neighbours, by SQL over its mentions.

What an entity of a hundred thousand passages needs is summed up here rather than carried out as rows; `ids` go in as one
JSON array, as a statement takes few parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT, blocks

_GIVEN = "passage_id IN (SELECT value FROM json_each(?))"


def entity_passages(store: Store, entity: str, corpora: Sequence[str] = ()) -> dict[int, dict[str, Any]]:
    """Return the current passages that mention the entity, by row id, in the order of date: number of `mentions`, `start` and
    `end` of the first, `length` in characters, and its document's data."""
    chosen, values = _of_corpora(corpora)
    return {
        row["id"]: dict(row)
        for row in store.rows(
            'SELECT p.id, p.document_id, p.kind, p.language, d.date, d.corpus, length(p.text) AS length, min(m.start) AS start, m."end", '
            f"count(*) AS mentions FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.entity = ? {chosen} GROUP BY p.id "
            "ORDER BY d.date = '', d.date, d.id, p.position",
            (entity, *values),
        )
    }


def entity_surfaces(store: Store, entity: str, corpora: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the surfaces under which current passages mention the entity with their type and number, the most frequent first."""
    chosen, values = _of_corpora(corpora)
    return [
        dict(row)
        for row in store.rows(
            f"SELECT m.surface, m.type, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
            f"WHERE m.entity = ? {chosen} GROUP BY 1, 2 ORDER BY n DESC, 1",
            (entity, *values),
        )
    ]


def entity_spans(store: Store, entity: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return where these passages mention the entity: passage_id, start, end."""
    return [
        dict(row)
        for row in store.rows(
            f'SELECT passage_id, start, "end" FROM mention WHERE entity = ? AND {_GIVEN} ORDER BY passage_id, start, "end"',
            (entity, json.dumps(ids)),
        )
    ]


def known_entities(store: Store, name: str) -> list[tuple[str, int]]:
    """Return the entities without a concept whose id ends in `:name`, with their number of mentions, the most frequent first."""
    pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = store.rows(
        "SELECT entity, count(*) AS n FROM mention WHERE entity LIKE '%:' || ? ESCAPE '\\' GROUP BY 1 ORDER BY n DESC, 1",
        (pattern,),
    )
    return [(row["entity"], row["n"]) for row in rows]


def passage_categories(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the chosen labels of these passages: passage_id, label, kind, probability."""
    query = f"SELECT passage_id, label, kind, probability FROM category WHERE rank IS NOT NULL AND {_GIVEN}"
    return [dict(row) for row in store.rows(query, (json.dumps(ids),))]


def passages_with_figures(store: Store, ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return which of these passages have a sum of money, and which have a target."""
    queries = (
        f"SELECT DISTINCT passage_id FROM mention WHERE type = 'MONEY' AND nested = 0 AND {_GIVEN}",
        f"SELECT DISTINCT passage_id FROM target WHERE {_GIVEN}",
    )
    sums, targets = (
        {row["passage_id"] for row in store.rows(query, (json.dumps(ids),))} for query in queries
    )
    return sums, targets


def passage_figures(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the sums and targets in these passages: passage_id, start, end, surface, kind (`sum` or the target's), indicator, deadline."""
    return [
        dict(row)
        for row in store.rows(
            f"SELECT passage_id, start, \"end\", surface, 'sum' AS kind, '' AS indicator, '' AS deadline FROM mention "
            f"WHERE type = 'MONEY' AND nested = 0 AND {_GIVEN} UNION ALL "
            f'SELECT passage_id, start, "end", surface, kind, indicator, deadline FROM target WHERE {_GIVEN} ORDER BY passage_id, start',
            (json.dumps(ids),) * 2,
        )
    ]


def count_neighbours(store: Store, ids: Sequence[int], types: Iterable[str]) -> list[dict[str, Any]]:
    """Return the entities of these types with an outermost mention in these passages: entity, type, number of passages."""
    wanted = tuple(types)
    return [
        dict(row)
        for row in store.rows(
            f"SELECT entity, max(type) AS type, count(DISTINCT passage_id) AS n FROM mention WHERE nested = 0 AND entity IS NOT NULL "
            f"AND type IN ({','.join('?' * len(wanted))}) AND {_GIVEN} GROUP BY 1",
            (*wanted, json.dumps(ids)),
        )
    ]


def usual_surfaces(store: Store, entities: Sequence[str], ids: Sequence[int]) -> dict[str, str]:
    """Return the surface under which these passages mention each entity most often."""
    rows = store.rows(
        f"SELECT entity, surface, count(*) AS n FROM mention WHERE entity IN (SELECT value FROM json_each(?)) AND nested = 0 AND {_GIVEN} "
        "GROUP BY 1, 2 ORDER BY n, 2 DESC",
        (json.dumps(entities), json.dumps(ids)),
    )
    return {row["entity"]: row["surface"] for row in rows}


def entity_frequencies(store: Store, entities: Sequence[str]) -> dict[str, int]:
    """Return in how many passages of the whole store each entity stands."""
    rows = store.rows(
        "SELECT entity, count(DISTINCT passage_id) AS n FROM mention WHERE entity IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(entities),),
    )
    return {row["entity"]: row["n"] for row in rows}


def count_annotated(store: Store) -> int:
    """Return how many passages have annotations."""
    return int(store.value("SELECT count(*) FROM annotation"))


def passage_texts(store: Store, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the texts of these passages with their document's data, by row id."""
    return {
        row["id"]: dict(row)
        for block in blocks(ids)
        for row in store.rows(
            "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.text, p.kind, p.language, d.title, d.date, d.corpus, d.publisher, "
            f"d.document_number, d.url FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id IN ({','.join('?' * len(block))})",
            block,
        )
    }


def _of_corpora(corpora: Sequence[str]) -> tuple[str, Sequence[str]]:
    return (f"AND d.corpus IN ({','.join('?' * len(corpora))})" if corpora else ""), corpora
