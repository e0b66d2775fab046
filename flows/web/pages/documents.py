"""The page of a document: its text with mentions and matches, its neighbours, and its origin."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.corpus.metadata import show_notes
from flows.errors import UsageError
from flows.records import Locale
from flows.references import (
    ListedDirective,
    as_listed,
    document_on,
    name_way,
    note_old_statuses,
    read_article_number,
    read_articles,
    read_status,
)
from flows.references.networks import find_neighbourhood
from flows.store import Store
from flows.store.documents import adjacent_documents, cluster_of, document_versions, find_one, read_document
from flows.store.facts import (
    DirectiveFilter,
    cited_names,
    document_labels,
    document_mentions,
    stored_directives,
)
from flows.store.passages import count_passages, read_outline, read_passages
from flows.store.sightings import VanishedFilter, list_vanished, read_sightings
from flows.store.translations import PairFilter, read_pairs
from flows.web import limits
from flows.web.addresses import make_address, page_start, read_number, read_search, read_start, redirect
from flows.web.charts import draw_neighbours
from flows.web.desk import kept_names
from flows.web.library import IN_USE, Library
from flows.web.marking import Bars
from flows.web.messages import Names
from flows.web.pages.beside import address_beside, show_beside
from flows.web.pages.references import collect_references
from flows.web.reading import find_in_document, is_record, mark_matches, name_whole
from flows.web.rendering import Pages

_SUMMARY = 12
_AROUND = 14  # citing and cited documents in the drawing
# Derived for programs: places of page numbers, the rule behind each field (`zhengce show` lists them), and
# whether lines are broken by hand. Notes have separate lines. Fields of a record with the same names are
# shown.
_LEFT_OUT = frozenset(("page_numbers", "origins", "notes", "broken_lines"))


def build_documents(pages: Pages) -> APIRouter:
    """Return the routes /document/ID and /passage/ID."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/document/{document_id}", response_model=None)
    def document(request: Request, document_id: str) -> Response:
        store = library.store
        found = read_document(store, find_one(store, document_id) or "")
        if found is None:
            raise HTTPException(404)
        document_id = found.id
        if elsewhere := _show_instead(pages, request, document_id):
            return elsewhere
        total = count_passages(store, document_id)
        first = read_start(request.query_params, "first", total)
        passages = read_passages(store, document_id, first=first, limit=limits.PASSAGES)
        address = read_search(request.query_params)
        around = find_neighbourhood(library.cited, document_id, _AROUND)
        return pages.render(
            request,
            "document.html",
            search=address,
            around=around,
            drawing=draw_neighbours(around, found.date),
            document=found,
            passages=passages,
            directives=_list_directives(store, document_id),
            matches=mark_matches(library, address, passages),
            found=find_in_document(library, document_id, address),
            outline=read_outline(store, document_id),
            first=first,
            size=limits.PASSAGES,
            total=total,
            metadata=list_metadata(found.metadata),
            notes=show_notes(found.notes, found.metadata, pages.locale(request)),
            references=collect_references(library, document_id),
            summary=_summarise(library, document_id, pages.names_for(request)),
            versions=document_versions(store, document_id),
            stated=read_status(store, document_id),
            old_status=note_old_statuses(store, document_id),
            kept=kept_names(store, document_id),
            is_record=is_record(found),
            whole_file=name_whole(found),
            neighbours=_list_neighbours(store, document_id),
            pairs=read_pairs(store, PairFilter(IN_USE, documents=(document_id,))),
            sightings=read_sightings(store, document_id),
            fate=next(iter(list_vanished(store, VanishedFilter(documents=(document_id,))).documents), None),
            way_name=lambda how, status: name_way(how, pages.locale(request), status),
            link=found.url if re.match(r"https?://", found.url) else "",
        )

    _add_passages(router, library)
    return router


def _add_passages(router: APIRouter, library: Library) -> None:
    @router.get("/passage/{passage_id}")
    def passage(request: Request, passage_id: str) -> RedirectResponse:
        document_id, _, position = passage_id.rpartition("-")
        number = read_number(position)
        if number >= count_passages(library.store, find_one(library.store, document_id) or ""):
            raise HTTPException(404)
        search = read_search(request.query_params)
        if other := request.query_params.get("beside", ""):
            start = read_start(request.query_params, "at")
            if address := address_beside(library, passage_id, other, start, search):
                return redirect(address, request.query_params)
        pairs = [("first", str(page_start(number) or "")), *search.marking()]
        address = make_address(f"/document/{document_id}", *pairs)
        return redirect(f"{address}#p{number}", request.query_params)


def _show_instead(pages: Pages, request: Request, document_id: str) -> Response | None:
    """Return the answer for an address of another version, an article, or two texts side by side.

    Raises UsageError for a day on which the document did not exist, and for an article that it lacks.
    """
    parameters, store = request.query_params, pages.library.store
    if day := parameters.get("as_of", "")[: limits.LONGEST_DATE]:
        standing = document_on(store, document_id, day)
        pairs = [pair for pair in parameters.multi_items() if pair[0] != "as_of"]
        return RedirectResponse(make_address(f"/document/{standing.document_id}", *pairs), 303)
    if other := parameters.get("beside", ""):
        return show_beside(pages, request, document_id, other)
    if article := parameters.get("article", ""):
        address = _find_article(store, document_id, article[: limits.LONGEST_NAME], pages.locale(request))
        return redirect(address, parameters)
    return None


def _list_directives(store: Store, document_id: str) -> Mapping[str, Sequence[ListedDirective]]:
    """Return the directives of a document by the id of their passage."""
    found: dict[str, list[ListedDirective]] = {}
    for row in stored_directives(store, DirectiveFilter(documents=(document_id,))):
        found.setdefault(row.passage_id, []).append(as_listed(row))
    return found


def _find_article(store: Store, document_id: str, name: str, locale: Locale) -> str:
    """Return the address of a document's article by number. Raises UsageError if there is none."""
    number, known = read_article_number(name), read_articles(store, document_id)
    if not known:
        raise UsageError("web.no_articles")
    if number is None:
        raise UsageError("web.no_article_number", article=name)
    if number not in known:
        article, last = number.in_words(locale), max(known).in_words(locale)
        raise UsageError("web.no_article", article=article, last=last)
    return f"/passage/{document_id}-{known[number].position}"


def _list_neighbours(store: Store, document_id: str) -> Mapping[str, Sequence[object]]:
    """Return the documents before, after and similar to a document, and those it cites most."""
    before, after = adjacent_documents(store, document_id)
    return {
        "before": [before] if before else [],
        "after": [after] if after else [],
        "alike": cluster_of(store, document_id)[:_SUMMARY],
        "cites": cited_names(store, document_id, _SUMMARY),
    }


def _summarise(library: Library, document_id: str, name_of: Names) -> dict[str, Bars]:
    """Return what a document is about: its labels and most frequent mentions, each with its number."""
    found: dict[str, Bars] = {"strategy": [], "instrument": [], "mentioned": []}
    for row in document_labels(library.store, document_id):
        address = make_address("/search", (row.kind, row.label))
        found[row.kind].append((name_of(row.label), address, row.passages))
    for mention in document_mentions(library.store, document_id, _SUMMARY):
        name, address = mention.surface, make_address("/search", ("entity", mention.id))
        if mention.id in library.lexicon.concepts:
            name, address = name_of(mention.id), f"/concept/{mention.id}"
        found["mentioned"].append((name, address, mention.mentions))
    return found


def list_metadata(metadata: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name, value) in the order of the metadata, without empty values.

    A nested record becomes one line per field, a list one line.
    """
    shown = dict(metadata)
    if isinstance(derived := shown.get("derived"), Mapping):
        shown["derived"] = {name: value for name, value in derived.items() if name not in _LEFT_OUT}
    return [(name, value) for name, value in _lines(shown) if value]


def _lines(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in metadata.items():
        if isinstance(value, Mapping):
            yield from _lines(value)
        elif isinstance(value, list):
            yield name, "; ".join(filter(None, map(_show, value)))
        else:
            yield name, _show(value)


def _show(value: Any) -> str:
    if isinstance(value, Mapping):
        return " · ".join(filter(None, map(_show, value.values())))
    is_unknown = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if is_unknown else str(value)
