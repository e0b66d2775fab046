"""Periods of a time axis: years, quarters, months, five-year plans, terms of the party congress, or bounds of one's own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flows.errors import UsageError
from flows.search import check_date

# The date of a document that an axis counts by.
AXES = {
    "published": (
        "coalesce(nullif(d.published, ''), d.written)",
        "by publication date (else the date written)",
    ),
    "written": (
        "coalesce(nullif(d.written, ''), d.published)",
        "by the date written (else the publication date)",
    ),
    "first_seen": ("substr(d.first_seen, 1, 10)", "by the date first stored here"),
}
Axis = Literal["published", "written", "first_seen"]
# First years of the five-year plans; 1963 to 1965 were years of adjustment between the second and third.
_PLANS = (
    (1953, "1st FYP"),
    (1958, "2nd FYP"),
    (1963, "adjustment"),
    (1966, "3rd FYP"),
    (1971, "4th FYP"),
    (1976, "5th FYP"),
    (1981, "6th FYP"),
    (1986, "7th FYP"),
    (1991, "8th FYP"),
    (1996, "9th FYP"),
    (2001, "10th FYP"),
    (2006, "11th FYP"),
    (2011, "12th FYP"),
    (2016, "13th FYP"),
    (2021, "14th FYP"),
    (2026, "15th FYP"),
    (2031, ""),
)
# Days on which the party congresses closed and the term of a new Central Committee began.
_CONGRESSES = (
    ("1956-09-27", "8th CC"),
    ("1969-04-24", "9th CC"),
    ("1973-08-28", "10th CC"),
    ("1977-08-18", "11th CC"),
    ("1982-09-11", "12th CC"),
    ("1987-11-01", "13th CC"),
    ("1992-10-18", "14th CC"),
    ("1997-09-18", "15th CC"),
    ("2002-11-14", "16th CC"),
    ("2007-10-21", "17th CC"),
    ("2012-11-14", "18th CC"),
    ("2017-10-24", "19th CC"),
    ("2022-10-22", "20th CC"),
    ("2027-12-31", ""),
)


@dataclass(frozen=True, slots=True)
class Bounded:
    """Periods with names: `bounds[i]` to before `bounds[i + 1]` is `names[i]`; dates are ISO and may be years or months."""

    names: tuple[str, ...]
    bounds: tuple[str, ...]

    def sql(self, date: str) -> str:
        """Return the SQL expression that names the period of a date expression; NULL outside."""
        # A date known by its year or month only counts from that period's first day.
        whole = f"substr({date} || substr('-01-01', 1, max(0, 10 - length({date}))), 1, 10)"
        cases = [
            f"WHEN {whole} >= '{low}' AND {whole} < '{high}' THEN '{name}'"
            for name, low, high in zip(self.names, self.bounds, self.bounds[1:], strict=False)
        ]
        return f"CASE WHEN {date} = '' THEN NULL {' '.join(cases)} END"


def bounded_periods(by: str) -> Bounded | None:
    """Return the named periods of `plan`, `congress` or a list of bounds such as 2015,2018-03,2023; None for the calendar's."""
    if by == "plan":
        starts = [
            (f"{year}-01-01", f"{name} {year}–{after - 1}")
            for (year, name), (after, _) in itertools.pairwise(_PLANS)
        ]
        return Bounded(
            tuple(name for _, name in starts), (*(start for start, _ in starts), f"{_PLANS[-1][0]}-01-01")
        )
    if by == "congress":
        return Bounded(
            tuple(f"{name} {start[:7]}–" for start, name in _CONGRESSES[:-1]),
            tuple(start for start, _ in _CONGRESSES),
        )
    if by in ("year", "quarter", "month"):
        return None
    return _own_periods(by)


def _own_periods(by: str) -> Bounded:
    parts = [part.strip() for part in re.split(r"[,，]", by) if part.strip()]
    if len(parts) < 2:
        raise UsageError(
            f"--by {by!r}: year, quarter, month, plan, congress, or bounds such as 2015,2018-03,2023"
        )
    dates = [_whole(check_date(part, "--by") or "") for part in parts]
    if dates != sorted(set(dates)):
        raise UsageError(f"--by {by}: the bounds must rise")
    return Bounded(tuple(f"{low}..{high}" for low, high in itertools.pairwise(parts)), tuple(dates))


def _whole(date: str) -> str:
    return (date + "-01-01")[:10]


def period_sql(by: str, axis: Axis = "published", corpora: Sequence[str] = ()) -> str:
    """Return the SQL expression for the period of a document `d`; NULL where its date is not known well enough, or where it is of
    none of `corpora` (none named: any will do)."""
    period = _period_sql(by, axis)
    if not corpora:
        return period
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in corpora)
    return f"CASE WHEN d.corpus IN ({names}) THEN {period} END"


def _period_sql(by: str, axis: Axis) -> str:
    date = AXES[axis][0]
    if named := bounded_periods(by):
        return named.sql(date)
    month = f"CAST(substr({date}, 6, 2) AS INTEGER)"
    return {
        "year": f"substr({date}, 1, 4)",
        "quarter": f"CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 4) || '-Q' || (({month} + 2) / 3) END",
        "month": f"CASE WHEN length({date}) >= 7 THEN substr({date}, 1, 7) END",
    }[by]


def list_periods(known: Sequence[str], by: str, first: str | None, last: str | None) -> list[str]:
    """Return every period from the first known to the last, in order, within `first` and `last`."""
    if not known:
        return []
    if named := bounded_periods(by):
        places = [named.names.index(name) for name in known]
        chosen = range(min(places), max(places) + 1)
        return [
            named.names[i]
            for i in chosen
            if (not last or named.bounds[i] <= _whole_end(last))
            and (not first or named.bounds[i + 1] > _whole(first))
        ]
    return [at for at in fill_periods(min(known), max(known), by) if _is_between(at, first, last, by)]


def _whole_end(date: str) -> str:
    return f"{date}-99-99"[:10]


def _is_between(period: str, first: str | None, last: str | None, by: str) -> bool:
    low = period_of(first, by) if first else period
    high = period_of(last, by, at_end=True) if last else period
    return low <= period <= high


def period_of(date: str, by: str, *, at_end: bool = False) -> str:
    """Return the period of an ISO date, month or year; a year alone is its first month or quarter, or (`at_end`) its last."""
    month = int(date[5:7]) if len(date) >= 7 else (12 if at_end else 1)
    return {
        "year": date[:4],
        "quarter": f"{date[:4]}-Q{(month + 2) // 3}",
        "month": f"{date[:4]}-{month:02}",
    }[by]


def period_within(date: str, by: str) -> str:
    """Return the period, of any kind, that an ISO date (or month) lies in; "" where it lies in none."""
    if not (named := bounded_periods(by)):
        return period_of(date, by)
    whole = _whole(date)
    return next(
        (
            name
            for name, low, high in zip(named.names, named.bounds, named.bounds[1:], strict=False)
            if low <= whole < high
        ),
        "",
    )


def fill_periods(first: str, last: str, by: str) -> list[str]:
    """Return every period from `first` to `last`: `2019`, `2019-Q3` or `2019-07`."""
    if by == "year":
        return [str(year) for year in range(int(first), int(last) + 1)]
    size = 4 if by == "quarter" else 12

    def number(period: str) -> int:
        return int(period[:4]) * size + int(period[5:].lstrip("Q")) - 1

    names = []
    for count in range(number(first), number(last) + 1):
        year, part = divmod(count, size)
        names.append(f"{year}-Q{part + 1}" if by == "quarter" else f"{year}-{part + 1:02}")
    return names


def period_bounds(period: str, by: str) -> tuple[str, str]:
    """Return the first and last date, month or year of a period, as search takes them."""
    if named := bounded_periods(by):
        place = named.names.index(period)
        from datetime import date, timedelta

        return named.bounds[place], (date.fromisoformat(named.bounds[place + 1]) - timedelta(1)).isoformat()
    if "Q" in period:
        year, quarter = period.split("-Q")
        return f"{year}-{3 * int(quarter) - 2:02}", f"{year}-{3 * int(quarter):02}"
    return period, period
