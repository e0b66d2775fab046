"""The application: pages, downloads, JSON interface, behind the guard."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteError

from flows import __version__
from flows.errors import StoreError, UsageError
from flows.output import font_file
from flows.settings import Settings
from flows.store import FullText
from flows.web.api import build_api
from flows.web.concepts import build_concepts
from flows.web.downloads import build_downloads
from flows.web.library import Library
from flows.web.pages import Pages, build_pages
from flows.web.parameters import Request as Asked
from flows.web.security import Guard, check_binding
from flows.web.subjects import build_subjects
from flows.web.teaching import build_teaching

logger = logging.getLogger(__name__)


def _prepare(library: Library) -> None:
    """Bring the index up to date and count what is stored before the first reader asks."""
    try:
        FullText(library.store).sync()
        library.status()
    except Exception as error:  # noqa: BLE001 - whatever it is, the page that needs it will say so
        logger.warning("%s", error)


def create_app(settings: Settings, *, host: str = "127.0.0.1", token: str = "") -> FastAPI:
    """Return the application for a server that listens on `host`.

    Raises UsageError for a host that others can reach without a token, StoreError where there is no store.
    """
    check_binding(host, token)
    library = Library(settings)
    assert library.store  # no store: said now, not with the first request
    pages = Pages(library)

    @asynccontextmanager
    async def load(_: FastAPI) -> AsyncIterator[None]:
        assert library.lexicon and library.taxonomy
        threading.Thread(target=_prepare, args=(library,), daemon=True).start()
        yield

    app = FastAPI(
        title="zhengce",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=load,
    )
    app.middleware("http")(Guard(host, token))
    app.include_router(build_api(library))
    app.include_router(build_pages(pages))
    app.include_router(build_subjects(pages))
    app.include_router(build_concepts(pages))
    app.include_router(build_downloads(library))
    app.include_router(build_teaching(pages))

    @app.get("/font/cjk.ttc", include_in_schema=False)
    def font() -> Response:
        """The font of the charts, for a browser on a machine without a Chinese one."""
        return FileResponse(
            font_file(), media_type="font/collection", headers={"Cache-Control": "max-age=86400"}
        )

    app.mount("/static", StaticFiles(packages=[("flows.web", "static")]), name="static")

    def fail(request: Request, status: int, message: str, shown: str = "") -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": message}, status)
        return pages.render(
            request,
            "error.html",
            status=status,
            asked=Asked(request.query_params.get("q", "")[:2000], {}),
            message=shown or message,
            column=int(found[1]) if (found := re.match(r"column (\d+):", message)) else 0,
            code=status,
        )

    @app.exception_handler(UsageError)
    def refuse(request: Request, error: UsageError) -> Response:
        return fail(request, 400, str(error), error.message(pages.tongue(request)))

    @app.exception_handler(StoreError)
    def unavailable(request: Request, error: StoreError) -> Response:
        return fail(request, 503, str(error), error.message(pages.tongue(request)))

    @app.exception_handler(StarletteError)
    def missing(request: Request, error: HTTPException) -> Response:
        return fail(
            request,
            error.status_code,
            str(error.detail) if error.status_code != 404 or request.url.path.startswith("/api/") else "",
        )

    return app
