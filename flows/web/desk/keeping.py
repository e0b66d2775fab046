"""The page that keeps a document or passage in collections and under tags."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.errors import UsageError
from flows.output.bibliography import find_document_and_passage
from flows.store import Store
from flows.store.desk import KeptItem, place_items, tags_of
from flows.web.addresses import make_address
from flows.web.desk.forms import CHECKED, read_form
from flows.web.library import Library
from flows.web.rendering import Pages

_FIELDS = {"collection": CHECKED, "new_collection": CHECKED, "tag": CHECKED, "note": 10_000}
_Identifier = Annotated[str, Path(pattern=r"^[0-9a-f]{4,16}(-\d{1,7})?$")]


def build_keeping(pages: Pages) -> APIRouter:
    """Return the route /keep/ID, of a document or passage."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/keep/{identifier}")
    def show(request: Request, identifier: _Identifier) -> HTMLResponse:
        try:
            document, passage = find_document_and_passage(library.store, identifier)
        except UsageError:
            raise HTTPException(404) from None
        public = f"{document.id}-{passage.position}" if passage else document.id
        desk = library.desk
        return pages.render(
            request,
            "keep.html",
            identifier=public,
            document=document,
            passage=passage,
            kept=kept_names(library.store, document.id).get(public, []),
            collections=[one for one in desk.collections() if not one.query],
            tags=desk.tags(),
            saved=request.query_params.get("saved", "") == "1",
            is_frozen=library.store.is_frozen,
        )

    @router.post("/keep/{identifier}")
    async def save(request: Request, identifier: _Identifier) -> RedirectResponse:
        form = await read_form(request, _FIELDS)
        await run_in_threadpool(_save, library, identifier, form)
        return RedirectResponse(make_address(f"/keep/{identifier}", ("saved", "1")), 303)

    return router


def _save(library: Library, identifier: str, form: dict[str, str]) -> None:
    """Keep a document or passage as a form says. Raises UsageError if it names no list."""
    collections = [form[name] for name in ("collection", "new_collection") if name in form]
    tag = form.get("tag", "")
    if not (collections or tag):
        raise UsageError("web.nowhere_to_keep")
    with library.writing() as desk:
        if tag:
            desk.check_target(tag, kind="tag")
        for collection in collections:  # all are checked before any is changed
            desk.check_target(collection)
        for collection in collections:
            desk.add(collection, [identifier], note=form.get("note", ""))
        if tag:
            desk.add(tag, [identifier], kind="tag", note="" if collections else form.get("note", ""))


def kept_names(store: Store, document_id: str) -> dict[str, list[KeptItem]]:
    """Return the kept items of a document, by the present id of the document or passage."""
    found: dict[str, list[KeptItem]] = defaultdict(list)
    for placed in place_items(store, tags_of(store, document_id)):
        found[placed.public_id].append(placed.item)
    return dict(found)
