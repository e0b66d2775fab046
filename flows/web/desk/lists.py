"""Pages of collections, tags and the search history, with the forms that change them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.errors import UsageError, unknown_value
from flows.output.bibliography import RECORD_STYLES, TEXT_STYLES, ending_of, media_type
from flows.records import digest
from flows.reports.collections import EXPORT_FORMATS, Desk, write_collection
from flows.search.kept import check_list
from flows.store.desk import HistoryEntry, KeptItem, ListName, clear_history, list_items, read_history
from flows.web import limits
from flows.web.addresses import check_page, make_address, read_choice, read_page
from flows.web.desk.forms import CHECKED, list_address, list_page, read_form
from flows.web.library import Library
from flows.web.refusals import check_download
from flows.web.rendering import Pages

_Name = Annotated[str, Path(max_length=limits.LONGEST_NAME)]
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    **{style: media_type(style) for style in RECORD_STYLES},
}
_CREATED = {"name": CHECKED, "title": 500, "note": 10_000, "query": limits.LONGEST_QUERY}
_CHANGED = {
    "do": CHECKED,
    "member": CHECKED,
    "seen": CHECKED,
    "title": 500,
    "note": 10_000,
    "sure": CHECKED,
}
_GIVEN = "1"  # the value of a switch
_SWITCHES = ("as_typed", "fold", "stats")  # no page has these; the first is said in another way
_SEARCHES = 200  # searches shown on the history page


class PastSearch(NamedTuple):
    """A search of the history, with the address that repeats it."""

    entry: HistoryEntry
    address: str


def build_desk(pages: Pages) -> APIRouter:
    """Return the routes /collections, /collection/NAME, /tag/NAME and /history."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _add_collections(router, pages)
    _add_members(router, pages, "collection")
    _add_members(router, pages, "tag")
    _add_export(router, pages.library)
    _add_history(router, pages)
    return router


def _add_collections(router: APIRouter, pages: Pages) -> None:
    library = pages.library

    @router.get("/collections")
    def collections(request: Request) -> HTMLResponse:
        desk = library.desk
        return pages.render(
            request,
            "collections.html",
            collections=desk.collections(),
            tags=desk.tags(),
            query=request.query_params.get("query", "")[: limits.LONGEST_QUERY],
            keeps_history=library.keeps_history,
            is_frozen=library.store.is_frozen,
        )

    @router.post("/collections")
    async def create(request: Request) -> RedirectResponse:
        form = await read_form(request, _CREATED)
        name = await run_in_threadpool(_create, library, form)
        return RedirectResponse(list_address("collection", name), 303)


def _create(library: Library, form: Mapping[str, str]) -> str:
    with library.writing() as desk:
        made = desk.create(
            form.get("name", ""),
            title=form.get("title", ""),
            note=form.get("note", ""),
            query=form.get("query", ""),
        )
    return made.name


def _add_members(router: APIRouter, pages: Pages, kind: ListName) -> None:
    library = pages.library

    @router.get(f"/{kind}/{{name}}")
    def members(request: Request, name: _Name) -> HTMLResponse:
        desk = library.desk
        page = read_page(request.query_params)
        offset = (page - 1) * limits.LINES
        rows, total = desk.page(name, kind=kind, limit=limits.LINES, offset=offset)
        check_page(page, total)
        searches, collections = desk.users(name, kind=kind)
        found = desk.find(name) if kind == "collection" else None
        return pages.render(
            request,
            "collection.html",
            kind=kind,
            name=name,
            found=found,
            seen=digest(found.title, found.note) if found else "",
            members=rows,
            marks={one.id: (one.mark, digest(one.note)) for one in list_items(desk.store, kind, name)},
            total=total,
            before=list_page(kind, name, page - 1) if page > 1 else "",
            after=list_page(kind, name, page + 1) if total > offset + limits.LINES else "",
            users=[*searches, *collections],
            formats=EXPORT_FORMATS,
            format_names={"md": "Markdown", **RECORD_STYLES},
            styles=TEXT_STYLES,
            is_frozen=library.store.is_frozen,
        )

    @router.post(f"/{kind}/{{name}}")
    async def change(request: Request, name: _Name) -> RedirectResponse:
        form = await read_form(request, _CHANGED)
        address = await run_in_threadpool(_change, library, kind, name, form)
        return RedirectResponse(address, 303)


def _change(library: Library, kind: ListName, name: str, form: Mapping[str, str]) -> str:
    """Carry out a form of a list; return the next address."""
    with library.writing() as desk:
        check_list(desk.store, kind, name)
        match form.get("do", ""):
            case "drop":
                if form.get("sure") != "1":
                    raise UsageError("web.not_sure")
                desk.drop(name, kind=kind)
                return "/collections"
            case "describe" if kind == "collection":
                found = desk.find(name)
                _check_seen(form, digest(found.title, found.note), kind, name)
                desk.describe(name, title=form.get("title", ""), note=form.get("note", ""))
                return list_address(kind, name)
        return _change_member(desk, kind, name, form)


def _change_member(desk: Desk, kind: ListName, name: str, form: Mapping[str, str]) -> str:
    number, item = _find_member(desk, kind, name, form)
    member = item.mark
    match form.get("do", ""):
        case "remove":
            desk.remove(name, [member], kind=kind)
            return list_address(kind, name)
        case "note":
            _check_seen(form, digest(item.note), kind, name)
            desk.note(name, member, form.get("note", ""), kind=kind)
        case "up" if kind == "collection":
            number = max(1, number - 1)
            desk.move(name, member, number)
        case "down" if kind == "collection":
            number += 1
            desk.move(name, member, number)
        case unknown:
            known = ["note", "up", "down", "remove", "describe", "drop"]
            raise unknown_value("do", unknown, known)
    return list_address(kind, name, number)


def _find_member(desk: Desk, kind: ListName, name: str, form: Mapping[str, str]) -> tuple[int, KeptItem]:
    """Return the member named in a form, with its present number.

    Raises UsageError if it is gone: removed in another window, or by a form sent twice.
    """
    for number, item in enumerate(list_items(desk.store, kind, name), 1):
        if item.mark == form.get("member"):
            return number, item
    raise UsageError("web.member_gone", name=name, back=list_address(kind, name))


def _check_seen(form: Mapping[str, str], now: str, kind: ListName, name: str) -> None:
    """Raise UsageError if a form would replace something other than what its page showed."""
    if form.get("seen") != now:
        raise UsageError("web.note_changed", name=name, back=list_address(kind, name))


def _add_export(router: APIRouter, library: Library) -> None:
    @router.get("/collection/{name}/export")
    def export(request: Request, name: _Name) -> Response:
        parameters = request.query_params
        check_download(parameters, ("format", "style", "labels"))
        file_format = read_choice(parameters, "format", EXPORT_FORMATS)
        style = read_choice(parameters, "style", tuple(TEXT_STYLES))
        locale = read_choice(parameters, "labels", ("en", "zh"))
        data = write_collection(
            library.desk, library.collection, name, file_format, style=style, locale=locale
        )
        ending = ending_of(file_format) if file_format in RECORD_STYLES else f".{file_format}"
        file = f"collection{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(data, media_type=_TYPES[file_format], headers=headers)


def _add_history(router: APIRouter, pages: Pages) -> None:
    library = pages.library

    @router.get("/history")
    def history(request: Request) -> HTMLResponse:
        settings = library.settings
        entries: list[HistoryEntry] = []
        if library.keeps_history:
            entries = read_history(settings.state, settings.store, _SEARCHES)
        return pages.render(
            request,
            "history.html",
            searches=[PastSearch(entry, address_of(entry)) for entry in entries],
            keeps_history=library.keeps_history,
        )

    @router.post("/history")
    async def clear(request: Request) -> RedirectResponse:
        await read_form(request, {})
        if library.keeps_history:
            clear_history(library.settings.state)
        return RedirectResponse("/history", 303)


def address_of(entry: HistoryEntry) -> str:
    """Return the address of the page that repeats a search; the page names what it has no field for."""
    options = list(_read_options(entry.options))
    named = [pair for pair in options if pair[0] not in _SWITCHES]
    is_as_typed = ("as_typed", _GIVEN) in options
    if entry.command == "trends":
        terms = [f'"{term}"' if is_as_typed else term for term in entry.query.split(", ")]
        return make_address("/trends", ("term", ", ".join(terms)), *named)
    path = "/concordance" if entry.command == "concordance" else "/search"
    return make_address(path, ("q", entry.query), *named, ("expand", "0" if is_as_typed else ""))


def _read_options(typed: str) -> Iterator[tuple[str, str]]:
    """Yield the options of a command as names and values of an address."""
    try:
        words = shlex.split(typed)
    except ValueError:  # cut off within a quotation
        return
    for word, following in pairwise([*words, "--"]):
        if word.startswith("--"):
            name = word.removeprefix("--").replace("-", "_")
            yield name, _GIVEN if following.startswith("--") else following
