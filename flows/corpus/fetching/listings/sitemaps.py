"""Sitemaps and their indexes."""

from __future__ import annotations

from typing import Any

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.listings.items import Item, clean_fields
from flows.corpus.fetching.markup import ListError, child_text, children, local_name, parse_xml
from flows.corpus.fetching.unpacking import CutShortError, TooLargeError, unpack


def read_sitemap(body: bytes, address: str, limit: int) -> tuple[list[Item], list[str]]:
    """Return the items of a sitemap and the addresses of further sitemaps.

    A gzip file is unpacked to at most `limit` bytes. `lastmod` is ignored, because it says when a page
    changed, not when a document was published; the date of a news sitemap is read. Raises ListError for
    anything but a sitemap.
    """
    if body.startswith(b"\x1f\x8b"):
        try:
            body = unpack([body], "gzip", limit)
        except (TooLargeError, CutShortError) as error:
            raise ListError(error.code, **error.values) from None
    root = parse_xml(body)
    if local_name(root) == "sitemapindex":
        found = (normalise_address(child_text(entry, "loc"), address) for entry in children(root, "sitemap"))
        return [], [link for link in found if link]
    if local_name(root) != "urlset":
        raise ListError("corpus.not_a_sitemap", element=local_name(root))
    items = []
    for entry in children(root, "url"):
        if link := normalise_address(child_text(entry, "loc"), address):
            items.append(Item(link, clean_fields(_news_fields(entry))))
    return items, []


def _news_fields(entry: Any) -> dict[str, str]:
    """Return the fields that a news sitemap states about an entry."""
    news = next(children(entry, "news"), None)
    if news is None:
        return {}
    return {"title": child_text(news, "title"), "published": child_text(news, "publication_date")}
