"""The page of saved searches: their hits and feeds, and forms to save, run and delete them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Annotated, Literal
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import QueryParams

from flows.alerts import SearchToSave, feeds_of, run_watches, save_search
from flows.errors import UsageError, unknown_value
from flows.references import name_ways
from flows.search import Collection
from flows.settings import read_locale
from flows.store import Store, Watch, list_watches, recent_hits, remove_watch
from flows.store.passages import FoundPassage, fetch_passages
from flows.text import lazy_pattern
from flows.web.addresses import SEARCH_PARAMETERS, SearchAddress, make_address, read_search
from flows.web.desk.forms import CHECKED, read_form
from flows.web.library import Library
from flows.web.refusals import refuse_unknown
from flows.web.rendering import Pages

_FIELDS = {"do": CHECKED, "name": CHECKED, "search": CHECKED, "sure": CHECKED}
_ACTIONS = ("save", "run", "forget")
_SHOWN = 5  # newest hits per search
_FEEDS = {"rss": "application/rss+xml", "json": "application/json", "md": "text/markdown; charset=utf-8"}
_CHANNEL_LINK = lazy_pattern("<link>[^<]*</link>\n?")  # in feeds of former versions
_Name = Annotated[str, Path(pattern=r"^[^\W_][\w-]{0,63}$")]


@dataclass(frozen=True, slots=True)
class ShownSearch:
    """A saved search with its newest hits, and the address of the same search."""

    watch: Watch
    address: str
    hits: list[FoundPassage]


def build_saved_searches(pages: Pages) -> APIRouter:
    """Return the routes of /searches."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/searches")
    def show(request: Request) -> HTMLResponse:
        watches = list_watches(library.store)
        return pages.render(
            request,
            "searches.html",
            searches=[_shown(library, watch) for watch in reversed(watches)],
            saved=request.query_params.get("saved", ""),
            feeds=list(_FEEDS),
            ways_named=lambda ways: name_ways(ways, pages.locale(request)),
            is_frozen=library.store.is_frozen,
        )

    @router.post("/searches")
    async def change(request: Request) -> RedirectResponse:
        form = await read_form(request, _FIELDS)
        name = await run_in_threadpool(_change, library, form)
        return RedirectResponse(make_address("/searches", ("saved", name)), 303)

    @router.get("/searches/{name}.{ending}", response_model=None)
    def feed(request: Request, name: _Name, ending: Literal["rss", "json", "md"]) -> Response:
        path = library.settings.outputs / "watches" / f"{name}.{ending}"
        watch = next((one for one in list_watches(library.store) if one.name == name), None)
        if path.is_file():
            content = path.read_text(encoding="utf-8")
        elif watch is not None:  # a reader may subscribe before the first run has written the file
            content = feeds_of(library.store, watch, read_locale())[ending]
        else:
            raise HTTPException(404)
        if ending == "rss" and watch is not None:
            content = _link_feed(content, f"{str(request.base_url).rstrip('/')}{_address(watch)}")
        return Response(content, media_type=_FEEDS[ending])

    return router


def _change(library: Library, form: Mapping[str, str]) -> str:
    """Save, run or delete a search; return the name of a saved one, else ""."""
    name = form.get("name", "")
    with library.open_store() as store:
        collection = Collection(store, library.lexicon, taxonomy=lambda: library.taxonomy)
        match form.get("do", ""):
            case "forget":
                if form.get("sure") != "1":
                    raise UsageError("web.not_sure")
                _check_known(store, name)
                remove_watch(store, name)
            case "run":
                if name:
                    _check_known(store, name)
                _run(collection, library, [name] if name else [])
            case "" | "save":
                save_search(collection, _wanted(name, form.get("search", "")))
                return name
            case other:
                raise unknown_value("do", other, _ACTIONS)
    return ""


def _check_known(store: Store, name: str) -> None:
    """Raise UsageError if no saved search has this name."""
    known = [watch.name for watch in list_watches(store)]
    if name not in known:
        raise UsageError("web.no_such_search", name=name[:80], known=known or ["-"])


def _run(collection: Collection, library: Library, names: list[str]) -> None:
    """Run the named saved searches, or all. Raises UsageError for those that are no longer valid."""
    folder = library.settings.outputs / "watches"
    outcomes = run_watches(collection, folder, names, locale=read_locale())
    if problems := [outcome.as_failure() for outcome in outcomes if outcome.problem]:
        raise UsageError("pipeline.searches_failed", problems=problems)


def _wanted(name: str, parameters: str) -> SearchToSave:
    """Return the search named by the parameters of a search page.

    Raises UsageError for a parameter that searches do not have: without it the search would find more.
    """
    given = QueryParams(parse_qsl(parameters))
    refuse_unknown(given, SEARCH_PARAMETERS)
    search = read_search(given)
    if search.as_of:
        raise UsageError("web.not_in_saved_search", name="as_of", value=search.as_of[:40])
    if not search.expand:
        raise UsageError("web.not_in_saved_search", name="expand", value="0")
    return SearchToSave(
        name,
        search.query,
        search.filters,
        search.first,
        search.last,
        search.values_of("vanished"),
        search.values_of("collection"),
        search.values_of("tag"),
        search.values_of("province"),
    )


def _link_feed(content: str, address: str) -> str:
    """Return a feed that links to the page of its search, as RSS requires; files know no page."""
    head, description, rest = content.partition("<description>")
    return f"{_CHANNEL_LINK.sub('', head)}<link>{escape(address)}</link>\n{description}{rest}"


def _address(watch: Watch) -> str:
    values = {name: tuple(chosen) for name, chosen in watch.filters.items()}
    if watch.subject == "vanished":
        values["vanished"] = values.get("vanished") or ("any",)
    return SearchAddress(watch.query, values).address()


def _shown(library: Library, watch: Watch) -> ShownSearch:
    rows = [hit.passage_id for hit in recent_hits(library.store, watch.name, _SHOWN)]
    return ShownSearch(watch, _address(watch), fetch_passages(library.store, rows))
