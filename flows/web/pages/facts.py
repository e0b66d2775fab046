"""Pages of facts in documents: figures and citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from flows.annotation import normalise_title
from flows.errors import UsageError
from flows.records import Locale
from flows.references import (
    FIGURE_ORDERS,
    KINDS,
    Cited,
    CitedSummary,
    StatedFigures,
    cited_rows,
    collect_cited,
    edge_rows,
    find_by_any_name,
    find_editions,
    indicator_names,
    list_stated,
    show_value,
)
from flows.search import describe_query, describe_shared_names, find_shared_names, read_values
from flows.store import Store, text_number
from flows.store.documents import known_corpora, read_document
from flows.text import parse_number
from flows.web import limits
from flows.web.addresses import (
    CitationsAddress,
    FigureAddress,
    check_page,
    read_citations,
    read_figures,
    redirect,
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
            notes=[
                *describe_query(library.collection, address.query, pages.locale(request)),
                *_note_names(library, address.entities, pages.locale(request)),
            ],
            orders=FIGURE_ORDERS,
            figure_kinds=KINDS,
            spoken=read_values("language", address.languages),
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address.chosen),
            has_more=found.total > address.page * limits.LINES,
            show_value=partial(show_value, locale=pages.locale(request)),
        )

    @router.get("/citations", response_model=None)
    def citations(request: Request) -> Response:
        address = read_citations(request.query_params)
        if address.document or address.cited:
            return _show_citing(pages, request, address)
        rows = find_cited(library, address)
        return pages.render(
            request,
            "citations.html",
            **_read_rows(address, rows)._asdict(),
            asked=address,
            corpora=library.keep("corpora", known_corpora),
            **document_fields(library, address),
        )

    return router


def _show_citing(pages: Pages, request: Request, address: CitationsAddress) -> Response:
    """Return the page of the passages that cite a stored document (or its copies), or a name.

    Raises UsageError for a name that no stored and no cited document has.
    """
    library = pages.library
    stored = next(iter(find_by_any_name(library.store, address.document, library.lexicon)), "")
    if address.document and stored not in ("", address.document):
        return redirect(replace(address, document=stored).at(), request.query_params)
    editions = find_editions(library.store, stored) if stored else frozenset({""})
    chosen = [
        entry
        for entry in _collect_cited(library, address)
        if entry.document_id in editions and (stored or _is_named(entry, address))
    ]
    if address.document and not stored and not chosen:
        raise UsageError("web.unknown_cited", name=address.document)
    name = next((entry.name for entry in chosen), address.cited or _title_of(library, stored))
    shown = _read_rows(address, edge_rows(chosen))
    return pages.render(
        request,
        "citing.html",
        **shown._asdict(),
        name=name,
        document_id=stored,
        asked=address,
        copies=sum(len(entry.copies) for entry in chosen),
    )


def find_cited(library: Library, address: CitationsAddress) -> list[CitedSummary]:
    """Return the cited documents of an address, most cited first; those of all documents are kept."""

    def summarise(_: Store) -> list[CitedSummary]:
        return cited_rows(_collect_cited(library, address), dangling=address.is_dangling)

    if address.is_narrowed:
        return summarise(library.store)
    return library.keep(f"cited rows {address.is_dangling}", summarise, number=text_number)


def _collect_cited(library: Library, address: CitationsAddress) -> list[Cited]:
    if not address.is_narrowed:
        return library.cited
    return collect_cited(library.part(address.documents).store, address.corpora)


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


def _is_named(entry: Cited, address: CitationsAddress) -> bool:
    """Return whether an address names a cited document that is not stored; a reader may type it otherwise."""
    if not address.document:
        return entry.name == address.cited
    number, title = parse_number(address.document), normalise_title(address.document)
    is_numbered = bool(number) and number == parse_number(entry.number)
    return is_numbered or (bool(title) and title == normalise_title(entry.name))


def _title_of(library: Library, document: str) -> str:
    """Return the title of a stored document that nothing cites."""
    stored = read_document(library.store, document)
    return stored.title if stored else ""


def _read_rows(address: CitationsAddress, rows: Sequence[object]) -> _Rows:
    """Return the rows of a page of citations. Raises UsageError for a page past the last."""
    page = address.page
    check_page(page, len(rows))
    end = page * limits.LINES
    before, after = address.at(page - 1), address.at(page + 1)
    shown = rows[end - limits.LINES : end]
    return _Rows(shown, len(rows), before if page > 1 else "", after if len(rows) > end else "")


def _note_names(library: Library, names: Sequence[str], locale: Locale) -> list[str]:
    """Return what to say where a name asked for is also that of a concept, which counts its mentions."""
    shared = find_shared_names(library.store, library.lexicon, names)
    return describe_shared_names(shared, locale)
