"""The pages of search: first page, hits, concordance, lists of targets and citations, status, help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from flows import __version__
from flows.errors import UsageError
from flows.references import cited_rows, collect_cited, list_figures
from flows.search import ConcordanceRequest, SearchRequest, SearchResult, find_lines, search_passages
from flows.store import TargetFilter, read_passages
from flows.web.drawing import draw_years
from flows.web.library import Library
from flows.web.marking import split_text
from flows.web.parameters import LAST_PAGE, MOST_READ, PAGE_SIZE, make_address, read_request
from flows.web.parameters import Request as Asked
from flows.web.words import EXAMPLES, GRAMMAR, KEYS, RULES, Tongue, choose_tongue, messages_in, say_health

FACETS = ("strategy", "instrument", "term", "entity", "programme", "publisher", "corpus", "language", "year")
PLACES = (
    ("/", "start"),
    ("/concordance", "concordance"),
    ("/trends", "trends"),
    ("/dossier", "dossier"),
    ("/targets", "targets"),
    ("/citations", "citations"),
    ("/label", "label"),
    ("/status", "status"),
    ("/help", "help"),
)
_SHOWN_VALUES, LINES = 18, 200
_SIGNS = {"=": "", "~": "≈", ">=": "≥", "<=": "≤", "+": "+", "-": "−", "x": "×", "range": ""}


class Pages:
    """Renders templates with what every page needs: messages, names of categories, addresses."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = Environment(
            loader=PackageLoader("flows.web", "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["thousands"] = lambda value: (
            f"{value:,}" if isinstance(value, int) else value
        )
        self._environment.filters["coded"] = _mark_code
        self._environment.globals.update(
            split_text=split_text, version=__version__, address=make_address, places=PLACES, moment=_moment
        )

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        tongue = self.tongue(request)
        other = "en" if tongue == "zh" else "zh"
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        values = {"asked": Asked("", {}), **values}
        html = self._environment.get_template(template).render(
            say=messages_in(tongue),
            tongue=tongue,
            name_of=self.name_of(tongue),
            path=request.url.path,
            switch=make_address(request.url.path, *kept, ("lang", other)),
            shown=urlencode([pair for pair in kept if pair[0] != "page"]),
            **values,
        )
        response = HTMLResponse(html, status)
        if "lang" in request.query_params:
            response.set_cookie("lang", tongue, samesite="strict", max_age=31_536_000)
        return response

    @staticmethod
    def tongue(request: Request) -> Tongue:
        """Return the language of the page that a request gets."""
        return choose_tongue(
            request.query_params.get("lang", ""),
            request.cookies.get("lang", ""),
            request.headers.get("accept-language", ""),
        )

    def name_of(self, tongue: Tongue) -> Callable[[str], str]:
        """Return what names a category, a concept or an entity for people."""

        def name(identifier: str) -> str:
            concept = self.library.lexicon.concepts.get(identifier)
            if concept:
                return concept.label(tongue)
            if identifier in ("zh", "en", "mixed", "und"):
                return messages_in(tongue)[f"language_{identifier}"]
            if re.match(r"(?:org|person|gpe|tech|programme|event|doc):", identifier):
                return identifier.partition(":")[2]
            return self.library.taxonomy.name(identifier, tongue)

        return name


def build_pages(pages: Pages) -> APIRouter:
    """Return the routes of the HTML pages."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/")
    def home(request: Request) -> HTMLResponse:
        return pages.render(request, "home.html", examples=EXAMPLES, found=library.status())

    @router.get("/search", response_model=None)
    def search(request: Request) -> HTMLResponse | RedirectResponse:
        asked = read_request(request.query_params)
        if asked.is_empty:
            return RedirectResponse("/", 303)
        found = search_passages(
            library.collection,
            SearchRequest(
                asked.query,
                asked.filters,
                limit=PAGE_SIZE,
                offset=(asked.page - 1) * PAGE_SIZE,
                order=asked.order,
                expand=asked.expand,
                facets=FACETS,
                max_read=MOST_READ,
            ),
        )
        hits = [{**asdict(hit), **_details(library, hit.passage_id)} for hit in found.hits]
        return pages.render(
            request,
            "search.html",
            asked=asked,
            found=found,
            hits=hits,
            chosen=asked.chosen,
            page_size=PAGE_SIZE,
            last_page=LAST_PAGE,
            facets=_facet_rows(found, asked, pages.name_of(pages.tongue(request))),
            years=draw_years(found.facets["year"]),
            trend=_trend_of(asked),
        )

    @router.get("/concordance")
    def show_concordance(request: Request) -> HTMLResponse:
        asked = read_request(request.query_params)
        sort = read_sort(request.query_params)
        rows = (
            []
            if asked.is_empty
            else find_lines(
                library.collection,
                ConcordanceRequest(
                    asked.query, asked.filters, width=24, sort=sort, expand=asked.expand, max_read=MOST_READ
                ),
            )
        )
        start = (asked.page - 1) * LINES
        order = [("order", sort)] if sort != "date" else []

        def link(page: int) -> str:
            return make_address("/concordance", *asked.pairs(page=page), *order)

        return pages.render(
            request,
            "concordance.html",
            asked=asked,
            rows=rows[start : start + LINES],
            total=len(rows),
            start=start,
            order=sort,
            chosen=asked.chosen,
            link=link,
        )

    @router.get("/targets")
    def targets(request: Request) -> HTMLResponse:
        values = request.query_params
        indicator, kind, entity = (
            values.get("indicator", "")[:200],
            values.get("kind", ""),
            values.get("entity", "")[:200],
        )
        page = max(1, whole_number(values.get("page", "1")))
        rows, total = list_figures(
            library.store,
            library.lexicon,
            TargetFilter(
                indicator=indicator,
                kinds=[kind] if kind else [],
                entities=[entity] if entity else [],
                deadline_first=values.get("from", ""),
                deadline_last=values.get("to", ""),
            ),
            limit=page * LINES,
        )
        first, last = values.get("from", ""), values.get("to", "")

        def link(number: int) -> str:
            pairs = (
                ("indicator", indicator),
                ("entity", entity),
                ("kind", kind),
                ("from", first),
                ("to", last),
            )
            return make_address("/targets", *pairs, ("page", str(number) if number > 1 else ""))

        return pages.render(
            request,
            "targets.html",
            rows=rows[(page - 1) * LINES :],
            total=total,
            indicator=indicator,
            kind=kind,
            entity=entity,
            first=first,
            last=last,
            page=page,
            more=total > page * LINES,
            link=link,
            signs=_SIGNS,
        )

    @router.get("/citations")
    def citations(request: Request) -> HTMLResponse:
        dangling = request.query_params.get("view", "") == "dangling"
        rows = cited_rows(library.keep("cited", collect_cited), dangling=dangling)
        return pages.render(request, "citations.html", rows=rows[:LINES], total=len(rows), dangling=dangling)

    @router.get("/status")
    def status(request: Request) -> HTMLResponse:
        found = library.status()
        name = pages.name_of(pages.tongue(request))
        kinds = {category.id: category.kind for category in library.taxonomy.categories}
        labels = [
            (name(label), make_address("/search", (kinds.get(label, "strategy"), label)), number)
            for label, number in sorted(found["labels"].items(), key=lambda pair: -pair[1])
        ]
        return pages.render(
            request,
            "status.html",
            found=found,
            rejections=found["rejections"][:LINES],
            labels=labels,
            why=partial(say_health, locale=pages.tongue(request)),
        )

    @router.get("/help")
    def help_page(request: Request) -> HTMLResponse:
        return pages.render(request, "help.html", grammar=GRAMMAR, rules=RULES, keys=KEYS)

    return router


def read_sort(values: Mapping[str, str]) -> Literal["date", "left", "right"]:
    match values.get("order", "date"):
        case "date" | "left" | "right" as sort:
            return sort
    raise UsageError("web.unknown_order")


def whole_number(text: str) -> int:
    """Read a number of an address; what is none is an address that there is not."""
    if not text.isascii() or not text.isdecimal() or len(text) > 8:
        raise HTTPException(404)
    return int(text)


def _details(library: Library, passage_id: str) -> dict[str, Any]:
    document_id, _, position = passage_id.rpartition("-")
    found = read_passages(library.store, document_id, first=int(position), limit=1)[0]
    return {
        "mentions": found.mentions,
        "categories": [row for row in found.categories if row.rank is not None],
        "position": int(position),
    }


def _facet_rows(
    found: SearchResult, asked: Asked, name_of: Callable[[str], str]
) -> dict[str, list[tuple[str, str, int]]]:
    """Return for each facet its most frequent values as (name, address that narrows to it, number).

    What is chosen is left out.
    """
    shown = {}
    for facet in FACETS:
        field = "term" if facet == "programme" else facet
        chosen = asked.values.get(field, ())
        rows = [
            (value, number) for value, number in found.facets[facet].items() if value and value not in chosen
        ]
        top = sorted(rows, key=lambda row: (-row[1], row[0]))[:_SHOWN_VALUES]
        shown[facet] = (
            []
            if facet == "year"
            else [(name_of(value), asked.address(**{field: value}), number) for value, number in top]
        )
    return shown


def _trend_of(asked: Asked) -> str:
    """Return the address of the trend of a query: of a term as a term, of anything else as a query."""
    query = asked.query.strip()
    if not query:
        terms = asked.values.get("term", ())
        return make_address("/trends", ("term", terms[0])) if len(terms) == 1 else ""
    plain = not re.search(r"[\s:：*()（）\"“”「」『』,，、;；-]", query)
    return make_address("/trends", ("term", query if plain else f"query:{query}"))


def _mark_code(text: str) -> Markup:
    """Return the text, escaped, with what stands between `backticks` as code."""
    parts = (
        escape(part) if number % 2 == 0 else Markup("<code>{}</code>").format(part)
        for number, part in enumerate(text.split("`"))
    )
    return Markup().join(parts)


def _moment(text: str | None) -> str:
    """Return the day and minute of an ISO time (UTC)."""
    return (text or "")[:16].replace("T", " ")
