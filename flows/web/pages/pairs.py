"""Pages of pairs: texts and their translations, and what each side lacks.

These pages only read; the desk handles the form for decisions about pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.alignment import LoneText, UnnamedConcept
from flows.alignment.pairing import ListedPair, list_pair, list_pairs
from flows.store.documents import find_one
from flows.store.translations import DocumentPair, PairFilter, count_pairs, find_pair
from flows.web import limits
from flows.web.addresses import (
    Parameters,
    check_page,
    make_address,
    page_pair,
    read_choices,
    read_page,
    redirect,
    several_values,
)
from flows.web.library import Library
from flows.web.pages.beside import list_sides
from flows.web.rendering import Pages

STATUSES = ("", "used", "confirmed", "proposed", "dismissed")
KNOWN_BY = ("", "declared", "number", "address", "proposed")
_LINES = 100


class NamedConcept(NamedTuple):
    """A concept of one side, with the sentences whose counterparts have none of its known names."""

    side: str
    concept: str
    label: str
    sentences: list[UnnamedConcept]


def build_pairs(pages: Pages) -> APIRouter:
    """Return the routes /pairs, /pairs/ID and /pairs/ID/omissions."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/pairs")
    def pairs(request: Request) -> HTMLResponse:
        values = request.query_params
        page = read_page(values)
        wanted = read_pair_filter(library, values)
        locale, names = pages.locale(request), pages.names_for(request)
        rows, total = list_pairs(library.store, wanted, limit=page * _LINES, locale=locale, name_of=names)
        check_page(page, total, _LINES)
        chosen = {name: several_values(values, name) for name in ("status", "known_by", "document")}

        def link(number: int) -> str:
            kept = ((name, value) for name, some in chosen.items() for value in some)
            return make_address("/pairs", *kept, page_pair(number))

        return pages.render(
            request,
            "pairs.html",
            rows=rows[(page - 1) * _LINES :],
            total=total,
            stored=count_pairs(library.store),
            page=page,
            has_more=total > page * _LINES,
            chosen=chosen,
            statuses=STATUSES,
            ways=KNOWN_BY,
            is_frozen=library.store.is_frozen,
            link=link,
        )

    @router.get("/pairs/{pair_id}")
    def pair(request: Request, pair_id: str) -> RedirectResponse:
        found = _find(library, pair_id)
        address = make_address(f"/document/{found.zh_document_id}", ("beside", found.en_document_id))
        return redirect(address, request.query_params)

    @router.get("/pairs/{pair_id}/omissions")
    def omissions(request: Request, pair_id: str) -> HTMLResponse:
        found = _find(library, pair_id)
        report = library.omissions(found)
        listed: ListedPair = list_pair(found, pages.locale(request), pages.names_for(request))
        return pages.render(
            request,
            "omissions.html",
            pair=listed,
            is_aligned=bool(found.aligned),
            sides=list_sides(found, found.zh_document_id),
            lone={side: [row for row in report.lone if row.side == side] for side in ("zh", "en")},
            concepts={side: group_concepts(report.unnamed, side) for side in ("zh", "en")},
            most=limits.LINES,
            link=lambda row: _place(found, row),
        )

    return router


def read_pair_filter(library: Library, parameters: Parameters) -> PairFilter:
    """Return the filter of pairs in an address; without a status, all but dismissed ones.

    Raises UsageError for an unknown status or way.
    """
    statuses = read_choices(parameters, "status", STATUSES) or ("used", "confirmed", "proposed")
    known_by = read_choices(parameters, "known_by", KNOWN_BY)
    named = [one[: limits.LONGEST_NAME].strip() for one in several_values(parameters, "document")]
    documents = tuple(find_one(library.store, one) or one for one in named)
    return PairFilter(statuses, known_by, documents)


def group_concepts(rows: Sequence[UnnamedConcept], side: str) -> list[NamedConcept]:
    """Return the concepts of a side with their sentences, those with most sentences first."""
    own = sorted((row for row in rows if row.side == side), key=lambda row: row.concept)
    found = [
        NamedConcept(side, concept, sentences[0].label, sentences)
        for concept, sentences in ((key, list(some)) for key, some in groupby(own, lambda row: row.concept))
    ]
    return sorted(found, key=lambda one: (-len(one.sentences), one.label))


def _find(library: Library, pair_id: str) -> DocumentPair:
    """Return a pair by its id or the beginning of it. Raises HTTPException (404) if there is none."""
    found = find_pair(library.store, pair_id)
    if found is None:
        raise HTTPException(404)
    return found


def _place(pair: DocumentPair, row: LoneText | UnnamedConcept) -> str:
    """Return the address of a reported text beside the other side."""
    other = pair.en_document_id if row.side == "zh" else pair.zh_document_id
    first = row.places[0]
    return make_address(f"/passage/{first.passage_id}", ("beside", other), ("at", str(first.start)))
