"""The firm named by the headings above a passage, also where a line of a chronicle leaves it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.party import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import Alias, make_entity_id

_FIRM = ("公司", "集团")


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


def find_introduced(title: str, aliases: Sequence[Alias]) -> str:
    """Return the short form of the only firm that a document introduces, if its title contains it, or "".

    >>> 海川智能二十年, of a text with 北江海川智能装备股份有限公司（以下简称“海川智能”） -> 海川智能
    """
    firms = {one.entity for one in aliases if one.type == "ORG" and one.entity.endswith(_FIRM)}
    named = [one.short for one in aliases if one.entity in firms and one.short in title]
    return named[0] if len(firms) == 1 and named else ""


def from_heading(subject: str) -> Party | None:
    """Return the firm of the headings as a party without a place in the text, or None for ""."""
    return Party(0, 0, subject, make_entity_id("ORG", subject), "ORG") if subject else None
