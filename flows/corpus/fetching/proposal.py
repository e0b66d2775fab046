"""Propose how to read a source from the answer at its address: a feed, a sitemap, a list, a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import lxml.etree
from cssselect import SelectorError

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.markup import ListError, local_name, parse_html, parse_xml
from flows.corpus.metadata import parse_date
from flows.text import lazy_pattern

# A `fetch` section as it will be written to YAML, before pydantic checks it.
Section = dict[str, object]

_MINIMUM_ITEMS = 5
_MINIMUM_TITLE = 6  # characters; the entries of a menu are shorter
_MAXIMUM_LINKS = 3  # in one item
_MAXIMUM_PAGES = 20
_CONTAINERS = ("li", "tr", "dd", "article", "div", "p")
_GENERIC_LABEL = lazy_pattern(r"www|english|en|com|org|net|gov|cn|edu|ac|io|eu")
_XML_STARTS = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")
_GZIP = b"\x1f\x8b"
_DATE = lazy_pattern(
    r"^[\[(（【]?\s*(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?$"
)
_NEXT = lazy_pattern(r"^(?:下一?页|下页|后一页|next(?: page)?|older|[»›>]+)$", re.IGNORECASE)
_PAGER = lazy_pattern(r"createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']")
_SAFE_CLASS = lazy_pattern(r"^[A-Za-z_][\w-]*$")


class _Candidate(NamedTuple):
    """A kind of element that may be the items of a list. Candidates compare by these fields in order."""

    has_dates: bool
    number: int
    selector: str
    date: str


def propose_fetch(body: bytes, address: str, declared: str = "") -> list[Section]:
    """Return `fetch` sections for the content of an address, the likeliest first, the address itself last.

    Nothing is requested here: the caller tries the sections and shows the results.
    """
    single: Section = {"kind": "addresses", "addresses": [address]}
    found: list[Section] = []
    if body.startswith(_GZIP) or body.lstrip()[:200].lower().startswith(_XML_STARTS):
        found += _from_xml(body, address)
    if not found:
        try:
            tree = parse_html(body, declared)
        except ListError:
            return [single]
        found += _from_list(tree, address)
        found += [{"kind": "feed", "feeds": [feed]} for feed in _feeds(tree, address)]
    return [*found, single]


def name_corpus(address: str) -> str:
    """Return an id for a corpus: `miit` for www.miit.gov.cn, `example-feed` for feed.example.org."""
    host = urlsplit(address).hostname or ""
    parts = [part for part in host.split(".") if not _GENERIC_LABEL.fullmatch(part)]
    name = re.sub(r"[^a-z0-9-]+", "-", "-".join(reversed(parts)).lower()).strip("-")
    return name[:60] or "source"


def page_title(body: bytes, declared: str = "") -> str:
    """Return the title of a page, or ""."""
    try:
        return " ".join((parse_html(body, declared).findtext(".//title") or "").split())[:120]
    except ListError:
        return ""


def _from_xml(body: bytes, address: str) -> list[Section]:
    if body.startswith(_GZIP):
        return [{"kind": "sitemap", "sitemaps": [address]}]
    try:
        kind = local_name(parse_xml(body))
    except ListError:
        return []
    if kind in ("rss", "rdf", "feed"):
        return [{"kind": "feed", "feeds": [address]}]
    if kind in ("urlset", "sitemapindex"):
        return [{"kind": "sitemap", "sitemaps": [address]}]
    return []


def _feeds(tree: Any, address: str) -> list[str]:
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and re.search(r"rss|atom", link.get("type") or "")
    ]
    return [feed for link in links if (feed := normalise_address(link, address))][:1]


def _from_list(tree: Any, address: str) -> list[Section]:
    """Find links that look like titles of documents, all in one kind of element.

    Lists with dates next to the links come first.
    """
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for item in _find_items(tree, address):
        groups[_selector(item)].append(item)
    candidates = [
        _judge(selector, items)
        for selector, items in groups.items()
        if len(items) >= _MINIMUM_ITEMS and _matches(tree, selector)
    ]
    if not candidates:
        return []
    best = max(candidates)
    items = groups[best.selector]
    titled = sum(any(link.get("title") for link in item.iter("a")) for item in items)
    found: Section = {"kind": "list", "pages": [address], "item": f"{best.selector}:has(a)"}
    if titled >= best.number * 0.9:
        found["title"] = "a::attr(title)"
    filled = ["title"]
    if best.date:
        found["date"] = best.date
        filled.append("published")
    expect = {"minimum_items": max(1, best.number // 2), "filled": filled}
    return [{**found, **_paging(tree), "expect": expect}]


def _find_items(tree: Any, address: str) -> Iterator[Any]:
    """Yield the container of each link that may be the title of a document."""
    own = normalise_address(address)
    for link in tree.iter("a"):
        title = " ".join((link.get("title") or link.text_content()).split())
        target = normalise_address(link.get("href") or "", address)
        item = next((element for element in link.iterancestors() if element.tag in _CONTAINERS), None)
        if item is None or len(title) < _MINIMUM_TITLE or target in ("", own):
            continue
        if len(list(item.iter("a"))) <= _MAXIMUM_LINKS:
            yield item


def _judge(selector: str, items: list[Any]) -> _Candidate:
    dates = [_date_selector(item) for item in items]
    has_dates = sum(map(bool, dates)) / len(items) >= 0.5
    commonest = Counter(dates).most_common(1)[0][0]
    return _Candidate(has_dates, len(items), selector, commonest if has_dates else "")


def _selector(item: Any) -> str:
    """Return a CSS selector of an element within its surroundings: `ul.list > li`, `div#news li.item`."""
    first = (item.get("class") or "").split()[:1]
    own = str(item.tag) + "".join(f".{name}" for name in first if _SAFE_CLASS.match(name))
    for parent in item.iterancestors():
        if parent.tag in ("body", "html"):
            return own
        if (name := parent.get("id") or "") and _SAFE_CLASS.match(name):
            return f"{parent.tag}#{name} {own}"
        if names := _safe_classes(parent):
            return f"{parent.tag}.{names[0]} {own}"
    return own


def _safe_classes(element: Any) -> list[str]:
    return [name for name in (element.get("class") or "").split() if _SAFE_CLASS.match(name)]


def _matches(tree: Any, selector: str) -> bool:
    """Return whether a selector finds anything; a tag whose name is not valid CSS can't be selected."""
    try:
        return bool(tree.cssselect(selector))
    except (SelectorError, lxml.etree.XPathError):
        return False


def _date_selector(item: Any) -> str:
    """Return a selector of the element in an item that contains only a date, or ""."""
    for element in item.iter("span", "td", "em", "i", "time", "b", "p", "div"):
        text = " ".join(element.text_content().split())
        if element is not item and _DATE.match(text) and parse_date(text):
            if names := _safe_classes(element):
                return f"{element.tag}.{names[0]}"
            return {"td": "td:last-child"}.get(element.tag, str(element.tag))
    return ""


def _paging(tree: Any) -> Section:
    scripts = " ".join(element.text or "" for element in tree.iter("script"))
    if pager := _PAGER.search(scripts):
        return {
            "page_address": f"{pager[2]}_{{page}}.{pager[3]}",
            "maximum_pages": min(max(int(pager[1]), 1), _MAXIMUM_PAGES),
        }
    for link in tree.iter("a"):
        text = " ".join(link.text_content().split())
        if _NEXT.match(text) and not (link.get("href") or "#").startswith(("#", "javascript")):
            names = _safe_classes(link)
            return {"next_page": f"a.{names[0]}" if names else f'a:contains("{text}")'}
    return {}
