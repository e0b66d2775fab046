"""All items of a manifest's `fetch`: page after page, each address once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.client import FetchError, Question
from flows.corpus.fetching.declaration import (
    AddressesFetch,
    FeedFetch,
    Fetch,
    JsonFetch,
    ListFetch,
    SitemapFetch,
)
from flows.corpus.fetching.feeds import read_feed
from flows.corpus.fetching.items import Item, ListError, MissingPageError
from flows.corpus.fetching.json_lists import read_json_list
from flows.corpus.fetching.lists import read_list_page
from flows.corpus.fetching.sitemaps import read_sitemap


class ReadPage(Protocol):
    """Gives the bytes of a list page, its final address and declared encoding; raises FetchError."""

    def __call__(self, question: Question) -> tuple[bytes, str, str]: ...


@dataclass(slots=True)
class Listing:
    """What the lists gave. `problems` are pages that could not be read; `items` are in the order of the lists."""

    items: list[Item] = field(default_factory=list)
    pages: int = 0
    problems: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Return the share of items in which each field is filled, `url` among them; empty for no items."""
        names = {name for item in self.items for name in item.fields} | {"url"}
        total = max(len(self.items), 1)
        return {
            name: round(
                sum(bool(item.address if name == "url" else item.fields.get(name)) for item in self.items)
                / total,
                3,
            )
            for name in sorted(names)
        }


def read_listing(fetch: Fetch, read_page: ReadPage) -> Listing:
    """Read the lists that `fetch` declares, at most `maximum_pages` pages and `maximum_items` items."""
    listing, seen = Listing(), set[str]()
    include, exclude = re.compile(fetch.include), re.compile(fetch.exclude) if fetch.exclude else None
    for items in _pages(fetch, read_page, listing):
        new = 0
        for item in items:
            if (
                item.address in seen
                or not include.search(item.address)
                or (exclude and exclude.search(item.address))
            ):
                continue
            if item.address:
                seen.add(item.address)
                new += 1
            listing.items.append(item)
            if len(listing.items) >= fetch.politeness.maximum_items:
                return listing
        if not new and fetch.kind in ("list", "json"):
            break  # past its end, a list often shows its last page again
    return listing


def _pages(fetch: Fetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    if isinstance(fetch, AddressesFetch):
        yield [Item(normalise_address(address)) for address in fetch.addresses]
    elif isinstance(fetch, FeedFetch):
        for address in fetch.feeds:
            yield from _read_one(
                listing, read_page, Question(address), lambda body, final, _: read_feed(body, final)
            )
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
    question: Question,
    parse: Callable[[bytes, str, str], list[Item]],
    *,
    may_be_missing: bool = False,
) -> Iterator[list[Item]]:
    """Yield the items of one page; what is wrong with it becomes a problem of the listing, but not that it is missing where it may be."""
    try:
        items = parse(*read_page(question))
    except (FetchError, ListError) as error:
        is_missing = isinstance(error, MissingPageError) or (
            isinstance(error, FetchError) and error.status in (404, 410)
        )
        if not (is_missing and may_be_missing):
            listing.problems.append(f"{question.address}: {error}")
        return
    listing.pages += 1
    yield items


def _list_pages(
    fetch: ListFetch, address: str, read_page: ReadPage, listing: Listing
) -> Iterator[list[Item]]:
    following, asked = address, set[str]()

    def parse(body: bytes, final: str, declared: str) -> list[Item]:
        nonlocal following
        items, following = read_list_page(body, final, fetch, declared)
        return items

    for number in range(fetch.maximum_pages):
        asked.add(following)
        current, following = following, ""
        is_counted = number > 0 and bool(fetch.page_address)
        yield from (
            found := list(_read_one(listing, read_page, Question(current), parse, may_be_missing=is_counted))
        )
        if not found:
            return
        if fetch.page_address:
            following = normalise_address(
                fetch.page_address.replace("{page}", str(fetch.first_page + number)), address
            )
        if not following or following in asked:
            return


def _sitemap_pages(fetch: SitemapFetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    waiting, asked = list(fetch.sitemaps), set[str]()

    def parse(body: bytes, final: str, _: str) -> list[Item]:
        items, further = read_sitemap(body, final, fetch.politeness.maximum_bytes)
        waiting.extend(further)
        return items

    while waiting and len(asked) < fetch.maximum_pages:
        address = waiting.pop(0)
        if address not in asked:
            asked.add(address)
            yield from _read_one(listing, read_page, Question(address), parse)


def _json_pages(fetch: JsonFetch, read_page: ReadPage, listing: Listing) -> Iterator[list[Item]]:
    import httpx

    for number in range(fetch.maximum_pages if fetch.paging else 1):
        parameters = {name: str(value) for name, value in fetch.parameters.items()}
        if fetch.paging:
            parameters[fetch.paging.parameter] = str(fetch.paging.first + number * fetch.paging.step)
        if fetch.method == "GET":
            question = Question(str(httpx.URL(fetch.address).copy_merge_params(parameters)))
        elif fetch.body == "form":
            question = Question(fetch.address, form=parameters)
        else:
            typed = {
                **fetch.parameters,
                **({fetch.paging.parameter: int(parameters[fetch.paging.parameter])} if fetch.paging else {}),
            }
            question = Question(fetch.address, json=typed)
        parse = partial(_parse_json, fetch)
        yield from (found := list(_read_one(listing, read_page, question, parse, may_be_missing=number > 0)))
        if not found:
            return


def _parse_json(fetch: JsonFetch, body: bytes, final: str, declared: str) -> list[Item]:
    return read_json_list(body, fetch)
