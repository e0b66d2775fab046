"""Governments named in English after their head: the Biden administration is a body, not a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.parties.party import Party
from flows.annotation.names import make_entity_id
from flows.text import in_one_line, lazy_pattern

_GOVERNMENT = lazy_pattern(
    r"\s(?:[Aa]dministration|[Gg]overnment|[Cc]abinet)\b(?!\s(?:official|source|lawyer)s?\b)"
)


def name_governments(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return parties, each person before "administration", "government" or "cabinet" made that body."""
    return [_name_government(text, party) for party in parties]


def _name_government(text: str, party: Party) -> Party:
    found = _GOVERNMENT.match(text, party.end) if party.kind == "PERSON" else None
    if found is None:
        return party
    name = in_one_line(text[party.start : found.end()])
    entity = make_entity_id("ORG", name)
    return replace(party, end=found.end(), text=name, entity=entity, kind="ORG", is_listed=False)
