"""Parts of addresses: read and check parameters, and make addresses of those with a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlencode

from fastapi import HTTPException
from fastapi.datastructures import URL
from fastapi.responses import RedirectResponse

from flows.errors import UsageError, unknown_value
from flows.records import DateOrder
from flows.text import ALONE
from flows.web import limits

_LONGEST_PAGE = 12  # digits of a page number: times the rows of a page, SQLite can still count as far
_BEFORE = 3  # passages shown before the one that an address points to


class Parameters(Protocol):
    """The parameters of an address, including repeated ones."""

    def get(self, key: str, default: str, /) -> str:
        """Return the value of a name, the last one if repeated."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return every value of a name."""


def make_address(path: str, *pairs: tuple[str, str]) -> str:
    """Return an address with the parameters that have a value."""
    encoded = urlencode([pair for pair in pairs if pair[1]])
    return f"{path}?{encoded}" if encoded else path


def page_pair(page: int) -> tuple[str, str]:
    """Return the parameter of a page of a list; the first page has none."""
    return "page", str(page) if page > 1 else ""


def unless_default(value: str, default: str) -> str:
    """Return a value, or "" for the default, which addresses leave out."""
    return "" if value == default else value


def redirect(address: str, parameters: Parameters) -> RedirectResponse:
    """Return a redirection to another page, in the language given in this page's address."""
    language = parameters.get("lang", "")
    url = URL(address)
    return RedirectResponse(url.include_query_params(lang=language) if language else url, 303)


def exact_value(name: str, value: str) -> str:
    """Return the filter value for what was counted; for publishers, documents that each issued alone."""
    return f"{ALONE}{value}" if name == "publisher" else value


def plain_value(parameters: Parameters, name: str) -> str:
    """Return the value of a parameter that is a name or a few words."""
    return parameters.get(name, "").replace("\x00", "").strip()[: limits.LONGEST_NAME]


def several_values(parameters: Parameters, name: str) -> tuple[str, ...]:
    """Return the first values of a repeatable parameter, each once."""
    return tuple(dict.fromkeys(filter(None, parameters.getlist(name))))[: limits.VALUES]


def check_page(page: int, total: int, size: int = 0) -> None:
    """Raise UsageError for a page after the last one of a list; by default there are 200 rows per page."""
    last = max(1, -(-total // (size or limits.LINES)))
    if total and page > last:
        raise UsageError("web.no_such_page", page=page, last=last)


def quote_name(name: str) -> str:
    """Return the query that finds a name exactly: “十四五”规划 in straight quotation marks.

    These end at the next straight mark, whatever precedes it; a name containing one is searched by its parts.
    """
    parts = (part.strip() for part in name.split('"'))
    return " ".join(f'"{part}"' for part in parts if any(map(str.isalnum, part)))


def page_start(position: int, size: int = limits.PASSAGES) -> int:
    """Return the start of the page of a document that shows a passage, or a row, with a few before it.

    It is one of the regular pages, so a short document is shown from its beginning.
    """
    start = position // size * size
    if start and position - start < _BEFORE:
        return position - _BEFORE
    return start


def read_number(text: str) -> int:
    """Return a number in an address.

    Raises HTTPException (404) for anything else: there is no such address.
    """
    if not _is_number(text):
        raise HTTPException(404)
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len("99999999")


def read_start(parameters: Parameters, name: str, total: int = 0) -> int:
    """Return how many items of a list a parameter skips, by default none.

    Raises UsageError for anything but a number, and for one that skips all of `total` items.
    """
    value = parameters.get(name, "0")
    if not _is_number(value):
        raise UsageError("web.no_start", name=name, value=value[:20])
    if total and int(value) >= total:
        raise UsageError("web.start_behind", name=name, value=value, number=total)
    return int(value)


def read_page(parameters: Parameters, last: int = 0) -> int:
    """Return the page number of a list, by default 1.

    Raises UsageError for anything but a number from 1 on, and for one above `last` (0: no limit).
    """
    page = parameters.get("page", "1")
    is_number = page.isascii() and page.isdecimal() and len(page) <= _LONGEST_PAGE
    if is_number and 1 <= int(page) <= (last or int(page)):
        return int(page)
    if last:
        raise UsageError("web.unknown_page", page=page[:20], last=last)
    raise UsageError("web.no_page_number", page=page[:20])


def read_date_order(parameters: Parameters) -> DateOrder:
    """Return the order of dated facts, by default the latest first. Raises UsageError for an unknown one."""
    return "earliest" if read_choice(parameters, "sort", ("latest", "earliest")) == "earliest" else "latest"


def read_choices(parameters: Parameters, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a repeatable parameter. Raises UsageError for an unknown one."""
    values = several_values(parameters, name)
    for value in values:
        _check_choice(name, value, known)
    return values


def read_choice(parameters: Parameters, name: str, known: Sequence[str]) -> str:
    """Return the value of a parameter, by default the first known value.

    Raises UsageError for an unknown one.
    """
    value = parameters.get(name, known[0])
    _check_choice(name, value, known)
    return value


def _check_choice(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise unknown_value(name, value, filter(None, known))
