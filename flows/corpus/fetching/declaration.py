"""The `fetch` section of a manifest: where documents are listed, and how their servers are treated."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from flows import __version__
from flows.corpus.fetching.selectors import split_selector
from flows.errors import format_message
from flows.text import lazy_pattern

# What a list may state about a document before the document is read.
ITEM_FIELDS = (
    "title",
    "published",
    "written",
    "publisher",
    "document_number",
    "text",
    "language",
    "id",
    "url",
)
_HOST_AND_PORT = lazy_pattern(r"[\w.-]+:\d{1,5}|\[[\da-fA-F:]+\]:\d{1,5}")


def make_problem(code: str, **values: object) -> PydanticCustomError:
    """Return an error for a validator: pydantic keeps the code as its type and the values as its context."""
    return PydanticCustomError(code, format_message(code, values), values)


def _check_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise make_problem("corpus.address_incomplete")
    if parts.username or parts.password:
        raise make_problem("corpus.address_with_login")
    return value


def _check_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise make_problem("corpus.bad_pattern", problem=str(error)) from None
    return value


def _check_selector(value: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(split_selector(value)[0] or "*")
    except SelectorError as error:
        raise make_problem("corpus.bad_selector", problem=str(error)) from None
    return value


Address = Annotated[str, AfterValidator(_check_address)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Selector = Annotated[str, AfterValidator(_check_selector)]
Addresses = Annotated[list[Address], Field(min_length=1)]


class Strict(BaseModel):
    """A section of a manifest: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_host_and_port(entry: str) -> bool:
    """Return whether an entry names a server and its port: 10.0.0.5:8080."""
    return _HOST_AND_PORT.fullmatch(entry) is not None


class Politeness(Strict):
    """Rules for requests to a server. Times are in seconds, sizes in bytes after unpacking.

    `delay` separates two requests to one host (its robots.txt may ask for more). `timeout` limits one wait,
    `maximum_seconds` one complete answer. `backoff` is the wait before the first retry and doubles each time.
    A server that asks for more than `maximum_wait` is left for the next run. A document read less than
    `recheck_days` ago is not requested again. A document that the lists no longer name is requested again
    every `ask_again_days`, less often the longer it is gone, and at most `maximum_asked_again` of them per
    run.
    """

    delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    maximum_seconds: Annotated[float, Field(gt=0, le=3600)] = 120.0
    maximum_bytes: Annotated[int, Field(ge=1000, le=1_000_000_000)] = 20_000_000
    maximum_items: Annotated[int, Field(ge=1, le=1_000_000)] = 5_000
    maximum_wait: Annotated[float, Field(ge=0, le=3600)] = 120.0
    backoff: Annotated[float, Field(ge=0, le=300)] = 2.0
    recheck_days: Annotated[float, Field(ge=0, le=3650)] = 0.0
    ask_again_days: Annotated[float, Field(ge=0, le=3650)] = 30.0
    maximum_asked_again: Annotated[int, Field(ge=0, le=100_000)] = 50
    user_agent: Annotated[str, Field(pattern=r"^[\x20-\x7e]{3,200}$")] = (
        f"zhengce/{__version__} (policy text corpus)"
    )
    robots: bool = True
    allow_private: list[str] = Field(default_factory=list)

    @field_validator("allow_private")
    @classmethod
    def _host_and_port(cls, value: list[str]) -> list[str]:
        for entry in value:
            if not is_host_and_port(entry):
                raise make_problem("corpus.bad_host_port", entry=entry)
        return value


class ListExpectations(Strict):
    """The minimum that the lists must return: items, and fields that most items have.

    Less means that the site's layout has changed.
    """

    minimum_items: Annotated[int, Field(ge=0)] = 1
    filled: list[Literal[ITEM_FIELDS]] = Field(default_factory=list)  # type: ignore[valid-type]


class _Fetch(Strict):
    """Settings common to all kinds: a filter of addresses (regular expressions), politeness, expectations."""

    include: Pattern = ""
    exclude: Pattern = ""
    maximum_pages: Annotated[int, Field(ge=1, le=10_000)] = 20
    politeness: Politeness = Field(default_factory=Politeness)
    expect: ListExpectations = Field(default_factory=ListExpectations)


class AddressesFetch(_Fetch):
    """The addresses of the documents themselves."""

    kind: Literal["addresses"]
    addresses: Addresses


class FeedFetch(_Fetch):
    """RSS 1.0 and 2.0 and Atom feeds."""

    kind: Literal["feed"]
    feeds: Addresses


class SitemapFetch(_Fetch):
    """Sitemaps and indexes of sitemaps, plain or gzip."""

    kind: Literal["sitemap"]
    sitemaps: Addresses


class ListFetch(_Fetch):
    """HTML pages that list documents. Selectors are CSS inside an item, with `::attr(name)` for an attribute.

    Further pages are found by the link that `next_page` selects, or by `page_address` with `{page}` counted
    from `first_page`.
    """

    kind: Literal["list"]
    pages: Addresses
    item: Selector
    link: Selector = "a::attr(href)"
    title: Selector = "a"
    date: Selector | None = None
    number: Selector | None = None
    next_page: Selector | None = None
    page_address: str = ""
    first_page: int = 1

    @field_validator("page_address")
    @classmethod
    def _check_page_address(cls, value: str) -> str:
        if value and "{page}" not in value:
            raise make_problem("corpus.no_page_placeholder")
        return value


class Paging(Strict):
    """The parameter that selects a page: its first value, and the step to the next."""

    parameter: str
    first: int = 1
    step: Annotated[int, Field(ge=1)] = 1


Parameter = str | int | float | bool | list[str | int] | dict[str, str]


class JsonFetch(_Fetch):
    """A service that answers with a list in JSON.

    `items` are paths of keys joined by dots; `fields` maps their names to ours.

    `link` is an address made from an item, such as `https://example.org/detail?id={id}`. `answer_path` is the
    path, in the JSON found there, to the address of the document itself. With `follow: false` the item is the
    document. A JSON POST keeps lists and sections among its `parameters` unchanged.
    """

    kind: Literal["json"]
    address: Address
    method: Literal["GET", "POST"] = "GET"
    body: Literal["form", "json"] = "form"
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    items: str | list[str]
    fields: dict[str, Literal[ITEM_FIELDS]]  # type: ignore[valid-type]
    link: str = ""
    answer_path: str = ""
    follow: bool = True
    paging: Paging | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> JsonFetch:
        if self.follow and not self.link and "url" not in self.fields.values():
            raise make_problem("corpus.nothing_to_follow")
        if not self.follow and "text" not in self.fields.values():
            raise make_problem("corpus.nothing_to_read")
        return self


Fetch = Annotated[
    AddressesFetch | FeedFetch | SitemapFetch | ListFetch | JsonFetch, Field(discriminator="kind")
]
KINDS: dict[str, type[_Fetch]] = {
    "addresses": AddressesFetch,
    "feed": FeedFetch,
    "sitemap": SitemapFetch,
    "list": ListFetch,
    "json": JsonFetch,
}


def start_addresses(fetch: Fetch) -> list[str]:
    """Return the addresses at which a source is first read, in the order of its manifest."""
    match fetch:
        case AddressesFetch():
            return fetch.addresses
        case FeedFetch():
            return fetch.feeds
        case SitemapFetch():
            return fetch.sitemaps
        case ListFetch():
            return fetch.pages
    return [fetch.address]
