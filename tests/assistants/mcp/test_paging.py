"""Cursors: the pages together are the whole list, and a cursor fits only its own question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assistants.mcp.paging import page_of, read_cursor, write_cursor
from flows.errors import UsageError


@given(st.lists(st.integers(), max_size=40), st.integers(1, 12), st.text(max_size=10))
def test_pages_put_together_are_the_list(items: list[int], limit: int, question: str) -> None:
    read: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = page_of(items, cursor, limit, question)
        assert len(page.items) <= limit
        read += page.items
        cursor = page.next_cursor
    assert read == items


@pytest.mark.parametrize("cursor", ["x", "1", "-1-0000000000000000", "1-0000000000000000", "1" * 50, "１-a"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(UsageError, match="another call"):
        read_cursor(cursor, "q")


def test_a_cursor_belongs_to_its_question() -> None:
    cursor = write_cursor(5, 10, "q", ("a",))
    assert cursor is not None
    assert read_cursor(cursor, "q", ("a",)) == 5
    with pytest.raises(UsageError):
        read_cursor(cursor, "q", ("b",))
    assert write_cursor(10, 10, "q") is None
