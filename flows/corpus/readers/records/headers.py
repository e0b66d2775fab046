"""Detect that a table has no header line, so that its first record would be taken for one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from itertools import islice

from flows.corpus.metadata import meaning_of, parse_date
from flows.corpus.readers.records.header_row import open_table
from flows.records import Reason
from flows.text import lazy_pattern

_COMPARED = 5  # records below the first line
_SIGNS = 2  # kinds of cells that the first line must share with those below
_LONG = 60  # characters; most names of columns are shorter
_SHOWN = 24  # characters of a cell in the message
_DAY = lazy_pattern(r"\d{4}-\d{2}-\d{2}")
_LONGEST_DATE = 32


def find_missing_header(text: str, fields: Mapping[str, str]) -> Reason | None:
    """Return why a CSV text can't be read if its first line is a record, or None if that names the columns.

    It is a record if none of its cells is a known name or mapped by `fields`, and if cells of two kinds (a
    day, an address, a number, a sentence) are above others of their kind. One kind is not enough: surveys
    name columns by whole questions, tables by days, and linked data by addresses.
    """
    try:
        table = open_table(text)
        first = table.read_header()
        others = list(islice(table.rows, _COMPARED))
    except (csv.Error, ValueError):
        return None  # reading it reports the reason
    if any(name in fields or meaning_of(name) for name in first):
        return None
    columns = zip(first, *others, strict=False) if others else zip(first, first, strict=True)
    kinds = [list(map(_kind_of, column)) for column in columns]
    alike = {kind for kind, *below in kinds if kind and kind in below}
    if len(alike) < _SIGNS:
        return None
    cells = [cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…" for cell in first]
    return Reason("corpus.no_header", {"cells": cells})


def _kind_of(cell: str) -> str:
    """Return the kind of a cell that is rarely a column name (day, address, number, sentence), or ""."""
    cell = cell.strip()
    if cell.startswith(("http://", "https://")):
        return "address"
    if len(cell) <= _LONGEST_DATE and (date := parse_date(cell)):
        return "day" if _DAY.fullmatch(date) else ""  # years and months name the columns of figures
    if cell.isdecimal():
        return "number"
    return "sentence" if "。" in cell or len(cell) >= _LONG else ""
