"""The page of a concept: names, trend, strategies, what it stands with.

What would take long is counted on demand or refused in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from flows.annotation.lexicon import Concept
from flows.errors import QueryError, UsageError
from flows.reports import NamedNeighbour, Profile, collect_profile
from flows.search import Collocate, SearchRequest, search_passages
from flows.text import fold_label
from flows.trends import Row
from flows.web.drawing import draw_lines
from flows.web.library import Library
from flows.web.pages import Pages
from flows.web.parameters import MOST_COUNTED, MOST_READ, make_address
from flows.web.series import MEASURES, point_address, trend_rows, without_silence

AT_ONCE = 10_000  # passages that the page reads for collocates without being asked to: about a second
_COLLOCATES = 24
Bars = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a concept's page shows, kept until the store changes.

    `refused` says what was too much to count here.
    """

    profile: Profile | None
    rows: list[Row]
    to_read: int
    refused: list[QueryError] = field(default_factory=list)


def build_concepts(pages: Pages) -> APIRouter:
    """Return the route of concepts."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/concept/{name}")
    def concept(request: Request, name: str) -> HTMLResponse:
        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404)
        label = found.zh or found.en
        tongue = pages.tongue(request)
        name_of = pages.name_of(tongue)
        kept = library.keep(f"concept {found.id}", lambda _: _collect(library, found))
        wanted = kept.to_read <= AT_ONCE or (
            kept.to_read <= MOST_READ and "collocates" in request.query_params
        )
        near = (
            library.keep(f"collocates {found.id}", lambda _: collect_collocates(library, found))
            if wanted
            else []
        )
        profile = kept.profile
        return pages.render(
            request,
            "concept.html",
            concept=found,
            name=label,
            profile=profile,
            measure=MEASURES[0],
            counts=_count_surfaces(found, profile),
            near=near,
            to_read=0 if wanted else kept.to_read,
            most=MOST_READ,
            refused=[error.message(tongue) for error in kept.refused],
            chart=draw_lines(kept.rows, MEASURES[0])
            if any(row["occurrences"] for row in kept.rows)
            else None,
            strategies=_linked(profile.strategies if profile else {}, "strategy", found.id, name_of),
            instruments=_linked(
                profile.instrument_counts if profile else {}, "instrument", found.id, name_of
            ),
            neighbours=list_neighbours(profile, ("term", found.id), name_of),
            near_query=lambda word: f'"{label}" NEAR/5 "{word}"',
            point_link=lambda row: point_address(library.lexicon, row, "year", ""),
        )

    return router


def collect_collocates(library: Library, concept: Concept) -> list[Collocate]:
    """Return the collocates that a concept's page shows.

    Raises QueryError where more than MOST_READ passages would be read.
    """
    from flows.annotation.matching import RustCutter
    from flows.search import CollocateRequest, find_collocates

    cut = RustCutter().cut
    request = CollocateRequest(concept.zh or concept.en, limit=_COLLOCATES, max_read=MOST_READ)
    return find_collocates(library.collection, request, cut)


def _collect(library: Library, concept: Concept) -> _Subject:
    name = concept.zh or concept.en
    profile, rows, refused = None, list[Row](), list[QueryError]()
    try:
        rows = without_silence(trend_rows(library, [name]))
    except QueryError as error:
        refused.append(error)
    try:
        profile, _ = collect_profile(library.store, library.lexicon, concept.id, max_passages=MOST_COUNTED)
    except QueryError as error:
        refused.append(error)
    except UsageError:  # no mention of it, which the page says
        return _Subject(None, rows, 0, refused)
    return _Subject(
        profile,
        rows,
        search_passages(library.collection, SearchRequest(name, limit=1, facets=())).total,
        refused,
    )


def _count_surfaces(concept: Concept, profile: Profile | None) -> dict[str, int]:
    """Return how often each surface of the lexicon was met, whatever its script and case."""
    counts: dict[str, int] = {}
    if profile:
        for surface, number in profile.surfaces.items():
            key = fold_label(" ".join(surface.split()))
            counts[key] = counts.get(key, 0) + number
    return {surface: counts.get(fold_label(surface), 0) for surface in concept.surfaces}


def _linked(counts: Mapping[str, int], kind: str, concept: str, name_of: Callable[[str], str]) -> Bars:
    return [
        (name_of(label), make_address("/search", ("term", concept), (kind, label)), number)
        for label, number in counts.items()
    ]


def list_neighbours(
    profile: Profile | None, own: tuple[str, str], name_of: Callable[[str], str]
) -> list[tuple[str, Bars]]:
    """Return by kind what stands with a thing: name, address and number of the passages with both."""
    found = profile.neighbours if profile else {}
    return [
        (
            kind,
            [
                (
                    _name(row, name_of),
                    make_address("/search", own, *_other(own, row.entity)),
                    row.passages,
                )
                for row in rows
            ],
        )
        for kind, rows in found.items()
    ]


def _name(row: NamedNeighbour, name_of: Callable[[str], str]) -> str:
    """Return a concept's name in the page's language; what is none is named as the texts have it."""
    return row.name if ":" in row.entity else name_of(row.entity)


def _other(own: tuple[str, str], entity: str) -> list[tuple[str, str]]:
    # Two values of one filter are alternatives: what must be there besides goes into the query.
    return [("entity", entity)] if own[0] != "entity" else [("q", f'entity:"{entity}"')]
