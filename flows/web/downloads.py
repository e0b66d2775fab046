"""Downloads: the content of the screen with all further rows, as CSV, XLSX or JSON Lines."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import count
from typing import Any, Literal, TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import QueryParams

from flows.alignment import (
    OmissionRow,
    ParallelLine,
    Rendering,
    find_parallel,
    line_row,
    omission_rows,
    rendering_row,
)
from flows.alignment.pairing import ListedPair, list_pairs
from flows.output import flat_row
from flows.pipeline.corrections import CORRECTION_COLUMNS, list_corrections
from flows.references import (
    CITED_COLUMNS,
    DIRECTIVE_COLUMNS,
    EVENT_COLUMNS,
    STATED_COLUMNS,
    VANISHED_COLUMNS,
    StatedFigure,
    as_listed,
    by_known_title,
    list_events,
    list_stated,
    without_copies,
)
from flows.reports.comparisons import COMPARISON_COLUMNS
from flows.search import COLLOCATE_COLUMNS, Line, find_lines, search_passages
from flows.search.passages import fetch_hits, narrow
from flows.store.documents import ListedDocument, find_one, list_documents
from flows.store.facts import stored_directives
from flows.store.passages import AnnotatedPassage, read_passages
from flows.store.sightings import VanishedDocument
from flows.store.translations import find_pair
from flows.trends import BAND_COLUMNS, MIX_COLUMNS, SERIES_COLUMNS, SOURCE_COLUMNS
from flows.web import limits
from flows.web.addresses import (
    download_parameters,
    read_citations,
    read_figures,
    read_line_order,
    read_parallel,
    read_search,
    several_values,
)
from flows.web.findings import compared_rows, read_events_address
from flows.web.library import Library
from flows.web.lists import (
    LISTED_COLUMNS,
    batch_table,
    read_directives,
    read_documents,
    read_vanished_address,
    wide_batch_table,
)
from flows.web.messages import choose_locale
from flows.web.pages import collect_collocates, find_cited, keep_renderings, read_pair_filter
from flows.web.refusals import check_download
from flows.web.sending import Ending, Table, send_table
from flows.web.series import count_largest, read_series

T = TypeVar("T")
_HITS_AT_ONCE = 500
_HITS = (
    "passage_id",
    "document_id",
    "title",
    "date",
    "publisher",
    "corpus",
    "language",
    "kind",
    "heading",
    "text",
    "labels",
    "instruments",
    "score",
    "url",
)
_PASSAGES = (
    "passage_id",
    "position",
    "kind",
    "heading",
    "language",
    "text",
    "labels",
    "instruments",
    "mentions",
)


Kind = Literal[
    "search",
    "concordance",
    "trends",
    "targets",
    "directives",
    "citations",
    "events",
    "document",
    "collocates",
    "parallel",
    "renderings",
    "pairs",
    "omissions",
    "documents",
    "vanished",
    "batch",
    "batch-table",
    "compare",
    "corrections",
]


def build_downloads(library: Library) -> APIRouter:
    """Return the routes `/download/KIND.FORMAT`, with every row in the order of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/download/{kind}.{ending}")
    async def download(
        request: Request,
        kind: Kind,
        ending: Ending,
    ) -> Response:
        def read() -> Table:
            check_download(request.query_params, download_parameters(kind))
            if (kind, ending) == ("compare", "xlsx"):
                return _compared_for_people(library, request)
            return _TABLES[kind](library, request.query_params)

        return await send_table(read, f"zhengce-{kind}", ending)

    return router


def _search(library: Library, values: QueryParams) -> Table:
    address = read_search(values)
    part = library.part(address.documents)
    request = address.request(limit=1, offset=0)
    wanted, parts, finder = narrow(part, request)
    if finder and finder.found:  # a ranking of limited length
        found = search_passages(part, address.request(limit=len(finder.found), offset=0))
        columns = [*_HITS, *(("similarity", "copies") if found.similar else ())]
        return Table(columns, [flat_row(asdict(hit)) for hit in found.hits])
    total = part.index.count(wanted)
    page = part.index.search(wanted, limit=total, order=request.order)
    ids, scores = array("q", (rowid for rowid, _ in page.hits)), array("d", (score for _, score in page.hits))

    def read() -> Iterator[Mapping[str, object]]:
        for start in range(0, total, _HITS_AT_ONCE):
            block = slice(start, start + _HITS_AT_ONCE)
            for hit in fetch_hits(part.store, list(zip(ids[block], scores[block], strict=True)), parts, {}):
                yield flat_row(asdict(hit))

    return Table(_HITS, read())


def _concordance(library: Library, values: QueryParams) -> Table:
    address = read_search(values)
    request = address.concordance(read_line_order(values))
    return Table(Line._fields, _rows(find_lines(library.part(address.documents), request)))


def _trends(library: Library, values: QueryParams) -> Table:
    address = read_series(values)
    more = [
        *BAND_COLUMNS * address.with_bands,
        *(MIX_COLUMNS if address.hold else ()),
        *SOURCE_COLUMNS * address.with_vanished,
    ]
    return Table([*SERIES_COLUMNS, *more], count_largest(library.part(address.documents), address).rows)


def _events(library: Library, values: QueryParams) -> Table:
    address = read_events_address(values)
    chosen = library.part(address.documents)
    events, _ = list_events(chosen.store, address.filter(chosen), order=address.sort)
    return Table(EVENT_COLUMNS, _rows(events))


def _document(library: Library, values: QueryParams) -> Table:
    document = find_one(library.store, values.get("id", ""))
    if document is None:
        raise HTTPException(404)

    def read(first: int) -> Iterable[AnnotatedPassage]:
        return read_passages(library.store, document, first=first, limit=limits.BLOCK)

    return Table(_PASSAGES, map(_passage_row, _in_blocks(read)))


def _passage_row(passage: AnnotatedPassage) -> dict[str, Any]:
    chosen: dict[str, list[str]] = {"strategy": [], "instrument": []}
    for row in passage.categories:
        if row.rank is not None:
            chosen[row.kind].append(row.label)
    mentions = [f"{row.start}-{row.end} {row.type} {row.text}" for row in passage.mentions]
    return {
        **asdict(passage),
        "labels": "|".join(chosen["strategy"]),
        "instruments": "|".join(chosen["instrument"]),
        "mentions": "|".join(mentions),
    }


def _collocates(library: Library, values: QueryParams) -> Table:
    concept = library.lexicon.find(values.get("concept", ""))
    if concept is None:
        raise HTTPException(404)
    found = library.keep(f"collocates {concept.id}", lambda _: collect_collocates(library, concept))
    return Table(COLLOCATE_COLUMNS, [row._asdict() for row in found])


def _targets(library: Library, values: QueryParams) -> Table:
    address = read_figures(values)
    chosen, request = library.part(address.chosen.documents), address.request

    def read(offset: int) -> Iterable[StatedFigure]:
        return list_stated(chosen, request, limit=limits.BLOCK, offset=offset).rows

    return Table(STATED_COLUMNS, (row.as_row() for row in _in_blocks(read)))


def _directives(library: Library, values: QueryParams) -> Table:
    address = read_directives(values)
    chosen = library.part(address.documents)
    wanted = without_copies(chosen.store, address.filters(chosen))
    found = stored_directives(chosen.store, wanted, order=address.sort)
    return Table(DIRECTIVE_COLUMNS, _rows(map(as_listed, found)))


def _citations(library: Library, values: QueryParams) -> Table:
    rows = find_cited(library, read_citations(values))
    return Table(CITED_COLUMNS, (flat_row(asdict(row)) for row in rows))


def _parallel(library: Library, values: QueryParams) -> Table:
    address = read_parallel(values)
    lines = find_parallel(library.part(address.search.documents), address.request()).lines
    return Table(ParallelLine._fields, map(line_row, lines))


def _renderings(library: Library, values: QueryParams) -> Table:
    found = keep_renderings(library, read_parallel(values)).renderings
    return Table(Rendering._fields, map(rendering_row, found))


def _pairs(library: Library, values: QueryParams) -> Table:
    rows, _ = list_pairs(library.store, read_pair_filter(library, values))
    return Table(ListedPair._fields, _rows(rows))


def _omissions(library: Library, values: QueryParams) -> Table:
    pair = find_pair(library.store, values.get("pair", ""))
    if pair is None:
        raise HTTPException(404)
    return Table(OmissionRow._fields, _rows(omission_rows(library.omissions(pair))))


def _documents(library: Library, values: QueryParams) -> Table:
    address = read_documents(values)
    store = library.part(address.documents).store

    request, _ = by_known_title(store, address.request(limits.BLOCK), library.lexicon)

    def read(offset: int) -> Iterable[ListedDocument]:
        return list_documents(store, replace(request, offset=offset)).documents

    return Table(LISTED_COLUMNS, _rows(_in_blocks(read)))


def _vanished(library: Library, values: QueryParams) -> Table:
    address = read_vanished_address(values)

    def read(offset: int) -> Iterable[VanishedDocument]:
        return address.find(library.store, limits.BLOCK, offset).documents

    return Table(VANISHED_COLUMNS, _rows(_in_blocks(read)))


def _in_blocks(read: Callable[[int], Iterable[T]]) -> Iterator[T]:
    """Return the rows that `read` returns from an offset on, block by block; the first is read at once.

    This way, invalid requests are refused before anything is sent.
    """
    first = list(read(0))

    def iterate() -> Iterator[T]:
        yield from first
        is_last = len(first) < limits.BLOCK
        for number in count(1):
            if is_last:
                return
            block = list(read(number * limits.BLOCK))
            yield from block
            is_last = len(block) < limits.BLOCK

    return iterate()


def _rows(found: Iterable[Any]) -> Iterator[Mapping[str, object]]:
    """Yield named tuples as mappings."""
    return (row._asdict() for row in found)


def _compared_for_people(library: Library, request: Request) -> Table:
    """Return a comparison's table with units as people write them, in the page's language."""
    parameters, cookie = request.query_params, request.cookies.get("lang", "")
    locale = choose_locale(parameters.get("lang", ""), cookie, request.headers.get("accept-language", ""))
    return Table(COMPARISON_COLUMNS, compared_rows(library, parameters, locale))


_TABLES: Mapping[Kind, Callable[[Library, QueryParams], Table]] = {
    "search": _search,
    "concordance": _concordance,
    "trends": _trends,
    "targets": _targets,
    "directives": _directives,
    "citations": _citations,
    "events": _events,
    "document": _document,
    "collocates": _collocates,
    "parallel": _parallel,
    "renderings": _renderings,
    "pairs": _pairs,
    "omissions": _omissions,
    "documents": _documents,
    "vanished": _vanished,
    "batch": lambda library, values: Table(*batch_table(library, values)),
    "batch-table": lambda library, values: Table(*wide_batch_table(library, values)),
    "compare": lambda library, values: Table(COMPARISON_COLUMNS, compared_rows(library, values)),
    "corrections": lambda library, values: Table(
        CORRECTION_COLUMNS,
        _rows(list_corrections(library.store, several_values(values, "kind"))),
    ),
}
