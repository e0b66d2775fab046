"""The page of a concept: names, trend, strategies, and what is mentioned with it.

Slow counts are made on demand, or refused with an explanation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from flows.annotation.lexicon import Concept
from flows.errors import QueryError, UsageError, ZhengceError
from flows.records import Locale
from flows.reports import Profile, collect_profile
from flows.search import Collocate, CollocateRequest, SearchRequest, find_collocates, search_passages
from flows.text import fold_label
from flows.trends import Row, known_events, place_events
from flows.web import limits
from flows.web.addresses import check_page, make_address, read_page, redirect
from flows.web.charts import Chart, ChartRequest, draw_charts
from flows.web.library import Library
from flows.web.marking import Bars, list_neighbours
from flows.web.messages import Names
from flows.web.rendering import Pages
from flows.web.series import MEASURES, SeriesAddress, count_term, point_address

_COLLOCATES = 24
_SOURCE_NAMES = Path(__file__).parents[1] / "source_names.toml"


@dataclass(frozen=True, slots=True)
class _Subject:
    """The contents of a concept's page, kept until the store changes.

    `to_read` passages would be read for collocates; `refused` names what was too much to count.
    """

    profile: Profile | None
    rows: list[Row]
    to_read: int = 0
    refused: list[ZhengceError] = field(default_factory=list)


def build_concepts(pages: Pages) -> APIRouter:
    """Return the route /concept/NAME."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/concept/{name}", response_model=None)
    def concept(request: Request, name: str) -> Response:
        found = library.lexicon.find(name)
        if found is None:
            raise HTTPException(404)
        check_page(read_page(request.query_params), total=1)
        if found.is_word:  # texts are not tagged with it
            return redirect(make_address("/search", ("q", found.zh or found.en)), request.query_params)
        label, name_of = found.zh or found.en, pages.names_for(request)
        subject = library.keep(f"concept {found.id}", lambda _: _collect(library, found))
        is_asked = "collocates" in request.query_params and subject.to_read <= limits.MAX_READ
        is_counted = is_asked or subject.to_read <= limits.AT_ONCE
        near: list[Collocate] = []
        if is_counted:
            near = library.keep(f"collocates {found.id}", lambda _: collect_collocates(library, found))
        profile = subject.profile
        return pages.render(
            request,
            "concept.html",
            concept=found,
            has_aligned=library.has_aligned,
            name=label,
            source=name_source(found.source, pages.locale(request)),
            profile=profile,
            measure=MEASURES[0],
            counts=_count_surfaces(found, profile),
            near=near,
            to_read=0 if is_counted else subject.to_read,
            limit=limits.MAX_READ,
            refused=[error.message(pages.locale(request), for_page=True) for error in subject.refused],
            charts=_draw(subject.rows, pages.locale(request)),
            strategies=_link(profile.strategies if profile else {}, "strategy", found.id, name_of),
            instruments=_link(profile.instrument_counts if profile else {}, "instrument", found.id, name_of),
            neighbours=list_neighbours(profile, ("term", found.id), name_of),
            near_query=lambda word: f'"{label}" NEAR/5 "{word}"',
            point_link=lambda row: point_address(library.lexicon, row, SeriesAddress((label,))),
        )

    return router


def name_source(source: str, locale: Locale) -> str:
    """Return the source of a name, in the page's language as far as the table has it."""
    if locale == "en":
        return source
    names = _read_source_names()
    return "，".join(names.get(part, part) for part in source.split(", "))


@cache
def _read_source_names() -> Mapping[str, str]:
    names: dict[str, str] = tomllib.loads(_SOURCE_NAMES.read_text(encoding="utf-8"))
    return names


def _draw(rows: list[Row], locale: Locale) -> list[Chart]:
    """Return the chart of a yearly series; [] if it has no occurrence."""
    if not any(row["occurrences"] for row in rows):
        return []
    periods = [str(row["period"]) for row in rows]
    events = place_events(known_events(), periods, "year", locale)
    return draw_charts(rows, ChartRequest(MEASURES[0], events=events))


def collect_collocates(library: Library, concept: Concept) -> list[Collocate]:
    """Return the collocates that a concept's page shows.

    Raises QueryError if more passages would be read than one answer may read.
    """
    from flows.annotation.matching import RustCutter  # loads jieba's dictionary

    request = CollocateRequest(concept.zh or concept.en, limit=_COLLOCATES, max_read=limits.MAX_READ)
    return find_collocates(library.collection, request, RustCutter().cut)


def _collect(library: Library, concept: Concept) -> _Subject:
    name, collection = concept.zh or concept.en, library.collection
    rows: list[Row] = []
    profile: Profile | None = None
    refused: list[ZhengceError] = []
    try:
        rows = count_term(collection, name)
    except QueryError as error:
        refused.append(error)
    try:
        profile, _ = collect_profile(
            library.store, library.lexicon, concept.id, max_passages=limits.MAX_COUNTED
        )
    except QueryError as error:
        refused.append(error)
    except UsageError as error:  # not mentioned at all, which the page reports
        if error.code == "search.not_tagged_yet":
            refused.append(error)
        return _Subject(None, rows, refused=refused)
    to_read = search_passages(collection, SearchRequest(name, limit=1, facets=())).total
    return _Subject(profile, rows, to_read, refused)


def _count_surfaces(concept: Concept, profile: Profile | None) -> dict[str, int]:
    """Return the number of occurrences of each lexicon surface, in any script and case."""
    counts: dict[str, int] = {}
    for surface, number in profile.surfaces.items() if profile else ():
        key = fold_label(" ".join(surface.split()))
        counts[key] = counts.get(key, 0) + number
    return {surface: counts.get(fold_label(surface), 0) for surface in concept.surfaces}


def _link(counts: Mapping[str, int], kind: str, concept: str, name_of: Names) -> Bars:
    return [
        (name_of(label), make_address("/search", ("term", concept), (kind, label)), number)
        for label, number in counts.items()
    ]
