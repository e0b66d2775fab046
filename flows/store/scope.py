"""The scope of a count: periods, date axis, groups and corpora, as values and as SQL.

The SQL speaks of a document `d` and, for languages and strategies, of a passage `p`. Values are bound by
name, never written into the text; their names start with `scope_`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from flows.records import DateAxis, Grouping

Unit = Literal["year", "quarter", "month"]
_DATES = {
    DateAxis.PUBLISHED: "coalesce(nullif(d.published, ''), d.written)",
    DateAxis.WRITTEN: "coalesce(nullif(d.written, ''), d.published)",
    DateAxis.FIRST_SEEN: "substr(d.first_seen, 1, 10)",
}
# The level of government of a document: that of its site's code, else what the source says.
LEVEL = "coalesce(json_extract(d.metadata, '$.derived.site.level'), json_extract(d.metadata, '$.level'))"
_GROUPS = {
    Grouping.PUBLISHER: "d.publisher",
    Grouping.CORPUS: "d.corpus",
    Grouping.LEVEL: LEVEL,
    Grouping.LANGUAGE: "p.language",
    Grouping.STRATEGY: "coalesce((SELECT label FROM category c WHERE c.passage_id = p.id "
    "AND c.kind = 'strategy' AND c.rank = 0), 'other')",
}
_OF_PASSAGES = frozenset({Grouping.LANGUAGE, Grouping.STRATEGY})


@dataclass(frozen=True, slots=True)
class Division:
    """How time is divided: by a unit of the calendar, or (`unit` None) into named periods.

    Named period `i` runs from `bounds[i]` to before `bounds[i + 1]`; bounds are whole ISO dates, one more
    than names.
    """

    unit: Unit | None = "year"
    names: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count covers; no corpora means all of them, no grouping one group."""

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
        """Whether the groups are read from a document's metadata."""
        return self.grouping is Grouping.LEVEL


class ScopeSql(NamedTuple):
    """SQL expressions of a document's period, date and group, and the values they bind by name.

    `period` is NULL or empty outside the scope, `group` NULL where there is none.
    """

    period: str
    date: str
    group: str
    values: dict[str, str]


def compile_scope(scope: Scope) -> ScopeSql:
    """Return the SQL of a scope."""
    values: dict[str, str] = {}
    date = _DATES[scope.axis]
    period = _compile_division(scope.division, date, values)
    if scope.corpora:
        names = {f"scope_corpus{number}": name for number, name in enumerate(scope.corpora)}
        values |= names
        period = f"CASE WHEN d.corpus IN ({', '.join(f':{name}' for name in names)}) THEN {period} END"
    return ScopeSql(period, date, _GROUPS[scope.grouping] if scope.grouping else "NULL", values)


def _compile_division(division: Division, date: str, values: dict[str, str]) -> str:
    if division.unit is None:
        return _compile_named(division, date, values)
    month = f"CAST(substr({date}, 6, 2) AS INTEGER)"
    return {
        "year": f"substr({date}, 1, 4)",
        "quarter": f"CASE WHEN length({date}) >= 7 "
        f"THEN substr({date}, 1, 4) || '-Q' || (({month} + 2) / 3) END",
        "month": f"CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 7) END",
    }[division.unit]


def _compile_named(division: Division, date: str, values: dict[str, str]) -> str:
    """Return the name of a date's period.

    A date known by its year or month counts from that period's first day.
    """
    whole = f"substr({date} || substr('-01-01', 1, max(0, 10 - length({date}))), 1, 10)"
    cases = []
    for number, (name, (low, high)) in enumerate(zip(division.names, pairwise(division.bounds), strict=True)):
        values |= {
            f"scope_name{number}": name,
            f"scope_low{number}": low,
            f"scope_high{number}": high,
        }
        cases.append(
            f"WHEN {whole} >= :scope_low{number} AND {whole} < :scope_high{number} THEN :scope_name{number}"
        )
    return f"CASE WHEN {date} = '' THEN NULL {' '.join(cases)} END"
