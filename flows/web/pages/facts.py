"""Pages of facts in documents: figures and citations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.records import Locale
from flows.references import (
    FIGURE_ORDERS,
    KINDS,
    Cited,
    StatedFigures,
    cited_rows,
    edge_rows,
    find_editions,
    indicator_names,
    list_stated,
    show_value,
)
from flows.search import describe_shared_names, find_shared_names, read_values
from flows.store import text_number
from flows.store.documents import known_corpora, read_document
from flows.web import limits
from flows.web.addresses import (
    FigureAddress,
    Parameters,
    check_page,
    make_address,
    page_pair,
    read_figures,
    read_page,
)
from flows.web.library import Library
from flows.web.lists import document_fields
from flows.web.rendering import Pages


class _Rows(NamedTuple):
    """The rows of a page of a list, their number on all pages, and the addresses before and after it."""

    rows: Sequence[object]
    total: int
    before: str
    after: str


def build_facts(pages: Pages) -> APIRouter:
    """Return the routes /targets and /citations."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/targets")
    def targets(request: Request) -> HTMLResponse:
        address = read_figures(request.query_params)
        found = _find_figures(library, address)
        check_page(address.page, found.total)
        return pages.render(
            request,
            "targets.html",
            figures=address,
            rows=found.rows,
            total=found.total,
            all_figures=found.figures,
            also=indicator_names(library.lexicon, address.indicator),
            notes=_note_names(library, address.entities, pages.locale(request)),
            orders=FIGURE_ORDERS,
            figure_kinds=KINDS,
            spoken=read_values("language", address.languages),
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address.chosen),
            has_more=found.total > address.page * limits.LINES,
            show_value=partial(show_value, locale=pages.locale(request)),
        )

    @router.get("/citations")
    def citations(request: Request) -> HTMLResponse:
        found = library.cited
        document, name = (request.query_params.get(key, "") for key in ("document", "cited"))
        if document or name:
            return citing(request, document, name, found)
        is_dangling = request.query_params.get("view", "") == "dangling"
        rows = library.keep(
            f"cited rows {is_dangling}", lambda _: cited_rows(found, dangling=is_dangling), number=text_number
        )
        shown = _read_rows(request.query_params, rows, ("view", "dangling" if is_dangling else ""))
        return pages.render(request, "citations.html", **shown._asdict(), is_dangling=is_dangling)

    def citing(request: Request, document: str, name: str, found: Sequence[Cited]) -> HTMLResponse:
        """Return the page of the passages that cite a stored document (or its copies), or a name."""
        editions = find_editions(library.store, document) if document else frozenset({""})
        chosen = [
            entry for entry in found if entry.document_id in editions and (document or entry.name == name)
        ]
        name = next((entry.name for entry in chosen), name or _title_of(library, document))
        asked = ("document", document) if document else ("cited", name)
        shown = _read_rows(request.query_params, edge_rows(chosen), asked)
        return pages.render(request, "citing.html", **shown._asdict(), name=name, document_id=document)

    return router


def _find_figures(library: Library, address: FigureAddress) -> StatedFigures:
    """Return the figures on a page; those of chosen documents or of a query are read each time.

    Both may name a collection or a tag, which can change without the store's documents.
    """
    documents = address.chosen.documents
    return library.keep_if(
        not (address.query or documents),
        f"figures {address.at(address.page)}",
        lambda _: list_stated(
            library.part(documents),
            address.request,
            limit=limits.LINES,
            offset=(address.page - 1) * limits.LINES,
        ),
    )


def _title_of(library: Library, document: str) -> str:
    """Return the title of a stored document that nothing cites; "" for an unknown one."""
    stored = read_document(library.store, document)
    return stored.title if stored else ""


def _read_rows(parameters: Parameters, rows: Sequence[object], asked: tuple[str, str]) -> _Rows:
    """Return the rows of a page of citations. Raises UsageError for an invalid page."""
    page = read_page(parameters)
    check_page(page, len(rows))
    end = page * limits.LINES
    before, after = (make_address("/citations", asked, page_pair(number)) for number in (page - 1, page + 1))
    shown = rows[end - limits.LINES : end]
    return _Rows(shown, len(rows), before if page > 1 else "", after if len(rows) > end else "")


def _note_names(library: Library, names: Sequence[str], locale: Locale) -> list[str]:
    """Return what to say where a name asked for is also that of a concept, which counts its mentions."""
    shared = find_shared_names(library.store, library.lexicon, names)
    return describe_shared_names(shared, locale)
