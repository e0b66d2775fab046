"""Find the header of a table below blank lines and the lines of a title."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from flows.corpus.metadata import meaning_of
from flows.text import lazy_pattern

if TYPE_CHECKING:
    from _csv import Reader

_MAX_FIELD = 100_000_000
_LOOKED_AT = 10  # first rows in which the header is looked for
_LONG = 40  # characters; the cells of a header below a title are shorter
_DELIMITERS = ",;\t"
_NO_NAME = lazy_pattern("[。？！;；]|https?:")


class Table(NamedTuple):
    """The rows of a table, with the number of blank rows and titles above the header."""

    rows: Reader
    above: int

    def read_header(self) -> list[str]:
        """Return the names of the columns; what is left of the rows are the records."""
        return next(islice(self.rows, self.above, None), [])


def open_table(text: str) -> Table:
    """Return the rows of a CSV or TSV text.

    The delimiter is the most frequent of , ; and tab in the first row, unless a line before it names one. The
    first row is the header, unless it is blank or a title: one cell above the names of several columns.
    """
    csv.field_size_limit(_MAX_FIELD)
    text = text.lstrip("\r\n")
    declared = ""
    if match := re.match(r"sep=(.)\r?\n", text):  # the line in which Excel names the delimiter
        text, declared = text[match.end() :], match[1]
    first = text.partition("\n")[0]
    used = declared or max(_DELIMITERS, key=first.count)
    if used in first or meaning_of(first) or _rows_above(text, used):
        return _open(text, used)
    # A title has no delimiter that tells which the table below it uses.
    others = (delimiter for delimiter in _DELIMITERS if _rows_above(text, delimiter))
    return _open(text, next(others, used))


def _open(text: str, delimiter: str) -> Table:
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, quoting=_quoting(text, delimiter)
    )
    return Table(rows, _rows_above(text, delimiter))


def _rows_above(text: str, delimiter: str) -> int:
    """Return the number of blank rows and titles above the header; 0 if the first row may be one."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    above: list[Sequence[str]] = []
    for row in islice(rows, _LOOKED_AT):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1 and _is_header(row, above):
            return len(above)
        if len(filled) > 1 or any(map(meaning_of, filled)):
            break
        above.append(row)
    return next((number for number, row in enumerate(above) if any(map(str.strip, row))), len(above))


def _is_header(row: Sequence[str], titles: Sequence[Sequence[str]]) -> bool:
    """Return whether a row below titles names columns.

    A known name tells it. Other names are short, and the rows above are as wide, with the first cell alone
    filled: programs write the title of a sheet so.
    """
    if any(map(meaning_of, row)):
        return True
    names = [cell for cell in row if cell.strip()]
    is_short = all(len(name) <= _LONG and not _NO_NAME.search(name) for name in names)
    as_wide = all(len(title) == len(row) and not any(map(str.strip, title[1:])) for title in titles)
    return is_short and as_wide and len(set(names)) == len(names)


def _quoting(text: str, delimiter: str) -> Literal[0, 3]:
    """Return how quotation marks are read.

    Most tab-separated texts do not quote, and a mark in them is a mark.
    """
    if delimiter != "\t" or _is_quoted(text):
        return csv.QUOTE_MINIMAL
    return csv.QUOTE_NONE


def _is_quoted(text: str) -> bool:
    """Return whether a tab-separated text follows the quoting rules of CSV."""
    try:
        deque(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True), maxlen=0)
    except csv.Error:
        return False
    return True
