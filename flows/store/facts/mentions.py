"""Mentions of concepts and entities: their places, their numbers, and what occurs with them.

Questions about an entity with a hundred thousand passages are summed up in SQL. Passage ids are passed as one
JSON array, since a statement takes only some hundred parameters.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, Store, blocks, in_corpora, marks, within_dates

_IS_GIVEN = "passage_id IN (SELECT value FROM json_each(?))"
_POSITIONS = 10_000_000  # longest passage: position * this + start sorts places in a document


class MentionPlace(NamedTuple):
    """A mention by the row id of its passage, in code points of the passage."""

    passage_id: int
    start: int
    end: int


class EntityPassage(NamedTuple):
    """A passage that mentions an entity: how often, the first place (`start`, `end`), and its length."""

    id: int
    document_id: str
    kind: str
    language: str
    date: str
    corpus: str
    length: int
    start: int
    end: int
    mentions: int


class EntitySurface(NamedTuple):
    """A surface of an entity, with the type and number of its mentions."""

    surface: str
    type: str
    mentions: int


class Bearer(NamedTuple):
    """An entity that is mentioned under a name, and how often under it."""

    entity: str
    mentions: int


class Neighbour(NamedTuple):
    """An entity mentioned in the same passages as another, with the number of these."""

    entity: str
    type: str
    passages: int


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A concept or entity of a document (`id`): the number of its mentions, and one of their surfaces."""

    id: str
    mentions: int
    surface: str


@dataclass(frozen=True, slots=True)
class FirstUse:
    """A concept with the date of its first mention, and its counts up to the end of the period."""

    concept: str
    first: str
    occurrences: int
    documents: int


def mention_spans(
    store: Store, ids: Sequence[int], keys: Sequence[str]
) -> dict[int, list[tuple[int, int, str]]]:
    """Return, by passage, the mentions of concepts or entities (`keys`) as (start, end, key)."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    if not keys:
        return found
    wanted = marks(keys)
    for block in blocks(ids):
        for passage, start, end, key in store.connection.execute(
            f'SELECT passage_id, start, "end", CASE WHEN concept IN ({wanted}) THEN concept ELSE entity END '
            f"FROM mention WHERE passage_id IN ({marks(block)}) "
            f"AND (concept IN ({wanted}) OR entity IN ({wanted}))",
            (*keys, *block, *keys, *keys),
        ):
            found.setdefault(passage, []).append((start, end, key))
    return found


# Of documents -----------------------------------------------------------------------------------------------


def document_mentions(store: Store, document_id: str, limit: int) -> list[DocumentMention]:
    """Return the concepts and entities that a document mentions most often, without nested mentions."""
    query = (
        "SELECT coalesce(m.entity, m.concept) AS id, count(*) AS mentions, min(m.surface) AS surface "
        "FROM passage p JOIN mention m ON m.passage_id = p.id WHERE p.document_id = ? "
        "AND coalesce(m.entity, m.concept) != '' AND NOT m.nested GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return list(store.select(DocumentMention, query, (document_id, limit)))


# Of concepts ------------------------------------------------------------------------------------------------


def frequent_concepts(store: Store, types: Collection[str], limit: int) -> list[str]:
    """Return the ids of the concepts of these types that are mentioned most often in dated documents."""
    return store.column(
        f"SELECT m.concept, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.concept != '' AND d.date != '' AND m.type IN ({marks(types)}) "
        "GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
        (*types, limit),
    )


def first_uses(store: Store, dates: DateRange) -> list[FirstUse]:
    """Return the concepts first mentioned in a period, most widely used first."""
    candidates = _kept_newcomers(store, dates) if store.keeps_counts else _concepts_within(store, dates)
    is_early, bounds = within_dates("d.date", DateRange(None, dates.last))
    query = (
        "SELECT m.concept, min(d.date) AS first, count(*) AS occurrences, count(DISTINCT d.id) AS documents "
        f"FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        "WHERE m.concept IN (SELECT value FROM json_each(?)) AND d.date != '' "
        f"AND {is_early} GROUP BY 1 HAVING min(d.date) >= ? ORDER BY documents DESC, occurrences DESC, 1"
    )
    return list(store.select(FirstUse, query, (json.dumps(candidates), *bounds, dates.lower_bound)))


def _kept_newcomers(store: Store, dates: DateRange) -> list[str]:
    """Return the concepts without a month before the year in which a period begins, by the kept counts."""
    return store.column(
        "SELECT u.name FROM subject u JOIN cell c ON c.subject = u.id AND c.documents "
        "JOIN slice s ON s.id = c.slice AND s.month != '' WHERE u.kind = 'concept' "
        "GROUP BY u.id HAVING min(s.month) >= substr(?, 1, 4)",
        (dates.lower_bound,),
    )


def _concepts_within(store: Store, dates: DateRange) -> list[str]:
    """Return the concepts mentioned in the documents of a period."""
    is_dated, bounds = within_dates("d.date", dates)
    return store.column(
        f"SELECT DISTINCT m.concept FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.concept != '' AND {is_dated}",
        bounds,
    )


def concept_places(
    store: Store,
    concept: str,
    dates: DateRange,
    limit: int,
    *,
    newest: bool = True,
    corpora: Sequence[str] = (),
) -> list[MentionPlace]:
    """Return the first mention of a concept in each of the newest (or oldest) documents of a period.

    Without `corpora`, documents of any corpus count.
    """
    order = "DESC" if newest else "ASC"
    is_dated, bounds = within_dates("d.date", dates)
    within = "AND d.corpus IN (SELECT value FROM json_each(?)) " if corpora else ""
    chosen = [json.dumps(list(corpora))] if corpora else []
    rows = store.rows(
        f'SELECT p.id, m.start, m."end", min(p.position * {_POSITIONS} + m.start) FROM {CURRENT} '
        f"JOIN mention m ON m.passage_id = p.id WHERE m.concept = ? AND d.date != '' AND {is_dated} "
        f"{within}GROUP BY d.id ORDER BY d.date {order}, d.id LIMIT ?",
        (concept, *bounds, *chosen, limit),
    )
    return [MentionPlace(row["id"], row["start"], row["end"]) for row in rows]


# Of entities ------------------------------------------------------------------------------------------------


def known_entities(store: Store, name: str) -> list[str]:
    """Return the entities without a concept whose id ends in `:name`, most often mentioned first."""
    pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return store.column(
        "SELECT entity, count(*) AS n FROM mention WHERE entity LIKE '%:' || ? ESCAPE '\\' "
        "GROUP BY 1 ORDER BY n DESC, 1",
        (pattern,),
    )


def named_surfaces(store: Store) -> dict[str, str]:
    """Return the entity of each surface under which passages have mentioned one, mentioned today or not."""
    rows = store.rows("SELECT surface, max(entity) AS entity FROM sense WHERE entity IS NOT NULL GROUP BY 1")
    return {row["surface"]: row["entity"] for row in rows}


def count_surfaces(store: Store, surfaces: Sequence[str]) -> dict[str, int]:
    """Return how often current passages mention an entity under each of these surfaces, if at all."""
    rows = store.rows(
        f"SELECT m.surface, count(*) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE m.surface IN ({marks(surfaces)}) AND m.entity IS NOT NULL GROUP BY 1",
        tuple(surfaces),
    )
    return {row["surface"]: row["n"] for row in rows}


def entity_passages(store: Store, entity: str, corpora: Sequence[str] = ()) -> dict[int, EntityPassage]:
    """Return the current passages that mention an entity, by row id, in order of date (undated last)."""
    chosen = in_corpora(corpora)
    query = (
        "SELECT p.id, p.document_id, p.kind, p.language, d.date, d.corpus, length(p.text) AS length, "
        f'min(m.start) AS start, m."end", count(*) AS mentions FROM {CURRENT} '
        f"JOIN mention m ON m.passage_id = p.id WHERE m.entity = ? {chosen} "
        "GROUP BY p.id ORDER BY d.date = '', d.date, d.id, p.position"
    )
    return {row.id: row for row in store.select(EntityPassage, query, (entity, *corpora))}


def entity_surfaces(store: Store, entity: str, corpora: Sequence[str] = ()) -> list[EntitySurface]:
    """Return the surfaces by which current passages mention an entity, most frequent first."""
    chosen = in_corpora(corpora)
    query = (
        f"SELECT m.surface, m.type, count(*) AS mentions FROM {CURRENT} JOIN mention m ON m.passage_id = "
        "p.id "
        f"WHERE m.entity = ? {chosen} GROUP BY 1, 2 ORDER BY mentions DESC, 1"
    )
    return list(store.select(EntitySurface, query, (entity, *corpora)))


def list_bearers(store: Store, surface: str) -> list[Bearer]:
    """Return the entities that current passages mention under a surface, the most frequent first."""
    query = (
        f"SELECT m.entity, count(*) AS mentions FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        "WHERE m.surface = ? AND m.entity IS NOT NULL GROUP BY 1 ORDER BY mentions DESC, 1"
    )
    return list(store.select(Bearer, query, (surface,)))


def entity_spans(store: Store, entity: str, ids: Sequence[int]) -> list[MentionPlace]:
    """Return the places where these passages (row ids) mention an entity, in order."""
    query = (
        f'SELECT passage_id, start, "end" FROM mention WHERE entity = ? AND {_IS_GIVEN} '
        'ORDER BY passage_id, start, "end"'
    )
    return list(store.select(MentionPlace, query, (entity, json.dumps(ids))))


def count_neighbours(store: Store, ids: Sequence[int], types: Mapping[str, object]) -> list[Neighbour]:
    """Return the entities of these types with an outermost mention in these passages (row ids)."""
    query = (
        "SELECT entity, max(type) AS type, count(DISTINCT passage_id) AS passages FROM mention "
        f"WHERE nested = 0 AND entity IS NOT NULL AND type IN ({marks(types)}) AND {_IS_GIVEN} GROUP BY 1"
    )
    return list(store.select(Neighbour, query, (*types, json.dumps(ids))))


def usual_surfaces(store: Store, entities: Sequence[str], ids: Sequence[int]) -> dict[str, str]:
    """Return the surface by which these passages (row ids) mention each entity most often."""
    rows = store.rows(
        "SELECT entity, surface, count(*) AS n FROM mention WHERE entity IN (SELECT value FROM json_each(?)) "
        f"AND nested = 0 AND {_IS_GIVEN} GROUP BY 1, 2 ORDER BY n, 2 DESC",
        (json.dumps(entities), json.dumps(ids)),
    )
    return {row["entity"]: row["surface"] for row in rows}  # the last row of an entity is the most frequent


def name_in_entity(entity: str) -> str:
    """Return the name in the id of an entity without a concept: 样例公司 in org:样例公司."""
    return entity.partition(":")[2] or entity


def entity_frequencies(store: Store, entities: Sequence[str]) -> dict[str, int]:
    """Return the number of stored passages that mention each entity."""
    rows = store.rows(
        "SELECT entity, count(DISTINCT passage_id) AS n FROM mention "
        "WHERE entity IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(entities),),
    )
    return {row["entity"]: row["n"] for row in rows}
