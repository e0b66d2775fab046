"""The query language: words, "phrases", AND OR NOT, parentheses, NEAR/n, prefix*, field:value, ~"text"."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.grammar.parsing import parse
    from flows.search.grammar.tokens import FIELDS
    from flows.search.grammar.tree import (
        And,
        Field,
        Near,
        Node,
        Not,
        Or,
        Phrase,
        Prefix,
        Similar,
        Words,
        list_fields,
        list_similar,
        list_words,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FIELDS",
    "And",
    "Field",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Similar",
    "Words",
    "list_fields",
    "list_similar",
    "list_words",
    "parse",
]
