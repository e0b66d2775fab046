"""The main text of a page without furniture: known containers of articles, or else what trafilatura finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import lxml.html

from flows.corpus.readers.web.blocks import read_blocks
from flows.corpus.readers.web.names import read_names
from flows.corpus.splitting import strip_page

# trafilatura reports every page that it finds short.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_MINIMUM_LINKS, _LINK_SHARE = 10, 0.6
MINIMUM_CHARACTERS = 20
_MOST_SPANNED = 100  # rows or columns that a cell of a real table spans


def is_list(tree: Any, text: str) -> bool:
    """Return whether most of the main text is in links, at least ten: an index of documents."""
    links = {"".join(link.text_content().split()) for link in tree.iter("a")} - {""}
    lines = [line for line in ("".join(line.split()).lstrip("-·•*") for line in text.splitlines()) if line]
    linked = [line for line in lines if line in links]
    return len(linked) >= _MINIMUM_LINKS and sum(map(len, linked)) >= _LINK_SHARE * sum(map(len, lines))


def extract_text(tree: Any) -> str:
    """Return the main text without furniture.

    It is all text of a known container if the site has one, or else the longer of trafilatura's two readings.
    """
    containers = [
        element
        for element in tree.xpath(read_names().containers)
        if len("".join(element.text_content().split())) >= MINIMUM_CHARACTERS
    ]
    if containers:
        root = max(containers, key=lambda element: len(element.text_content()))
        try:
            return strip_page(read_blocks(root))
        except RecursionError:
            pass  # nested more deeply than any real page
    texts = map(strip_page, _candidate_texts(tree))
    return max(texts, key=lambda text: len("".join(text.split())), default="")


def has_broken_lines(tree: Any, text: str) -> bool:
    """Return whether half of a text's line ends may come from <br> or <pre> and not from paragraphs."""
    in_pre = (part.count("\n") for element in tree.iter("pre") for part in element.itertext())
    breaks: int = sum(1 for _ in tree.iter("br")) + sum(in_pre)
    return breaks > 0 and 2 * breaks >= text.count("\n")


def _bound_spans(tree: Any) -> None:
    """Remove spans that no real table has: trafilatura makes a cell for each row and column of a span."""
    for cell in tree.iter("td", "th"):
        for name in ("rowspan", "colspan"):
            span = cell.attrib.get(name, "")
            if span and not (span.isdecimal() and int(span[:9]) <= _MOST_SPANNED):
                del cell.attrib[name]


def _candidate_texts(tree: Any) -> Iterator[str]:
    import trafilatura  # takes a fifth of a second to import

    _bound_spans(tree)
    markup = lxml.html.tostring(tree, encoding="unicode")
    for recall in (True, False):
        text = trafilatura.extract(
            markup, include_comments=False, include_tables=True, include_links=False, favor_recall=recall
        )
        if text:
            yield text
