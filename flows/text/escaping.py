"""Escaping: text from outside, made safe for the place where it is shown or kept."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import quote

from flows.text.patterns import lazy_pattern

# All characters that XML 1.0 excludes (section 2.2).
_NOT_IN_XML = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_LINK = lazy_pattern(r"[\s<>\\]")
_NAME = lazy_pattern(r"[^\W_][\w-]{0,63}")
_LONGEST = 200  # bytes; most disks allow 255 with the ending
_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"} | {"\r": " ", "\n": " "})


def escape_markdown(text: str) -> str:
    """Return `text` with Markdown syntax escaped and every line break replaced by a space."""
    return text.translate(_MARKDOWN)


def link_markdown(address: str) -> str:
    """Return an address as a link of Markdown, which many programs also show as it is, without a mark inside.

    >>> link_markdown("https://example.org/t_4.html")
    '<https://example.org/t_4.html>'
    """
    return f"<{_NOT_IN_LINK.sub(lambda match: quote(match[0]), address)}>"


def replace_controls(text: str) -> str:
    """Return a text without the control characters that XML excludes: each becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)


def is_safe_name(name: str) -> bool:
    """Return whether a name can name files, folders and rows alike on every disk: 稀土, rare-earths.

    It has letters of any script, digits, - and _, at most 64 characters. Capitals and other forms of the same
    characters (full width) are left out: they would make two names equal on some disks.
    """
    is_plain = name == name.lower() == normalize("NFKC", name)
    return is_plain and bool(_NAME.fullmatch(name)) and len(name.encode()) <= _LONGEST
