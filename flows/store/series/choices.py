"""Choices of passages: their SQL condition, how many wait for annotation, and the overlap of two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from flows.records import DateRange
from flows.store.database import CURRENT, IS_UNCOUNTED, Store, within_dates
from flows.store.totals import is_all_annotated


class PassageChoice(NamedTuple):
    """A choice of current passages; empty fields, or `rows` (row ids) None, choose all."""

    corpora: Sequence[str] = ()
    publishers: Sequence[str] = ()
    languages: Sequence[str] = ()
    dates: DateRange = DateRange()
    rows: Sequence[int] | None = None


def count_waiting(
    store: Store,
    corpora: Sequence[str] = (),
    publishers: Sequence[str] = (),
    languages: Sequence[str] = (),
    dates: DateRange = DateRange(),
    rows: Sequence[int] | None = None,
) -> tuple[int, int]:
    """Return how many of the chosen passages wait for annotation, and how many are chosen.

    With `rows`, only passages with these row ids count. Returns (0, 0) without counting if no passage of the
    store waits.
    """
    if is_all_annotated(store):
        return 0, 0
    where, values = passage_condition(corpora, publishers, languages, dates, rows)
    counted = store.rows(
        f"SELECT coalesce(sum(a.passage_id IS NULL), 0), count(*) FROM {CURRENT} "
        f"LEFT JOIN annotated_passage a ON a.passage_id = p.id WHERE {where} AND NOT {IS_UNCOUNTED}",
        values,
    )
    return tuple(next(iter(counted)))


def count_common(store: Store, one: PassageChoice, other: PassageChoice) -> int:
    """Count the passages that two choices have in common."""
    (first, values), (second, others) = passage_condition(*one), passage_condition(*other)
    query = f"SELECT count(*) FROM {CURRENT} WHERE ({first}) AND ({second}) AND NOT {IS_UNCOUNTED}"
    return int(store.value(query, [*values, *others]))


def passage_condition(
    corpora: Sequence[str],
    publishers: Sequence[str],
    languages: Sequence[str],
    dates: DateRange,
    rows: Sequence[int] | None = None,
) -> tuple[str, list[str]]:
    """Return the condition that chooses passages, and its values."""
    conditions: list[str] = ["1"]
    values: list[str] = []
    for column, given in (("d.corpus", corpora), ("d.publisher", publishers), ("p.language", languages)):
        if given:
            conditions.append(f"{column} IN ({','.join('?' * len(given))})")
            values += given
    is_dated, bounds = within_dates("d.date", dates)
    conditions.append(is_dated)
    values += bounds
    if rows is not None:
        conditions.append("p.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(rows)))
    return " AND ".join(conditions), values
