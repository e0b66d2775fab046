"""Split a query without hits: what each word finds alone, and the documents that contain every word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.search.collection import Collection
from flows.search.compiler import Compiler
from flows.search.documents.matching import documents_with_each
from flows.search.passages import search_passages
from flows.search.request import SearchRequest
from flows.store.passages import MatchingDocuments
from flows.text import lazy_pattern

_MOST_WORDS = 6
_SHOWN = 5  # documents
_NOT_PLAIN = lazy_pattern(r"[\s:：*()（）\"“”「」『』,，、;；-]")
_OPERATOR = lazy_pattern(r"AND|OR|NOT|NEAR(?:/\d+)?")


class LoneWord(NamedTuple):
    """A word of a query and the number of passages that it finds alone."""

    word: str
    total: int


class Apart(NamedTuple):
    """The hits of each word of a query alone, and the documents that contain all of them."""

    words: Sequence[LoneWord] = ()
    together: MatchingDocuments = MatchingDocuments([], 0)


def is_plain_word(text: str) -> bool:
    """Return whether a text is one word without operators of the query language."""
    return not _NOT_PLAIN.search(text)


def take_apart(collection: Collection, request: SearchRequest) -> Apart:
    """Return the hits of each word of a query alone, and up to five documents with all words, newest first.

    Only for queries of two to six plain words; others return nothing. Words that name a concept together are
    one.
    """
    typed = request.query.split()
    if not all(is_plain_word(word) and not _OPERATOR.fullmatch(word) for word in typed):
        return Apart()
    words = list(dict.fromkeys(Compiler(collection.index, collection.lexicon).split_words(typed)))
    if not 1 < len(words) <= _MOST_WORDS:
        return Apart()
    ones = [replace(request, query=word, offset=0, facets=()) for word in words]
    totals = [search_passages(collection, one).total for one in ones]
    found = [LoneWord(word, total) for word, total in zip(words, totals, strict=True)]
    return Apart(found, documents_with_each(collection, ones, limit=_SHOWN))
