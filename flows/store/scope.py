"""The scope of a count: periods, date axis, groups and corpora, as values and as SQL.

The SQL refers to a document `d` and, for languages and strategies, a passage `p`. Values are bound by name,
never written into the text; their names start with `scope_`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from flows.records import DateAxis, DateRange, Grouping, day_before, first_day
from flows.store.database import KIND, LEVEL, PROVINCE, Store
from flows.store.publishers import publisher_groups

_MONTH = 7  # length of a month: 2021-03
UNDATED = "undated"
# A month, or the year of a date without a month.
MONTH_OR_YEAR: Literal["month_or_year"] = "month_or_year"
Unit = Literal["year", "quarter", "month", "month_or_year"]
_DATES = {
    DateAxis.PUBLISHED: "coalesce(nullif(d.published, ''), d.written)",
    DateAxis.WRITTEN: "coalesce(nullif(d.written, ''), d.published)",
    DateAxis.FIRST_SEEN: "substr(d.first_seen, 1, 10)",
}
_GROUPS = {
    Grouping.PUBLISHER: "publisher_group(d.publisher)",
    Grouping.CORPUS: "d.corpus",
    Grouping.LEVEL: LEVEL,
    Grouping.KIND: KIND,
    Grouping.PROVINCE: PROVINCE,
    Grouping.LANGUAGE: "p.language",
    Grouping.STRATEGY: "coalesce((SELECT label FROM category c WHERE c.passage_id = p.id "
    "AND c.kind = 'strategy' AND c.rank = 0), 'other')",
}
_OF_PASSAGES = frozenset({Grouping.LANGUAGE, Grouping.STRATEGY})
_OF_METADATA = frozenset({Grouping.LEVEL, Grouping.KIND, Grouping.PROVINCE})
_UNKEPT = frozenset({Grouping.KIND, Grouping.PROVINCE})  # groupings that slices do not have


@dataclass(frozen=True, slots=True)
class Division:
    """A division of time: by a unit of the calendar, or (`unit` None) into named periods.

    Named period `i` runs from `bounds[i]` to before `bounds[i + 1]`; bounds are whole ISO dates, one more
    than names. A month or a year is in a period that contains all of its days, else in none. With `is_rest`,
    the only period, UNDATED, has the documents with insufficient dates: those without a date, and those with
    a month or year that no period contains as a whole.
    """

    unit: Unit | None = "year"
    names: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    is_rest: bool = False


def date_sql(axis: DateAxis) -> str:
    """Return the SQL expression of the date by which a document `d` counts."""
    return _DATES[axis]


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope of a count; no corpora means all of them, no grouping one group."""

    division: Division = Division()
    axis: DateAxis = DateAxis.PUBLISHED
    grouping: Grouping | None = None
    corpora: tuple[str, ...] = ()

    @property
    def is_of_passages(self) -> bool:
        """Whether the groups are properties of passages, not of documents."""
        return self.grouping in _OF_PASSAGES

    @property
    def needs_metadata(self) -> bool:
        """Whether the groups come from a document's metadata."""
        return self.grouping in _OF_METADATA


class ScopeSql(NamedTuple):
    """SQL expressions of a document's period, date and group, and their values by name.

    `period` is NULL or empty outside the scope; `group` is NULL if there is none.
    """

    period: str
    date: str
    group: str
    values: dict[str, str]


def compile_scope(store: Store, scope: Scope) -> ScopeSql:
    """Return the SQL of a scope, for this store: its publishers are grouped by `publisher_groups`."""
    if scope.grouping is Grouping.PUBLISHER:
        store.group_publishers(publisher_groups(store))
    values: dict[str, str] = {}
    date = _DATES[scope.axis]
    period = _compile_division(scope.division, date, values)
    if scope.corpora:
        names = {f"scope_corpus{number}": name for number, name in enumerate(scope.corpora)}
        values |= names
        period = f"CASE WHEN d.corpus IN ({', '.join(f':{name}' for name in names)}) THEN {period} END"
    return ScopeSql(period, date, _GROUPS[scope.grouping] if scope.grouping else "NULL", values)


# Slices of the kept counts in place of documents `d`; their month is the date.
SLICES = "(SELECT *, month AS published, '' AS written, month AS date FROM slice WHERE documents) d"


def is_sliced(scope: Scope) -> bool:
    """Return whether the kept counts cover a scope: its periods consist of whole months of publication.

    A document dated by year or month belongs to the periods that contain all of its days, here as elsewhere.
    """
    return (
        scope.axis is DateAxis.PUBLISHED
        and not scope.is_of_passages
        and scope.grouping not in _UNKEPT
        and all(bound.endswith("-01") for bound in scope.division.bounds)
    )


def has_whole_months(dates: DateRange) -> bool:
    """Return whether a range consists of whole months."""
    return first_day(dates.first or "0001").endswith("-01") and all(
        len(one) < _MONTH for one in dates.cut_periods
    )


def compile_slices(store: Store, scope: Scope) -> ScopeSql:
    """Return the SQL of a scope over `SLICES`."""
    sql = compile_scope(store, scope)
    return sql._replace(group="d.level") if scope.grouping is Grouping.LEVEL else sql


def _compile_division(division: Division, date: str, values: dict[str, str]) -> str:
    if division.is_rest and division.unit:
        least = 1 if division.unit == "year" else _MONTH
        return f"CASE WHEN length({date}) < {least} THEN '{UNDATED}' END"
    if division.is_rest:
        cut = (day for bound in division.bounds for day in DateRange(None, day_before(bound)).cut_periods)
        listed = ", ".join(["''", *_bind("cut", dict.fromkeys(cut), values)])
        return f"CASE WHEN {date} IN ({listed}) THEN '{UNDATED}' END"
    if division.unit is None:
        return _compile_named(division, date, values)
    month = f"CAST(substr({date}, 6, 2) AS INTEGER)"
    return {
        "year": f"substr({date}, 1, 4)",
        "quarter": f"CASE WHEN length({date}) >= 7 "
        f"THEN substr({date}, 1, 4) || '-Q' || (({month} + 2) / 3) END",
        "month": f"CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 7) END",
        MONTH_OR_YEAR: f"substr({date}, 1, 7)",
    }[division.unit]


def _compile_named(division: Division, date: str, values: dict[str, str]) -> str:
    """Return the name of the period that a date is in."""
    cases = []
    for number, (name, (low, high)) in enumerate(zip(division.names, pairwise(division.bounds), strict=True)):
        dates = DateRange(low, day_before(high))
        values[f"scope_name{number}"] = name
        first, last, *cut = _bind(number, (dates.lower_bound, dates.upper_bound, *dates.cut_periods), values)
        is_whole = f" AND {date} NOT IN ({', '.join(cut)})" if cut else ""
        cases.append(f"WHEN {date} >= {first} AND {date} <= {last}{is_whole} THEN :scope_name{number}")
    return f"CASE WHEN {date} = '' THEN NULL {' '.join(cases)} END"


def _bind(prefix: object, dates: Iterable[str], values: dict[str, str]) -> list[str]:
    """Bind dates by names with a prefix; return the names as written in SQL."""
    bound = {f"scope_date{prefix}_{place}": date for place, date in enumerate(dates)}
    values |= bound
    return [f":{name}" for name in bound]
