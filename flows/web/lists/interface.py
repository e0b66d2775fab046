"""The JSON interface of lists: documents, matching ones, vanished ones, batches, directives, dossiers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from flows.records import SOURCE_STATES, BatchMeasure, DateOrder, Locale
from flows.references import by_known_title, list_directives
from flows.reports import collect_dossier, dossier_rows
from flows.search.documents import search_documents
from flows.store.documents import DocumentOrder, list_documents
from flows.trends.batches import BATCH_DIVISIONS, BATCH_GROUPS, BatchLine, batch_rows, count_batch, widen
from flows.web import limits
from flows.web.library import Library
from flows.web.lists.addresses import BATCH_LINES, BATCH_TEXT, BatchAddress, DocumentsAddress
from flows.web.lists.directives import DirectivesAddress
from flows.web.lists.filters import Chosen, Date, FirstDate, Limit, Many, Narrowed, Offset
from flows.web.lists.vanished import VanishedAddress
from flows.web.refusals import strict_router

_REFUSED = {
    400: {"description": "a filter, a date or the list cannot be read"},
    422: {"description": "a parameter is out of range"},
}
_By = Annotated[
    str,
    Query(
        max_length=200,
        description=f"{', '.join((*BATCH_DIVISIONS, *BATCH_GROUPS))}, or bounds such as 2015,2018-03,2023",
    ),
]
_Answer = dict[str, object]


def build_lists_api(library: Library) -> APIRouter:
    """Return the routes. Everything is read-only; lists are limited."""
    router = strict_router(prefix="/api", responses=_REFUSED)
    _add_documents(router, library)
    _add_search(router, library)
    _add_vanished(router, library)
    _add_batch(router, library)
    _add_directives(router, library)
    _add_dossiers(router, library)
    return router


def _add_documents(router: APIRouter, library: Library) -> None:
    @router.get("/documents")
    def documents(
        *,
        title: Annotated[
            str,
            Query(
                max_length=200, description="words, all of them in the title; a year may be the document's"
            ),
        ] = "",
        corpus: Many,
        language: Many,
        chosen: Chosen,
        first: FirstDate = "",
        to: Date = "",
        fold: Annotated[bool, Query(description="of near-duplicates, only the earliest")] = False,
        sort: DocumentOrder = "date",
        limit: Annotated[int, Query(ge=1, le=1000)] = 50,
        offset: Offset = 0,
    ) -> _Answer:
        """List the current documents; `total` counts all that match, not only the page."""
        address = DocumentsAddress(
            title,
            tuple(corpus),
            chosen.publisher,
            tuple(language),
            first,
            to,
            fold,
            sort,
            status=chosen.status,
            level=chosen.level,
            kind=chosen.kind,
            vanished=chosen.vanished,
            province=chosen.province,
            collection=chosen.collection,
            tag=chosen.tag,
            as_of=chosen.as_of,
        )
        store = library.part(address.documents).store
        request, _ = by_known_title(store, address.request(limit, offset), library.lexicon)
        found = list_documents(store, request)
        return {"total": found.total, "documents": [row._asdict() for row in found.documents]}


def _add_search(router: APIRouter, library: Library) -> None:
    @router.get("/search/documents")
    def search_by_document(
        narrowed: Narrowed,
        *,
        sort: Literal["passages", "date"] = "passages",
        limit: Annotated[int, Query(ge=1, le=1000)] = 20,
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> _Answer:
        """Search by document: each with its number of matching passages and the first of them."""
        address = replace(narrowed, order="date" if sort == "date" else "relevance")
        collection = library.part(address.documents)
        found = search_documents(collection, address.request(limit=limit, offset=offset))
        hits = [{**hit.document._asdict(), "first": hit.first.passage_id} for hit in found.hits]
        return {"query": address.query, "total": found.total, "passages": found.passages, "documents": hits}


def _add_vanished(router: APIRouter, library: Library) -> None:
    @router.get("/vanished")
    def vanished(
        *,
        how: Annotated[
            list[str],
            Query(
                default_factory=limits.no_values,
                max_length=50,
                description=f"any (the default), gone, or {', '.join(SOURCE_STATES)}, in either language",
            ),
        ],
        corpus: Many,
        first: FirstDate = "",
        to: Date = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 50,
        offset: Offset = 0,
    ) -> _Answer:
        """List documents that their source no longer has, or has changed without notice; the last first.

        `document_id` is the archived version, `current_id` the changed one. Dates are those of the documents.
        """
        address = VanishedAddress(tuple(how), tuple(corpus), first, to)
        found = address.find(library.store, limit, offset)
        return {"total": found.total, "documents": [row._asdict() for row in found.documents]}


def _add_batch(router: APIRouter, library: Library) -> None:
    @router.get("/batch")
    def batch(
        *,
        q: Annotated[
            list[str],
            Query(
                min_length=1, max_length=BATCH_LINES, description="a term or query as in trends; repeatable"
            ),
        ],
        by: _By = "year",
        measure: BatchMeasure = "occurrences",
        wide: bool = False,
        first: FirstDate = "",
        to: Date = "",
        corpus: Many,
        chosen: Chosen,
    ) -> _Answer:
        """Count a list of terms and queries: one row per query and period or group.

        With `wide` there is one row per query, with the measure by period or group. `problems` are the
        queries that could not be counted, by their number from 1.
        """
        typed = BatchAddress("\n".join(q), by, measure, first, to, tuple(corpus))
        address = typed.with_documents_of(chosen)
        lines = tuple(BatchLine(number, query[:BATCH_TEXT]) for number, query in enumerate(q, 1))
        table = count_batch(library.part(address.documents), replace(address.request(), lines=lines))
        answer = widen(table)
        return {
            "columns": answer.cells,
            "rows": answer.rows if wide else batch_rows(table),
            "problems": [
                {"line": one.line.number, "query": one.line.query, "message": one.message()}
                for one in table.problems
            ],
        }


def _add_directives(router: APIRouter, library: Library) -> None:
    @router.get("/directives")
    def directives(
        *,
        q: Annotated[str, Query(max_length=200, description="only in passages that this query finds")] = "",
        grade: Many,
        addressee: Annotated[str, Query(max_length=200, description="a part of the addressee's words")] = "",
        first: FirstDate = "",
        to: Date = "",
        corpus: Many,
        language: Many,
        sort: DateOrder = "earliest",
        chosen: Chosen,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> _Answer:
        """List what documents ask somebody to do, by date; `grades` counts all that match by their force."""
        address = DirectivesAddress(q, tuple(grade), addressee, first, to, tuple(corpus), tuple(language))
        collection = library.part(chosen.documents)
        wanted = address.filters(collection)
        rows, counts = list_directives(collection.store, wanted, limit=offset + limit, order=sort)
        return {
            "total": sum(count.directives for count in counts),
            "grades": [count._asdict() for count in counts],
            "rows": [row._asdict() for row in rows[offset:]],
        }


def _add_dossiers(router: APIRouter, library: Library) -> None:
    @router.get("/dossier")
    def dossier(
        name: Annotated[str, Query(min_length=1, max_length=limits.LONGEST_NAME)],
        *,
        corpus: Many,
        chosen: Chosen,
        lang: Annotated[Locale, Query(description="the language of notes")] = "en",
    ) -> _Answer:
        """Return what the store has on a firm, programme, technology or person, each line with its passage.

        `part` of a row is `timeline` (with the year in `group`), `figure` or `instrument`. `is_undated` means
        that `date` is the document's; `is_repeat`, that an earlier row has the same sentence.
        """
        found = collect_dossier(
            library.part(chosen.documents).store,
            library.lexicon,
            name,
            corpus,
            max_passages=limits.MAX_COUNTED,
            locale=lang,
        )
        return {**found.numbers(), "rows": [row._asdict() for row in dossier_rows(found)]}
