"""The queries of the store in DuckDB's dialect; all differences from SQLite's are here.

DuckDB is set to divide whole numbers as SQLite does and to sort nulls first. The remaining differences are
names of functions, parameters, and the order of rows: SQLite returns groups in the order of their keys, on
which answers that sum fractions depend.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.store.database import LEVEL
from flows.text import lazy_pattern

SETTINGS = {"integer_division": "true", "default_null_order": "sqlite"}
_MANY = 50  # values of an IN list above which they are passed as one list
_NAMED = lazy_pattern(r"(?<![:\w]):([a-z_]\w*)")
_LISTS = lazy_pattern(r"IN \((\?(?:,\?)+|:value\d+(?:,:value\d+)+)\)")
_LIMIT = lazy_pattern(r" LIMIT \?$")
_LAST_GROUPS = lazy_pattern(r" GROUP BY ((?:[\w.]+|\"end\")(?:, [\w.]+)*)$")
_JOINED = lazy_pattern(
    r"group_concat\(label, '\|'\) FROM \(SELECT label FROM category c (.*?) ORDER BY c\.rank\)"
)
_REPLACED = (
    (LEVEL, "d.level"),
    ("max(0, ", "greatest(0, "),
    ("CAST(substr(", "TRY_CAST(substr("),
    ("first_seen, characters, ", "first_seen, text_characters AS characters, "),
    ("json_extract(", "json_extract_string("),
    ("SELECT value FROM json_each(", "SELECT value ->> '$' FROM json_each("),
    ("CREATE TEMP TABLE", "CREATE TABLE"),
    ("id INTEGER PRIMARY KEY", "id BIGINT"),
)


class Statement(NamedTuple):
    """A statement for DuckDB with its values."""

    sql: str
    values: Sequence[object] | Mapping[str, object]


def translate(query: str, parameters: Sequence[object] | Mapping[str, object]) -> Statement:
    """Return a statement of the store in DuckDB's dialect."""
    if isinstance(parameters, Mapping):
        query, named = _gather_named(query, dict(parameters))
        used = {name: named[name] for name in _NAMED.findall(query)}
        return Statement(_rewrite(_NAMED.sub(r"$\1", query)), used)
    values = list(parameters)
    if values and values[-1] == -1 and _LIMIT.search(query):  # no limit, in SQLite
        query, values = _LIMIT.sub("", query), values[:-1]
    query, values = _gather_marks(query, values)
    return Statement(_rewrite(query), values)


def _gather_named(query: str, values: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Replace each long list of named values with a single value."""

    def gather(match: re.Match[str]) -> str:
        names = match[1].replace(":", "").split(",")
        if len(names) < _MANY:
            return match[0]
        values[f"list_{names[0]}"] = [values[name] for name in names]
        return f"IN (SELECT unnest(:list_{names[0]}))"

    return _LISTS.sub(gather, query), values


def _gather_marks(query: str, values: list[object]) -> tuple[str, list[object]]:
    """Replace each long list of values with a single value."""
    for match in reversed(list(_LISTS.finditer(query))):
        number = match[1].count("?")
        if number < _MANY:
            continue
        first = query[: match.start()].count("?")
        values[first : first + number] = [values[first : first + number]]
        query = f"{query[: match.start()]}IN (SELECT unnest(?)){query[match.end() :]}"
    return query, values


@lru_cache(maxsize=512)
def _rewrite(query: str) -> str:
    for ours, theirs in _REPLACED:
        query = query.replace(ours, theirs)
    query = _JOINED.sub(r"string_agg(label, '|' ORDER BY rank) FROM category c \1", query)
    if "GROUP BY 1, 2, p.id" in query:  # the passage determines the document and its date
        return query.replace("GROUP BY 1, 2, p.id", "GROUP BY 1, 2, 3, 4, 5") + " ORDER BY 1, 2, 4"
    if groups := _LAST_GROUPS.search(query):
        return f"{query} ORDER BY {groups[1]}"
    return query
