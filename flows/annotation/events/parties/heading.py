"""The firm named by the headings above a passage, also where a line of a chronicle leaves it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.party import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id


def find_silent(language: str, parties: Sequence[Party], place: int, subject: str) -> Party | None:
    """Return the firm that a line of a chronicle leaves out: `subject`, else the first one before `place`."""
    organs = load_words(language).organs
    firms = (
        party
        for party in parties
        if party.kind == "ORG" and party.end <= place and not organs.search(party.text.lower())
    )
    found = from_heading(subject) or next(firms, None)
    return replace(found, start=0, end=0, is_resolved=True) if found else None


def from_heading(subject: str) -> Party | None:
    """Return the firm of the headings as a party without a place in the text, or None for ""."""
    return Party(0, 0, subject, make_entity_id("ORG", subject), "ORG") if subject else None
