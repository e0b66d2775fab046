"""Sitemaps and their indexes."""

from __future__ import annotations

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.items import Item, ListError, clean_fields
from flows.corpus.fetching.markup import child_text, children, local_name, parse_xml
from flows.corpus.fetching.unpacking import CutShortError, TooLargeError, unpack


def read_sitemap(body: bytes, address: str, limit: int) -> tuple[list[Item], list[str]]:
    """Return the items of a sitemap and the addresses of further sitemaps. A gzip file is unpacked to `limit` bytes at most.

    `lastmod` is when a page changed, not when a document was published: it is no field; a news sitemap's date is.
    """
    if body.startswith(b"\x1f\x8b"):
        try:
            body = unpack([body], "gzip", limit)
        except (TooLargeError, CutShortError) as error:
            raise ListError(str(error)) from None
    root = parse_xml(body)
    if local_name(root) == "sitemapindex":
        found = (normalise_address(child_text(entry, "loc"), address) for entry in children(root, "sitemap"))
        return [], [link for link in found if link]
    if local_name(root) != "urlset":
        raise ListError(f"not a sitemap but <{local_name(root)}>")
    items = []
    for entry in children(root, "url"):
        if link := normalise_address(child_text(entry, "loc"), address):
            news = next(children(entry, "news"), None)
            fields = (
                {}
                if news is None
                else {"title": child_text(news, "title"), "published": child_text(news, "publication_date")}
            )
            items.append(Item(link, clean_fields(fields)))
    return items, []
