"""The scope of a count: periods, date axis, groups and corpora, as values and as SQL.

The SQL refers to a document `d` and, for languages and strategies, a passage `p`. Values are bound by name
(:scope_0, :scope_1, …), never written into the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from flows.records import DateAxis, DateRange, Grouping, day_before, first_day
from flows.store.database import KIND, LEVEL, PROVINCE, Store
from flows.store.publishers import publisher_groups

_MONTH = len("2021-03")
UNDATED = "undated"
# A month, or the year of a date without a month.
MONTH_OR_YEAR: Literal["month_or_year"] = "month_or_year"
Unit = Literal["year", "quarter", "month", "month_or_year"]
_DATES = {
    DateAxis.PUBLISHED: "coalesce(nullif(d.published, ''), d.written)",
    DateAxis.WRITTEN: "coalesce(nullif(d.written, ''), d.published)",
    DateAxis.FIRST_SEEN: "substr(d.first_seen, 1, 10)",
}
# The period of a date by a unit of the calendar; NULL if the date is less precise.
_PERIODS: dict[Unit, str] = {
    "year": "substr({date}, 1, 4)",
    "quarter": "CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 4) || '-Q' "
    "|| ((CAST(substr({date}, 6, 2) AS INTEGER) + 2) / 3) END",
    "month": "CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 7) END",
    MONTH_OR_YEAR: "substr({date}, 1, 7)",
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

# Slices of the kept counts in place of documents `d`; their month is the date.
SLICES = "(SELECT *, month AS published, '' AS written, month AS date FROM slice WHERE documents) d"


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


class _Values(dict[str, str]):
    """The values bound in the SQL of a scope, by name."""

    def bind(self, value: str) -> str:
        """Bind a value; return its name as written in SQL: `:scope_0` for the first one."""
        name = f"scope_{len(self)}"
        self[name] = value
        return f":{name}"

    def bind_list(self, values: Iterable[str]) -> str:
        """Bind several values; return them as written between the brackets of IN: `:scope_0, :scope_1`."""
        return ", ".join(self.bind(value) for value in values)


def compile_scope(store: Store, scope: Scope) -> ScopeSql:
    """Return the SQL of a scope, for this store: its publishers are grouped by `publisher_groups`."""
    if scope.grouping is Grouping.PUBLISHER:
        store.group_publishers(publisher_groups(store))
    values = _Values()
    date = _DATES[scope.axis]
    period = _compile_division(scope.division, date, values)
    if scope.corpora:
        period = f"CASE WHEN d.corpus IN ({values.bind_list(scope.corpora)}) THEN {period} END"
    return ScopeSql(period, date, _GROUPS[scope.grouping] if scope.grouping else "NULL", values)


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
    """Return whether a range consists of whole months: 2021-03 to 2022 does, to 2022-05-20 does not."""
    begins_month = first_day(dates.first or "0001").endswith("-01")
    cuts_month = any(len(cut) == _MONTH for cut in dates.cut_periods)
    return begins_month and not cuts_month


def compile_slices(store: Store, scope: Scope) -> ScopeSql:
    """Return the SQL of a scope over `SLICES`."""
    sql = compile_scope(store, scope)
    return sql._replace(group="d.level") if scope.grouping is Grouping.LEVEL else sql


def _compile_division(division: Division, date: str, values: _Values) -> str:
    """Return the SQL of the period that a date is in."""
    if division.is_rest:
        return f"CASE WHEN {_compile_rest(division, date, values)} THEN '{UNDATED}' END"
    if division.unit is None:
        return _compile_named(division, date, values)
    return _PERIODS[division.unit].format(date=date)


def _compile_rest(division: Division, date: str, values: _Values) -> str:
    """Return the condition that a date is insufficient for a division.

    By year, only a missing date is; by month or quarter, 2021 is too. A bound at 2021-03-15 cuts the year
    2021 and the month 2021-03, so no named period contains either.
    """
    if division.unit == "year":
        return f"{date} = ''"
    if division.unit:
        return f"length({date}) < {_MONTH}"
    cut = (period for bound in division.bounds for period in DateRange(None, day_before(bound)).cut_periods)
    return f"{date} IN ({values.bind_list(dict.fromkeys(['', *cut]))})"


def _compile_named(division: Division, date: str, values: _Values) -> str:
    """Return the name of the period that contains all days of a date."""
    cases = [f"WHEN {date} = '' THEN NULL"]
    for name, (begin, end) in zip(division.names, pairwise(division.bounds), strict=True):
        dates = DateRange(begin, day_before(end))
        first, last = values.bind(dates.lower_bound), values.bind(dates.upper_bound)
        conditions = [f"{date} >= {first}", f"{date} <= {last}"]
        if dates.cut_periods:
            conditions.append(f"{date} NOT IN ({values.bind_list(dates.cut_periods)})")
        cases.append(f"WHEN {' AND '.join(conditions)} THEN {values.bind(name)}")
    return f"CASE {' '.join(cases)} END"
