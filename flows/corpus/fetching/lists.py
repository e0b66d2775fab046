"""HTML pages that list documents."""

from __future__ import annotations

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.declaration import ListFetch
from flows.corpus.fetching.items import Item, ListError, MissingPageError, clean_fields
from flows.corpus.fetching.markup import parse_html, select
from flows.corpus.fetching.pages import is_soft_404, refuse_page


def read_list_page(body: bytes, address: str, fetch: ListFetch, declared: str = "") -> tuple[list[Item], str]:
    """Return the items of one page and the address of the next, or "".

    Raises ListError where nothing matches the item selector, or no item has a link: the layout has changed.
    """
    tree = parse_html(body, declared)
    base = (
        normalise_address(tree.xpath("string(//base/@href)"), address)
        if tree.xpath("//base/@href")
        else address
    )
    elements = tree.cssselect(fetch.item)
    if not elements:
        reason = refuse_page(body, declared)
        kind = MissingPageError if is_soft_404(reason) else ListError
        raise kind(
            f"nothing on the page matches the item selector {fetch.item!r}"
            + (f": {reason}" if reason else "")
        )
    items = []
    for element in elements:
        link = (
            normalise_address(select(element, fetch.link), base or address)
            if select(element, fetch.link)
            else ""
        )
        if not link:
            continue
        fields = {
            "title": select(element, fetch.title),
            "published": select(element, fetch.date),
            "document_number": select(element, fetch.number),
        }
        items.append(Item(link, clean_fields(fields)))
    if not items:
        raise ListError(f"{len(elements)} items on the page, none with a link at {fetch.link!r}")
    following = next_link(tree, fetch.next_page, base or address)
    return items, following


def next_link(tree: object, selector: str | None, base: str) -> str:
    """Return the address that `next_page` selects; a selector without an attribute means the link's own address."""
    if not selector:
        return ""
    target = select(tree, selector if "::attr(" in selector else f"{selector}::attr(href)")
    return normalise_address(target, base) if target else ""
