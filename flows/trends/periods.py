"""Periods of a time axis: calendar units, five-year plans, congress terms, or given bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from flows.errors import UsageError
from flows.records import DateRange, first_day, last_day
from flows.search import read_date
from flows.store import Division

_MONTHS, _QUARTERS = 12, 4
_OPEN = ("1000", "9999")  # before and after any date that a document can have


def read_division(by: str) -> Division:
    """Return the division of time that `by` names.

    `by` is year, quarter, month, plan, congress, or bounds such as 2015,2018-03,2023. Raises UsageError for
    anything else.
    """
    match by:
        case "year" | "quarter" | "month":
            return Division(by)
        case "plan" | "congress":
            return _named_divisions()[by]
    return _read_bounds(by)


@cache
def _read_names() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("periods.toml").read_text(encoding="utf-8"))


@cache
def _named_divisions() -> dict[str, Division]:
    known = _read_names()
    plans = [(f"{entry['year']}-01-01", entry["name"]) for entry in known["plan"]]
    named_plans = tuple(f"{name} {low[:4]}–{int(high[:4]) - 1}" for (low, name), (high, _) in pairwise(plans))
    congresses = [(entry["date"], entry["name"]) for entry in known["congress"]]
    named_congresses = tuple(f"{name} {start[:7]}–" for start, name in congresses[:-1])
    return {
        "plan": Division(None, named_plans, tuple(start for start, _ in plans)),
        "congress": Division(None, named_congresses, tuple(start for start, _ in congresses)),
    }


@cache
def _chinese_names() -> Mapping[str, str]:
    return {entry["name"]: entry["zh"] for entries in _read_names().values() for entry in entries[:-1]}


def name_period(period: str, language: str) -> str:
    """Return a period, or text with periods, as shown in a language.

    `14th FYP 2021–2025` is `十四五 2021–2025` in Chinese. Data, files and addresses keep the English name.
    """
    if language != "zh":
        return period
    names = _chinese_names()
    pattern = rf"\b({'|'.join(names)})(?= \d{{4}})"
    return re.sub(pattern, lambda found: names[found[0]], period)


def read_period(text: str) -> str:
    """Return the name under which a period is counted, from that name or the one shown in Chinese."""
    for name, chinese in _chinese_names().items():
        if text.startswith(f"{chinese} "):
            return name + text.removeprefix(chinese)
    return text


def _read_bounds(by: str) -> Division:
    parts = [part.strip() for part in re.split(r"[,，]", by) if part.strip()]
    if len(parts) < 2:
        raise UsageError("trends.no_division", by=by)
    bounds = [read_date(part, "--by") or "" for part in parts]
    dates = [first_day(bound) for bound in bounds]
    if dates != sorted(set(dates)):
        raise UsageError("trends.bounds_fall", by=by)
    names = tuple(_name_between(low, high) for low, high in pairwise(bounds))
    return Division(None, names, tuple(dates))


def _name_between(low: str, high: str) -> str:
    """Return the name of the time from one bound up to the next, `high`, which belongs to the next period.

    From 2015 to 2020 it is 2015..2019, the dates that the query field `date` finds under this name; from
    2015-06 to 2016 it is 2015-06..2015-12.
    """
    before = date.fromisoformat(first_day(high)) - timedelta(days=1)
    last = before.isoformat()[: max(len(low), len(high))]
    if low == last:
        return low
    return f"{low}..{last}"


def list_periods(known: Sequence[str], by: str, dates: DateRange) -> list[str]:
    """Return every period from the first known to the last, in order, within the dates."""
    if not known:
        return []
    division = read_division(by)
    if division.unit is None:
        return _list_named(known, division, dates)
    low = period_of(dates.first, by) if dates.first else min(known)
    high = period_of(dates.last, by, at_end=True) if dates.last else max(known)
    return [period for period in fill_periods(min(known), max(known), by) if low <= period <= high]


def counted_dates(by: str, dates: DateRange) -> DateRange:
    """Return the first and last day that count: periods count as a whole, so both may be outside `dates`.

    An end of `dates` that is open, or falls in no period, is None.
    """
    division = read_division(by)
    if division.unit:
        first = period_bounds(period_of(dates.first, by), by).first if dates.first else None
        last = period_bounds(period_of(dates.last, by, at_end=True), by).last if dates.last else None
        return DateRange(first and first_day(first), last and last_day(last))
    spans = list(pairwise(division.bounds))
    start, end = first_day(dates.first or "0000"), last_day(dates.last or "9999")
    lows = [low for low, high in spans if low <= start < high] if dates.first else []
    highs = [high for low, high in spans if low <= end < high] if dates.last else []
    last = (date.fromisoformat(highs[0]) - timedelta(1)).isoformat() if highs else None
    return DateRange(lows[0] if lows else None, last)


def _list_named(known: Sequence[str], division: Division, dates: DateRange) -> list[str]:
    places = [division.names.index(name) for name in known]
    first, last = first_day(dates.first or "0000"), f"{dates.last or '9999'}-99-99"[:10]
    spans = list(zip(division.names, pairwise(division.bounds), strict=True))
    return [
        name for name, (low, high) in spans[min(places) : max(places) + 1] if low <= last and high > first
    ]


def period_of(day: str, by: str, *, at_end: bool = False) -> str:
    """Return the year, quarter or month of an ISO date, month or year.

    A year alone stands for its first quarter or month, or with `at_end` for its last.
    """
    month = _MONTHS * at_end or 1
    if len(day) >= len("2021-03"):
        month = int(day[5:7])
    return {
        "year": day[:4],
        "quarter": f"{day[:4]}-Q{(month + 2) // 3}",
        "month": f"{day[:4]}-{month:02}",
    }[by]


def period_within(day: str, by: str) -> str:
    """Return the period, of any kind, that an ISO date or month falls in; "" if there is none."""
    division = read_division(by)
    if division.unit:
        return period_of(day, by)
    whole = first_day(day)
    spans = zip(division.names, pairwise(division.bounds), strict=True)
    return next((name for name, (low, high) in spans if low <= whole < high), "")


def fill_periods(first: str, last: str, by: str) -> list[str]:
    """Return every period from `first` to `last`: `2019`, `2019-Q3` or `2019-07`."""
    if by == "year":
        return [str(year) for year in range(int(first), int(last) + 1)]
    size, pattern = {"quarter": (_QUARTERS, "{}-Q{}"), "month": (_MONTHS, "{}-{:02}")}[by]

    def number(period: str) -> int:
        return int(period[:4]) * size + int(period[5:].lstrip("Q")) - 1

    counted = (divmod(count, size) for count in range(number(first), number(last) + 1))
    return [pattern.format(year, part + 1) for year, part in counted]


def period_bounds(period: str, by: str) -> DateRange:
    """Return the first and last date, month or year of a period, as search takes them."""
    division = read_division(by)
    if division.unit is None:
        place = division.names.index(period)
        last = date.fromisoformat(division.bounds[place + 1]) - timedelta(1)
        return DateRange(division.bounds[place], last.isoformat())
    if "Q" in period:
        year, quarter = period.split("-Q")
        return DateRange(f"{year}-{3 * int(quarter) - 2:02}", f"{year}-{3 * int(quarter):02}")
    return DateRange(period, period)


def bounds_of(dates: DateRange) -> str:
    """Return the division into one period that begins and ends with the dates."""
    return f"{dates.first or _OPEN[0]},{_day_after(dates.last)}"


def _day_after(last: str | None) -> str:
    """Return the first day, month or year after an ISO day, month or year."""
    if last is None:
        return _OPEN[1]
    parts = [int(part) for part in last.split("-")]
    if len(parts) == 1:
        return f"{parts[0] + 1:04}"
    if len(parts) == 2:
        year, month = divmod(_MONTHS * parts[0] + parts[1], _MONTHS)
        return f"{year:04}-{month + 1:02}"
    return (date(*parts) + timedelta(1)).isoformat()
