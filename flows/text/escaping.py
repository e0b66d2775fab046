"""Escaping: text from outside, made safe for the place where it is shown."""

from __future__ import annotations

import re

# All characters that XML 1.0 excludes (section 2.2).
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"} | {"\r": " ", "\n": " "})


def escape_markdown(text: str) -> str:
    """Return `text` with Markdown syntax escaped and every line break replaced by a space."""
    return text.translate(_MARKDOWN)


def replace_controls(text: str) -> str:
    """Return a text without the control characters that XML excludes: each becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)
