"""Cut passages: verbatim, with their place, within the limit of a quote; and hints on words."""

from __future__ import annotations

from collections.abc import Sequence

from flows.assistants.mcp import limits
from flows.assistants.mcp.answers import Quoted
from flows.search import PlainWord

_TITLE = "title"  # the kind of a title that is not in the text


def place_in_document(kind: str, start: int, end: int) -> tuple[int, int] | tuple[None, None]:
    """Return the place of a passage, or of a part of it, in the document's text; nothing for its title."""
    if kind == _TITLE:
        return None, None
    return start, end


def quote_around(text: str, start: int = 0, end: int = 0) -> Quoted:
    """Return the passage, or the part around `text[start:end]` if it is longer than the limit."""
    if len(text) <= limits.QUOTED:
        return Quoted(text=text, start=0, end=len(text), is_cut=False)
    middle = (start + end) // 2
    first = max(0, min(middle - limits.QUOTED // 2, len(text) - limits.QUOTED))
    last = first + limits.QUOTED
    return Quoted(text=text[first:last], start=first, end=last, is_cut=True)


def quote_span(text: str, start: int, end: int) -> Quoted:
    """Return a span of a passage, cut at the limit."""
    last = min(end, start + limits.QUOTED)
    return Quoted(text=text[start:last], start=start, end=last, is_cut=last < end)


def explain_unknown(words: Sequence[PlainWord]) -> list[str]:
    """Return one line per word that is in neither the lexicon nor any stored text, with near names."""
    lines = []
    for word in words:
        if not word.is_found:
            near = f" Near names: {', '.join(word.near)}." if word.near else ""
            lines.append(f"{word.typed}: neither in the lexicon nor in a stored text.{near}")
    return lines


def shorten(text: str) -> str:
    """Return a text, cut at the limit."""
    if len(text) <= limits.QUOTED:
        return text
    return f"{text[: limits.QUOTED]}…"
