"""The page of a dossier: what the texts say about a name."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from flows.errors import QueryError, UsageError
from flows.reports import Dossier, collect_dossier, draw_bars, write_dossier
from flows.search import describe_shared_names, suggest_names
from flows.store import Store
from flows.web import limits
from flows.web.addresses import download_parameters
from flows.web.charts import SeriesNames
from flows.web.marking import list_neighbours
from flows.web.refusals import check_download
from flows.web.rendering import Pages

_TYPES = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}


def build_dossiers(pages: Pages) -> APIRouter:
    """Return the routes /dossier and /download/dossier.html and .md, the page as a file to send."""
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
            raise  # too many mentions, so the name is known
        except UsageError as error:
            missing = error.message(pages.locale(request), for_page=True)
            near = suggest_names(library.store, name)
            return pages.render(
                request, "dossier.html", status=404, name=name, dossier=None, missing=missing, near=near
            )
        own = ("entity", found.entity)
        return pages.render(
            request,
            "dossier.html",
            name=name,
            dossier=found,
            notes=describe_shared_names(found.shared, locale),
            shown=_name_of(pages, request, name, found),
            bars_drawn=list(draw_bars(found.years)),
            neighbours=list_neighbours(found, own, pages.names_for(request)),
        )

    @router.get("/download/dossier.{ending}")
    def download(request: Request, ending: Literal["html", "md"]) -> FileResponse:
        check_download(request.query_params, download_parameters("dossier"))
        name = request.query_params.get("name", "").strip()[: limits.LONGEST_NAME]
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        (path,) = write_dossier(
            library.collection,
            library.taxonomy,
            name,
            Path(folder.name),
            formats=(ending,),
            locale=pages.locale(request),
        )
        cleanup = BackgroundTask(folder.cleanup)
        return FileResponse(path, media_type=_TYPES[ending], filename=path.name, background=cleanup)

    return router


def _name_of(pages: Pages, request: Request, typed: str, found: Dossier) -> str:
    """Return the heading of a dossier: a term as typed with its concept, any other name as in the texts."""
    names = pages.names_for(request)
    if not found.concept:
        return names(found.entity)
    return SeriesNames(pages.library.lexicon, names, pages.locale(request)).term(typed)
