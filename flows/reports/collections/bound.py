"""A collection ready for writing, as text or as a Word file."""

from __future__ import annotations

from typing import NamedTuple

from flows.reports.collections.members import Member


class Entry(NamedTuple):
    """A member with the number and text of its note; `state` describes what has become of it."""

    number: int
    member: Member
    note: str
    state: str


class BoundCollection(NamedTuple):
    """A collection ready for writing: entries in order, the bibliography, and the words of its language."""

    title: str
    about: str
    query: str
    entries: list[Entry]
    references: list[str]
    words: dict[str, str]
    locale: str
