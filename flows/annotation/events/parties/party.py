"""A party of an event."""

from __future__ import annotations

from dataclasses import dataclass

from flows.annotation.names import make_entity_id


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a text, in code points, with its entity; `is_resolved` marks a pronoun that refers to it."""

    start: int
    end: int
    text: str
    entity: str
    kind: str
    is_resolved: bool = False
    is_owner: bool = False  # "its": what follows belongs to the party
    is_listed: bool = True  # False: found by a model or by its capitals, so its kind is a guess


def unlisted_party(text: str, start: int, end: int, kind: str = "ORG") -> Party:
    """Return words of a text as a party that no list has."""
    name = text[start:end]
    return Party(start, end, name, make_entity_id(kind, name), kind, is_listed=False)
