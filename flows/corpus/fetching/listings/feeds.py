"""RSS 1.0, RSS 2.0 and Atom."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.listings.items import Item, ListError, clean_fields
from flows.corpus.fetching.listings.markup import child_text, children, local_name, parse_xml
from flows.corpus.metadata import parse_date


def read_feed(body: bytes, address: str) -> list[Item]:
    """Return the entries of a feed that have a link. Raises ListError for anything but a feed."""
    root = parse_xml(body)
    if local_name(root) not in ("rss", "rdf", "feed"):
        raise ListError("corpus.not_a_feed", element=local_name(root))
    entries = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    items = []
    for entry in entries:
        if link := normalise_address(_link(entry), address):
            moment = child_text(entry, "pubdate", "published", "date", "issued", "updated")
            fields = {
                "title": child_text(entry, "title"),
                "published": _feed_date(moment),
                "publisher": child_text(entry, "source", "publisher"),
            }
            items.append(Item(link, clean_fields(fields)))
    return items


def _link(entry: Any) -> str:
    for link in children(entry, "link"):
        if href := link.get("href"):
            if link.get("rel", "alternate") == "alternate":
                return str(href)
        elif link.text and link.text.strip():
            return str(link.text.strip())
    guid = next(children(entry, "guid"), None)
    if guid is None or guid.get("isPermaLink", "true") == "false":
        return ""
    return (guid.text or "").strip()


def _feed_date(text: str) -> str:
    """Read `Fri, 12 Mar 2021 08:00:00 +0800` (its day as written) and every form that parse_date reads."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return parse_date(text)
