"""Find out that a table has no line of column names, so that its first record would be taken for one."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from itertools import islice

from flows.corpus.metadata import meaning_of, parse_date
from flows.corpus.readers.records.parsing import csv_rows
from flows.records import Reason

_COMPARED = 5  # records below the first line
_LONG = 60  # characters; a column's name is shorter
_SHOWN = 24  # characters of a cell in the message
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_DATE = 32


def find_missing_header(text: str, fields: Mapping[str, str]) -> Reason | None:
    """Return why a CSV text can't be read if its first line is a record; None if that names the columns.

    It is a record if no cell of it is a name that is known as the text or mapped by `fields`, and one is a
    day, an address or a sentence like those below it. A table of figures may name its columns by days, but
    has figures below them.
    """
    try:
        first, *others = islice(csv_rows(text), 1 + _COMPARED)
    except (csv.Error, ValueError):
        return None  # reading it gives the reason
    if any(name in fields or meaning_of(name) == "text" for name in first):
        return None
    kinds = [_kind_of(cell) for cell in first]
    below = [[_kind_of(cell) for cell in row] for row in others]
    is_alike = any(kind and kind in column for kind, *column in zip(kinds, *below, strict=False))
    if is_alike or (not below and any(kinds)):
        cells = [cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…" for cell in first]
        return Reason("corpus.no_header", {"cells": cells})
    return None


def _kind_of(cell: str) -> str:
    """Return what a cell holds that no column's name is like: a day, an address or a sentence; else ""."""
    cell = cell.strip()
    if cell.startswith(("http://", "https://")):
        return "address"
    if len(cell) <= _LONGEST_DATE and _DAY.fullmatch(parse_date(cell)):
        return "day"
    return "sentence" if "。" in cell or len(cell) >= _LONG else ""
