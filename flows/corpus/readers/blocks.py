"""The text inside an HTML element: one line per block, and one per row of a data table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flows.text import HAN

_LONGEST_CELL = 1_500
_WIDEST, _TALLEST, _MOST_COLUMNS = 12, 200, 50  # of the cells of a table
_SPACE_BY_HAN = re.compile(rf"(?<=[{HAN}，。；：、（）《》“”])\s+|\s+(?=[{HAN}，。；：、（）《》“”])")
_SPACES = re.compile(r"[ \t\u00a0]+")
_NEW_LINE = re.compile(r"\s*[\r\n]\s*")


@cache
def _block_names() -> frozenset[str]:
    found = tomllib.loads(Path(__file__).with_name("webpage_names.toml").read_text(encoding="utf-8"))
    return frozenset(found["blocks"])


def read_blocks(root: Any) -> str:
    """Return all text inside an element: one line per block, and one per row of a data table."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in _join_blocks(root).splitlines())
    return "\n".join(line for line in lines if line.strip())


def _join_blocks(element: Any) -> str:
    if element.tag == "table" and _is_data(element):
        rows = _read_cells(element)
        return "".join(f"\n| {' | '.join(cells)} |" for cells in rows if any(cells)) + "\n"
    parts = [_NEW_LINE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str):
            inside = _join_blocks(child)
            parts.append(f"\n{inside}\n" if child.tag in _block_names() else inside)
        parts.append(_NEW_LINE.sub(" ", child.tail or ""))
    return "".join(parts)


def _read_cells(table: Any) -> Iterator[list[str]]:
    """Yield the cells of each row; a cell over several columns or rows is followed by blanks in their place.

    A span is a number that the page declares: one beyond 12 columns or 200 rows is not believed.
    """
    covered: dict[int, int] = {}  # column to the rows that a cell above still covers
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
    """Return the columns or rows of a cell, 1 where the page declares none or too many."""
    declared = (cell.get(name) or "1").strip()
    if not (declared.isascii() and declared.isdecimal()) or not 1 <= int(declared[:6]) <= limit:
        return 1
    return int(declared)


def _is_data(table: Any) -> bool:
    """Return whether a table holds data: rows of several short cells, and no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [len(cell.text_content()) for cell in table.iter("td", "th")]
    several = any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in table.iter("tr"))
    return several and max(cells, default=0) <= _LONGEST_CELL
