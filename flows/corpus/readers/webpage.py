"""HTML pages: main text by trafilatura; the official metadata table and the government meta tags as metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from flows.corpus.dates import parse_date
from flows.corpus.encoding import find_declared_encoding
from flows.corpus.metadata import Metadata, is_header_label, read_header_pairs
from flows.corpus.readers.shared import Options, Place, Reading, build_document, decode_or_reject
from flows.records import Rejection

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every page it finds short

_META = {
    "articletitle": "title", "og:title": "title", "dc.title": "title",
    "pubdate": "published", "publishdate": "published", "article:published_time": "published", "date": "published",
    "dc.date": "published", "publish_date": "published", "datepublished": "published",
    "contentsource": "publisher", "og:site_name": "publisher", "author": "publisher", "source": "publisher",
    "url": "url", "og:url": "url",
}  # fmt: skip
_KEPT_META = ("siteidcode", "sitename", "columnname", "columntype", "keywords", "contentsource")
# Where Chinese government sites put the article; a hint, used when it holds most of what is there.
_CONTAINERS = "//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or @id='zoomcon' or @id='content_area' or contains(@class,'TRS_Editor')]"  # fmt: skip
_MINIMUM_CHARACTERS = 20
# "发布时间：2022-05-06 16:40", "来源：央视网 2022年04月11日 19:15": a date behind its label or behind the source's name.
_VISIBLE_DATE = re.compile(
    r"(?:(?:发布|更新|发文|发稿)(?:时间|日期)|来源)\s*[:：]\s*(?:\S{0,12}?\s*)?((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)


def read_webpage(data: bytes, place: Place, options: Options) -> Reading:
    """Read one HTML page or fragment. Scripts, styles, navigation and the metadata table are not part of the text."""
    decoded = decode_or_reject(data, place, options.encoding or find_declared_encoding(data))
    if isinstance(decoded, Rejection):
        yield decoded
        return
    tree = _parse(decoded.text)
    if tree is None:
        yield place.reject("no HTML in it")
        return
    found = _read_metadata(tree)
    text = _extract_text(tree)
    if _article_length(text, found.fields.get("title", "")) < _MINIMUM_CHARACTERS:
        yield place.reject("an HTML page without an article: no main text found")
        return
    yield build_document(place, options, found, text, format="html", decoded=decoded)


def _article_length(text: str, title: str) -> int:
    """Return the length of what a text has besides its title and a line that says when and where it was published."""
    lines = (line.strip() for line in text.splitlines())
    return sum(len(line) for line in lines if line != title and not (len(line) < 80 and _VISIBLE_DATE.search(line)))


def _parse(markup: str) -> Any:
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, huge_tree=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None
    for element in list(tree.iter("script", "style", "noscript", "template", "iframe", "svg")):
        element.drop_tree()
    return tree


def _read_metadata(tree: Any) -> Metadata:
    found = read_header_pairs(_take_header_pairs(tree))
    found.origins |= dict.fromkeys(found.fields, "table")
    kept: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if not content:
            continue
        if name in _KEPT_META:
            kept[name] = content
        if ours := _META.get(name):
            found.add(ours, parse_date(content) if ours == "published" else content, origin=f"meta {name}")
    if kept:
        found.extra["meta"] = kept
    title = tree.findtext(".//title") or ""
    heading = next((" ".join(element.text_content().split()) for element in tree.iter("h1")), "")
    if not found.fields.get("published") and (match := _VISIBLE_DATE.search(tree.text_content())):
        found.add("published", parse_date(match[1]), origin="page")
    found.add("title", heading if 0 < len(heading) <= 150 else " ".join(title.split()), origin="page")
    return found


def _take_header_pairs(tree: Any) -> list[tuple[str, str]]:
    """Read the cells behind known labels and remove the table they stand in, so that it is not taken for text."""
    pairs: list[tuple[str, str]] = []
    tables: list[Any] = []
    for cell in tree.iter("td", "th", "dt", "b", "strong", "span", "label"):
        label = cell.text_content()
        if len(label) > 16 or not is_header_label(label):
            continue
        holder = cell if cell.tag in ("td", "th", "dt") else cell.getparent()
        if holder is None or not is_header_label(holder.text_content()):
            continue
        value = holder.getnext()
        if value is not None and (pair := (label, value.text_content())) not in pairs:
            pairs.append(pair)
            table = next(holder.iterancestors("table", "dl", "ul"), None)
            if table is not None and table not in tables:
                tables.append(table)
    if len(pairs) < 3:
        return []
    for table in tables:
        if table.getparent() is not None and len(table.text_content()) < 3000:
            table.drop_tree()
    return pairs


def _extract_text(tree: Any) -> str:
    """Return the longest of trafilatura's two readings; inside the known container where the site has one."""
    return max(_candidate_texts(tree), key=lambda text: len("".join(text.split())), default="")


def _candidate_texts(tree: Any) -> Iterator[str]:
    containers = tree.xpath(_CONTAINERS)
    root = max(containers, key=lambda element: len(element.text_content())) if containers else tree
    markup = lxml.html.tostring(root, encoding="unicode")
    if containers:
        markup = f"<html><body><article>{markup}</article></body></html>"
    for recall in (True, False):
        text = trafilatura.extract(markup, include_comments=False, include_tables=True, include_links=False, favor_recall=recall)
        if text:
            yield text
