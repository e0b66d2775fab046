"""Limit the rows that a command lists: one page in a table, all for programs and in files."""

from __future__ import annotations

from typing import Protocol

EVERY_ROW = 1_000_000_000


class PageLimit(int):
    """The default limit of a table; a typed limit is a plain number and applies everywhere."""


PAGE_OF_10, PAGE_OF_30, PAGE_OF_50 = map(PageLimit, (10, 30, 50))


class Output(Protocol):
    """The destination of rows."""

    @property
    def is_for_people(self) -> bool:
        """Whether the rows are a table for people, on standard output."""


def limit_rows(limit: int, output: Output) -> int:
    """Return how many rows to list: all in CSV, JSON and files, unless another limit was typed."""
    if isinstance(limit, PageLimit) and not output.is_for_people:
        return EVERY_ROW
    return limit
