"""The addresses of the reconciliation service, under /reconcile.

The protocol requires that pages of any site can read the answers (CORS). This applies only here, to the
lexicon, and to nothing else on the site.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from flows import __version__
from flows.errors import UsageError
from flows.web.limits import LONGEST_NAME
from flows.web.reconciliation import answers
from flows.web.reconciliation.naming import NameTable
from flows.web.rendering import Pages

_LONGEST = 400_000  # bytes of a request
_CORS = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {
    **_CORS,
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}
# A client shows the preview inside its own page; OpenRefine runs on this machine.
_FRAMED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"
)
_WIDTH, _HEIGHT = 420, 240
_Prefix = Annotated[str, Query(max_length=LONGEST_NAME)]


def build_reconciliation(pages: Pages) -> APIRouter:
    """Return the routes. They only read, and only the lexicon; batches are limited."""
    router = APIRouter(prefix="/reconcile", include_in_schema=False)
    _add_queries(router, pages)
    _add_suggestions(router, pages)
    _add_preview(router, pages)
    return router


def _add_queries(router: APIRouter, pages: Pages) -> None:
    @router.get("")
    def read(request: Request, queries: str = "", extend: str = "") -> JSONResponse:
        if not queries and not extend:
            return _send(lambda: _describe_service(str(request.base_url)))
        return _send(lambda: _answer(pages, queries, extend))

    @router.post("")
    async def ask(request: Request) -> JSONResponse:
        body = await request.body()
        if len(body) > _LONGEST:
            return _refuse(413, f"the request has {len(body):,} bytes; {_LONGEST:,} are read at most")
        try:
            form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
        except ValueError:
            return _refuse(400, "a form with queries=... or extend=... is expected")
        queries, extend = (form.get(name, [""])[-1] for name in ("queries", "extend"))
        return await run_in_threadpool(_send, lambda: _answer(pages, queries, extend))

    @router.options("")
    @router.options("/{rest:path}")
    def allow() -> Response:
        return Response(status_code=204, headers=_PREFLIGHT)


def _add_suggestions(router: APIRouter, pages: Pages) -> None:
    @router.get("/suggest/entity")
    def entity(prefix: _Prefix = "", cursor: Annotated[int, Query(ge=0, le=10_000)] = 0) -> JSONResponse:
        return _send(lambda: answers.suggest_concepts(prefix, cursor, _table(pages)))

    @router.get("/suggest/type")
    def kind(prefix: _Prefix = "") -> JSONResponse:
        return _send(lambda: answers.suggest_names("types", prefix))

    @router.get("/suggest/property")
    def suggested_property(prefix: _Prefix = "") -> JSONResponse:
        return _send(lambda: answers.suggest_names("properties", prefix))

    @router.get("/properties")
    def proposed(
        kind: Annotated[str, Query(alias="type", max_length=LONGEST_NAME)] = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 100,
    ) -> JSONResponse:
        found = answers.suggest_names("properties", "")["result"]
        assert isinstance(found, list)
        return _send(lambda: {"type": kind, "limit": limit, "properties": found[:limit]})


def _add_preview(router: APIRouter, pages: Pages) -> None:
    @router.get("/preview")
    def preview(
        request: Request, name: Annotated[str, Query(alias="id", max_length=LONGEST_NAME)]
    ) -> Response:
        concept = pages.library.lexicon.concepts.get(name)
        if concept is None:
            raise HTTPException(404)
        page = pages.render(
            request, "reconciled.html", concept=concept, kind=answers.describe_type(concept.type)["name"]
        )
        page.headers.update({**_CORS, "Content-Security-Policy": _FRAMED})
        return page


def _table(pages: Pages) -> NameTable:
    """Return the name table of the library's lexicon, built at the first request."""
    lexicon = pages.library.lexicon
    return pages.library.keep_always(f"names {lexicon.hash}", lambda: NameTable(lexicon))


def _answer(pages: Pages, queries: str, extend: str) -> answers.Answer:
    lexicon = pages.library.lexicon
    if extend:
        return answers.extend(answers.read_extension(extend), lexicon)
    batch, table = answers.read_queries(queries), _table(pages)
    return {key: answers.answer_query(query, table, lexicon) for key, query in batch.items()}


def _send(make: Callable[[], answers.Answer]) -> JSONResponse:
    try:
        return JSONResponse(make(), headers=_CORS)
    except UsageError as error:
        return _refuse(413 if error.code == "web.batch_of_queries" else 400, str(error))


def _refuse(status: int, detail: str) -> JSONResponse:
    return JSONResponse({"detail": detail}, status, headers=_CORS)


def _describe_service(base: str) -> answers.Answer:
    """Return the manifest of the service at an address that ends in a slash."""
    service = f"{base}reconcile"
    suggest = {
        kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": "zhengce lexicon 政策词库",
        "identifierSpace": "urn:zhengce:lexicon:",
        "schemaSpace": "http://www.w3.org/2004/02/skos/core#Concept",
        "serviceVersion": __version__,
        "defaultTypes": [answers.describe_type(name) for name in answers.read_names()["types"]],
        "view": {"url": f"{base}concept/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": service, "service_path": "/properties"}},
        "batchSize": answers.BATCH,
    }
