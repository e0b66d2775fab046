"""The JSON interface to texts and their translations: pairs, linked sentences, concordance, renderings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query

from flows.alignment import find_parallel
from flows.alignment.pairing import as_json, list_links, list_pair, list_pairs
from flows.search import LineOrder
from flows.store.documents import find_one
from flows.store.translations import DocumentPair, PairFilter, find_pair
from flows.web.addresses import ParallelAddress, SearchAddress
from flows.web.library import Library
from flows.web.lists import REFUSED, Identifier, Limit, Many, Narrowed, Offset
from flows.web.pages import keep_renderings
from flows.web.refusals import strict_router

_MISSING = {404: {"description": "no such pair"}}
Json = dict[str, object]


def _read_search(narrowed: Narrowed) -> SearchAddress:
    """Return the search in a request for parallel texts.

    Raises HTTPException (422) if it has neither words nor a term.
    """
    if not narrowed.query.strip() and not narrowed.values_of("term"):
        raise HTTPException(422, "q or term is needed")
    return narrowed


SearchInPairs = Annotated[SearchAddress, Depends(_read_search)]


def build_pairs_api(library: Library) -> APIRouter:
    """Return the routes. Everything is read-only; lists are limited."""
    router = strict_router(prefix="/api", responses=REFUSED)
    _add_pairs(router, library)
    _add_parallel(router, library)
    return router


def _add_pairs(router: APIRouter, library: Library) -> None:

    @router.get("/pairs")
    def pairs(
        *,
        status: Many,
        known_by: Many,
        document: Many,
        limit: Limit = 100,
    ) -> Json:
        """List documents that are the same text in Chinese and English, with the evidence for each pair."""
        named = [find_one(library.store, name) or name for name in document]
        wanted = PairFilter(status, known_by, named)
        rows, total = list_pairs(library.store, wanted, limit=limit)
        return {"total": total, "rows": [row._asdict() for row in rows]}

    @router.get("/pairs/{pair_id}", responses=_MISSING)  # type: ignore[arg-type]
    def pair(pair_id: Identifier, *, offset: Offset = 0, limit: Limit = 100) -> Json:
        """Return a pair with its linked sentences, in the order of the texts."""
        found = _find(library, pair_id)
        links = list_links(library.store, found)
        shown = [as_json(link) for link in links[offset : offset + limit]]
        return {**list_pair(found)._asdict(), "total": len(links), "links": shown}

    @router.get("/pairs/{pair_id}/omissions", responses=_MISSING)  # type: ignore[arg-type]
    def omissions(pair_id: Identifier, *, limit: Limit = 1000) -> Json:
        """Return what one side of a pair has and the other lacks.

        `lone` are texts without a counterpart, `unnamed` concepts that the counterpart of a sentence names by
        no known name; the totals count all of them.
        """
        found = _find(library, pair_id)
        report = library.omissions(found)
        return {
            **list_pair(found)._asdict(),
            "total_lone": len(report.lone),
            "total_unnamed": len(report.unnamed),
            "lone": [_as_plain(row._asdict()) for row in report.lone[:limit]],
            "unnamed": [_as_plain(row._asdict()) for row in report.unnamed[:limit]],
        }


def _add_parallel(router: APIRouter, library: Library) -> None:

    @router.get("/parallel")
    def parallel(
        search: SearchInPairs,
        *,
        rendered_as: Annotated[str, Query(max_length=200)] = "",
        not_rendered: bool = False,
        order: LineOrder = "date",
        width: Annotated[int, Query(ge=1, le=200)] = 20,
        limit: Limit = 1000,
        offset: Offset = 0,
    ) -> Json:
        """List every occurrence in the language of the query with the aligned text of the other language.

        `rendered_as` keeps lines whose counterpart has a text; with `not_rendered` those that lack it, or,
        without a text, those that lack every known name of the query's concept. `elsewhere` counts the
        occurrences in documents that no translation is aligned with. A choice of documents or passages
        (`kind`, `collection` ...) selects the occurrences; their translations may be outside it.
        """
        address = ParallelAddress(search, rendered_as.strip(), not_rendered, order)
        found = find_parallel(library.part(search.documents), address.request(width))
        shown = [_as_plain(line._asdict()) for line in found.lines[offset : offset + limit]]
        return {
            "query": search.query,
            "total": len(found.lines),
            "elsewhere": found.elsewhere,
            "rows": shown,
        }

    @router.get("/renderings")
    def renderings(
        search: SearchInPairs, *, minimum: Annotated[int, Query(ge=1, le=1_000_000)] = 1, limit: Limit = 100
    ) -> Json:
        """List how a term is rendered in the other language, from aligned sentences alone.

        `sentences` counts those with the term; `untranslated` of them have no counterpart, and for
        `unexplained` no rendering was found. A choice selects the sentences with the term, as in
        `/api/parallel`.
        """
        found = keep_renderings(library, ParallelAddress(search), minimum)
        return {
            "query": search.query,
            "total": len(found.renderings),
            "sentences": found.sentences,
            "untranslated": found.untranslated,
            "unexplained": found.unexplained,
            "elsewhere": found.elsewhere,
            "rows": [_as_plain(row._asdict()) for row in found.renderings[:limit]],
        }


def _find(library: Library, pair_id: str) -> DocumentPair:
    found = find_pair(library.store, pair_id)
    if found is None:
        raise HTTPException(404, f"no pair {pair_id}")
    return found


def _as_plain(row: dict[str, object]) -> Json:
    """Return a row with its places as mappings with names, not lists."""
    return {name: _name_places(value) if name.endswith("places") else value for name, value in row.items()}


def _name_places(places: object) -> object:
    return [place._asdict() for place in places] if isinstance(places, list) else places
