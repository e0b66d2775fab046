"""Figures as rows to read: equal ones once, with the numbers of passages and documents that state them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from flows.store.database import CURRENT, Store
from flows.store.facts.figures import EQUAL, TARGET_COLUMNS, StoredTarget, TargetFilter, filter_condition

FigureOrder = Literal["latest", "earliest", "document"]
_EACH = ("t.passage_id", "t.start", 't."end"')
# The place of a figure after its document's date, as sortable text that ends with its row.
_PLACE = "d.date || ' ' || d.id || printf(' %08d %08d %08d %012d', p.position, t.start, t.\"end\", p.id)"
_DUE = "max(CASE WHEN t.deadline != '' THEN t.deadline ELSE t.period_end END)"


_ORDERS: Mapping[FigureOrder, str] = {
    "latest": f"{_DUE} = '', {_DUE} DESC, max(d.date) DESC",
    "earliest": f"{_DUE} = '', {_DUE}, max(d.date)",
    "document": "max(d.date) = '', max(d.date)",
}


class TargetPlace(NamedTuple):
    """The place of a figure: the passage's public id and row id, and code points of the passage."""

    passage_id: str
    start: int
    end: int
    row: int


class FoldedTarget(NamedTuple):
    """Equal figures: the place of the one in the newest document, and how many passages and documents."""

    place: TargetPlace
    passages: int
    documents: int


class FoldedCount(NamedTuple):
    """The number of rows of a list of figures, and of the figures in them."""

    folded: int
    figures: int


def folded_targets(
    store: Store,
    wanted: TargetFilter,
    order: FigureOrder = "latest",
    *,
    fold: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[FoldedTarget]:
    """Return one row per group of equal figures (without `fold`, per figure), in an order.

    `latest` and `earliest` sort by deadline or year; figures with neither come last, by the date of their
    document. `document` sorts by that date and the place in the text, undated documents last.
    """
    condition, values = filter_condition(wanted)
    groups = store.rows(
        f"SELECT max({_PLACE}) AS newest, count(DISTINCT p.id), count(DISTINCT p.document_id) "
        f"FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {condition} GROUP BY {_keys(fold)} "
        f"ORDER BY {_ORDERS[order]}, substr(newest, length(max(d.date)) + 1) LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [FoldedTarget(_read_place(newest), passages, documents) for newest, passages, documents in groups]


def _keys(fold: bool) -> str:
    return ", ".join(EQUAL if fold else _EACH)


def _read_place(newest: str) -> TargetPlace:
    document, *numbers = newest.rsplit(" ", 5)[1:]
    position, start, end, row = map(int, numbers)
    return TargetPlace(f"{document}-{position}", start, end, row)


def count_folded_targets(store: Store, wanted: TargetFilter, *, fold: bool = True) -> FoldedCount:
    """Count the rows that `folded_targets` returns without a limit, and the figures in them."""
    condition, values = filter_condition(wanted)
    query = (
        "SELECT count(*) AS folded, coalesce(sum(number), 0) AS figures FROM (SELECT count(*) AS number "
        f"FROM {CURRENT} JOIN target t ON t.passage_id = p.id WHERE {condition} GROUP BY {_keys(fold)})"
    )
    return next(store.select(FoldedCount, query, values))


def targets_at(store: Store, places: Sequence[TargetPlace]) -> Mapping[TargetPlace, StoredTarget]:
    """Return the figures at these places."""
    keys = json.dumps([(place.row, place.start, place.end) for place in places])
    rows = store.select(
        StoredTarget,
        f"SELECT {TARGET_COLUMNS} FROM json_each(?) one JOIN target t "
        "ON t.passage_id = json_extract(one.value, '$[0]') AND t.start = json_extract(one.value, '$[1]') "
        "AND t.\"end\" = json_extract(one.value, '$[2]') "
        "JOIN passage p ON p.id = t.passage_id JOIN document d ON d.id = p.document_id",
        (keys,),
    )
    found = {(row.passage_id, row.start, row.end): row for row in rows}
    return {place: found[place.passage_id, place.start, place.end] for place in places}
