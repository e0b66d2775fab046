"""HTML and XML from outside, parsed without network, entities or doctypes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.encoding import UndecodableError, decode, find_declared_encoding
from flows.corpus.fetching.declaration import split_selector
from flows.corpus.fetching.items import ListError


def parse_html(body: bytes, declared: str = "") -> Any:
    """Return the tree of a page; raises ListError where the bytes are no page."""
    try:
        text = decode(body, find_declared_encoding(body) or declared or None).text
        parser = lxml.html.HTMLParser(
            no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
        )
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (UndecodableError, lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise ListError(f"not an HTML page ({error})") from None


def parse_xml(body: bytes) -> Any:
    """Return the root of an XML document; entities stay unexpanded, so that they can't grow or reach anything."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = lxml.etree.fromstring(body.strip(), parser=parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise ListError(f"not XML ({error})") from None
    if root is None:
        raise ListError("not XML")
    return root


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, or without a prefix that the document declares nowhere; "" for what is none."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children with these local names, whatever their namespace."""
    yield from (child for child in element if local_name(child) in names)


def child_text(element: Any, *names: str) -> str:
    """Return the text of the first of `names` that is there and filled."""
    for name in names:
        for child in children(element, name):
            if text := "".join(child.itertext()).strip():
                return str(text)
    return ""


def select(element: Any, selector: str | None) -> str:
    """Return the text, or the attribute, that a selector finds first inside `element`; the attribute of itself where it has no CSS."""
    if not selector:
        return ""
    css, attribute = split_selector(selector)
    found = element.cssselect(css) if css else [element]
    if css and not found and _is_itself(element, css):
        found = [element]
    for entry in found:
        if value := (entry.get(attribute) or "") if attribute else " ".join(entry.text_content().split()):
            return str(value)
    return ""


def _is_itself(element: Any, css: str) -> bool:
    parent = element.getparent()
    return parent is not None and element in parent.cssselect(css)
