"""Find the form that a refused request comes from."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import iscoroutinefunction, signature
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from flows.errors import UsageError
from flows.web.refusals.filling import FilledForm, Pairs, fill_form

_OF_ADDRESS = ("lang", "page")  # parameters that belong to no form


def page_routes(router: APIRouter) -> list[APIRoute]:
    """Return the routes of a router whose pages need nothing but their address."""
    return [route for route in router.routes if isinstance(route, APIRoute) and _is_page(route)]


def _is_page(route: APIRoute) -> bool:
    names = {*signature(route.endpoint).parameters}
    is_plain = "GET" in (route.methods or ()) and not iscoroutinefunction(route.endpoint)
    return is_plain and names == {"request", *route.param_convertors}


def find_form(routes: Sequence[APIRoute], request: Request, locale: str) -> FilledForm | None:
    """Return the form of the page of a refused request, filled with what was typed; None if it has none.

    The page is requested without parameters, so that it shows its form. `typed` in the state of a request is
    what a form sent in its body.
    """
    path = request.url.path
    typed: Pairs = getattr(request.state, "typed", ())
    if request.method == "GET":
        given = request.query_params.multi_items()
        typed = [(name, value.replace("\x00", "")) for name, value in given if name not in _OF_ADDRESS]
    for route in routes:
        if match := route.path_regex.match(path):
            page = _make_page(route, request, match.groupdict(), locale)
            return fill_form(page, path, [pair for pair in typed if pair[1]], request.method)
    return None


def _make_page(route: APIRoute, request: Request, names: dict[str, str], locale: str) -> str:
    """Return the HTML of a page without parameters; "" if it is not one."""
    query = urlencode({"lang": locale}).encode()
    bare = Request({**request.scope, "method": "GET", "query_string": query})
    try:
        answer = route.endpoint(bare, **names)
    except (UsageError, HTTPException):
        return ""
    if not isinstance(answer, HTMLResponse):
        return ""
    return bytes(answer.body).decode()
