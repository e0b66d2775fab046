"""Cursors: the start of the next part of an answer. A cursor belongs to one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from flows.errors import UsageError
from flows.records import digest
from flows.text import lazy_pattern

T = TypeVar("T")
_CURSOR = lazy_pattern(r"(\d{1,9})-([0-9a-f]{16})")


class Page(NamedTuple, Generic[T]):
    """A part of a list, the number of all items, and the cursor of the next part."""

    items: Sequence[T]
    total: int
    next_cursor: str | None


def read_cursor(cursor: str, *question: object) -> int:
    """Return the offset encoded in a cursor, 0 if there is none.

    Raises UsageError for a cursor of another question.
    """
    if not cursor:
        return 0
    match = _CURSOR.fullmatch(cursor)
    if match is None or match[2] != _digest(question):
        raise UsageError("assistants.bad_cursor")
    return int(match[1])


def write_cursor(offset: int, total: int, *question: object) -> str | None:
    """Return the cursor of the next part; None at the end."""
    if offset >= total:
        return None
    return f"{offset}-{_digest(question)}"


def page_of(items: Sequence[T], cursor: str, limit: int, *question: object) -> Page[T]:
    """Return the part of a list that begins at a cursor."""
    offset = read_cursor(cursor, *question)
    chosen = items[offset : offset + limit]
    return Page(chosen, len(items), write_cursor(offset + len(chosen), len(items), *question))


def _digest(question: Sequence[object]) -> str:
    return digest(*(repr(part) for part in question))
