"""The parallel concordance: occurrences beside their aligned counterparts, with their renderings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.alignment import (
    ParallelLine,
    ParallelResult,
    Rendering,
    Renderings,
    find_parallel,
    find_renderings,
)
from flows.search import describe_words, explain_words
from flows.store.desk import desk_number
from flows.store.documents import known_corpora
from flows.store.passages import find_passages
from flows.store.translations import count_links
from flows.web.addresses import ParallelAddress, check_page, make_address, read_parallel
from flows.web.library import Library
from flows.web.marking import Part, mark_word, split_text
from flows.web.pages.beside import judge_score
from flows.web.rendering import Pages

_WIDTH = 40  # of the context on the page, in Chinese characters per side
_LINES = 50  # on a page
_BEFORE = 40  # characters of a quote before the rendering
_OTHER: dict[str, str] = {"zh": "en", "en": "zh"}
_AT_ONCE = 12_000  # linked texts read for renderings without being asked: about a second


class ShownLine(NamedTuple):
    """A line of the concordance; `parts` are the parts of its counterpart, with the renderings marked.

    `before` and `after` are the text around the keyword as in the passage, with … where it continues.
    """

    line: ParallelLine
    before: str
    after: str
    parts: list[Part]
    certainty: str
    link: str


class ShownRendering(NamedTuple):
    """A rendering with its quotes in parts, and the address of its lines."""

    rendering: Rendering
    quote: list[Part]
    counterpart: list[Part]
    link: str


def build_parallel(pages: Pages) -> APIRouter:
    """Return the route /parallel."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/parallel")
    def parallel(request: Request) -> HTMLResponse:
        address = read_parallel(request.query_params)
        search, wanted = address.search, address.request(_WIDTH)
        found, renderings, plain = ParallelResult([], 0, [], 1), None, []
        is_asked = bool(search.query.strip() or search.values_of("term"))
        other = _OTHER[wanted.source]
        if is_asked:
            chosen = library.part(search.documents)
            found = find_parallel(chosen, wanted)
            plain = explain_words(chosen, search.query, expand=search.expand)
        is_counted = "renderings" in request.query_params or _is_quick(library)
        if is_asked and is_counted and library.has_aligned and found.terms == 1:
            renderings = keep_renderings(library, address)
        check_page(search.page, len(found.lines), _LINES)
        start = (search.page - 1) * _LINES
        return pages.render(
            request,
            "parallel.html",
            search=search,
            parallel=address,
            is_asked=is_asked,
            has_aligned=library.has_aligned,
            is_concept=_is_concept(library, address),
            subject=search.query.strip()
            or ", ".join(map(pages.names_for(request), search.values_of("term"))),
            notes=describe_words(plain, pages.locale(request)),
            lines=_show_lines(library, found.lines[start : start + _LINES], address),
            total=len(found.lines),
            elsewhere=found.elsewhere,
            unpaired=sum(not line.counterpart for line in found.lines),
            start=start,
            renderings=renderings,
            rendering_rows=_list(renderings, address),
            other=other,
            corpora=library.keep("corpora", known_corpora),
        )

    return router


def keep_renderings(library: Library, address: ParallelAddress, minimum: int = 1) -> Renderings:
    """Return the renderings of the query of an address, kept until the store or a collection changes."""
    request, documents = address.renderings(minimum), address.search.documents
    name = f"renderings {request!r} {documents!r} {desk_number(library.store)}"
    return library.keep(name, lambda _: find_renderings(library.part(documents), request))


def _is_quick(library: Library) -> bool:
    """Return whether there are few enough links for renderings within a second."""
    links: int = library.keep("links", count_links)
    return links <= _AT_ONCE


def _is_concept(library: Library, address: ParallelAddress) -> bool:
    """Return whether the lexicon knows renderings of the query."""
    query = address.search.query.strip()
    return bool(address.search.values_of("term")) or library.lexicon.find(query) is not None


def _show_lines(library: Library, lines: Sequence[ParallelLine], address: ParallelAddress) -> list[ShownLine]:
    passages = find_passages(library.store, list(dict.fromkeys(line.passage_id for line in lines)))
    return [_show(line, passages[line.passage_id].text, address) for line in lines]


def _show(line: ParallelLine, text: str, address: ParallelAddress) -> ShownLine:
    parts = list(split_text(line.counterpart, (), line.rendering_spans))
    place = (("beside", line.counterpart_document_id), ("at", str(line.start) if line.counterpart else ""))
    link = make_address(f"/passage/{line.passage_id}", *place, *address.search.marking())
    certainty = "lone" if line.score is None else judge_score(line.score)
    return ShownLine(line, *find_context(text, line), parts, certainty, link)


def find_context(text: str, line: ParallelLine) -> tuple[str, str]:
    """Return the text shown before and after the keyword of a line, from its passage."""
    before, after = text[: line.start], text[line.end :]
    left = f"{line.left} " if before[-1:].isspace() else line.left
    right = f" {line.right}" if after[:1].isspace() else line.right
    if " ".join(before.split()) != line.left:
        left = f"…{left}"
    if " ".join(after.split()) != line.right:
        right = f"{right}…"
    return left, right


def _list(found: Renderings | None, address: ParallelAddress) -> list[ShownRendering]:
    return [
        ShownRendering(
            row,
            mark_word(row.quote, address.search.query),
            mark_word(row.quote_counterpart, row.rendering, _BEFORE),
            address.narrow(row.rendering),
        )
        for row in (found.renderings if found else ())
    ]
