"""The application: pages, downloads and JSON interface, protected by the guard."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteError

from flows import __version__
from flows.errors import StoreError, UsageError, ZhengceError
from flows.output import font_file
from flows.settings import Settings, find_manual, is_loopback
from flows.store import DatabaseFault, Store, explain_fault
from flows.web import limits
from flows.web.adding import build_adding
from flows.web.addresses import recall_search
from flows.web.api import build_api
from flows.web.api_pairs import build_pairs_api
from flows.web.charts import build_pictures
from flows.web.desk import (
    build_correcting,
    build_corrections_api,
    build_desk,
    build_desk_api,
    build_keeping,
    build_saved_searches,
)
from flows.web.downloads import build_downloads
from flows.web.findings import (
    build_brief,
    build_brief_api,
    build_changes,
    build_comparing,
    build_comparing_api,
    build_events,
    keep_brief,
)
from flows.web.library import Library
from flows.web.lists import (
    build_batch,
    build_directives,
    build_document_list,
    build_lists_api,
    build_networks,
    build_vanished,
)
from flows.web.metrics import Measuring, Metrics, build_metrics
from flows.web.pages import (
    build_concepts,
    build_documents,
    build_dossiers,
    build_drafts,
    build_drafts_api,
    build_facts,
    build_overview,
    build_pairs,
    build_parallel,
    build_references,
    build_searching,
    build_teaching,
    build_trends,
)
from flows.web.reading import (
    FONT_HEADERS,
    build_analysis,
    build_analysis_api,
    build_by_document,
    build_originals,
    build_records,
    build_versions,
    build_views,
)
from flows.web.reconciliation import build_reconciliation
from flows.web.refusals import describe_invalid, find_form, page_routes
from flows.web.rendering import Pages
from flows.web.security import Guard, HeadAsGet, check_binding

logger = logging.getLogger(__name__)
_PAGES = (
    build_overview,
    build_brief,
    build_searching,
    build_parallel,
    build_trends,
    build_comparing,
    build_changes,
    build_batch,
    build_document_list,
    build_vanished,
    build_documents,
    build_references,
    build_pairs,
    build_dossiers,
    build_facts,
    build_events,
    build_directives,
    build_concepts,
    build_drafts,
    build_analysis,
    build_teaching,
    build_desk,
    build_keeping,
    build_saved_searches,
    build_versions,
    build_views,
    build_by_document,
    build_adding,
    build_correcting,
    build_reconciliation,
)
_INTERFACE = (
    build_api,
    build_pairs_api,
    build_drafts_api,
    build_analysis_api,
    build_lists_api,
    build_networks,
    build_desk_api,
    build_comparing_api,
    build_brief_api,
    build_corrections_api,
)
_DAY = "max-age=86400"
_OF_PAGES = ("web.no_such_page", "web.no_page_number", "web.unknown_page")  # errors in the number of a page
_FOR_PROGRAMS = ("/api/", "/download/", "/reconcile")


def create_app(
    settings: Settings, *, host: str = "127.0.0.1", token: str = "", can_edit: bool = False
) -> FastAPI:
    """Return the application for a server that listens on `host`.

    With `can_edit`, documents can be added and removed from the page, and a missing store is created, empty.

    Raises UsageError for a host that others can reach without a token, StoreError if there is no store.
    """
    check_binding(host, token)
    if can_edit:
        with Store(settings.store):
            pass
    library = Library(settings, is_local=is_loopback(host), can_edit=can_edit)
    library.require_store()
    pages = Pages(library)

    @asynccontextmanager
    async def load(_: FastAPI) -> AsyncIterator[None]:
        library.load_models()
        # Each thread has its own connection and index; a process computes in one thread at a time.
        current_default_thread_limiter().total_tokens = limits.THREADS
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
    app.add_middleware(HeadAsGet)
    metrics = Metrics(library)
    app.add_middleware(Measuring, metrics=metrics)
    _add(app, build_metrics(metrics))
    _answer_errors(app, pages, _add_routes(app, pages))
    return app


def _add(app: FastAPI, router: APIRouter) -> None:
    """Add the routes of a router unchanged.

    FastAPI's `include_router` reads the signature of each route again at the first request: 0.1 s.
    """
    app.router.routes.extend(router.routes)


def _add_routes(app: FastAPI, pages: Pages) -> list[APIRoute]:
    """Add all pages, files and the interface; return the routes of pages that need only their address."""
    for build_interface in _INTERFACE:
        _add(app, build_interface(pages.library))
    _add(app, build_pictures(pages))
    _add(app, build_originals(pages.library))
    _add(app, build_records(pages.library))
    routes: list[APIRoute] = []
    for build in _PAGES:
        router = build(pages)
        _add(app, router)
        routes += page_routes(router)
    _add(app, build_downloads(pages.library))

    @app.get("/font/cjk.ttc", include_in_schema=False)
    def font() -> Response:
        """Return the font of the charts, for a browser on a machine without a Chinese one.

        It contains nothing of the store, so a sandboxed frame, which has no origin, may also load it.
        """
        headers = {"Cache-Control": _DAY, **FONT_HEADERS}
        return FileResponse(font_file(), media_type="font/collection", headers=headers)

    app.mount("/static", StaticFiles(packages=[("flows.web", "static")]), name="static")
    if manual := find_manual():
        app.mount("/manual", StaticFiles(directory=manual, html=True), name="manual")
    else:
        _explain_manual(app, pages)
    return routes


def _explain_manual(app: FastAPI, pages: Pages) -> None:
    """Explain at the manual's addresses how its pages are built."""

    @app.get("/manual", include_in_schema=False)
    @app.get("/manual/{path:path}", include_in_schema=False)
    def no_manual(request: Request) -> Response:
        error = UsageError("web.no_manual")
        message = error.message(pages.locale(request), for_page=True)
        return pages.render(request, "error.html", status=404, message=message, code=404)


def describe_interface() -> dict[str, object]:
    """Return the OpenAPI description of the JSON interface, without opening a store."""
    app = FastAPI(title="zhengce", version=__version__)
    library = Library(Settings())
    for build in _INTERFACE:
        _add(app, build(library))
    return app.openapi()


def _prepare(library: Library) -> None:
    """Bring the index up to date and count what is stored before the first request."""
    try:
        library.prepare()
        keep_brief(library)
    except Exception as error:  # noqa: BLE001 - whatever it is, the page that needs it reports it
        logger.warning("%s", error)


def _answer_errors(app: FastAPI, pages: Pages, routes: Sequence[APIRoute]) -> None:
    """Answer errors with a page in the reader's language, including its form; in English under /api/."""

    def fail(request: Request, status: int, detail: str, message: str, column: int = 0) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": detail}, status)
        return pages.render(
            request,
            "error.html",
            status=status,
            search=recall_search(request.query_params),
            message=message,
            column=column,
            code=status,
            refused=getattr(request.state, "form", None),
            back=getattr(request.state, "back", ""),
        )

    def explain(request: Request, status: int, error: ZhengceError) -> Response:
        column = error.values.get("column", 0)
        place = column if isinstance(column, int) else 0
        # Programs get the words of the page in English: no option of the command line is theirs.
        detail, message = (error.message(locale, for_page=True) for locale in ("en", pages.locale(request)))
        return fail(request, status, detail, message, place)

    @app.exception_handler(UsageError)
    def refuse(request: Request, error: UsageError) -> Response:
        if back := error.values.get("back"):  # a page that has changed since: its forms no longer fit
            request.state.back = back
        else:
            request.state.form = find_form(routes, request, pages.locale(request))
            is_elsewhere = request.state.form is None or error.code in _OF_PAGES
            if is_elsewhere and "page" in request.query_params:
                request.state.back = str(
                    request.url.remove_query_params("page").replace(scheme="", netloc="")
                )
        return explain(request, 400, error)

    @app.exception_handler(StoreError)
    def unavailable(request: Request, error: StoreError) -> Response:
        return explain(request, 503, error)

    @app.exception_handler(DatabaseFault)
    def disturbed(request: Request, error: DatabaseFault) -> Response:
        return explain(request, 503, explain_fault(pages.library.settings.store, error))

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        """Answer an impossible address, such as the id of no document, like an unknown one."""
        if request.url.path.startswith(_FOR_PROGRAMS):
            return describe_invalid(error)
        return fail(request, 404, "Not Found", "")

    @app.exception_handler(StarletteError)
    def missing(request: Request, error: HTTPException) -> Response:
        detail = str(error.detail)
        message = "" if error.status_code == 404 else detail
        return fail(request, error.status_code, detail, message)
