"""Listings: feeds, sitemaps, pages and services that list the documents of a source."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.fetching.listings.items import Item, join_listed
    from flows.corpus.fetching.listings.json_lists import walk
    from flows.corpus.fetching.listings.reading import Listing, filter_addresses, read_listing
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Item",
    "Listing",
    "filter_addresses",
    "join_listed",
    "read_listing",
    "walk",
]
