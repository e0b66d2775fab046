"""Addresses: what each asks for, as a value that gives the request and the addresses around it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from fastapi import HTTPException

from flows.alignment import ParallelRequest, RenderingRequest
from flows.errors import UsageError
from flows.records import SURE_SCORE
from flows.references import FIGURE_ORDERS, DocumentChoice, FigureRequest, read_document_choice
from flows.search import ConcordanceRequest, Filters, Order, SearchRequest, read_range
from flows.store import FigureOrder, TargetFilter
from flows.web import limits

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
KEPT = ("province", "collection", "tag")  # what chooses documents, not in the index
ORDERS = ("relevance", "recent", "date")
LINE_ORDERS = ("date", "left", "right")
_WIDTH = 24  # of a concordance on a page, in Chinese characters per side
_MANY = 50  # values of one filter
_BEFORE = 3  # passages shown before the one that an address leads to


class Parameters(Protocol):
    """The parameters of an address, several of one name included."""

    def get(self, key: str, default: str, /) -> str:
        """Return the value of a name, the last one of several."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return every value of a name."""


def make_address(path: str, *pairs: tuple[str, str]) -> str:
    """Return an address with the parameters that have a value."""
    encoded = urlencode([pair for pair in pairs if pair[1]])
    return f"{path}?{encoded}" if encoded else path


def check_page(page: int, total: int, size: int = 0) -> None:
    """Raise UsageError for a page after the last one of a list with rows; by default of 200 to a page."""
    last = max(1, -(-total // (size or limits.LINES)))
    if total and page > last:
        raise UsageError("web.no_such_page", page=page, last=last)


def quote_name(name: str) -> str:
    """Return the query that finds a name exactly as it is: “十四五”规划 in straight quotation marks.

    Those end at the next straight one, whatever precedes it: a name with one in it is searched by its parts.
    """
    parts = (part.strip() for part in name.split('"'))
    return " ".join(f'"{part}"' for part in parts if any(map(str.isalnum, part)))


def page_start(position: int, size: int = limits.PASSAGES) -> int:
    """Return where the page of a document starts that shows a passage, or a row, with a few before it.

    It is the page that turning pages shows, so that a short document is there from its beginning.
    """
    start = position // size * size
    if start and position - start < _BEFORE:
        return position - _BEFORE
    return start


def read_number(text: str) -> int:
    """Return a number of an address.

    Raises HTTPException (404) for anything else: there is no such address.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > len("99999999"):
        raise HTTPException(404)
    return int(text)


def read_choice(parameters: Parameters, name: str, known: Sequence[str]) -> str:
    """Return the value of a parameter, by default the first known one.

    Raises UsageError for an unknown one.
    """
    value = parameters.get(name, known[0])
    if value not in known:
        raise UsageError("web.unknown_choice", name=name, value=value[:40], known=[*filter(None, known)])
    return value


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
    vanished: str = ""

    @property
    def filters(self) -> Filters:
        """The filters of a request. Raises UsageError for a wrong date."""
        given: dict[str, Any] = {name: self.values_of(name) for name in FILTERS}
        if self.as_of:  # the status of that day is chosen by `documents`
            given["status"] = ()
        return Filters(**given, dates=read_range(self.first, self.last))

    @property
    def documents(self) -> DocumentChoice | None:
        """The part of the store that is asked; None for all of it. Raises UsageError for a wrong date."""
        lists = {name: self.values_of(name) for name in KEPT}
        if not (self.as_of or self.vanished or any(lists.values())):
            return None
        status = self.values_of("status") if self.as_of else ()
        vanished = tuple(filter(None, [self.vanished]))
        return read_document_choice(self.as_of, status=status, vanished=vanished, **lists)

    def values_of(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter."""
        return self.values.get(name, ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        is_narrowed = any(self.chosen) or bool(self.first or self.last or self.vanished)
        return not self.query.strip() and not is_narrowed

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The values of the filters, each with its name."""
        return [(name, value) for name in (*FILTERS, *KEPT) for value in self.values_of(name)]

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

    def concordance(self, sort: Literal["date", "left", "right"], width: int = _WIDTH) -> ConcordanceRequest:
        """Return the request for the lines of a concordance."""
        return ConcordanceRequest(
            self.query, self.filters, width, sort, expand=self.expand, max_read=limits.MAX_READ
        )

    def marking(self) -> list[tuple[str, str]]:
        """Return the parameters by which a document's page marks the matches."""
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
        chosen = [*self.chosen, *([("vanished", self.vanished)] if self.vanished else [])]
        options = [word for name, value in chosen for word in (f"--{name}", shlex.quote(value))]
        return " ".join(["zhengce watch add NAME", shlex.quote(query), *options])

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
            ("vanished", self.vanished),
            ("sort", order),
            ("page", str(number) * (number > 1)),
            ("expand", "0" * (not self.expand)),
        ]
        return [pair for pair in pairs if pair[1]]

    def address(self, path: str = "/search", **changes: Any) -> str:
        """Return this address with changes; a change of anything but the page goes back to the first page.

        The value of a filter is added, or removed where it is there.
        """
        values = dict(self.values)
        plain: dict[str, Any] = {"page": 1}
        for name, value in changes.items():
            if name not in (*FILTERS, *KEPT):
                plain[name] = value
                continue
            others = tuple(one for one in values.get(name, ()) if one != value)
            is_there = len(others) < len(values.get(name, ()))
            values[name] = others if is_there else (*others, value)
        return make_address(path, *replace(self, values=values, **plain).pairs())


def recall_search(parameters: Parameters) -> SearchAddress:
    """Return what was typed of a search, right or wrong, to be shown again."""
    query = parameters.get("q", "").replace("\x00", "")[: limits.LONGEST_QUERY]
    dates = (parameters.get("from", "").strip(), parameters.get("to", "").strip())
    chosen = _read_filters(parameters)
    return SearchAddress(query, chosen, *dates, as_of=parameters.get("as_of", "").strip())


def _read_filters(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(dict.fromkeys(filter(None, parameters.getlist(name))))[:_MANY]
        for name in (*FILTERS, *KEPT)
    }


def read_search(parameters: Parameters) -> SearchAddress:
    """Return the search of an address. Raises UsageError for what is too long or unknown."""
    query = parameters.get("q", "").replace("\x00", "")
    if len(query) > limits.LONGEST_QUERY:
        raise UsageError("web.query_too_long", length=len(query), limit=limits.LONGEST_QUERY)
    order = read_choice(parameters, "sort", ORDERS)
    page = parameters.get("page", "1")
    if not page.isascii() or not page.isdecimal() or not 1 <= int(page[:9]) <= limits.LAST_PAGE:
        raise UsageError("web.unknown_page", page=page[:20], last=limits.LAST_PAGE)
    return SearchAddress(
        query,
        _read_filters(parameters),
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        order,  # type: ignore[arg-type]
        int(page),
        parameters.get("expand", "") != "0",
        parameters.get("as_of", "").strip(),
        parameters.get("vanished", "").strip(),
    )


def read_line_order(parameters: Parameters) -> Literal["date", "left", "right"]:
    """Return the order of a concordance. Raises UsageError for an unknown one."""
    match read_choice(parameters, "order", LINE_ORDERS):
        case "left":
            return "left"
        case "right":
            return "right"
    return "date"


@dataclass(frozen=True, slots=True)
class FigureAddress:
    """The address of a list of figures."""

    query: str = ""
    indicator: str = ""
    entity: str = ""
    kind: str = ""
    language: str = ""
    first: str = ""
    last: str = ""
    is_sure: bool = False
    sort: FigureOrder = "latest"
    same: str = ""
    page: int = 1

    @property
    def request(self) -> FigureRequest:
        """Return which figures are wanted."""
        filters = TargetFilter(
            indicator=self.indicator,
            kinds=[self.kind] * bool(self.kind),
            entities=[self.entity] * bool(self.entity),
            languages=[self.language] * bool(self.language),
            deadline_first=self.first,
            deadline_last=self.last,
            least_score=SURE_SCORE * self.is_sure,
        )
        return FigureRequest(filters, self.query, self.sort, same=self.same)

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/targets", *self._pairs(), ("page", str(page) * (page > 1)))

    def same_as(self, mark: str) -> str:
        """Return the address of all figures that are equal to one."""
        return make_address("/targets", ("same", mark))

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        return (
            ("q", self.query),
            ("indicator", self.indicator),
            ("entity", self.entity),
            ("kind", self.kind),
            ("language", self.language),
            ("from", self.first),
            ("to", self.last),
            ("sure", "1" * self.is_sure),
            ("sort", self.sort * (self.sort != FIGURE_ORDERS[0])),
            ("same", self.same),
        )

    def command(self) -> str:
        """Return the command that lists the same figures."""
        options = {"q": "query", "from": "deadline-from", "to": "deadline-to"}
        words = [
            word
            for name, value in self._pairs()
            if value and name != "sure"
            for word in (f"--{options.get(name, name)}", shlex.quote(value))
        ]
        return " ".join(["zhengce targets", *words, *["--sure"] * self.is_sure])


def read_figures(parameters: Parameters) -> FigureAddress:
    """Return the figures of an address. Raises UsageError for an unknown order."""

    def plain(name: str) -> str:
        return parameters.get(name, "").replace("\x00", "").strip()[: limits.LONGEST_NAME]

    return FigureAddress(
        plain("q"),
        plain("indicator"),
        plain("entity"),
        plain("kind"),
        plain("language"),
        plain("from"),
        plain("to"),
        parameters.get("sure", "") == "1",
        read_choice(parameters, "sort", FIGURE_ORDERS),  # type: ignore[arg-type]
        plain("same"),
        max(1, read_number(parameters.get("page", "1"))),
    )


@dataclass(frozen=True, slots=True)
class ParallelAddress:
    """The address of a parallel concordance: a search, and what the other language has to have or to lack."""

    search: SearchAddress
    rendered_as: str = ""
    is_not_rendered: bool = False
    order: Literal["date", "left", "right"] = "date"

    def request(self, width: int = _WIDTH) -> ParallelRequest:
        """Return the request for the lines. Raises UsageError for a wrong date."""
        return ParallelRequest(
            self.search.query,
            self.search.filters,
            width=width,
            sort=self.order,
            rendered_as=self.rendered_as,
            not_rendered=self.is_not_rendered,
            expand=self.search.expand,
            max_read=limits.MAX_READ,
        ).within(self.search.values_of("collection"), self.search.values_of("tag"))

    def renderings(self, minimum: int = 1) -> RenderingRequest:
        """Return the request for the renderings of the query, whatever the lines are narrowed to."""
        plain = replace(self, rendered_as="", is_not_rendered=False, order="date")
        return RenderingRequest(plain.request(), minimum)

    def narrow(self, rendered_as: str = "", *, is_not_rendered: bool = False) -> str:
        """Return the address of the lines whose counterpart has, or lacks, a text."""
        return replace(self, rendered_as=rendered_as, is_not_rendered=is_not_rendered).at(1)

    def without(self, name: str, value: str) -> str:
        """Return the address without a value of a filter."""
        kept = tuple(one for one in self.search.values_of(name) if one != value)
        return replace(self, search=replace(self.search, values={**self.search.values, name: kept})).at(1)

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/parallel", *self.pairs(page))

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this page, or of another; defaults are left out."""
        own = [
            ("rendered_as", self.rendered_as),
            ("not_rendered", "1" * self.is_not_rendered),
            ("order", "" if self.order == "date" else self.order),
        ]
        kept = [pair for pair in self.search.pairs(page=page) if pair[0] != "sort"]
        return kept + [pair for pair in own if pair[1]]

    def command(self, name: str = "parallel") -> str:
        """Return the command that shows the same lines, or with `renderings` the renderings of the query."""
        options = [
            *((f"--{name}", value) for name, value in self.search.chosen),
            ("--from", self.search.first),
            ("--to", self.search.last),
        ]
        if name == "parallel":
            options += [("--rendered-as", self.rendered_as), ("--sort", self.order * (self.order != "date"))]
        words = [word for option, value in options if value for word in (option, shlex.quote(value))]
        words += ["--not-rendered"] * (self.is_not_rendered and name == "parallel")
        words += ["--as-typed"] * (not self.search.expand)
        return " ".join(["zhengce", name, shlex.quote(self.search.query), *words])


def read_parallel(parameters: Parameters) -> ParallelAddress:
    """Return the parallel concordance of an address. Raises UsageError for what is too long or unknown."""
    rendered_as = parameters.get("rendered_as", "").replace("\x00", "").strip()
    search = read_search(parameters)
    if search.values_of("province"):
        raise UsageError("web.no_province_here")
    return ParallelAddress(
        search,
        rendered_as[: limits.LONGEST_NAME],
        parameters.get("not_rendered", "") == "1",
        read_line_order(parameters),
    )
