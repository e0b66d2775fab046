"""Tables that only arrange a page: they become plain blocks before the article is looked for."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

from flows.corpus.readers.web.blocks import is_data
from flows.text import lazy_pattern

_HEADINGS = ("h1", "h2", "h3")
_LEAST_LINKS, _LONGEST_LINK, _LINK_SHARE = 2, 16, 0.9
_DIGIT = lazy_pattern(r"\d")
_TO_FILE = lazy_pattern(r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|zip|rar|csv)\b", re.IGNORECASE)
_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")


def unfold_layout_tables(tree: Any) -> None:
    """Turn the tables of a layout, with their rows and cells, into <div>; remove those that are menus.

    The extractor of articles reads a cell as one line. In a page laid out with tables, an article would
    become one cell between the cells of menus.
    """
    inside: list[bool] = []  # per open table, whether it is of the layout
    unfolded, menus = [], []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end"), tag=("table", *_PARTS)):
        if element.tag == "table":
            if event == "end":
                inside.pop()
                continue
            is_menu = _is_menu(element)
            inside.append(is_menu or _is_layout(element))
            if is_menu:
                menus.append(element)
        if event == "start" and inside and inside[-1]:
            unfolded.append(element)
    for element in unfolded:
        element.tag = "div"
        element.attrib.pop("rowspan", None)
        element.attrib.pop("colspan", None)
    for element in menus:
        element.drop_tree()


def _is_layout(table: Any) -> bool:
    """Return whether a table contains no data, or has headings in its cells."""
    if not is_data(table):
        return True
    return any(next(cell.iterdescendants(*_HEADINGS), None) is not None for cell in table.iter("td"))


def _is_menu(table: Any) -> bool:
    """Return whether a table has no table inside and only short links: the names of a site's parts.

    Headings of columns, a caption, figures and links to files are those of data.
    """
    if next(table.iterdescendants("table", "th", "caption"), None) is not None:
        return False
    links = ["".join(link.text_content().split()) for link in table.iter("a")]
    if len(links) < _LEAST_LINKS or max(map(len, links)) > _LONGEST_LINK:
        return False
    if any(_TO_FILE.search(f"{link.get('href')} {link.text_content()}") for link in table.iter("a")):
        return False
    if any(_DIGIT.search(cell.text_content()) and cell.find(".//a") is None for cell in table.iter("td")):
        return False
    return sum(map(len, links)) >= _LINK_SHARE * len("".join(table.text_content().split()))
