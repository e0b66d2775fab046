"""References to a document or passage: the page `/cite/ID`, and the references on a document's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from flows.errors import UsageError
from flows.output.bibliography import (
    RECORD_STYLES,
    TEXT_STYLES,
    CslItem,
    cite_each,
    coins_of,
    describe_source,
    find_items,
    page_tags,
)
from flows.web.library import Library
from flows.web.rendering import Pages


class References(NamedTuple):
    """A reference in the text styles by name, with the data that reference managers read from the page."""

    identifier: str
    texts: Mapping[str, str]
    tags: list[tuple[str, str]]
    coins: str

    @property
    def files(self) -> Mapping[str, str]:
        """The file formats: names by style."""
        return RECORD_STYLES


def build_references(pages: Pages) -> APIRouter:
    """Return the route /cite/ID."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/cite/{identifier}")
    def references(request: Request, identifier: str) -> HTMLResponse:
        try:
            item = find_items(library, [identifier])[0]
        except UsageError:
            raise HTTPException(404) from None
        return pages.render(
            request,
            "cite.html",
            references=describe_references(library, item),
            item=item,
            note=describe_source(item, pages.locale(request)),
            document_id=item["custom"]["document"],
        )

    return router


def collect_references(library: Library, document_id: str) -> References:
    """Return the references to a stored document."""
    return describe_references(library, find_items(library, [document_id])[0])


def describe_references(library: Library, item: CslItem) -> References:
    """Return an item as shown on the page."""
    texts = {name: cite_each([item], style, library.lexicon)[0] for style, name in TEXT_STYLES.items()}
    identifier = item["custom"].get("passage", item["custom"]["content"])
    return References(identifier, texts, page_tags(item), coins_of(item))
