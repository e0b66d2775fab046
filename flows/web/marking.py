"""Parts of texts and lists for templates: text with its mentions and matches, and lists with bars."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.store.passages import StoredMention
from flows.web.addresses import make_address

if TYPE_CHECKING:
    from flows.reports import NamedNeighbour, Profile
    from flows.web.messages import Names

# Rows of a list with bars: name, address and number.
Bars = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: the outermost mention containing it (or None), and whether it is part of a match."""

    text: str
    mention: StoredMention | None
    is_match: bool


def split_text(
    text: str, mentions: Sequence[StoredMention], matches: Sequence[Sequence[int]] = ()
) -> Iterator[Part]:
    """Yield the parts of `text`, in order and without gaps; offsets are code points.

    Nested mentions are left out.
    """
    outer = [mention for mention in mentions if not mention.nested]
    borders = {0, len(text)}
    borders.update(place for mention in outer for place in (mention.start, mention.end))
    borders.update(place for span in matches for place in span)
    ordered = sorted(place for place in borders if 0 <= place <= len(text))
    owners = {mention.start: mention for mention in outer}
    owner: StoredMention | None = None
    for start, end in itertools.pairwise(ordered):
        if owner is not None and start >= owner.end:
            owner = None
        owner = owners.get(start, owner)
        is_match = any(left <= start and end <= right for left, right in matches)
        yield Part(text[start:end], owner, is_match)


def mark_word(text: str, word: str, before: int = 0) -> list[Part]:
    """Return the parts of `text` with each occurrence of a word, in any case, as a match.

    With `before`, the text begins at most that many characters before the first one.
    """
    found = [match.span() for match in re.finditer(re.escape(word), text, re.IGNORECASE)] if word else []
    if not before or not found or found[0][0] <= before:
        return list(split_text(text, (), found))
    cut = found[0][0] - before
    cut += max(0, text.find(" ", cut, found[0][0]) + 1 - cut)  # to the next word, if words are separated
    rest = split_text(text[cut:], (), [(start - cut, end - cut) for start, end in found])
    return [Part("…", None, False), *rest]


def list_neighbours(profile: Profile | None, own: tuple[str, str], name_of: Names) -> list[tuple[str, Bars]]:
    """Return, by kind, what is mentioned with an entity: name, address and number of the passages with both.

    `own` is the search parameter of the entity itself.
    """
    if profile is None:
        return []
    return [
        (kind, [(_name(row, name_of), _address(own, row.entity), row.passages) for row in rows])
        for kind, rows in profile.neighbours.items()
    ]


def _name(row: NamedNeighbour, name_of: Names) -> str:
    """Return a concept's name in the page's language; other entities are named as in the texts."""
    return row.name if ":" in row.entity else name_of(row.entity)


def _address(own: tuple[str, str], entity: str) -> str:
    """Return the address of the passages with both.

    Values of one filter are alternatives, so a second entity must go into the query.
    """
    other = ("entity", entity)
    if own[0] == "entity":
        other = ("q", f'entity:"{entity}"')
    return make_address("/search", own, other)
