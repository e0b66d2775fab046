"""RSS 1.0, RSS 2.0 and Atom."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any

from flows.corpus.fetching.addresses import join_address, normalise_address
from flows.corpus.fetching.listings.items import Item, clean_fields
from flows.corpus.fetching.markup import ListError, child_text, children, local_name, parse_xml
from flows.corpus.metadata import parse_date

_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read_feed(body: bytes, address: str) -> list[Item]:
    """Return the entries of a feed that have a link. Raises ListError for anything but a feed.

    A link is resolved against its `xml:base` (RFC 4287, section 2), or else the address of the feed. If an
    entry has only the date of its last change, that is also given as `updated`: any other date replaces it.
    """
    root = parse_xml(body)
    if local_name(root) not in ("rss", "rdf", "feed"):
        raise ListError("corpus.not_a_feed", element=local_name(root))
    entries = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    items = []
    for entry in entries:
        if link := _link(entry, address):
            published = _feed_date(child_text(entry, "pubdate", "published", "date", "issued"))
            updated = "" if published else _feed_date(child_text(entry, "updated"))
            fields = {
                "title": child_text(entry, "title"),
                "published": published or updated,
                "updated": updated,
                "publisher": child_text(entry, "source", "publisher"),
            }
            items.append(Item(link, clean_fields(fields)))
    return items


def _link(entry: Any, address: str) -> str:
    for link in children(entry, "link"):
        if href := link.get("href"):
            if link.get("rel", "alternate") == "alternate":
                return _resolve(href, link, address)
        elif link.text and link.text.strip():
            return _resolve(link.text, link, address)
    guid = next(children(entry, "guid"), None)
    if guid is None or guid.get("isPermaLink", "true") == "false":
        return ""
    return _resolve(guid.text or "", guid, address)


def _resolve(link: str, element: Any, address: str) -> str:
    """Return a link resolved against the `xml:base` of its element and its ancestors, or "" without one."""
    if not link.strip():
        return ""
    base = address
    for outer in (*reversed(list(element.iterancestors())), element):
        if own := outer.get(_BASE):
            base = join_address(base, own)
    return normalise_address(link, base)


def _feed_date(text: str) -> str:
    """Read `Fri, 12 Mar 2021 08:00:00 +0800` (its day as written) and every form that parse_date reads."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return parse_date(text)
