"""Read the arguments of the Python API: names, dates and filters as plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import wraps
from inspect import signature
from operator import index
from typing import Any, ParamSpec, SupportsFloat, SupportsIndex, TypeVar

from flows.errors import UsageError, unknown_value
from flows.records import DateRange
from flows.references import DocumentChoice, check_state_words, read_document_choice
from flows.search import VALUE_FILTERS, Filters, read_date, read_range

_MORE_THAN_ANY = 10**15  # rows or characters; SQLite and C accept no infinite number
_OF_DOCUMENTS = ("as_of", "province", "vanished", "collection", "tag")
P = ParamSpec("P")
T = TypeVar("T")
Member = TypeVar("Member", bound=StrEnum)
Names = str | Iterable[str]  # one name, or several
Day = str | SupportsIndex | date  # "2019-06", 2019 (also of NumPy), or a day


def read_filters(*, first: Day = "", last: Day = "", **several: Names) -> Filters:
    """Return filters from plain values.

    Raises TypeError for an unknown filter, UsageError for an invalid date.
    """
    check_names("a search", several, VALUE_FILTERS)
    values = {name: as_names(given, name) for name, given in several.items()}
    return Filters.of(values, read_days(first, last))


def split_filters(given: Mapping[str, Any]) -> tuple[Filters, DocumentChoice | None]:
    """Return the filters of a search, and the choice of documents among them; with `as_of`, also the status.

    Raises TypeError for an unknown filter, UsageError for an invalid date or word.
    """
    check_names("a search", given, [*VALUE_FILTERS, *_OF_DOCUMENTS])
    apart = (*_OF_DOCUMENTS, "status") if given.get("as_of") else _OF_DOCUMENTS
    documents = {name: value for name, value in given.items() if name in apart}
    others = {name: value for name, value in given.items() if name not in apart}
    return read_filters(**others), read_choice("a search", documents, apart)


def check_names(
    what: str, given: Iterable[str], known: Iterable[str], *, dates: Sequence[str] = ("first", "last")
) -> None:
    """Raise TypeError for an unknown filter, with the nearest known ones."""
    names = [*known, *dates]
    for name in given:
        if name not in names:
            near = [f"Did you mean {one!r}?" for one in get_close_matches(name, names, 1)]
            raise TypeError(
                " ".join([f"{what} has no filter {name!r}.", *near, f"Known: {', '.join(names)}."])
            )


def read_choice(what: str, given: Mapping[str, Any], known: Sequence[str]) -> DocumentChoice | None:
    """Return the choice of documents made by a method's options, None for all documents.

    Raises TypeError for an unknown option, UsageError for an invalid date or word.
    """
    check_names(what, given, known, dates=())
    day = as_day(given.get("as_of", ""), "as_of")
    several = {name: as_names(values, name) for name, values in given.items() if name != "as_of"}
    return read_document_choice(day, **several) or None


def read_document_kind(
    what: str, given: Mapping[str, Any], kind: Names, known: Sequence[str]
) -> DocumentChoice | None:
    """Return the choice made by a method's options, of which `document_kind` is the kind of the documents.

    Raises TypeError for an unknown option, UsageError for an invalid date or word.
    """
    kinds = as_names(kind, "document_kind")
    check_state_words("kind", kinds, "document-kind")
    return read_choice(what, {**given, "kind": kinds}, known)


def as_names(given: Names, name: str = "names") -> tuple[str, ...]:
    """Return names as a tuple; a string is one name.

    Raises TypeError, with the `name` of the argument, for anything else.
    """
    if isinstance(given, str):
        _check_characters(name, given)
        return (given,)
    is_frame = hasattr(given, "columns")  # iterating it would yield its column names
    several: tuple[Any, ...] = (given,)
    if isinstance(given, Iterable) and not is_frame:
        several = tuple(given)
    if not all(isinstance(one, str) for one in several):
        raise TypeError(f"{name}={given!r}: write a text, or a list of texts")
    for one in several:
        _check_characters(name, one)
    return several


def checked(**choices: Sequence[str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Check a function's arguments against its annotations.

    Checks strings, numbers, booleans and choices; `choices` are for arguments whose annotation is the name of
    a type. The function then raises TypeError for a wrong type, UsageError for an invalid choice and for a
    number below 0.
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
                return function(*args, **kwargs)  # raises the right error for this function
            for name, value in bound.arguments.items():
                if name in known:
                    check_choice(name, value, known[name])
                elif kinds[name] == "str":
                    bound.arguments[name] = _as_text(name, value, expected.parameters[name].default)
                elif kinds[name] == "bool":
                    bound.arguments[name] = _as_switch(name, value, expected.parameters[name].default)
                elif kinds[name] == "float":
                    bound.arguments[name] = _as_number(name, value)
                elif kinds[name] in ("int", "int | None") and not (value is None and kinds[name] != "int"):
                    bound.arguments[name] = _as_whole(name, value)
            return function(*bound.args, **bound.kwargs)

        return call

    return check


def check_choice(name: str, value: object, known: Sequence[str]) -> None:
    """Raise UsageError for an argument that is not one of its choices."""
    if value not in known:
        raise unknown_value(name, value, known)


def _as_text(name: str, value: object, default: object) -> str:
    """Return a string, or the default for None. Raises TypeError for anything else."""
    if value is None and isinstance(default, str):
        return default
    if not isinstance(value, str):
        raise TypeError(f"{name}={value!r}: write a text")
    _check_characters(name, value)
    return value


def _check_characters(name: str, text: str) -> None:
    """Raise UsageError for a text with half a character, as left by a cut JSON escape."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError("flows.half_character", name=name, place=error.start) from None


def _as_switch(name: str, value: object, default: object) -> bool:
    """Return a boolean, also from NumPy; the default for None. Raises TypeError for anything else."""
    if value is None and isinstance(default, bool):
        return default
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):  # NumPy's, before and since 2
        return bool(value)
    raise TypeError(f"{name}={value!r}: write True or False")


def _as_whole(name: str, value: object) -> int:
    """Return a whole number, also from NumPy. Raises TypeError for anything else, UsageError below 0."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or isinstance(value, bool):
        raise TypeError(f"{name}={value!r}: write a whole number")
    if number < 0:
        raise UsageError("flows.too_low", name=name, value=number, least=0)
    return min(number, _MORE_THAN_ANY)


def _as_number(name: str, value: object) -> float:
    """Return a number, also from NumPy. Raises TypeError for anything else."""
    if not isinstance(value, SupportsFloat) or isinstance(value, str | bool):
        raise TypeError(f"{name}={value!r}: write a number")
    return float(value)


def as_grades(given: str | SupportsIndex | Iterable[str | SupportsIndex]) -> list[str]:
    """Return grades as strings; a string or whole number is one grade. Raises TypeError for anything else."""
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    return [one if isinstance(one, str) else str(_as_whole("grade", one)) for one in several]


def check_type(name: str, value: object, *kinds: type) -> None:
    """Raise TypeError for an argument that is not an instance of one of these classes."""
    if not isinstance(value, kinds):
        raise TypeError(f"{name}={value!r}: write a {' or '.join(kind.__name__ for kind in kinds)}")


def as_day(given: Day, name: str) -> str:
    """Return a date as a string: from a year as a number, from a day, or from a string unchanged.

    Raises TypeError for anything else; `name` is the argument's name.
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
    """Return the enum member for a plain value.

    `name` is the argument's name. Raises UsageError for a value that the enum lacks.
    """
    check_choice(name, value, [member.value for member in kind])
    return kind(value)
