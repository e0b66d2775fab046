"""What the store knows of one entity: passages, labels, figures, neighbours, by SQL over its mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.store.database import Store
from flows.store.reading import CURRENT, blocks


def entity_mentions(store: Store, entity: str, corpora: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return every mention of the entity in current passages with its passage's and document's data but no text, by date."""
    chosen = f"AND d.corpus IN ({','.join('?' * len(corpora))})" if corpora else ""
    return [dict(row) for row in store.rows(
        "SELECT p.id, p.document_id, p.document_id || '-' || p.position AS passage_id, p.kind, p.language, d.date, d.title, d.corpus, "
        'd.publisher, m.start, m."end", m.surface, m.type, m.source, m.nested, length(p.text) AS length '
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id WHERE m.entity = ? {chosen} ORDER BY d.date = '', d.date, d.id, p.position, m.start",
        (entity, *corpora),
    )]  # fmt: skip


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
    return _for_each(
        store, "SELECT passage_id, label, kind, probability FROM category WHERE rank IS NOT NULL AND passage_id IN ({})", ids
    )


def passage_targets(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the targets in these passages."""
    return _for_each(store, "SELECT * FROM target WHERE passage_id IN ({}) ORDER BY passage_id, start", ids)


def passage_mentions(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the outermost mentions in these passages."""
    return _for_each(
        store, 'SELECT passage_id, start, "end", type, concept, entity, surface FROM mention WHERE nested = 0 AND passage_id IN ({})', ids
    )  # fmt: skip


def entity_frequencies(store: Store, entities: Sequence[str]) -> dict[str, int]:
    """Return in how many passages of the whole store each entity stands."""
    rows = _for_each(
        store, "SELECT entity, count(DISTINCT passage_id) AS n FROM mention WHERE entity IN ({}) GROUP BY 1", entities
    )
    return {row["entity"]: row["n"] for row in rows}


def count_annotated(store: Store) -> int:
    """Return how many passages have annotations."""
    return int(store.value("SELECT count(*) FROM annotation"))


def passage_texts(store: Store, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the texts of these passages with their document's data, by row id."""
    rows = _for_each(store,
        "SELECT p.id, p.document_id || '-' || p.position AS passage_id, p.text, p.kind, p.language, d.title, d.date, d.corpus, d.publisher, "
        "d.document_number, d.url FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id IN ({})", ids)  # fmt: skip
    return {row["id"]: row for row in rows}


def _for_each(store: Store, query: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(row) for block in blocks(values) for row in store.rows(query.format(",".join("?" * len(block))), block)]
