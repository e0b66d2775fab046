"""Escaping: text from outside, made safe for the place where it is shown."""

from __future__ import annotations

_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"} | {"\r": " ", "\n": " "})


def escape_markdown(text: str) -> str:
    """Return `text` with Markdown syntax escaped and every line break replaced by a space."""
    return text.translate(_MARKDOWN)


def replace_controls(text: str) -> str:
    """Return a text without the control characters that XML cannot hold: each becomes U+FFFD."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)
