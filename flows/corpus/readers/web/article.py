"""The main text of a page without furniture: known containers of articles, or else what trafilatura finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.readers.web.blocks import read_blocks
from flows.corpus.readers.web.furniture import is_furniture, is_hidden
from flows.corpus.readers.web.layout import unfold_layout_tables
from flows.corpus.readers.web.matching import fold
from flows.corpus.readers.web.missing import add_missing_lines
from flows.corpus.readers.web.names import read_names
from flows.corpus.splitting import strip_page

# trafilatura reports every page that it finds short.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_INLINE = ("span", "b", "strong", "em", "i", "u", "font")
# Elements within a line that trafilatura drops together with their words.
_DROPPED_BY_EXTRACTOR = ("time", "label", "output", "data", "ins", "math", "ruby", "rb", "map", "progress")
_MINIMUM_LINKS, _LINK_SHARE = 10, 0.6
MINIMUM_CHARACTERS = 20
_MOST_SPANNED = 100  # rows or columns that a cell of a real table spans


def is_list(tree: Any, text: str) -> bool:
    """Return whether most of the main text is in links, at least ten: an index of documents."""
    links = {"".join(link.text_content().split()) for link in tree.iter("a")} - {""}
    lines = [line for line in ("".join(line.split()).lstrip("-·•*") for line in text.splitlines()) if line]
    linked = [line for line in lines if line in links]
    return len(linked) >= _MINIMUM_LINKS and sum(map(len, linked)) >= _LINK_SHARE * sum(map(len, lines))


def extract_text(tree: Any, title: str = "") -> str:
    """Return the main text without furniture.

    It is all text of the known containers if the site has any, or else the longer of trafilatura's two
    readings, with the lines that these lack.
    """
    body = tree if tree.find("body") is None else tree.find("body")
    containers = _choose_containers(tree)
    try:
        if len(containers) == 1:
            return strip_page(read_blocks(containers[0]))
        if containers:
            text = "\n".join(map(read_blocks, containers))
            return strip_page(add_missing_lines(body, text, within=_common_ancestor(containers)))
    except RecursionError:
        pass  # nested more deeply than any real page
    unfold_layout_tables(body)
    lxml.etree.strip_tags(body, *_DROPPED_BY_EXTRACTOR)
    for heading in body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        lxml.etree.strip_tags(heading, *_INLINE)  # trafilatura drops what follows <span> in a heading
    texts = map(strip_page, _candidate_texts(tree))
    text = max(texts, key=lambda text: len("".join(text.split())), default="")
    return strip_page(add_missing_lines(body, text, title))


def _choose_containers(tree: Any) -> list[Any]:
    """Return the longest known container, and those of its name or beside it that continue its text.

    Left out is a container inside another, hidden, in furniture, or with the text of another (the copy for
    phones).
    """
    found = tree.xpath(read_names().containers)
    known = set(found)
    outer = [one for one in found if known.isdisjoint(one.iterancestors())]
    outer = [one for one in outer if _length(one) >= MINIMUM_CHARACTERS]
    outer = [one for one in outer if not is_hidden(one)] or outer
    if not outer:
        return []
    longest = max(outer, key=lambda element: len(element.text_content()))
    chosen, seen = [], {fold(longest.text_content())}
    for element in outer:
        text = fold(element.text_content())
        is_new = text not in seen and _continues(element, longest)
        if element is longest or is_new:
            seen.add(text)
            chosen.append(element)
    return chosen


def _continues(element: Any, longest: Any) -> bool:
    """Return whether a container has the id or class of the longest, or its parent, and is no furniture."""
    is_alike = any(element.get(name) and element.get(name) == longest.get(name) for name in ("id", "class"))
    if not is_alike and element.getparent() is not longest.getparent():
        return False
    return not any(map(is_furniture, element.iterancestors()))


def _length(element: Any) -> int:
    return len("".join(element.text_content().split()))


def _common_ancestor(elements: Sequence[Any]) -> Any:
    """Return the smallest element that contains all of several elements, none of which contains another."""
    first, *rest = ([element, *element.iterancestors()] for element in elements)
    others = [set(line) for line in rest]
    return next(element for element in first if all(element in other for other in others))


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
