"""Refuse unknown parameters of the JSON interface: a misspelt filter would yield a wrong count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from flows.errors import UsageError

_OF_PAGES = "lang"  # the language of a page, which an address of the interface may include


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


def _parameters(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for part in dependant.dependencies:
        yield from _parameters(part)
