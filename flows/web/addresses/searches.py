"""The address of a search: its request, the addresses around it, and the command that saves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args
from urllib.parse import urlencode

from flows.errors import UsageError
from flows.output import command_line, option_words
from flows.references import DocumentChoice, read_document_choice
from flows.search import ConcordanceRequest, Filters, LineOrder, Order, SearchRequest, read_range
from flows.web import limits
from flows.web.addresses.parameters import (
    Parameters,
    make_address,
    page_pair,
    read_choice,
    read_page,
    several_values,
)

FILTERS = (
    "strategy",
    "instrument",
    "term",
    "entity",
    "publisher",
    "corpus",
    "language",
    "status",
    "level",
    "kind",
)
UNINDEXED_FILTERS = ("province", "collection", "tag", "vanished")  # chosen in the store: not in the index
# Every parameter of the address of a search.
SEARCH_PARAMETERS = (
    "q",
    *FILTERS,
    *UNINDEXED_FILTERS,
    "from",
    "to",
    "as_of",
    "sort",
    "page",
    "expand",
    "lang",
)
ORDERS: tuple[Order, ...] = get_args(Order)
LINE_ORDERS: tuple[LineOrder, ...] = get_args(LineOrder)
LINE_WIDTH = 24  # for a concordance on a page, in Chinese characters per side


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """The address of a search; `values` are its filters by name. Equal searches have the same address."""

    query: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    order: Order = "relevance"
    page: int = 1
    expand: bool = True
    as_of: str = ""

    @property
    def filters(self) -> Filters:
        """The filters of a request. Raises UsageError for an invalid date."""
        given = {name: self.values_of(name) for name in FILTERS}
        if self.as_of:  # `documents` chooses by the status of that day
            given["status"] = ()
        return Filters.of(given, read_range(self.first, self.last))

    @property
    def documents(self) -> DocumentChoice | None:
        """The part of the store to search; None for all of it. Raises UsageError for an invalid date."""
        lists = {name: self.values_of(name) for name in UNINDEXED_FILTERS}
        status = self.values_of("status") if self.as_of else ()
        return read_document_choice(self.as_of, status=status, **lists) or None

    def values_of(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter."""
        return self.values.get(name, ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is searched for."""
        is_narrowed = any(self.chosen) or bool(self.first or self.last or self.as_of)
        return not self.query.strip() and not is_narrowed

    @property
    def modes(self) -> list[tuple[str, str]]:
        """The parameters that say how to search, not for what: the order, and without other names."""
        return [pair for pair in self.pairs() if pair[0] in ("sort", "expand")]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The values of the filters, each with its name."""
        return [(name, value) for name in (*FILTERS, *UNINDEXED_FILTERS) for value in self.values_of(name)]

    def request(
        self,
        *,
        limit: int = limits.PAGE_SIZE,
        offset: int | None = None,
        facets: tuple[str, ...] = (),
        facet_values: int | None = None,
    ) -> SearchRequest:
        """Return the request for the hits of the page, or for `limit` hits from `offset` on."""
        if offset is None:
            offset = (self.page - 1) * limits.PAGE_SIZE
        return SearchRequest(
            self.query,
            self.filters,
            limit=limit,
            offset=offset,
            order=self.order,
            facets=facets,
            facet_values=facet_values,
            expand=self.expand,
            max_read=limits.MAX_READ,
        )

    def concordance(self, sort: LineOrder, width: int = LINE_WIDTH) -> ConcordanceRequest:
        """Return the request for the lines of a concordance."""
        return ConcordanceRequest(
            self.query, self.filters, width, sort, expand=self.expand, max_read=limits.MAX_READ
        )

    def marking(self) -> list[tuple[str, str]]:
        """Return the parameters with which a document's page marks the matches."""
        return [pair for pair in self.pairs() if pair[0] in ("q", "term", "entity", "expand")]

    def parameters(self) -> str:
        """Return the parameters without the page, as the end of an address."""
        return urlencode(self.pairs(page=1))

    def command(self) -> str:
        """Return the command that saves this search."""
        dates = ""
        if self.first or self.last:
            dates = f"date:{self.first}..{self.last}"
        query = self.query or dates
        if self.query and dates:
            query = f"({self.query}) {dates}"
        options = option_words(*self.chosen)
        return command_line(["zhengce", "watch", "add", "NAME", query, *options])

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this page, or of another; defaults are left out."""
        number = page or self.page
        order = {"relevance": ""}.get(self.order, self.order)
        pairs = [
            ("q", self.query),
            *self.chosen,
            ("from", self.first),
            ("to", self.last),
            ("as_of", self.as_of),
            ("sort", order),
            page_pair(number),
            ("expand", "" if self.expand else "0"),
        ]
        return [pair for pair in pairs if pair[1]]

    def address(self, path: str = "/search", **changes: Any) -> str:
        """Return this address with changes; any change other than of the page goes back to the first page.

        A filter value is added, or removed if present.
        """
        values = dict(self.values)
        plain: dict[str, Any] = {"page": 1}
        for name, value in changes.items():
            if name not in (*FILTERS, *UNINDEXED_FILTERS):
                plain[name] = value
                continue
            others = tuple(one for one in values.get(name, ()) if one != value)
            is_there = len(others) < len(values.get(name, ()))
            values[name] = others if is_there else (*others, value)
        return make_address(path, *replace(self, values=values, **plain).pairs())


def carried_modes(parameters: Parameters) -> list[tuple[str, str]]:
    """Return the order and spelling that the start page keeps for the next query, without unknown values."""
    known = {"sort": ORDERS, "expand": ("0",)}
    return [(name, value) for name in known if (value := parameters.get(name, "")) in known[name]]


def recall_search(parameters: Parameters) -> SearchAddress:
    """Return what was typed in a search, valid or not, to show it again."""
    query = _read_query(parameters)[: limits.LONGEST_QUERY]
    dates = (parameters.get("from", "").strip(), parameters.get("to", "").strip())
    chosen = _read_filters(parameters)
    return SearchAddress(query, chosen, *dates, as_of=parameters.get("as_of", "").strip())


def _read_query(parameters: Parameters) -> str:
    """Return the query without null characters, which pages can't show; one of nothing else is not empty."""
    typed = parameters.get("q", "")
    if not typed:
        return ""
    return typed.replace("\x00", "") or "\N{REPLACEMENT CHARACTER}"


def _read_filters(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    return {name: several_values(parameters, name) for name in (*FILTERS, *UNINDEXED_FILTERS)}


def read_search(parameters: Parameters) -> SearchAddress:
    """Return the search of an address. Raises UsageError for values too long or unknown."""
    query = _read_query(parameters)
    if len(query) > limits.LONGEST_QUERY:
        raise UsageError("web.query_too_long", length=len(query), limit=limits.LONGEST_QUERY)
    order = read_choice(parameters, "sort", ORDERS)
    page = read_page(parameters, limits.LAST_PAGE)
    return SearchAddress(
        query,
        _read_filters(parameters),
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        order,  # type: ignore[arg-type]
        page,
        parameters.get("expand", "") != "0",
        parameters.get("as_of", "").strip(),
    )


def read_line_order(parameters: Parameters) -> LineOrder:
    """Return the order of a concordance. Raises UsageError for an unknown one."""
    order = read_choice(parameters, "order", LINE_ORDERS)
    return next(one for one in LINE_ORDERS if one == order)
