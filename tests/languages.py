"""Check that texts of an HTML page are in the language that their elements name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from flows.text import count_han

# Text in no language, or the reader's own.
APART = frozenset({"code", "kbd", "samp", "script", "style", "textarea"})
WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*[,.;:)]?")


def _texts(node: HtmlElement, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text inside an element, with its nearest language."""
    language = node.get("lang", language)
    if node.tag in APART or not isinstance(node.tag, str):
        return
    yield node.text or "", language
    for child in node:
        yield from _texts(child, language)
        yield child.tail or "", language


def _is_in_the_other_language(text: str, language: str) -> bool:
    han, latin = count_han(text), len(re.findall("[A-Za-z]", text))
    if language == "en":
        return han > latin
    return not han and sum(1 for word in text.split() if WORD.fullmatch(word)) >= 4


def misnamed_texts(tree: HtmlElement) -> list[str]:
    """Return the texts of a page whose nearest `lang` is that of the other language, by script."""
    return [text.strip() for text, language in _texts(tree) if _is_in_the_other_language(text, language)]
