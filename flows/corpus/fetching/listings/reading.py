"""Read all items that a manifest's `fetch` declares: page after page, each address once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple, Protocol

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.client import FetchError, Request
from flows.corpus.fetching.declaration import (
    AddressesFetch,
    FeedFetch,
    Fetch,
    JsonFetch,
    ListFetch,
    SitemapFetch,
)
from flows.corpus.fetching.listings.feeds import read_feed
from flows.corpus.fetching.listings.html_lists import read_list_page
from flows.corpus.fetching.listings.items import Item, MissingPageError
from flows.corpus.fetching.listings.json_lists import read_json_list
from flows.corpus.fetching.listings.sitemaps import read_sitemap
from flows.corpus.fetching.markup import ListError
from flows.records import Reason


class ReadPage(Protocol):
    """Returns the bytes of a list page, its final address and its declared encoding. Raises FetchError."""

    def __call__(self, request: Request) -> tuple[bytes, str, str]:
        """Read the page."""
        ...


class PageProblem(NamedTuple):
    """A list page that could not be read, and why."""

    address: str
    reason: Reason


@dataclass(slots=True)
class Listing:
    """The result of reading the lists.

    `problems` are pages that could not be read; `items` keep the order of the lists. `cut` is the manifest's
    limit at which reading stopped although the lists continue, or "" if they were read to their end.
    """

    items: list[Item] = field(default_factory=list)
    pages: int = 0
    problems: list[PageProblem] = field(default_factory=list)
    cut: Literal["", "maximum_pages", "maximum_items"] = ""

    def shares(self) -> dict[str, float]:
        """Return the share of items in which each field, including `url`, is filled; empty for no items."""
        names = {name for item in self.items for name in item.fields} | {"url"}
        total = max(len(self.items), 1)
        filled = [{**item.fields, "url": item.address} for item in self.items]
        return {
            name: round(sum(bool(fields.get(name)) for fields in filled) / total, 3) for name in sorted(names)
        }


def read_listing(fetch: Fetch, read_page: ReadPage) -> Listing:
    """Read the lists that `fetch` declares, up to `maximum_pages` pages and `maximum_items` items."""
    listing, seen = Listing(), set[str]()
    is_wanted = filter_addresses(fetch)
    for items in _pages(fetch, read_page, listing):
        new = 0
        for item in items:
            if item.address in seen or not is_wanted(item.address):
                continue
            if item.address:
                seen.add(item.address)
                new += 1
            listing.items.append(item)
            if len(listing.items) >= fetch.politeness.maximum_items:
                listing.cut = "maximum_items"
                return listing
        if not new and fetch.kind in ("list", "json"):
            break  # past its end, a list often shows its last page again
    return listing


def filter_addresses(fetch: Fetch) -> Callable[[str], bool]:
    """Return a test for addresses that `include` and `exclude` let through."""
    include = re.compile(fetch.include)
    if not fetch.exclude:
        return lambda address: bool(include.search(address))
    exclude = re.compile(fetch.exclude)
    return lambda address: bool(include.search(address)) and not exclude.search(address)


def _pages(fetch: Fetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    if isinstance(fetch, AddressesFetch):
        yield [Item(normalise_address(address)) for address in fetch.addresses]
    elif isinstance(fetch, FeedFetch):
        for address in fetch.feeds:
            yield from _read_one(listing, read_page, Request(address), _parse_feed)
    elif isinstance(fetch, SitemapFetch):
        yield from _sitemap_pages(fetch, read_page, listing)
    elif isinstance(fetch, ListFetch):
        for address in fetch.pages:
            yield from _list_pages(fetch, address, read_page, listing)
    else:
        yield from _json_pages(fetch, read_page, listing)


def _read_one(
    listing: Listing,
    read_page: ReadPage,
    request: Request,
    parse: Callable[[bytes, str, str], list[Item]],
    *,
    may_be_missing: bool = False,
) -> Iterator[list[Item]]:
    """Yield the items of one page.

    A failure becomes a problem of the listing, unless the page may be missing.
    """
    try:
        items = parse(*read_page(request))
    except (FetchError, ListError) as error:
        if not (may_be_missing and _is_missing(error)):
            listing.problems.append(PageProblem(request.address, Reason(error.code, error.values)))
        return
    listing.pages += 1
    yield items


def _is_missing(error: FetchError | ListError) -> bool:
    if isinstance(error, FetchError):
        return error.status in (404, 410)
    return isinstance(error, MissingPageError)


def _list_pages(
    fetch: ListFetch, address: str, read_page: ReadPage, listing: Listing
) -> Iterator[list[Item]]:
    following, requested = address, set[str]()

    def parse(body: bytes, final: str, declared: str) -> list[Item]:
        nonlocal following
        items, following = read_list_page(body, final, fetch, declared)
        return items

    for number in range(fetch.maximum_pages):
        requested.add(following)
        request, following = Request(following), ""
        is_counted = number > 0 and bool(fetch.page_address)
        found = list(_read_one(listing, read_page, request, parse, may_be_missing=is_counted))
        yield from found
        if not found:
            return
        if fetch.page_address:
            page = fetch.page_address.replace("{page}", str(fetch.first_page + number))
            following = normalise_address(page, address)
        if not following or following in requested:
            return
    if not fetch.page_address:  # a counted page is known to exist only once it is requested
        listing.cut = "maximum_pages"


def _sitemap_pages(fetch: SitemapFetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    waiting, requested = list(fetch.sitemaps), set[str]()

    def parse(body: bytes, final: str, _: str) -> list[Item]:
        items, further = read_sitemap(body, final, fetch.politeness.maximum_bytes)
        waiting.extend(further)
        return items

    while waiting and len(requested) < fetch.maximum_pages:
        address = waiting.pop(0)
        if address not in requested:
            requested.add(address)
            yield from _read_one(listing, read_page, Request(address), parse)
    if {*waiting} - requested:
        listing.cut = "maximum_pages"


def _json_pages(fetch: JsonFetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    for number in range(fetch.maximum_pages if fetch.paging else 1):
        request, parse = _json_request(fetch, number), partial(_parse_json, fetch)
        found = list(_read_one(listing, read_page, request, parse, may_be_missing=number > 0))
        yield from found
        if not found:
            return


def _json_request(fetch: JsonFetch, number: int) -> Request:
    """Return the request for page `number` (from 0) of a service."""
    import httpx  # 0.1 s; the command line loads manifests, and thus this module, at startup

    page: dict[str, int] = {}
    if fetch.paging:
        page = {fetch.paging.parameter: fetch.paging.first + number * fetch.paging.step}
    parameters = {name: str(value) for name, value in (fetch.parameters | page).items()}
    if fetch.method == "GET":
        return Request(str(httpx.URL(fetch.address).copy_merge_params(parameters)))
    if fetch.body == "form":
        return Request(fetch.address, form=parameters)
    return Request(fetch.address, json={**fetch.parameters, **page})


def _parse_feed(body: bytes, final: str, _declared: str) -> list[Item]:
    return read_feed(body, final)


def _parse_json(fetch: JsonFetch, body: bytes, _final: str, _declared: str) -> list[Item]:
    return read_json_list(body, fetch)
