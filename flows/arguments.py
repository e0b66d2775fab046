"""Read the arguments of the Python front: names, dates and filters given as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from flows.errors import UsageError
from flows.records import DateRange
from flows.search import Filters, read_date, read_range

Member = TypeVar("Member", bound=StrEnum)
Names = str | Iterable[str]  # one name, or several
Day = str | int | date  # "2019-06", 2019, or a day


def read_filters(*, first: Day = "", last: Day = "", **several: Names) -> Filters:
    """Return filters from plain values.

    Raises TypeError for an unknown filter, UsageError for a wrong date.
    """
    known = [field.name for field in fields(Filters) if field.name != "dates"]
    check_names("a search", several, known)
    values: dict[str, Any] = {name: as_names(given) for name, given in several.items()}
    return Filters(**values, dates=read_days(first, last))


def check_names(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise TypeError for a filter that is none of the known ones, with the nearest of them."""
    names = [*known, "first", "last"]
    for name in given:
        if name not in names:
            near = [f"Did you mean {one!r}?" for one in get_close_matches(name, names, 1)]
            raise TypeError(
                " ".join([f"{what} has no filter {name!r}.", *near, f"Known: {', '.join(names)}."])
            )


def as_names(given: Names) -> tuple[str, ...]:
    """Return names as a tuple; a text is one name."""
    return (given,) if isinstance(given, str) else tuple(given)


def as_grades(given: str | int | Iterable[str | int]) -> list[str]:
    """Return grades as texts; a text or number is one."""
    several = (given,) if isinstance(given, str | int) else given
    return [str(one) for one in several]


def as_day(given: Day, name: str) -> str:
    """Return a date as a text: of a year as a number, of a day, or as it is.

    Raises TypeError for anything else; `name` is that of the argument.
    """
    if isinstance(given, str):
        return given
    if isinstance(given, date):
        return given.isoformat()[:10]
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise TypeError(f"{name}={given!r}: write a date such as '2019', '2019-06' or '2019-06-12'")


def read_days(first: Day, last: Day) -> DateRange:
    """Return the dates from `first` to `last`. Raises UsageError for a wrong one, TypeError for no date."""
    begin, end = as_day(first, "first"), as_day(last, "last")
    read_date(begin, "first")
    read_date(end, "last")
    return read_range(begin, end)


def read_member(kind: type[Member], name: str, value: str) -> Member:
    """Return the member of an enum that a plain value stands for.

    `name` is that of the argument. Raises UsageError for a value that the enum lacks.
    """
    if value in {member.value for member in kind}:
        return kind(value)
    known = [member.value for member in kind]
    raise UsageError("flows.unknown_member", name=name, value=value, known=known)
