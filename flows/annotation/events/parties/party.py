"""A party of an event."""

from __future__ import annotations

from dataclasses import dataclass


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
