"""Words of a query missing from the lexicon: whether any text has them, and which known terms are near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import format_message
from flows.search.collection import Collection
from flows.search.compiler import Compiler
from flows.search.parts import QueryPart
from flows.search.suggestions import Hint, did_you_mean, nearest_terms
from flows.store.fulltext import FullText
from flows.text import lazy_pattern

_WILDCARD = lazy_pattern(r"\*\w|\w\?\w")


class PlainWord(NamedTuple):
    """A word of a query that names no concept; `near` has known terms if no stored text has the word."""

    typed: str
    is_found: bool
    near: list[str]

    @property
    def hint(self) -> Hint:
        """The end of a message that suggests the nearest terms."""
        return did_you_mean(self.near)


def explain_words(collection: Collection, query: str, *, expand: bool = True) -> list[PlainWord]:
    """Return the words of a query that are missing from the lexicon and therefore searched as typed.

    Quoted text has none, nor does a search without expansion. Raises QueryError if the query can't be parsed.
    """
    if not expand or not query.strip():
        return []
    index = collection.index
    parts = {part.typed: part for part in Compiler(index, collection.lexicon).plain_words(query)}
    return [explain_part(index, collection.lexicon, part) for part in parts.values()]


def explain_part(index: FullText, lexicon: Lexicon, part: QueryPart) -> PlainWord:
    """Return whether any stored passage has one of a part's forms, and if not, known terms near it."""
    if index.has_words(part.forms):
        return PlainWord(part.typed, True, [])
    return PlainWord(part.typed, False, nearest_terms(lexicon, part.typed))


def describe_query(collection: Collection, query: str, language: str) -> list[str]:
    """Return the lines on the words of a query that are missing from the lexicon."""
    return describe_words(explain_words(collection, query), language)


def describe_words(words: Sequence[PlainWord], language: str = "en") -> list[str]:
    """Return the lines that name the words no stored text has, and those searched as typed.

    A word with a wildcard that is not at its end (c?ip, *ovation) gets a line on what is possible.
    """
    lines = [
        format_message("search.unknown_word", {"word": word.typed, "hint": word.hint}, language)
        for word in words
        if not word.is_found
    ]
    if any(_WILDCARD.search(word.typed) for word in words if not word.is_found):
        lines.append(format_message("search.wildcard_inside", {}, language))
    if found := [word.typed for word in words if word.is_found]:
        lines.append(format_message("search.as_typed", {"words": found}, language))
    return lines
