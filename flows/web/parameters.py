"""What an address asks for: query, filters, order, page; and addresses that ask for a little more or less."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flows.errors import UsageError
from flows.search import Filters, Order, read_range

FILTERS = ("strategy", "instrument", "term", "entity", "publisher", "corpus", "language")
PAGE_SIZE, LAST_PAGE, LONGEST = 20, 500, 2000
MOST_READ = 50_000  # passages that one answer may read besides what the index says: about two seconds
MOST_COUNTED = 200_000  # passages in which a series may count words: about five seconds
ORDERS = ("relevance", "recent", "date")


@dataclass(frozen=True, slots=True)
class Request:
    """One search; `values` are the filters by name. Two equal requests have the same address."""

    query: str
    values: Mapping[str, tuple[str, ...]]
    first: str = ""
    last: str = ""
    order: Order = "relevance"
    page: int = 1
    expand: bool = True

    @property
    def filters(self) -> Filters:
        given: dict[str, Any] = {name: self.values.get(name, ()) for name in FILTERS}
        return Filters(**given, dates=read_range(self.first, self.last))

    @property
    def is_empty(self) -> bool:
        return not self.query.strip() and not self.filters

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Return the filters' values with their names."""
        return [(name, value) for name in FILTERS for value in self.values.get(name, ())]

    def marking(self) -> list[tuple[str, str]]:
        """Return what a document's page needs to mark the matches."""
        return [pair for pair in self.pairs() if pair[0] in ("q", "term", "entity", "expand")]

    def parameters(self) -> str:
        """Return the request but for its page, as the end of an address."""
        return urlencode(self.pairs(page=1))

    def command(self) -> str:
        """Return the command that saves this search.

        Dates go into the query, as saved searches have no option for them.
        """
        dates = f"date:{self.first}..{self.last}" if self.first or self.last else ""
        query = f"({self.query}) {dates}" if self.query and dates else self.query or dates
        options = [word for name, value in self.chosen for word in (f"--{name}", shlex.quote(value))]
        return " ".join(["zhengce watch add NAME", shlex.quote(query), *options])

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return the request (or another page of it) as parameters, defaults left out."""
        page = self.page if page is None else page
        found = [("q", self.query)] if self.query else []
        found += self.chosen
        found += [("from", self.first)] if self.first else []
        found += [("to", self.last)] if self.last else []
        found += [("sort", self.order)] if self.order != "relevance" else []
        found += [("page", str(page))] if page > 1 else []
        found += [] if self.expand else [("expand", "0")]
        return found

    def address(self, path: str = "/search", **changes: Any) -> str:
        """Return the address of this request with changes.

        A filter's value is added, or taken away where it is there. A change of anything but the page
        goes back to the first page.
        """
        values = {name: list(self.values.get(name, ())) for name in FILTERS}
        plain: dict[str, Any] = {
            "query": self.query,
            "first": self.first,
            "last": self.last,
            "order": self.order,
            "expand": self.expand,
            "page": 1,
        }
        for name, value in changes.items():
            if name in values:
                values[name] = (
                    [one for one in values[name] if one != value]
                    if value in values[name]
                    else [*values[name], value]
                )
            else:
                plain[name] = value
        changed = Request(values={name: tuple(kept) for name, kept in values.items()}, **plain)
        return make_address(path, *changed.pairs())


def make_address(path: str, *pairs: tuple[str, str]) -> str:
    """Return an address with the parameters that have a value."""
    encoded = urlencode([pair for pair in pairs if pair[1]])
    return f"{path}?{encoded}" if encoded else path


def read_request(parameters: Any) -> Request:
    """Read a request from an address's parameters; raises UsageError for what can't be."""
    query = parameters.get("q", "").replace("\x00", "")
    if len(query) > LONGEST:
        raise UsageError("web.query_too_long", length=len(query), most=LONGEST)
    order = parameters.get("sort", "relevance")
    if order not in ORDERS:
        raise UsageError("web.unknown_choice", name="sort", value=order[:40], known=ORDERS)
    page = parameters.get("page", "1")
    if not page.isascii() or not page.isdecimal() or not 1 <= int(page[:9]) <= LAST_PAGE:
        raise UsageError("web.unknown_page", page=page[:20], last=LAST_PAGE)
    values = {
        name: tuple(dict.fromkeys(value for value in parameters.getlist(name) if value))[:50]
        for name in FILTERS
    }
    return Request(
        query,
        values,
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        order,
        int(page),
        parameters.get("expand") != "0",
    )
