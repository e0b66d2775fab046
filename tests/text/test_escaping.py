"""Escaping for Markdown."""

from __future__ import annotations

from flows.text import escape_markdown


def test_markdown_is_escaped_and_lines_are_joined() -> None:
    assert (
        escape_markdown("a_b*c <d>\n[e](f) # `g` | h\\")
        == "a\\_b\\*c \\<d\\> \\[e\\](f) \\# \\`g\\` \\| h\\\\"
    )
