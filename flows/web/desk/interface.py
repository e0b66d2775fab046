"""The JSON interface of the desk: /api/collections and /api/tags, to read and to write.

Writing requests are accepted from this site's pages, and from programs that name its origin or send the
token.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path
from pydantic import BaseModel, ConfigDict, Field

from flows.errors import UsageError
from flows.reports.collections import Desk
from flows.search.kept import check_list
from flows.store.desk import ListName
from flows.web import limits
from flows.web.library import Library
from flows.web.lists import Limit
from flows.web.refusals import strict_router
from flows.web.security import check_origin

_Name = Annotated[str, Path(max_length=limits.LONGEST_NAME)]
_Answer = dict[str, object]
_Member = Annotated[
    str, Path(max_length=limits.LONGEST_NAME, description="id of a member, or its number in the list")
]
_Responses = dict[int | str, dict[str, object]]
_UNKNOWN: _Responses = {404: {"description": "no such collection or tag"}}
_WRITING: _Responses = {
    400: {"description": "a name, query or id cannot be used; nothing is written"},
    403: {"description": "the origin is not that of this site"},
}
_OWN_SITE = [Depends(check_origin)]
_MOST_IDS = 500
_KINDS: dict[str, ListName] = {"collections": "collection", "tags": "tag"}


class NewCollection(BaseModel):
    """A collection to create; with a query, it contains what the query finds each time."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=limits.LONGEST_NAME)
    title: str = Field("", max_length=500)
    note: str = Field("", max_length=10_000)
    query: str = Field("", max_length=limits.LONGEST_QUERY)


class ChangedCollection(BaseModel):
    """Changes of a collection; fields that are left out stay."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(None, max_length=500)
    note: str | None = Field(None, max_length=10_000)
    query: str | None = Field(None, max_length=limits.LONGEST_QUERY)


class ChangedMember(BaseModel):
    """Changes of a member; fields that are left out stay."""

    model_config = ConfigDict(extra="forbid")

    note: str | None = Field(None, max_length=10_000)
    place: int | None = Field(
        None, ge=1, le=10**7, description="of collections: move it there, counted from 1"
    )


class NewMembers(BaseModel):
    """Documents and passages to add, by id, with one note."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Annotated[str, Field(max_length=limits.LONGEST_NAME)]] = Field(
        min_length=1, max_length=_MOST_IDS
    )
    note: str = Field("", max_length=10_000)


def build_desk_api(library: Library) -> APIRouter:
    """Return the routes. Lists are limited."""
    router = strict_router(prefix="/api")
    _add_reading(router, library)
    _add_collections(router, library)
    for plural, kind in _KINDS.items():
        _add_members(router, library, plural, kind)
    return router


def _add_reading(router: APIRouter, library: Library) -> None:

    @router.get("/collections")
    def collections() -> list[_Answer]:
        """List the collections; one with a query contains what the query finds."""
        return [one._asdict() for one in library.desk.collections()]

    @router.get("/collections/{name}", responses=_UNKNOWN)
    def collection(name: _Name, limit: Limit = 1000) -> _Answer:
        """Return a collection with its members in order, and what has become of each since it was added."""
        members = _members(library, "collection", name, limit)
        return {**library.desk.find(name)._asdict(), **members}

    @router.get("/tags")
    def tags() -> list[_Answer]:
        """List the tags, with how many documents and passages have each."""
        return [one._asdict() for one in library.desk.tags()]

    @router.get("/tags/{name}", responses=_UNKNOWN)
    def tag(name: _Name, limit: Limit = 1000) -> _Answer:
        """Return the documents and passages that have a tag."""
        return {"name": name, **_members(library, "tag", name, limit)}


def _add_collections(router: APIRouter, library: Library) -> None:
    @router.post("/collections", status_code=201, responses=_WRITING, dependencies=_OWN_SITE)
    def create(collection: NewCollection) -> _Answer:
        """Create a collection."""
        with library.writing() as desk:
            made = desk.create(
                collection.name,
                title=collection.title.strip(),
                note=collection.note,
                query=collection.query.strip(),
            )
        return made._asdict()

    @router.patch("/collections/{name}", responses={**_UNKNOWN, **_WRITING}, dependencies=_OWN_SITE)
    def describe(name: _Name, changed: ChangedCollection) -> _Answer:
        """Change title, note or query of a collection."""
        with library.writing() as desk:
            _check_known(desk, "collection", name)
            return desk.describe(name, **changed.model_dump())._asdict()


def _add_members(router: APIRouter, library: Library, plural: str, kind: ListName) -> None:
    """Add the routes that collections and tags share: adding and removing members, and deleting."""
    writing: Any = {"responses": {**_UNKNOWN, **_WRITING}, "dependencies": _OWN_SITE}
    member_path = f"/{plural}/{{name}}/members/{{member}}"

    @router.post(f"/{plural}/{{name}}/members", operation_id=f"add_to_{kind}", **writing)
    def add(name: _Name, members: NewMembers) -> _Answer:
        """Add documents and passages; a list that does not exist is created."""
        with library.writing() as desk:
            return {"name": name, "added": desk.add(name, members.ids, kind=kind, note=members.note)}

    @router.delete(member_path, operation_id=f"remove_from_{kind}", **writing)
    def remove(name: _Name, member: _Member) -> _Answer:
        """Take a document or passage out."""
        with library.writing() as desk:
            _check_known(desk, kind, name)
            return {"name": name, "removed": desk.remove(name, [member], kind=kind)}

    @router.patch(member_path, operation_id=f"change_in_{kind}", **writing)
    def change(name: _Name, member: _Member, changed: ChangedMember) -> _Answer:
        """Give a member another note, or another place in a collection."""
        with library.writing() as desk:
            _check_known(desk, kind, name)
            if changed.place is not None and kind == "tag":
                raise HTTPException(400, "tags have no order: place is for collections")
            if changed.note is not None:
                desk.note(name, member, changed.note, kind=kind)
            if changed.place is not None:
                desk.move(name, member, changed.place)
            return {"name": name, "member": member}

    @router.delete(f"/{plural}/{{name}}", operation_id=f"drop_{kind}", **writing)
    def drop(name: _Name) -> _Answer:
        """Delete the list; its documents stay."""
        with library.writing() as desk:
            _check_known(desk, kind, name)
            return {"name": name, "members": desk.drop(name, kind=kind)}


def _check_known(desk: Desk, kind: ListName, name: str) -> None:
    """Raise HTTPException (404) if there is no such collection or tag."""
    try:
        check_list(desk.store, kind, name)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None


def _members(library: Library, kind: ListName, name: str, limit: int) -> _Answer:
    try:
        rows, total = library.desk.page(name, kind=kind, limit=limit)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    shown = [{field: value for field, value in row._asdict().items() if field != "item"} for row in rows]
    return {"total": total, "members": shown}
