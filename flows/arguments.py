"""Read the arguments of the Python front: names, dates and filters given as plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import wraps
from inspect import signature
from operator import index
from typing import Any, ParamSpec, SupportsIndex, TypeVar

from flows.errors import UsageError
from flows.records import DateRange
from flows.search import Filters, read_date, read_range

P = ParamSpec("P")
T = TypeVar("T")
Member = TypeVar("Member", bound=StrEnum)
Names = str | Iterable[str]  # one name, or several
Day = str | SupportsIndex | date  # "2019-06", 2019 (also of NumPy), or a day


def read_filters(*, first: Day = "", last: Day = "", **several: Names) -> Filters:
    """Return filters from plain values.

    Raises TypeError for an unknown filter, UsageError for a wrong date.
    """
    known = [field.name for field in fields(Filters) if field.name != "dates"]
    check_names("a search", several, known)
    values: dict[str, Any] = {name: as_names(given, name) for name, given in several.items()}
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


def as_names(given: Names, name: str = "names") -> tuple[str, ...]:
    """Return names as a tuple; a text is one name.

    Raises TypeError for what is neither, under the `name` of the argument.
    """
    if isinstance(given, str):
        return (given,)
    several = tuple(given) if isinstance(given, Iterable) else (given,)
    if not all(isinstance(one, str) for one in several):
        raise TypeError(f"{name}={given!r}: write a text, or a list of texts")
    return several


def checked(**choices: Sequence[str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Check what a function is called with: texts, whole numbers and choices, as its annotations say.

    `choices` are those of arguments whose annotation is the name of a type. The function then raises
    TypeError for a wrong type, UsageError for a choice that is none and for a number below 0.
    """

    def check(function: Callable[P, T]) -> Callable[P, T]:
        expected = signature(function)
        kinds = {name: str(one.annotation) for name, one in expected.parameters.items()}
        listed = {name: kind for name, kind in kinds.items() if kind.startswith("Literal[")}
        known = choices | {name: re.findall(r"['\"](\w+)['\"]", kind) for name, kind in listed.items()}

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                bound = expected.bind(*args, **kwargs)
            except TypeError:
                return function(*args, **kwargs)  # says what is wrong, and of which function
            for name, value in bound.arguments.items():
                if name in known:
                    check_choice(name, value, known[name])
                elif kinds[name] == "str":
                    bound.arguments[name] = _as_text(name, value, expected.parameters[name].default)
                elif kinds[name] in ("int", "int | None") and not (value is None and kinds[name] != "int"):
                    bound.arguments[name] = _as_whole(name, value)
            return function(*bound.args, **bound.kwargs)

        return call

    return check


def check_choice(name: str, value: object, known: Sequence[str]) -> None:
    """Raise UsageError for a value of an argument that is none of its choices."""
    if value not in known:
        raise UsageError("flows.unknown_member", name=name, value=value, known=list(known))


def _as_text(name: str, value: object, default: object) -> str:
    """Return a text, for None the one that stands where nothing is given. Raises TypeError for others."""
    if value is None and isinstance(default, str):
        return default
    if not isinstance(value, str):
        raise TypeError(f"{name}={value!r}: write a text")
    return value


def _as_whole(name: str, value: object) -> int:
    """Return a whole number, also one of NumPy's. Raises TypeError for others, UsageError below 0."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise TypeError(f"{name}={value!r}: write a whole number")
    if number < 0:
        raise UsageError("flows.too_low", name=name, value=number, least=0)
    return number


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
    if isinstance(given, SupportsIndex) and not isinstance(given, bool):
        return str(index(given))
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
    check_choice(name, value, [member.value for member in kind])
    return kind(value)
