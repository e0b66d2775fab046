"""The tree of a query, and the parts of one kind in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.errors import QueryError


@dataclass(frozen=True, slots=True)
class Words:
    """Bare adjacent words: all must occur, or together they name a concept. `column` counts from 1."""

    words: tuple[str, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes, which stay together."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: semicond*."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its value: strategy:tech_leverage."""

    name: str
    value: str
    column: int


@dataclass(frozen=True, slots=True)
class Similar:
    """Similarity to a stored passage or document (like:ID), or to free text (~"text")."""

    value: str
    is_id: bool
    column: int


@dataclass(frozen=True, slots=True)
class Near:
    """Both within `distance` words of each other, in any order; a Chinese character is a word."""

    left: Node
    right: Node
    distance: int
    column: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


Node = Words | Phrase | Prefix | Field | Similar | Near | And | Or | Not


def list_fields(node: Node) -> Iterator[Field]:
    """Yield every field:value of a query's tree."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from list_fields(part)
        case Not(part):
            yield from list_fields(part)


def list_similar(node: Node) -> list[Similar]:
    """Return the parts of a query's tree that rank by similarity.

    Raises QueryError if one of them is an alternative (OR) or excluded (NOT): a ranking is cut off after a
    number of passages, so nothing is known of the others.
    """
    match node:
        case Similar():
            return [node]
        case And(parts):
            return [found for part in parts for found in list_similar(part)]
        case Or(parts):
            found = [one for part in parts for one in list_similar(part)]
        case Not(part):
            found = list_similar(part)
        case _:
            found = []
    if found:
        raise QueryError("search.similar_in_or", column=found[0].column)
    return []


def list_words(node: Node) -> Iterator[Words]:
    """Yield the bare words of a query's tree that must or may occur, but none excluded by NOT."""
    match node:
        case Words():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from list_words(part)
        case Near(left, right):
            yield from list_words(left)
            yield from list_words(right)
