"""Parse HTML and XML from outside, without network, entities or doctypes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.encoding import UndecodableError, decode, find_declared_encoding
from flows.corpus.fetching.selectors import split_selector
from flows.errors import ZhengceError


class ListError(ZhengceError):
    """A list can't be read: its format is not as declared, or there are no items at the declared place."""


def parse_html(body: bytes, declared: str = "") -> Any:
    """Return the tree of a page. Raises ListError if the bytes are not a page."""
    try:
        text = decode(body, find_declared_encoding(body) or declared or None).text
        parser = lxml.html.HTMLParser(
            no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
        )
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (UndecodableError, lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        problem = error.as_value() if isinstance(error, UndecodableError) else str(error)
        raise ListError("corpus.not_html", problem=problem) from None


def parse_xml(body: bytes) -> Any:
    """Return the root of an XML document. Entities are not expanded, so they can't grow or reach anything.

    Raises ListError if the bytes are not XML.
    """
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
        raise ListError("corpus.malformed_xml", problem=str(error)) from None
    if root is None:
        raise ListError("corpus.not_xml")
    return root


def local_name(element: Any) -> str:
    """Return an element's name in lower case, without namespace or undeclared prefix.

    Returns "" for a comment and the like.
    """
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children with one of these local names, in any namespace."""
    yield from (child for child in element if local_name(child) in names)


def child_text(element: Any, *names: str) -> str:
    """Return the text of the first of `names` that exists and has text, or ""."""
    for name in names:
        for child in children(element, name):
            if text := "".join(child.itertext()).strip():
                return str(text)
    return ""


def select(element: Any, selector: str | None) -> str:
    """Return the first text or attribute that a selector finds inside `element`, or "".

    A selector without CSS (`::attr(href)`) reads the attribute of the element itself.
    """
    if not selector:
        return ""
    css, attribute = split_selector(selector)
    found = element.cssselect(css) if css else [element]
    if css and not found and _matches_selector(element, css):
        found = [element]
    for entry in found:
        if value := _value_of(entry, attribute):
            return value
    return ""


def _value_of(element: Any, attribute: str) -> str:
    if attribute:
        return str(element.get(attribute) or "")
    return " ".join(element.text_content().split())


def _matches_selector(element: Any, css: str) -> bool:
    parent = element.getparent()
    return parent is not None and element in parent.cssselect(css)
