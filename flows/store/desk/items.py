"""The members of collections and tags."""

from __future__ import annotations

from typing import Literal, NamedTuple

from flows.records import digest

ListName = Literal["collection", "tag"]
WHOLE = -1  # the position of a whole document


class NamedCollection(NamedTuple):
    """A collection; `members` counts what was added by hand, 0 if a `query` chooses the passages."""

    name: str
    title: str
    note: str
    query: str
    created: str
    members: int


class TagCount(NamedTuple):
    """A tag, with the numbers of its documents and passages."""

    name: str
    documents: int
    passages: int


class KeptItem(NamedTuple):
    """A document or passage in a list, as it was when added.

    `place` orders the items of a list. `position`, `start` and `end` are the passage's, the last two in code
    points of the document's text. A whole document has the position -1 and no text.
    """

    id: int
    list: str
    name: str
    place: int
    corpus: str
    key: str
    content_id: str
    title: str
    position: int
    start: int
    end: int
    text: str
    note: str
    added: str

    @property
    def is_passage(self) -> bool:
        """Whether this is a passage, not a whole document."""
        return self.position != WHOLE

    @property
    def mark(self) -> str:
        """The identity of a member in its list, wherever it is moved and whichever others are removed."""
        return f"~{digest(self.corpus, self.key, str(self.position), str(self.start), str(self.end))}"
