"""Labels: the strategies and instruments that the classifier chose for passages."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, Store, in_corpora, within_dates

_SHORTEST_QUOTED = 30  # code points; shorter passages make poor examples
# By document first: otherwise SQLite would read the chosen labels of all periods. Ten times as fast for a
# year.
_MARKED = (
    "SELECT l.name AS label, x.n FROM (SELECT k.label, count(*) AS n FROM document d "
    "CROSS JOIN passage p ON p.document_id = d.id CROSS JOIN label_score k ON k.passage_id = p.id "
    "WHERE d.superseded_by IS NULL AND {} {} AND k.rank IS NOT NULL GROUP BY 1) x "
    "JOIN label l ON l.id = x.label WHERE l.kind = 'strategy'"
)


_KEPT = (
    "EXISTS (SELECT 1 FROM uncorrected_label u, json_each(u.scores) x "
    "WHERE json_extract(x.value, '$[0]') = l.id)"
)
_IS_WEIGHED = (
    "SELECT EXISTS (SELECT 1 FROM label l WHERE l.name = ? AND ("
    "NOT EXISTS (SELECT 1 FROM label_score k WHERE k.label = l.id AND k.rank IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM label_score k WHERE k.label = l.id "
    f"AND k.passage_id NOT IN (SELECT passage_id FROM uncorrected_label)) OR {_KEPT}))"
)
_FORGET = (
    "DELETE FROM label AS l WHERE name NOT IN (SELECT value FROM json_each(?)) "
    f"AND NOT EXISTS (SELECT 1 FROM label_score k WHERE k.label = l.id) AND NOT {_KEPT}"
)


class PassageLabel(NamedTuple):
    """A chosen label of a passage (row id)."""

    passage_id: int
    label: str
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class LabelCount:
    """The number of a document's passages with a label."""

    kind: str
    label: str
    passages: int


@dataclass(frozen=True, slots=True)
class LabelShares:
    """The number of annotated passages in a period, and how many have each strategy chosen."""

    annotated: int
    marked: dict[str, int]


def label_counts(store: Store) -> dict[str, int]:
    """Return the number of current passages with each label chosen."""
    rows = store.rows(
        "SELECT u.name AS label, sum(c.passages) AS n FROM subject u JOIN cell c ON c.subject = u.id "
        "AND c.documents WHERE u.kind = 'label' GROUP BY 1"
    )
    return {row["label"]: row["n"] for row in rows}


def is_label(store: Store, kind: str, name: str) -> bool:
    """Return whether the classifier has weighed a strategy or instrument (`kind`), found or not."""
    return store.value("SELECT 1 FROM label WHERE kind = ? AND name = ?", (kind, name)) is not None


def is_weighed(store: Store, name: str) -> bool:
    """Return whether the classifier itself has weighed a label, found or not: perhaps only people gave it.

    The store keeps no probabilities below a hundredth, so a label without any was weighed, provided that
    nobody gave it.
    """
    return bool(store.value(_IS_WEIGHED, (name,)))


def forget_labels(store: Store, known: Collection[str]) -> None:
    """Forget labels no longer used by any annotation, except those `known`. Call it in a transaction."""
    store.connection.execute(_FORGET, (json.dumps(list(known)),))


def document_labels(store: Store, document_id: str) -> list[LabelCount]:
    """Return the labels of a document's passages, most frequent first."""
    query = (
        "SELECT c.kind, c.label, count(*) AS passages FROM passage p JOIN category c ON c.passage_id = p.id "
        "WHERE p.document_id = ? AND c.rank IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    )
    return list(store.select(LabelCount, query, (document_id,)))


def passage_labels(store: Store, ids: Sequence[int]) -> list[PassageLabel]:
    """Return the chosen labels of these passages (row ids)."""
    query = (
        "SELECT passage_id, label, kind, probability FROM category "
        "WHERE rank IS NOT NULL AND passage_id IN (SELECT value FROM json_each(?))"
    )
    return list(store.select(PassageLabel, query, (json.dumps(ids),)))


def count_strategies(store: Store, dates: DateRange, corpora: Sequence[str] = ()) -> LabelShares:
    """Count the annotated passages of a period (in `corpora`, else in all), and those with each strategy."""
    is_dated, bounds = within_dates("d.date", dates)
    chosen, values = in_corpora(corpora), (*bounds, *corpora)
    annotated = store.value(
        f"SELECT count(*) FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id WHERE {is_dated} {chosen}",
        values,
    )
    rows = store.rows(_MARKED.format(is_dated, chosen), values)
    return LabelShares(int(annotated), {row["label"]: row["n"] for row in rows})


def has_annotated(store: Store, dates: DateRange) -> bool:
    """Return whether any passage of a period is annotated."""
    is_dated, bounds = within_dates("d.date", dates)
    return bool(
        store.value(
            f"SELECT EXISTS (SELECT 1 FROM {CURRENT} JOIN annotation a ON a.passage_id = p.id "
            f"WHERE {is_dated})",
            bounds,
        )
    )


def surest_passages(
    store: Store, label: str, dates: DateRange, limit: int, corpora: Sequence[str] = ()
) -> list[int]:
    """Return the passages of a period with the highest probability of the label, one per document."""
    is_dated, bounds = within_dates("d.date", dates)
    return store.column(
        f"SELECT p.id, max(k.probability) AS probability FROM {CURRENT} JOIN category k ON k.passage_id = "
        f"p.id WHERE k.label = ? AND k.rank IS NOT NULL AND {is_dated} {in_corpora(corpora)} "
        "AND length(p.text) > ? "
        "GROUP BY d.id ORDER BY probability DESC, d.date DESC, p.id LIMIT ?",
        (label, *bounds, *corpora, _SHORTEST_QUOTED, limit),
    )
