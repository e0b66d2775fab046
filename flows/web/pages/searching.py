"""Pages of a search: hits with their facets, and the concordance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.output import option_words
from flows.records import Locale
from flows.references import note_old_statuses
from flows.search import (
    Collection,
    SearchResult,
    Translation,
    describe_shared_names,
    describe_words,
    explain_words,
    find_hit_counterparts,
    find_lines,
    find_shared_names,
    list_names,
    search_passages,
)
from flows.search.documents import Apart, take_apart
from flows.store import Store
from flows.store.passages import find_passages
from flows.store.translations import PairFilter, read_pairs
from flows.web import limits
from flows.web.addresses import (
    SearchAddress,
    check_page,
    exact_value,
    make_address,
    read_line_order,
    read_search,
    redirect,
    trend_address,
)
from flows.web.charts import draw_years
from flows.web.desk import kept_names
from flows.web.library import IN_USE, Library
from flows.web.marking import Bars, Part, split_text
from flows.web.messages import Names
from flows.web.pages.hints import SearchHint, list_hints
from flows.web.rendering import Pages, name_value

FACETS = (
    "strategy",
    "instrument",
    "term",
    "entity",
    "programme",
    "publisher",
    "corpus",
    "status",
    "level",
    "kind",
    "language",
    "year",
)
_FILTER_OF = {"programme": "term"}  # facets that narrow by a filter with another name
_VALUES = 18  # per facet


class ShownCounterpart(NamedTuple):
    """Sentences of the other language in parts, with their document."""

    translation: Translation
    sentences: list[list[Part]]


def build_searching(pages: Pages) -> APIRouter:
    """Return the routes /search and /concordance."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _add_search(router, pages)
    _add_concordance(router, pages)
    return router


def _add_search(router: APIRouter, pages: Pages) -> None:
    library = pages.library

    @router.get("/search", response_model=None)
    def search(request: Request) -> HTMLResponse | RedirectResponse:
        address = read_search(request.query_params)
        if address.is_empty:
            return redirect(make_address("/", *address.modes), request.query_params)
        collection = library.part(address.documents)
        shown = _VALUES + len(address.values_of("entity"))
        found = search_passages(collection, address.request(facets=FACETS, facet_values=shown))
        check_page(address.page, found.total, limits.PAGE_SIZE)
        _remember(library, "search", address, found.total)
        plain = explain_words(collection, address.query, expand=address.expand)
        passages = find_passages(collection.store, [hit.passage_id for hit in found.hits])
        return pages.render(
            request,
            "search.html",
            search=address,
            found=found,
            notes=[
                *describe_words(plain, pages.locale(request)),
                *_note_names(collection, address, pages.locale(request)),
                *_note_statuses(library, address, pages.locale(request)),
            ],
            hits=[(hit, passages[hit.passage_id]) for hit in found.hits],
            page_size=limits.PAGE_SIZE,
            last_page=limits.LAST_PAGE,
            facets=_list_facets(found.facets, address, pages.names_for(request)),
            years=draw_years(found.facets["year"]),
            trend=trend_address(address),
            beside=_list_translations(library.store, [hit.document_id for hit in found.hits]),
            counterparts=_list_counterparts(library, found),
            has_aligned=library.has_aligned,
            kept=_list_kept(library.store, [hit.document_id for hit in found.hits]),
            apart=Apart() if found.total else take_apart(collection, address.request()),
            link_word=lambda word: replace(address, query=word, page=1).address(),
            hints=_hint(collection, address, found, pages.locale(request)),
        )


def _note_names(collection: Collection, address: SearchAddress, locale: Locale) -> list[str]:
    """Return what to say where a name asked for is also that of a concept, which counts its mentions."""
    names = list_names(address.query, address.filters)
    return describe_shared_names(find_shared_names(collection.store, collection.lexicon, names), locale)


def _note_statuses(library: Library, address: SearchAddress, locale: Locale) -> list[str]:
    """Return the notes on a search for a status that uses statuses of an older day."""
    if address.as_of or not (address.values_of("status") or "status" in address.query):
        return []
    old = note_old_statuses(library.store)
    return [old.message(locale)] if old else []


def _hint(
    collection: Collection, address: SearchAddress, found: SearchResult, locale: Locale
) -> list[SearchHint]:
    """Return what a search without hits may have meant."""
    if found.total or not address.query.strip():
        return []
    return list_hints(collection, address, locale)


def _add_concordance(router: APIRouter, pages: Pages) -> None:
    library = pages.library

    @router.get("/concordance")
    def concordance(request: Request) -> HTMLResponse:
        address, order = read_search(request.query_params), read_line_order(request.query_params)
        lines, plain = [], []
        if not address.is_empty:
            collection = library.part(address.documents)
            lines = find_lines(collection, address.concordance(order))
            _remember(library, "concordance", address, len(lines))
            plain = explain_words(collection, address.query, expand=address.expand)
        check_page(address.page, len(lines))
        start = (address.page - 1) * limits.LINES
        own_order = [("order", order)] if order != "date" else []

        def link(page: int) -> str:
            return make_address("/concordance", *address.pairs(page=page), *own_order)

        return pages.render(
            request,
            "concordance.html",
            search=address,
            notes=describe_words(plain, pages.locale(request)),
            rows=lines[start : start + limits.LINES],
            total=len(lines),
            start=start,
            order=order,
            link=link,
            has_aligned=library.has_aligned,
        )


def _remember(library: Library, command: str, address: SearchAddress, total: int) -> None:
    """Add a search to the history; its further pages are the same search."""
    if address.page == 1:
        dates = (("from", address.first), ("to", address.last), ("as_of", address.as_of))
        options = option_words(*address.chosen, *dates)
        as_typed = [] if address.expand else ["--as-typed"]
        library.remember(command, address.query, [*options, *as_typed], total)


def _list_facets(
    facets: Mapping[str, Mapping[str, int]], address: SearchAddress, name_of: Names
) -> dict[str, Bars]:
    """Return the most frequent values of each facet with the addresses that narrow to them.

    Values already chosen are left out, as are years, which have a chart.
    """
    shown: dict[str, Bars] = {}
    for facet in FACETS:
        if facet == "year":
            continue
        field = _FILTER_OF.get(facet, facet)
        chosen = address.values_of(field)
        counts = [
            (value, number)
            for value, number in facets[facet].items()
            if value and exact_value(field, value) not in chosen
        ]
        largest = sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:_VALUES]
        shown[facet] = [
            (name_value(name_of, facet, value), address.address(**{field: exact_value(field, value)}), number)
            for value, number in largest
        ]
    return shown


def _list_kept(store: Store, documents: Sequence[str]) -> set[str]:
    """Return the ids of documents, and of their passages, that are in a collection or tag."""
    return {kept for document in dict.fromkeys(documents) for kept in kept_names(store, document)}


def _list_translations(store: Store, documents: Sequence[str]) -> dict[str, str]:
    """Return, by document, the translation that it is aligned with; the surest if there are several."""
    found: dict[str, str] = {}
    for pair in read_pairs(store, PairFilter(IN_USE, documents=list(dict.fromkeys(documents)))):
        if pair.aligned:
            found.setdefault(pair.zh_document_id, pair.en_document_id)
            found.setdefault(pair.en_document_id, pair.zh_document_id)
    return found


def _list_counterparts(library: Library, found: SearchResult) -> list[list[ShownCounterpart]]:
    """Return, by hit, the other language's text at the match; nothing if none is aligned."""
    if not library.has_aligned:
        return [[] for _ in found.hits]
    return [
        [
            ShownCounterpart(
                entry.translation,
                [list(split_text(one.text, (), one.highlights)) for one in entry.translation.sentences],
            )
            for entry in entries
            if entry.translation.sentences
        ]
        for entries in find_hit_counterparts(library.store, found)
    ]
