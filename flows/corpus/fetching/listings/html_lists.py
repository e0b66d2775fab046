"""HTML pages that list documents."""

from __future__ import annotations

from typing import Any

from flows.corpus.fetching.addresses import resolve_link
from flows.corpus.fetching.declaration import ListFetch
from flows.corpus.fetching.listings.items import Item, MissingPageError, clean_fields
from flows.corpus.fetching.markup import ListError, parse_html, select
from flows.corpus.fetching.pages import is_soft_404, refuse_page


def read_list_page(body: bytes, address: str, fetch: ListFetch, declared: str = "") -> tuple[list[Item], str]:
    """Return the items of one page, and the address of the next page or "".

    Raises ListError if nothing matches the item selector, or if no item has a link: the layout has changed.
    """
    tree = parse_html(body, declared)
    base = _find_base(tree, address)
    elements = tree.cssselect(fetch.item)
    if not elements:
        raise _explain_no_items(body, declared, fetch.item)
    items = []
    for element in elements:
        link = resolve_link(select(element, fetch.link), base)
        if link:
            fields = {
                "title": select(element, fetch.title),
                "published": select(element, fetch.date),
                "document_number": select(element, fetch.number),
            }
            items.append(Item(link, clean_fields(fields)))
    if not items:
        raise ListError("corpus.no_links", items=len(elements), selector=fetch.link)
    return items, next_link(tree, fetch.next_page, base)


def _find_base(tree: Any, address: str) -> str:
    """Return the address that links are relative to: a valid <base>, or else the page's own address."""
    return resolve_link(tree.xpath("string(//base/@href)"), address) or address


def _explain_no_items(body: bytes, declared: str, selector: str) -> ListError:
    refusal = refuse_page(body, declared)
    if refusal is None:
        return ListError("corpus.no_items", selector=selector)
    kind = MissingPageError if is_soft_404(refusal) else ListError
    return kind("corpus.no_items_because", selector=selector, cause=refusal.as_value())


def next_link(tree: object, selector: str | None, base: str) -> str:
    """Return the address that `next_page` selects.

    A selector without an attribute means the link's own address.
    """
    if not selector:
        return ""
    if "::attr(" not in selector:
        selector += "::attr(href)"
    return resolve_link(select(tree, selector), base)
