"""Pages about the store and the site: home page, status, help."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.web import limits
from flows.web.addresses import carried_modes, make_address
from flows.web.findings import kept_brief
from flows.web.messages import explain_health, explain_rejection, load_manual
from flows.web.rendering import Pages


def build_overview(pages: Pages) -> APIRouter:
    """Return the routes /, /status and /help."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/")
    def home(request: Request) -> HTMLResponse:
        brief = kept_brief(library)
        return pages.render(
            request,
            "home.html",
            examples=load_manual("examples"),
            found=library.status(),
            brief=brief,
            carried=carried_modes(request.query_params),
        )

    @router.get("/status")
    def status(request: Request) -> HTMLResponse:
        found, name = library.status(), pages.names_for(request)
        kinds = {category.id: category.kind for category in library.taxonomy.categories}
        labels = [
            (name(label), make_address("/search", (kinds.get(label, "strategy"), label)), number)
            for label, number in sorted(found["labels"].items(), key=lambda pair: -pair[1])
        ]
        return pages.render(
            request,
            "status.html",
            found=found,
            rejections=found["rejections"][: limits.LINES],
            labels=labels,
            explain_health=partial(explain_health, locale=pages.locale(request)),
            explain_rejection=partial(explain_rejection, locale=pages.locale(request)),
        )

    @router.get("/help")
    def help_page(request: Request) -> HTMLResponse:
        return pages.render(
            request,
            "help.html",
            grammar=load_manual("grammar"),
            rules=load_manual("rules"),
            keys=load_manual("keys"),
        )

    @router.get("/api")
    def interface() -> RedirectResponse:
        return RedirectResponse("/help#api")

    return router
