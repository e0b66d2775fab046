"""Fetching: lists and pages of web sources, read politely."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.fetching.addresses import normalise_address
    from flows.corpus.fetching.client import Client, FetchError, Request, Response
    from flows.corpus.fetching.declaration import (
        KINDS,
        Fetch,
        JsonFetch,
        Politeness,
        Strict,
        make_problem,
        start_addresses,
    )
    from flows.corpus.fetching.expectations import Profile, changed_fields, missing_fields
    from flows.corpus.fetching.listings import Item, Listing, join_listed, read_listing, walk
    from flows.corpus.fetching.naming import charset_of, name_answer
    from flows.corpus.fetching.pages import is_verification, refuse_page, refuse_text
    from flows.corpus.fetching.proposal import name_corpus, page_title, propose_fetch
    from flows.corpus.fetching.robots import Robots
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "KINDS",
    "Client",
    "Fetch",
    "FetchError",
    "Item",
    "JsonFetch",
    "Listing",
    "Politeness",
    "Profile",
    "Request",
    "Response",
    "Robots",
    "Strict",
    "changed_fields",
    "charset_of",
    "is_verification",
    "join_listed",
    "make_problem",
    "missing_fields",
    "name_answer",
    "name_corpus",
    "normalise_address",
    "page_title",
    "propose_fetch",
    "read_listing",
    "refuse_page",
    "refuse_text",
    "start_addresses",
    "walk",
]
