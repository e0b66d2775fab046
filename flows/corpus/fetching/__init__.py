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
        is_host_and_port,
        make_problem,
        start_addresses,
    )
    from flows.corpus.fetching.expectations import Profile, changed_fields, missing_fields
    from flows.corpus.fetching.listings import Item, Listing, join_listed, read_listing, walk
    from flows.corpus.fetching.naming import charset_of, name_answer
    from flows.corpus.fetching.pages import is_verification, read_visible, refuse_page, refuse_text
    from flows.corpus.fetching.proposal import name_corpus, page_title, propose_fetch
    from flows.corpus.fetching.robots import Robots
    from flows.corpus.fetching.vanishing import (
        SAME_DOCUMENT,
        Reach,
        address_of_home,
        address_of_nothing,
        announces_change,
        first_characters,
        is_changed,
        is_emptied,
        is_same_page,
        judge_error,
        judge_refusal,
        leads_home,
        only_document,
        share_kept,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "KINDS",
    "SAME_DOCUMENT",
    "Client",
    "Fetch",
    "FetchError",
    "Item",
    "JsonFetch",
    "Listing",
    "Politeness",
    "Profile",
    "Reach",
    "Request",
    "Response",
    "Robots",
    "Strict",
    "address_of_home",
    "address_of_nothing",
    "announces_change",
    "changed_fields",
    "charset_of",
    "first_characters",
    "is_changed",
    "is_emptied",
    "is_host_and_port",
    "is_same_page",
    "is_verification",
    "join_listed",
    "judge_error",
    "judge_refusal",
    "leads_home",
    "make_problem",
    "missing_fields",
    "name_answer",
    "name_corpus",
    "normalise_address",
    "only_document",
    "page_title",
    "propose_fetch",
    "read_listing",
    "read_visible",
    "refuse_page",
    "refuse_text",
    "share_kept",
    "start_addresses",
    "walk",
]
