"""Escaping: text from outside, made safe for the place where it is shown."""

from __future__ import annotations

_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"} | {"\r": " ", "\n": " "})


def escape_markdown(text: str) -> str:
    """Return `text` with Markdown syntax escaped and every line break replaced by a space."""
    return text.translate(_MARKDOWN)
