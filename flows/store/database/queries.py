"""Shared parts of this room's queries."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from flows.records import UNCOUNTED, DateOrder, DateRange

# The passages of current documents (not replaced by a newer version): the subject of every answer.
CURRENT = "passage p JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL"

# The condition on `p` for passages that are kept but neither searched nor counted.
IS_UNCOUNTED = f"p.kind IN {UNCOUNTED!r}"

# The tables that annotation fills for a passage, each with its `passage_id`.
FACTS = (
    "mention_place",
    "label_score",
    "citation",
    "target",
    "event",
    "directive",
    "loose",
    "uncorrected",
    "uncorrected_label",
    "annotated_passage",
)

# The columns of a figure in the table `target`, after `passage_id`.
FIGURE = (
    "start",
    "end",
    "surface",
    "subject",
    "indicator",
    "value",
    "value_to",
    "unit",
    "comparator",
    "deadline",
    "baseline",
    "kind",
    "period_start",
    "period_end",
    "rule",
    "score",
    "bound",
)

# The level of government of a document `d`: that of its site's code, else as the source states it, else that
# of its issuer's name, else NULL. That of a site is stored only if the issuer's name shows none. A source may
# give a number, and its data may contain NaN, which is not valid JSON.
LEVEL = (
    "CASE WHEN json_valid(d.metadata) THEN CAST(coalesce(json_extract(d.metadata, '$.derived.site.level'), "
    "json_extract(d.metadata, '$.level'), json_extract(d.metadata, '$.derived.level')) AS TEXT) END"
)

# The kind of a document `d` as read, else NULL.
KIND = "CASE WHEN json_valid(d.metadata) THEN json_extract(d.metadata, '$.derived.kind') END"

# The province of a document `d` by its publisher, else as the source states it: its full name, or NULL.
# `open_file` adds our function `province_of` to each connection.
PROVINCE = (
    "nullif(province_of(d.publisher, CASE WHEN json_valid(d.metadata) THEN CAST(coalesce("
    "json_extract(d.metadata, '$.province'), json_extract(d.metadata, '$.derived.site.province')) AS TEXT) "
    "END), '')"
)

# SQLite before 3.32 allows 999 parameters per statement.
PARAMETERS = 900

T = TypeVar("T")


def list_columns(names: Collection[str], table: str = "") -> str:
    """Return columns for a statement, of a table if one is named: `m."start", m."unit"`."""
    owner = f"{table}." if table else ""
    return ", ".join(f'{owner}"{name}"' for name in names)


def marks(values: Collection[object]) -> str:
    """Return one placeholder per value, joined by commas: `?,?,?` for three."""
    return ",".join("?" * len(values))


def bind_values(values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return the marks of an IN list, and its values by name."""
    bound: dict[str, Any] = {f"value{number}": value for number, value in enumerate(values)}
    return ",".join(f":{name}" for name in bound), bound


def among_values(column: str, documents: Sequence[str] | None) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a column is one of some values, with its parameters; always true for None."""
    if documents is None:
        return "1", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(documents)),)


def match_choices(*choices: tuple[str, Sequence[Any]]) -> tuple[list[str], list[Any]]:
    """Return the conditions that columns have one of their values, with all values; none without a value."""
    given = [(column, values) for column, values in choices if values]
    conditions = [f"{column} IN ({marks(values)})" for column, values in given]
    return conditions, [value for _, values in given for value in values]


def in_corpora(corpora: Sequence[str]) -> str:
    """Return the further condition that a document `d` is in one of the corpora; "" without any."""
    return f"AND d.corpus IN ({marks(corpora)})" if corpora else ""


def within_dates(column: str, dates: DateRange) -> tuple[str, tuple[str, ...]]:
    """Return the condition that the ISO date, month or year in a column is in a range, with its values.

    It matches `DateRange.covers` for dates as text: 2024 sorts before 2024-01, which sorts before 2024-01-01.
    """
    conditions, values = [f"{column} != ''"] if dates else ["1 = 1"], list[str]()
    if dates.first:
        conditions.append(f"{column} >= ?")
        values.append(dates.lower_bound)
    if dates.last:
        conditions.append(f"{column} <= ?")
        values.append(dates.upper_bound)
    if dates.cut_periods:
        conditions.append(f"{column} NOT IN ({marks(dates.cut_periods)})")
        values += dates.cut_periods
    return " AND ".join(conditions), tuple(values)


def order_dates(column: str, order: DateOrder) -> str:
    """Return SQL that orders by the ISO date, month or year in a column, those without one last."""
    direction = " DESC" if order == "latest" else ""
    return f"{column} = '', {column}{direction}"


def blocks(values: Sequence[T], size: int = PARAMETERS) -> Iterator[list[T]]:
    """Yield the values in lists short enough to be the parameters of one statement."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])
