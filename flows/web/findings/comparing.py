"""Two documents, periods or queries side by side: the page /compare and its JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from flows.errors import UsageError, ZhengceError
from flows.records import Locale
from flows.references import show_unit, show_written
from flows.reports.comparisons import (
    CHANGES,
    UNIT_KINDS,
    CompareRequest,
    Comparison,
    ParagraphPair,
    comparison_answer,
    comparison_rows,
    name_units,
)
from flows.search import Filters, select_passages
from flows.store.documents import (
    DatedDocument,
    DocumentRequest,
    Titled,
    adjacent_documents,
    find_by_title,
    find_one,
    known_corpora,
    list_documents,
    titled_documents,
)
from flows.web import limits
from flows.web.addresses import (
    Parameters,
    check_page,
    make_address,
    page_pair,
    read_choice,
    read_page,
    unless_default,
)
from flows.web.findings.sides import show_side
from flows.web.library import Library
from flows.web.refusals import strict_router
from flows.web.rendering import Pages

_SHOWN = ("changed", "all", *CHANGES)
_UNITS = ("", *UNIT_KINDS)
_ROWS, _FIGURES, _TERMS = 60, 100, 20
_OFFERED = 40  # documents offered
# Periods of the five-year plans, the most common comparisons.
_PERIODS = ("2006..2010", "2011..2015", "2016..2020", "2021..2025", "2026..2030")
# From each group, the first pair with passages on both sides is offered.
_EXAMPLES = (
    (("2016..2020", "2021..2025"), ("2021..2025", "2026..2030"), ("2011..2015", "2016..2020")),
    (("language:zh", "language:en"),),
    (("人工智能", "数字经济"), ("自主可控", "出口管制"), ("科技创新", "产业政策")),
)
_Side = Annotated[
    str,
    Query(
        min_length=1,
        max_length=limits.LONGEST_QUERY,
        description="a document's id or title, a period (2016..2020), or a query; document:, period: or "
        "query: before it says which",
    ),
]


@dataclass(frozen=True, slots=True)
class CompareAddress:
    """The address of a comparison: both sides as typed, the unit of texts, and the rows shown."""

    a: str = ""
    b: str = ""
    unit: str = ""
    show: str = "changed"
    page: int = 1

    def request(self) -> CompareRequest:
        """Return the request for the comparison."""
        unit = next((one for one in UNIT_KINDS if one == self.unit), None)
        return CompareRequest(self.a, self.b, _TERMS, unit=unit, max_read=limits.MAX_READ)

    def at(self, show: str = "", page: int = 1) -> str:
        """Return the address of other rows of the same comparison."""
        return make_address(
            "/compare",
            ("a", self.a),
            ("b", self.b),
            ("unit", self.unit),
            ("show", unless_default(show or self.show, "changed")),
            page_pair(page),
        )

    def swapped(self) -> str:
        """Return the address of the same comparison with the sides swapped."""
        return replace(self, a=self.b, b=self.a).at()

    def rows(self, found: Comparison) -> list[ParagraphPair]:
        """Return the paragraphs shown, on all pages."""
        pairs = found.paragraphs.pairs if found.paragraphs else ()
        if self.show == "all":
            return list(pairs)
        if self.show == "changed":
            return [pair for pair in pairs if pair.change == "reworded" or pair.is_moved]
        return [pair for pair in pairs if pair.change == self.show]


def read_compare(parameters: Parameters) -> CompareAddress:
    """Return the comparison of an address. Raises UsageError for values too long or unknown."""
    sides = [parameters.get(name, "").replace("\x00", "").strip() for name in ("a", "b")]
    if (longest := max(map(len, sides))) > limits.LONGEST_QUERY:
        raise UsageError("web.query_too_long", length=longest, limit=limits.LONGEST_QUERY)
    return CompareAddress(
        sides[0],
        sides[1],
        read_choice(parameters, "unit", _UNITS),
        read_choice(parameters, "show", _SHOWN),
        read_page(parameters),
    )


def compared_rows(
    library: Library, parameters: Parameters, locale: Locale | None = None
) -> list[dict[str, object]]:
    """Return the rows of an address's comparison for a file; units have names in the locale, if given."""
    rows = comparison_rows(library.compare(read_compare(parameters).request()))
    if locale:
        rows = name_units(rows, locale)
    return [row._asdict() for row in rows]


def build_comparing(pages: Pages) -> APIRouter:
    """Return the route /compare."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/compare")
    def compare(request: Request) -> HTMLResponse:
        address = read_compare(request.query_params)
        found, problem, is_choice = None, "", False
        candidates: list[tuple[Titled, str]] = []
        if address.a and address.b:
            try:
                found = library.compare(address.request())
            except ZhengceError as error:
                problem = error.message(pages.locale(request), for_page=True)
                candidates = _list_candidates(library, address, error)
                is_choice = error.code == "reports.nothing_on_side"
        sides = [
            show_side(library, "A", address.a, found, lambda one: replace(address, a=one).at()),
            show_side(library, "B", address.b, found, lambda one: replace(address, b=one).at()),
        ]
        rows = address.rows(found) if found else []
        check_page(address.page, len(rows), _ROWS)
        start = (address.page - 1) * _ROWS
        return pages.render(
            request,
            "compare.html",
            status=400 if problem else 200,
            asked=address,
            found=found,
            problem=problem,
            candidates=candidates,
            show_unit=partial(show_unit, locale=pages.locale(request)),
            show_written=partial(show_written, locale=pages.locale(request)),
            rows=rows[start : start + _ROWS],
            start=start,
            total=len(rows),
            size=_ROWS,
            figures=found.figures.pairs[:_FIGURES] if found else (),
            shown_kinds=_SHOWN,
            units=_UNITS,
            sides=sides,
            unread=[side.letter for side in sides if is_choice and side.choices and not side.read],
            near=_list_near(library, address.a),
            offered=_list_suggestions(library),
            examples=() if address.a else library.keep("compared", lambda _: _find_examples(library)),
        )

    return router


def _list_candidates(
    library: Library, address: CompareAddress, error: ZhengceError
) -> list[tuple[Titled, str]]:
    """Return the documents that a side may mean, each with the address of its comparison."""
    ids, name = error.values.get("ids", ()), str(error.values.get("name", ""))
    if not isinstance(ids, list):
        return []
    found = titled_documents(library.store, ids)
    field = "a" if name in address.a else "b"
    return [(found[one], replace(address, **{field: one}).at()) for one in ids if one in found]


def _find_examples(library: Library) -> list[tuple[str, str]]:
    """Return the examples that the store can answer."""
    groups = ([pair for pair in group if all(_has_text(library, one) for one in pair)] for group in _EXAMPLES)
    return [pairs[0] for pairs in groups if pairs]


def _has_text(library: Library, side: str) -> bool:
    query = f"date:{side}" if ".." in side else side
    return bool(select_passages(library.collection, query, Filters()).count())


def _list_near(library: Library, typed: str) -> list[DatedDocument]:
    """Return the documents before and after the document of a side."""
    if not typed:
        return []
    found = [find_one(library.store, typed) or "", *find_by_title(library.store, typed)]
    named = [one for one in found if one]
    if len(named) != 1:
        return []
    return [one for one in adjacent_documents(library.store, named[0]) if one]


def _list_suggestions(library: Library) -> list[tuple[str, str]]:
    """Return the suggestions of the boxes with their names: periods, corpora, and the newest documents."""
    found = list_documents(library.store, DocumentRequest(limit=_OFFERED))
    documents = [(one.id, f"{one.date} {one.title}".strip()) for one in found.documents]
    corpora = [(f'corpus:"{name}"', name) for name in library.keep("corpora", known_corpora)]
    return [*((one, one) for one in _PERIODS), *corpora, *documents]


def build_comparing_api(library: Library) -> APIRouter:
    """Return the read-only route /api/compare."""
    router = strict_router(
        prefix="/api", responses={400: {"description": "a side cannot be read or has no passage"}}
    )

    @router.get("/compare")
    def compare(
        a: _Side,
        b: _Side,
        *,
        unit: Literal["paragraph", "sentence"] | None = None,
        limit: Annotated[int, Query(ge=1, le=1000, description="terms of each direction")] = 20,
        minimum: Annotated[int | None, Query(ge=1, le=10**6)] = None,
    ) -> dict[str, object]:
        """Compare two documents, periods or queries: size, terms both ways, paragraphs and figures.

        `paragraphs` is null where they are not two documents in one language; `without_paragraphs` says why.
        """
        request = CompareRequest(a, b, limit, minimum, unit, limits.MAX_READ)
        return comparison_answer(library.compare(request))

    return router
