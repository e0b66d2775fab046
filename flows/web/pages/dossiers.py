"""The page of a dossier: what the texts say of one name."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.errors import QueryError, UsageError
from flows.reports import Dossier, collect_dossier, draw_bars
from flows.store import Store
from flows.web import limits
from flows.web.marking import list_neighbours
from flows.web.rendering import Pages


def build_dossiers(pages: Pages) -> APIRouter:
    """Return the route /dossier."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/dossier")
    def dossier(request: Request) -> HTMLResponse:
        name = request.query_params.get("name", "").strip()[: limits.LONGEST_NAME]
        if not name:
            return pages.render(request, "dossier.html", name="", dossier=None)

        def collect(store: Store) -> Dossier:
            return collect_dossier(
                store, library.lexicon, name, max_passages=limits.MAX_COUNTED, locale=locale
            )

        locale = pages.locale(request)
        try:
            found = library.keep(f"dossier {locale} {name}", collect)
        except QueryError:
            raise  # too many mentions: that is no unknown name
        except UsageError as error:
            missing = error.message(pages.locale(request), for_page=True)
            return pages.render(request, "dossier.html", status=404, name=name, dossier=None, missing=missing)
        own = ("entity", found.entity)
        return pages.render(
            request,
            "dossier.html",
            name=name,
            dossier=found,
            bars_drawn=list(draw_bars(found.years)),
            neighbours=list_neighbours(found, own, pages.names_for(request)),
        )

    return router
