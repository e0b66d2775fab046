"""The page of documents that have vanished from their source: how, since when, with the archived text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from flows.corpus.metadata import read_states
from flows.records import SOURCE_STATES
from flows.references import name_way, read_vanished
from flows.store import Store
from flows.store.documents import known_corpora
from flows.store.sightings import VanishedFilter, VanishedList, has_asked, list_vanished
from flows.web import limits
from flows.web.addresses import Parameters, check_page, make_address, page_pair, read_page, several_values
from flows.web.rendering import Pages

WAYS = ("any", "gone", *SOURCE_STATES)


@dataclass(frozen=True, slots=True)
class VanishedAddress:
    """The address of a page of vanished documents; its parameters are those of `/api/vanished`."""

    how: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    page: int = 1

    @property
    def filters(self) -> VanishedFilter:
        """Return the filter of documents. Raises UsageError for an invalid date or way."""
        return read_vanished(self.how, corpora=self.corpora, first=self.first, last=self.last)

    def find(self, store: Store, limit: int, offset: int | None = None) -> VanishedList:
        """Return the documents of the page, or `limit` of them from `offset` on."""
        start = (self.page - 1) * limit if offset is None else offset
        return list_vanished(store, self.filters, limit, start)

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address(
            "/vanished",
            *(("how", one) for one in self.how),
            *(("corpus", one) for one in self.corpora),
            ("from", self.first),
            ("to", self.last),
            page_pair(page),
        )


def read_vanished_address(parameters: Parameters) -> VanishedAddress:
    """Return the list of an address. Raises UsageError for an invalid page."""
    page = read_page(parameters)
    how, corpora = several_values(parameters, "how"), several_values(parameters, "corpus")
    first, last = parameters.get("from", "").strip(), parameters.get("to", "").strip()
    return VanishedAddress(how, corpora, first, last, page)


def build_vanished(pages: Pages) -> APIRouter:
    """Return the route /vanished."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/vanished")
    def vanished(request: Request) -> HTMLResponse:
        address = read_vanished_address(request.query_params)
        found = address.find(library.store, limits.LINES)
        check_page(address.page, found.total)
        locale = pages.locale(request)
        return pages.render(
            request,
            "vanished.html",
            asked=address,
            rows=found.documents,
            total=found.total,
            has_asked=has_asked(library.store),
            start=(address.page - 1) * limits.LINES,
            has_more=found.total > address.page * limits.LINES,
            ways=[*WAYS],
            first_way=read_states("vanished", address.how[:1]),
            way_name=lambda how, status=0: name_way(how, locale, status),
            is_link=lambda url: re.match(r"https?://", url) is not None,
            corpora=library.keep("corpora", known_corpora),
        )

    return router
