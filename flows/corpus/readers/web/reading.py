"""HTML pages: the main text without furniture.

The official metadata table and the meta tags become metadata.
"""

from __future__ import annotations

import itertools
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.encoding import find_declared_encoding
from flows.corpus.fetching import is_verification, refuse_page
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, decode_or_reject
from flows.corpus.readers.web.article import MINIMUM_CHARACTERS, extract_text, has_broken_lines, is_list
from flows.corpus.readers.web.linked_data import read_linked_data
from flows.corpus.readers.web.metadata import VISIBLE_DATE, find_heading, read_metadata, shown_lines
from flows.corpus.readers.web.page_head import read_page_head
from flows.records import Rejection
from flows.text import has_han, lazy_pattern

_REMOVED = ("script", "style", "noscript", "template", "iframe", "svg")
_MAX_ELEMENTS = 300_000  # about 100 seconds; the largest real page seen has 12,000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_BREAKS = 20  # line breaks in a heading
_MOST_ATTRIBUTES = 500
_MAX_VERIFICATION = 200_000  # bytes at the start of a page that are tested for a bot check
# The address that browsers and the extension SingleFile note in a page that they save.
_SAVED_FROM = lazy_pattern(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)"
)
_MAX_SAVED = 3_000  # characters at the start of a page that may contain the note


def read_webpage(data: bytes, place: Place, options: Options, address: str = "") -> Reading:
    """Read one HTML page or fragment, saved from `address` if that is known.

    Scripts, styles, navigation and the metadata table are left out of the text.
    """
    decoded = decode_or_reject(data, place, options.encoding or find_declared_encoding(data))
    if isinstance(decoded, Rejection):
        yield decoded
        return
    parsed = _parse(decoded.text)
    if parsed is None:
        yield place.reject("corpus.no_html")
        return
    tree, linked = parsed
    if (elements := sum(1 for _ in tree.iter())) > _MAX_ELEMENTS:
        yield place.reject("corpus.page_too_large", elements=elements, limit=_MAX_ELEMENTS)
        return
    if is_verification(refusal := refuse_page(data[:_MAX_VERIFICATION], options.encoding)) and refusal:
        yield place.refuse(refusal)
        return
    found = read_metadata(tree, linked)
    if saved := _SAVED_FROM.search(decoded.text[:_MAX_SAVED]):
        address = saved[1]
    found.add("url", address, origin="saved page")
    text = extract_text(tree, found.fields.get("title", ""))
    if _article_length(text, found.fields.get("title", "")) < MINIMUM_CHARACTERS:
        yield place.reject("corpus.no_article")
    elif is_list(tree, text):
        yield place.reject("corpus.list_page")
    else:
        source = Source("html", decoded, broken_lines=has_broken_lines(tree, text))
        yield build_document(place, options, found, text, source)


def read_shown_update(data: bytes, encoding: str = "") -> str:
    """Return the date below the title of a page at which it says that it was last changed, or "".

    It is not part of the text: `更新时间：2026-05-01` in `<h1>…</h1><p>更新时间：2026-05-01</p><div>…</div>`.
    """
    place = Place("", "", "", "")
    decoded = decode_or_reject(data, place, encoding or find_declared_encoding(data))
    parsed = None if isinstance(decoded, Rejection) else _parse(decoded.text)
    if parsed is None:
        return ""
    tree, _ = parsed
    titles = (find_heading(tree), " ".join((tree.findtext(".//title") or "").split()))
    return read_page_head(shown_lines(tree), titles).get("modified", "")


def _article_length(text: str, title: str) -> int:
    """Return the characters of a text besides its title and the line with its source and date."""
    lines = (line.strip() for line in text.splitlines())
    return sum(
        len(line) for line in lines if line != title and not (len(line) < 80 and VISIBLE_DATE.search(line))
    )


def _parse(markup: str) -> tuple[Any, dict[str, str]] | None:
    """Return the tree of a page without hidden elements, and the declarations of its linked data."""
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, huge_tree=True, remove_pis=True, encoding="utf-8"
    )
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None
    linked = read_linked_data(tree)
    for element in list(tree.iter(*_REMOVED)):
        element.drop_tree()
    _join_headings(tree)
    for element in tree.iter("*"):
        # Such a page is read again by libxml2, which takes quadratic time for attributes.
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()
    return tree, linked


def _join_headings(tree: Any) -> None:
    """Replace <br> inside headings: a heading is one line, 试点工作<br>实施方案 without a space between."""
    headings = (list(itertools.islice(one.iter("br"), _MOST_BREAKS + 1)) for one in tree.iter(*_HEADINGS))
    for line_break in (one for breaks in list(headings) if len(breaks) <= _MOST_BREAKS for one in breaks):
        if line_break.getparent() is None:
            continue  # of two headings, one inside the other
        before, after = _text_before(line_break), (line_break.tail or "").lstrip()
        is_chinese = has_han(before[-1:]) and (has_han(after[:1]) or not after)
        line_break.tail = after if is_chinese else f" {after}"
        line_break.drop_tag()


def _text_before(element: Any) -> str:
    """Return the text that directly precedes an element."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or previous.text_content() or "").rstrip()
    return (element.getparent().text or "").rstrip()
