"""Propose how a source is read, from what stands at its address: a feed, a sitemap, a page that lists documents, or a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
from cssselect import SelectorError

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.items import ListError
from flows.corpus.fetching.markup import local_name, parse_html, parse_xml
from flows.corpus.metadata import parse_date

_MINIMUM_ITEMS = 5
_MINIMUM_TITLE = 6  # characters; a menu's entries are shorter
_CONTAINERS = ("li", "tr", "dd", "article", "div", "p")
_DATE = re.compile(
    r"^[\[(（【]?\s*(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?$"
)
_NEXT = re.compile(r"^(?:下一?页|下页|后一页|next(?: page)?|older|[»›>]+)$", re.IGNORECASE)
_PAGER = re.compile(r"createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']")
_SAFE_CLASS = re.compile(r"^[A-Za-z_][\w-]*$")


def propose_fetch(body: bytes, address: str, declared: str = "") -> list[dict[str, Any]]:
    """Return `fetch` sections for what was found at an address, the likeliest first; the last is always the address itself.

    Nothing is asked for here: whoever calls tries them and shows what they give.
    """
    found: list[dict[str, Any]] = []
    start = body.lstrip()[:200].lower()
    if body.startswith(b"\x1f\x8b") or start.startswith(
        (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")
    ):
        found += _from_xml(body, address)
    if not found:
        try:
            tree = parse_html(body, declared)
        except ListError:
            return [{"kind": "addresses", "addresses": [address]}]
        found += _from_list(tree, address)
        found += [{"kind": "feed", "feeds": [feed]} for feed in _feeds(tree, address)]
    return [*found, {"kind": "addresses", "addresses": [address]}]


def name_corpus(address: str) -> str:
    """Return an id for a corpus read from an address: `miit` of https://www.miit.gov.cn/..., `example-feed` of feed.example.org."""
    host = urlsplit(address).hostname or ""
    parts = [
        part
        for part in host.split(".")
        if part not in ("www", "english", "en", "com", "org", "net", "gov", "cn", "edu", "ac", "io", "eu")
    ]
    name = re.sub(r"[^a-z0-9-]+", "-", "-".join(reversed(parts)).lower()).strip("-")
    return name[:60] or "source"


def page_title(body: bytes, declared: str = "") -> str:
    """Return the title of a page, or ""."""
    try:
        return " ".join((parse_html(body, declared).findtext(".//title") or "").split())[:120]
    except ListError:
        return ""


def _from_xml(body: bytes, address: str) -> list[dict[str, Any]]:
    if body.startswith(b"\x1f\x8b"):
        return [{"kind": "sitemap", "sitemaps": [address]}]
    try:
        kind = local_name(parse_xml(body))
    except ListError:
        return []
    if kind in ("rss", "rdf", "feed"):
        return [{"kind": "feed", "feeds": [address]}]
    return [{"kind": "sitemap", "sitemaps": [address]}] if kind in ("urlset", "sitemapindex") else []


def _feeds(tree: Any, address: str) -> list[str]:
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and re.search(r"rss|atom", link.get("type") or "")
    ]
    return [feed for link in links if (feed := normalise_address(link, address))][:1]


def _from_list(tree: Any, address: str) -> list[dict[str, Any]]:
    """Find the links that look like titles of documents, all in elements of one kind; those with dates beside them first."""
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for link in tree.iter("a"):
        title = " ".join((link.get("title") or link.text_content()).split())
        target = normalise_address(link.get("href") or "", address)
        item = next((element for element in link.iterancestors() if element.tag in _CONTAINERS), None)
        if item is None or len(title) < _MINIMUM_TITLE or not target or target == normalise_address(address):
            continue
        if len(list(item.iter("a"))) <= 3:
            groups[_selector(item)].append(item)
    ranked = []
    for selector, items in groups.items():
        if len(items) >= _MINIMUM_ITEMS and all(_matches(tree, selector)):
            dated = [_date_selector(item) for item in items]
            known = max(set(dated), key=dated.count)
            share = sum(map(bool, dated)) / len(items)
            ranked.append((share >= 0.5, len(items), selector, known if share >= 0.5 else ""))
    if not ranked:
        return []
    _, number, selector, date = max(ranked)
    titled = (
        sum(any(link.get("title") for link in item.iter("a")) for item in groups[selector]) >= number * 0.9
    )
    found: dict[str, Any] = {"kind": "list", "pages": [address], "item": f"{selector}:has(a)"}
    if titled:
        found["title"] = "a::attr(title)"
    if date:
        found["date"] = date
    found |= _paging(tree)
    filled = ["title", "published"] if date else ["title"]
    return [{**found, "expect": {"minimum_items": max(1, number // 2), "filled": filled}}]


def _selector(item: Any) -> str:
    """Return a CSS selector of an element and what it stands in: `ul.list > li`, `div#news li.item`."""
    own = str(item.tag) + "".join(
        f".{name}" for name in (item.get("class") or "").split()[:1] if _SAFE_CLASS.match(name)
    )
    for parent in item.iterancestors():
        if parent.tag in ("body", "html"):
            return own
        if (name := parent.get("id") or "") and _SAFE_CLASS.match(name):
            return f"{parent.tag}#{name} {own}"
        if names := [name for name in (parent.get("class") or "").split() if _SAFE_CLASS.match(name)]:
            return f"{parent.tag}.{names[0]} {own}"
    return own


def _matches(tree: Any, selector: str) -> Sequence[bool]:
    try:
        return [True for _ in tree.cssselect(selector)] or [False]
    except (
        SelectorError,
        lxml.etree.XPathError,
    ):  # a tag whose name is no CSS, or none that can be asked for
        return [False]


def _date_selector(item: Any) -> str:
    """Return a selector of the element in an item that holds nothing but a date, or ""."""
    for element in item.iter("span", "td", "em", "i", "time", "b", "p", "div"):
        text = " ".join(element.text_content().split())
        if element is not item and _DATE.match(text) and parse_date(text):
            names = [name for name in (element.get("class") or "").split() if _SAFE_CLASS.match(name)]
            tag = str(element.tag)
            return f"{tag}.{names[0]}" if names else ("td:last-child" if tag == "td" else tag)
    return ""


def _paging(tree: Any) -> dict[str, Any]:
    scripts = " ".join(element.text or "" for element in tree.iter("script"))
    if pager := _PAGER.search(scripts):
        return {
            "page_address": f"{pager[2]}_{{page}}.{pager[3]}",
            "maximum_pages": min(max(int(pager[1]), 1), 20),
        }
    for link in tree.iter("a"):
        text = " ".join(link.text_content().split())
        if _NEXT.match(text) and not (link.get("href") or "#").startswith(("#", "javascript")):
            names = [name for name in (link.get("class") or "").split() if _SAFE_CLASS.match(name)]
            return {"next_page": f"a.{names[0]}" if names else f'a:contains("{text}")'}
    return {}
