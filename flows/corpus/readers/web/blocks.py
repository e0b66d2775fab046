"""The text of an HTML element or marked-up text: one line per block, one per row of a data table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.readers.web.names import read_names
from flows.text import HAN, lazy_pattern

_LONGEST_CELL = 1_500
_WIDEST, _TALLEST, _MOST_COLUMNS = 12, 200, 50  # limits on the cells of a table
_SPACE_BY_HAN = lazy_pattern(rf"(?<=[{HAN}，。；：、（）《》“”])\s+|\s+(?=[{HAN}，。；：、（）《》“”])")
_SPACES = lazy_pattern(r"[ \t\u00a0]+")
_NEW_LINE = lazy_pattern(r"\s*[\r\n]\s*")

_TABLE_TAG = lazy_pattern(r"<(/?)table\b[^<>]{0,2000}>", re.IGNORECASE)
_END_OF_BLOCK = lazy_pattern(r"</(?:p|div|li|h[1-6]|section|article)>", re.IGNORECASE)
_SHELL = lazy_pattern(r"</?(?:html|body)>", re.IGNORECASE)  # written around each table by OCR programs
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg")
_MAX_MARKUP = 20_000_000  # characters of a text whose markup is read


def read_blocks(root: Any) -> str:
    """Return all text inside an element: one line per block, and one per row of a data table."""
    return "\n".join(clean_lines(_join_blocks(root)))


def clean_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that are not blank, each with single spaces."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.splitlines())
    return (line for line in lines if line.strip())


def _join_blocks(element: Any) -> str:
    if element.tag == "table" and is_data(element):
        return "".join(f"\n{row}" for row in read_rows(element)) + "\n"
    parts = [_NEW_LINE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str):
            inside = _join_blocks(child)
            parts.append(f"\n{inside}\n" if child.tag in read_names().blocks else inside)
        parts.append(_NEW_LINE.sub(" ", child.tail or ""))
    return "".join(parts)


def read_rows(table: Any) -> Iterator[str]:
    """Yield the lines of a data table: its caption, and the cells of each row."""
    yield from (" ".join(caption.text_content().split()) for caption in table.findall("caption"))
    yield from (f"| {' | '.join(cells)} |" for cells in _read_cells(table) if any(cells))


def _read_cells(table: Any) -> Iterator[list[str]]:
    """Yield the cells of each row; a cell over several columns or rows is followed by blanks in their place.

    A span is a number declared by the page; one beyond 12 columns or 200 rows is ignored.
    """
    covered: dict[int, int] = {}  # column to the number of rows that a cell above still covers
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            _fill_covered(cells, covered)
            columns = _read_span(cell, "colspan", _WIDEST)
            rows = _read_span(cell, "rowspan", _TALLEST)
            if rows > 1:
                covered |= dict.fromkeys(range(len(cells), len(cells) + columns), rows)
            text = _SPACE_BY_HAN.sub("", " ".join(cell.text_content().split()))
            cells += [text, *[""] * (columns - 1)]
        _fill_covered(cells, covered)
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        yield cells


def _fill_covered(cells: list[str], covered: Mapping[int, int]) -> None:
    while covered.get(len(cells), 0) and len(cells) < _MOST_COLUMNS:
        cells.append("")


def _read_span(cell: Any, name: str, limit: int) -> int:
    """Return the columns or rows of a cell, or 1 if the page declares none or too many."""
    declared = (cell.get(name) or "1").strip()
    if not (declared.isascii() and declared.isdecimal()) or not 1 <= int(declared[:6]) <= limit:
        return 1
    return int(declared)


def is_data(table: Any) -> bool:
    """Return whether a table contains data: rows of several short cells, and no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [len(cell.text_content()) for cell in table.iter("td", "th")]
    several = any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))
    return several and max(cells, default=0) <= _LONGEST_CELL


def read_marked_tables(text: str) -> tuple[str, int]:
    """Return a text with its HTML tables as lines of cells, as in a page, and the number of these tables.

    The rest of the text is unchanged, unless it is also markup: then all of it is read by blocks. A table
    that is not closed is unchanged.
    """
    regions = list(_table_regions(text)) if len(text) <= _MAX_MARKUP else []
    if not regions:
        return text, 0
    ends = [0, *(end for _, end in regions)]
    rests = [text[end:start] for end, (start, _) in zip(ends, [*regions, (len(text), 0)], strict=True)]
    if sum(len(_END_OF_BLOCK.findall(rest)) for rest in rests) > 1:
        return _read_markup(text), len(regions)
    rests = [_SHELL.sub("", rest) for rest in rests]
    parts = [rests[0]]
    for (start, end), rest in zip(regions, rests[1:], strict=True):
        parts += [_on_lines(parts[-1], _read_markup(text[start:end]), rest), rest]
    return "".join(parts), len(regions)


def _table_regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each table that is not inside another table."""
    start = depth = 0
    for tag in _TABLE_TAG.finditer(text):
        if tag[1]:
            depth = max(depth - 1, -1)
            if depth == 0:
                yield start, tag.end()
            depth = max(depth, 0)
        else:
            start = start if depth else tag.start()
            depth += 1


def _on_lines(before: str, table: str, after: str) -> str:
    """Return the rows of a table, with a line break added on each side that has none."""
    first = "\n" if before and not before.endswith("\n") else ""
    last = "\n" if after and not after.startswith(("\n", "\r")) else ""
    return f"{first}{table}{last}"


def _read_markup(markup: str) -> str:
    """Return the text of a piece of HTML by blocks, or the piece itself if it can't be parsed."""
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser=parser)
        for element in list(tree.iter(*_HIDDEN)):
            element.drop_tree()
        return read_blocks(tree)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError, RecursionError):
        return markup
