"""The page of search results by document."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from flows.search import describe_words, explain_words
from flows.search.documents import search_documents
from flows.web import limits
from flows.web.addresses import check_page, read_search, redirect
from flows.web.marking import split_text
from flows.web.rendering import Pages


def build_by_document(pages: Pages) -> APIRouter:
    """Return the route /search/documents, with the parameters of /search."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    library = pages.library

    @router.get("/search/documents", response_model=None)
    def by_document(request: Request) -> HTMLResponse | RedirectResponse:
        address = read_search(request.query_params)
        if address.is_empty:
            return redirect("/documents", request.query_params)
        collection = library.part(address.documents)
        found = search_documents(collection, address.request())
        check_page(address.page, found.total, limits.PAGE_SIZE)
        plain = explain_words(collection, address.query, expand=address.expand)
        return pages.render(
            request,
            "by_document.html",
            search=address,
            found=found,
            notes=describe_words(plain, pages.locale(request)),
            hits=[(hit, list(split_text(hit.first.text, (), hit.first.highlights))) for hit in found.hits],
            page_size=limits.PAGE_SIZE,
        )

    return router
