"""The pages: search, concordance, trends, documents, concepts, dossiers, targets, citations, status, help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader

from flows import __version__
from flows.analysis.citations import cited_rows, collect_cited
from flows.analysis.concordance import concordance
from flows.analysis.dossier import collect_dossier
from flows.analysis.periods import period_bounds
from flows.analysis.search import FACET_NAMES, search_passages
from flows.analysis.targets import list_targets
from flows.errors import UsageError
from flows.operations.dossier import draw_bars
from flows.operations.status import collect_status
from flows.store.documents import count_passages, document_versions, read_document, read_passages
from flows.web.drawing import draw_lines
from flows.web.library import Library
from flows.web.marking import split_text
from flows.web.messages import choose_tongue, messages_in
from flows.web.parameters import FILTERS, PAGE_SIZE, read_request
from flows.web.parameters import Request as Asked
from flows.web.series import trend_rows

FACETS = (*FACET_NAMES, "term", "programme", "entity")
MEASURES = ("per_million_tokens", "per_10k_characters", "occurrences", "document_share")
_SHOWN_VALUES, _PASSAGES, _LINES, _SERIES = 12, 60, 200, 12
_EXAMPLES = ("自主可控", "export control", "稀土 NEAR/10 出口", "“Made in China 2025”", "title:规划 芯片", "strategy:tech_leverage date:2023..")  # fmt: skip


class Pages:
    """Renders templates with what every page needs: messages, names of categories, addresses."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = Environment(
            loader=PackageLoader("flows.web", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters["thousands"] = lambda value: f"{value:,}" if isinstance(value, int) else value
        self._environment.globals.update(split_text=split_text, version=__version__, address=make_address)

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        tongue = choose_tongue(
            request.query_params.get("lang", ""), request.cookies.get("lang", ""), request.headers.get("accept-language", "")
        )
        other = "en" if tongue == "zh" else "zh"
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        html = self._environment.get_template(template).render(
            say=messages_in(tongue), tongue=tongue, name_of=self.name_of(tongue), path=request.url.path,
            switch=make_address(request.url.path, *kept, ("lang", other)), downloads=urlencode([pair for pair in kept if pair[0] != "page"]), **values,
        )  # fmt: skip
        response = HTMLResponse(html, status)
        if "lang" in request.query_params:
            response.set_cookie("lang", tongue, samesite="strict", max_age=31_536_000)
        return response

    def name_of(self, tongue: str) -> Callable[[str], str]:
        """Return what names a category, a concept or an entity for people."""

        def name(identifier: str) -> str:
            concept = self.library.lexicon.concepts.get(identifier)
            if concept:
                return concept.label(tongue)
            if re.match(r"(?:org|person|gpe|tech|programme|event|doc):", identifier):
                return identifier.partition(":")[2]
            return self.library.taxonomy.name(identifier, tongue)

        return name


def make_address(path: str, *pairs: tuple[str, str]) -> str:
    encoded = urlencode([pair for pair in pairs if pair[1]])
    return f"{path}?{encoded}" if encoded else path


def build_pages(pages: Pages) -> APIRouter:
    """Return the routes of the HTML pages."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/")
    def home(request: Request) -> HTMLResponse:
        return pages.render(
            request, "home.html", asked=Asked("", {}), examples=_EXAMPLES, found=library.keep("status", collect_status)
        )

    @router.get("/search", response_model=None)
    def search(request: Request) -> HTMLResponse | RedirectResponse:
        asked = read_request(request.query_params)
        if asked.is_empty:
            return RedirectResponse("/", 303)
        found = search_passages(
            library.store, library.lexicon, asked.query, asked.filters, limit=PAGE_SIZE, offset=(asked.page - 1) * PAGE_SIZE, order=asked.order,
            expand=asked.expand, facets=FACETS,
        )  # fmt: skip
        hits = [{**hit, **_details(library, hit["passage_id"])} for hit in found.hits]
        chosen = [(name, value) for name in FILTERS for value in asked.values.get(name, ())]
        return pages.render(
            request, "search.html", asked=asked, found=found, hits=hits, chosen=chosen, page_size=PAGE_SIZE,
            facets={name: _top(found.facets[name], name, asked) for name in FACETS},
        )  # fmt: skip

    @router.get("/concordance")
    def show_concordance(request: Request) -> HTMLResponse:
        asked = read_request(request.query_params)
        sort = request.query_params.get("order", "date")
        if sort not in ("date", "left", "right"):
            raise UsageError("order: date, left or right")
        rows = (
            []
            if asked.is_empty
            else concordance(library.store, library.lexicon, asked.query, asked.filters, width=24, sort=sort, expand=asked.expand)
        )
        return pages.render(request, "concordance.html", asked=asked, rows=rows[:_LINES], total=len(rows), order=sort)

    @router.get("/trends")
    def show_trends(request: Request) -> HTMLResponse:
        values = request.query_params
        terms = [term.strip() for given in values.getlist("term") for term in re.split(r"[,，、;；]", given) if term.strip()][
            :_SERIES
        ]
        by, group, measure = (
            values.get(name, default) for name, default in (("by", "year"), ("group", ""), ("measure", MEASURES[0]))
        )
        if (
            by not in ("year", "quarter", "month")
            or group not in ("", "publisher", "corpus", "language", "strategy")
            or measure not in MEASURES
        ):
            raise UsageError(
                "by: year, quarter or month; group: publisher, corpus, language or strategy; measure: " + ", ".join(MEASURES)
            )
        rows = (
            trend_rows(library, terms, by=by, group=group or None, first=values.get("from", ""), last=values.get("to", ""))
            if terms
            else []
        )
        rows = _largest(rows, _SERIES)
        chart = draw_lines(rows, measure) if rows else None
        return pages.render(
            request, "trends.html", asked=Asked("", {}), terms=terms, by=by, group=group, measure=measure, measures=MEASURES, rows=rows, chart=chart,
            first=values.get("from", ""), last=values.get("to", ""), spans=lambda period: period_bounds(period, by),
        )  # fmt: skip

    @router.get("/document/{document_id}")
    def document(request: Request, document_id: str) -> HTMLResponse:
        found = read_document(library.store, document_id)
        if found is None:
            raise HTTPException(404)
        first = _whole(request.query_params.get("first", "0"))
        passages = read_passages(library.store, document_id, first=first, limit=_PASSAGES)
        asked = read_request(request.query_params)
        matches = _matches(library, asked, passages)
        return pages.render(
            request, "document.html", asked=asked, document=found, passages=passages, matches=matches, first=first, size=_PASSAGES,
            total=count_passages(library.store, document_id), versions=document_versions(library.store, document_id),
            link=found["url"] if re.match(r"https?://", found["url"]) else "",
        )  # fmt: skip

    @router.get("/passage/{passage_id}")
    def passage(request: Request, passage_id: str) -> RedirectResponse:
        document_id, _, position = passage_id.rpartition("-")
        number = _whole(position)
        pairs = [("first", str(max(0, number - 3) or "")), ("q", request.query_params.get("q", ""))]
        return RedirectResponse(f"{make_address(f'/document/{document_id}', *pairs)}#p{number}", 303)

    @router.get("/concept/{name}")
    def concept(request: Request, name: str) -> HTMLResponse:
        from flows.analysis.collocates import find_collocates
        from flows.annotation.segmentation import RustCutter

        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404)
        rows = trend_rows(library, [found.zh or found.en])
        try:
            dossier = collect_dossier(library.store, library.lexicon, found.id)
            near = find_collocates(library.store, library.lexicon, found.zh or found.en, RustCutter().cut, limit=24)
        except UsageError:
            dossier, near = None, []
        return pages.render(
            request, "concept.html", asked=Asked("", {}), concept=found, dossier=dossier, near=near, spans=lambda period: period_bounds(period, "year"), terms=[found.id],
            chart=draw_lines(rows, MEASURES[0]) if any(row["occurrences"] for row in rows) else None, measure=MEASURES[0],
        )  # fmt: skip

    @router.get("/dossier")
    def dossier(request: Request) -> HTMLResponse:
        name = request.query_params.get("name", "").strip()[:200]
        found = collect_dossier(library.store, library.lexicon, name) if name else None
        return pages.render(
            request,
            "dossier.html",
            asked=Asked("", {}),
            name=name,
            dossier=found,
            bars=list(draw_bars(found.years)) if found else [],
        )

    @router.get("/targets")
    def targets(request: Request) -> HTMLResponse:
        values = request.query_params
        indicator, kind, entity = values.get("indicator", "")[:200], values.get("kind", ""), values.get("entity", "")[:200]
        page = max(1, _whole(values.get("page", "1")))
        rows, total = list_targets(
            library.store, library.lexicon, indicator=indicator, kinds=[kind] if kind else [], entities=[entity] if entity else [],
            deadline_first=values.get("from", ""), deadline_last=values.get("to", ""), limit=page * _LINES,
        )  # fmt: skip
        return pages.render(
            request, "targets.html", asked=Asked("", {}), rows=rows[(page - 1) * _LINES :], total=total, indicator=indicator, kind=kind, entity=entity,
            first=values.get("from", ""), last=values.get("to", ""), page=page, more=total > page * _LINES,
        )  # fmt: skip

    @router.get("/citations")
    def citations(request: Request) -> HTMLResponse:
        dangling = request.query_params.get("view", "") == "dangling"
        rows = cited_rows(library.keep("cited", collect_cited), dangling=dangling)
        return pages.render(
            request, "citations.html", asked=Asked("", {}), rows=rows[:_LINES], total=len(rows), dangling=dangling
        )

    @router.get("/status")
    def status(request: Request) -> HTMLResponse:
        found = collect_status(library.store, with_rejections=True)
        return pages.render(request, "status.html", asked=Asked("", {}), found=found, rejections=found["rejections"][:_LINES])

    @router.get("/help")
    def help_page(request: Request) -> HTMLResponse:
        return pages.render(request, "help.html", asked=Asked("", {}), examples=_EXAMPLES)

    return router


def _details(library: Library, passage_id: str) -> dict[str, Any]:
    document_id, _, position = passage_id.rpartition("-")
    found = read_passages(library.store, document_id, first=int(position), limit=1)[0]
    return {
        "mentions": found["mentions"],
        "categories": [row for row in found["categories"] if row["rank"] is not None],
        "position": int(position),
    }


def _matches(library: Library, asked: Asked, passages: Sequence[Mapping[str, Any]]) -> dict[int, list[tuple[int, int]]]:
    """Return where the query that led to a document is met in its passages, by position."""
    from flows.analysis.query import Compiler, find_matches, find_mentioned
    from flows.store.fulltext import FullText

    if not asked.query.strip():
        return {}
    index = FullText(library.store)
    index.sync()
    parts = Compiler(index, library.lexicon, expand=asked.expand).compile(asked.query).parts
    mentioned = find_mentioned(library.store, [passage["id"] for passage in passages], parts)
    return {one["position"]: find_matches(one["text"], parts, mentioned.get(one["id"], ())) for one in passages}


def _top(counted: Mapping[str, int], name: str, asked: Asked) -> list[tuple[str, int]]:
    """Return the values of a facet to show, the most frequent first; years in order; what is chosen already is left out."""
    chosen = asked.values.get("term" if name in ("term", "programme") else name, ())
    rows = [(value, number) for value, number in counted.items() if value and value not in chosen]
    if name == "year":
        return sorted(rows, reverse=True)[: 2 * _SHOWN_VALUES]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:_SHOWN_VALUES]


def _largest(rows: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["series"]] = totals.get(row["series"], 0) + row["occurrences"]
    kept = set(sorted(totals, key=lambda name: -totals[name])[:number])
    return [row for row in rows if row["series"] in kept]


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 8:
        raise HTTPException(404)
    return int(text)
