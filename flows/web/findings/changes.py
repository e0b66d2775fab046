"""The page of changes: terms that are new or rising since a date, and terms no longer used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.errors import ZhengceError
from flows.search import read_date
from flows.store import Store
from flows.store.documents import newest_known_date
from flows.trends import (
    ChangeRequest,
    EmergingConcept,
    SilentConcept,
    describe_lexicons,
    find_emerging,
    find_silent,
)
from flows.web import limits
from flows.web.addresses import make_address
from flows.web.library import Library
from flows.web.rendering import Pages

_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Changes:
    """New and disappeared terms; `problem` is the error of a half that can't be answered."""

    rows: Sequence[EmergingConcept | SilentConcept]
    problem: ZhengceError | None = None


def build_changes(pages: Pages) -> APIRouter:
    """Return the route /changes."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/changes")
    def changes(request: Request) -> HTMLResponse:
        typed = read_date(request.query_params.get("since", "").strip()[: limits.LONGEST_DATE], "since")
        since = (typed or last_year(library.store))[:7]
        locale = pages.locale(request)
        return pages.render(
            request,
            "changes.html",
            since=since,
            new=_keep(library, "new", since) if since else None,
            gone=_keep(library, "gone", since) if since else None,
            explain=lambda error: error.message(locale, for_page=True),
            notes=describe_lexicons(library.collection, locale),
            trend_link=lambda row: make_address("/trends", ("term", row.zh or row.en)),
        )

    return router


def _keep(library: Library, which: str, since: str) -> Changes:
    find = find_emerging if which == "new" else find_silent
    request = ChangeRequest(since, limit=_LIMIT)

    def collect(_: Store) -> Changes:
        try:
            return Changes(list(find(library.collection, request, library.monthly)))
        except ZhengceError as error:
            return Changes([], error)

    return library.keep(f"changes {which} {since}", collect)


def last_year(store: Store) -> str:
    """Return the month a year before the newest document dated up to today; "" if there is none."""
    newest = newest_known_date(store)
    return f"{int(newest[:4]) - 1}{newest[4:7]}" if newest else ""
