"""Two sets of passages compared: their size, the documents of their terms, and their figures."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from flows.store.database import CURRENT, IS_UNCOUNTED, Store
from flows.store.series import PassageChoice, passage_condition


class ChoiceSize(NamedTuple):
    """The size of a choice of passages.

    `first` and `last` are the earliest and latest date of its documents, "" if none has a date; `undated`
    counts the documents without one. `tokens` and `characters` are those of annotated passages, `waiting`
    counts the passages that are not annotated yet.
    """

    documents: int
    passages: int
    tokens: int
    characters: int
    first: str
    last: str
    undated: int
    waiting: int


class ChosenFigure(NamedTuple):
    """A figure in a choice of passages, without its sentence."""

    passage_id: str
    document_id: str
    date: str
    language: str
    surface: str
    subject: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    kind: str
    deadline: str
    baseline: str
    score: float | None
    bound: str = ""


def measure_choice(store: Store, chosen: PassageChoice) -> ChoiceSize:
    """Return the size of a choice of passages, without furniture."""
    where, values = passage_condition(*chosen)
    row = store.rows(
        f"WITH one AS (SELECT p.id, d.id AS document, d.date, a.passage_id AS annotated, a.token_count, "
        f"a.character_count FROM {CURRENT} LEFT JOIN annotated_passage a ON a.passage_id = p.id "
        f"WHERE {where} AND NOT {IS_UNCOUNTED}) SELECT count(DISTINCT document), count(*), "
        "coalesce(sum(token_count), 0), coalesce(sum(character_count), 0), "
        "coalesce(min(nullif(date, '')), ''), coalesce(max(date), ''), "
        "count(DISTINCT CASE WHEN date = '' THEN document END), "
        "count(*) - count(annotated) FROM one",
        values,
    )[0]
    return ChoiceSize(*row)


def documents_with(store: Store, chosen: PassageChoice, concepts: Collection[str]) -> dict[str, int]:
    """Return how many documents of a choice mention each of these concepts."""
    where, values = passage_condition(*chosen)
    rows = store.rows(
        f"SELECT m.concept, count(DISTINCT d.id) AS n FROM {CURRENT} JOIN mention m ON m.passage_id = p.id "
        f"WHERE {where} AND m.concept IN (SELECT value FROM json_each(?)) GROUP BY 1",
        [*values, json.dumps(sorted(concepts))],
    )
    return {row["concept"]: row["n"] for row in rows}


def choice_languages(store: Store, chosen: PassageChoice) -> dict[str, int]:
    """Return the characters of a choice of passages by language, most first."""
    where, values = passage_condition(*chosen)
    rows = store.rows(
        f"SELECT p.language, sum(length(p.text)) AS n FROM {CURRENT} "
        f"WHERE {where} AND NOT {IS_UNCOUNTED} GROUP BY 1 ORDER BY n DESC, 1",
        values,
    )
    return {row["language"]: row["n"] for row in rows}


def chosen_figures(
    store: Store, chosen: PassageChoice, limit: int, *, newest_first: bool = False
) -> list[ChosenFigure]:
    """Return the figures of indicators in a choice of passages, at most `limit`, by date and place."""
    order = "d.date DESC" if newest_first else "d.date = '', d.date"
    where, values = passage_condition(*chosen)
    query = (
        "SELECT p.document_id || '-' || p.position AS passage_id, p.document_id, d.date, p.language, "
        "t.surface, t.subject, t.indicator, t.value, t.value_to, t.unit, t.comparator, t.kind, t.deadline, "
        f"t.baseline, t.score, t.bound FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {where} "
        f"AND t.indicator != '' ORDER BY {order}, d.id, p.position, t.start, t.\"end\" LIMIT ?"
    )
    return list(store.select(ChosenFigure, query, [*values, limit]))
