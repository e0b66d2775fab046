"""Refuse unknown parameters: a misspelt filter would yield a wrong count, or a file of all rows.

Impossible values are refused as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams

from flows.errors import UsageError, explain_choice

_OF_PAGES = "lang"  # the language of a page, which an address of the interface may include
_OF_LINKS = (_OF_PAGES, "page", "token")  # left over in the address of a page that leads to a download


def strict_router(prefix: str = "", responses: Mapping[int, Any] = {}) -> APIRouter:
    """Return a router whose routes refuse unknown parameters."""
    return APIRouter(
        prefix=prefix, responses=dict(responses.items()), dependencies=[Depends(check_parameters)]
    )


def check_parameters(request: Request) -> None:
    """Raise UsageError for a parameter that the route does not have, with the nearest known one."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    given = (name for name in request.query_params if name != _OF_PAGES)
    refuse_unknown(given, _parameters(route.dependant))


def check_download(given: QueryParams, known: Iterable[str]) -> None:
    """Raise UsageError for a parameter that a download does not have, with the nearest known one.

    One without a value, as a form sends it for an empty field, asks for nothing.
    """
    names = (name for name, value in given.multi_items() if value and name not in _OF_LINKS)
    refuse_unknown(names, known)


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise UsageError for the first unknown name, with the nearest known one."""
    names = sorted(set(known))
    for name in given:
        if name in names:
            continue
        shown = name[:40]
        if near := get_close_matches(name, names, 1):
            raise UsageError("web.misspelt_parameter", name=shown, near=near[0], known=names)
        raise UsageError("web.unknown_parameter", name=shown, known=names or ["-"])


def describe_invalid(error: RequestValidationError) -> Response:
    """Return the response to a request with impossible values: status 422, each value with its fault.

    A body may contain what JSON cannot: bytes that are not UTF-8, NaN, half of a surrogate pair. FastAPI's
    own handler fails on these.
    """
    worded = [{**one, "msg": explain_choice(one) or one["msg"]} for one in error.errors()]
    faults = jsonable_encoder(worded, custom_encoder={bytes: _as_text, float: _as_number})
    content = json.dumps({"detail": faults}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, 422, media_type="application/json")


def _as_text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _as_number(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _parameters(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for part in dependant.dependencies:
        yield from _parameters(part)
