"""The JSON interface of the desk: /api/collections and /api/tags, to read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query

from flows.errors import UsageError
from flows.web import limits
from flows.web.library import Library

_Name = Annotated[str, Path(max_length=limits.LONGEST_NAME)]
_Limit = Annotated[int, Query(ge=1, le=limits.ROWS)]
_Answer = dict[str, object]
_UNKNOWN = {404: {"description": "no such collection or tag"}}


def build_desk_api(library: Library) -> APIRouter:
    """Return the routes. Everything is read only; lists are bounded."""
    router = APIRouter(prefix="/api")

    @router.get("/collections")
    def collections() -> list[_Answer]:
        """List the collections; one with a query holds what this finds."""
        return [one._asdict() for one in library.desk.collections()]

    @router.get("/collections/{name}", responses=_UNKNOWN)  # type: ignore[arg-type]
    def collection(name: _Name, limit: _Limit = 1000) -> _Answer:
        """Return a collection with its members in order, and what has become of each since it was added."""
        members = _members(library, "collection", name, limit)
        return {**library.desk.find(name)._asdict(), **members}

    @router.get("/tags")
    def tags() -> list[_Answer]:
        """List the tags, with how many documents and passages have each."""
        return [one._asdict() for one in library.desk.tags()]

    @router.get("/tags/{name}", responses=_UNKNOWN)  # type: ignore[arg-type]
    def tag(name: _Name, limit: _Limit = 1000) -> _Answer:
        """Return the documents and passages that have a tag."""
        return {"name": name, **_members(library, "tag", name, limit)}

    return router


def _members(library: Library, kind: Literal["collection", "tag"], name: str, limit: int) -> _Answer:
    try:
        rows, total = library.desk.page(name, kind=kind, limit=limit)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    shown = [{field: value for field, value in row._asdict().items() if field != "item"} for row in rows]
    return {"total": total, "members": shown}
