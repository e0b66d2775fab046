"""Parties of events: named firms, bodies, persons and places, and the words that refer to them."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.parties.english_pronouns import OWNER_BEFORE, STAFF
    from flows.annotation.events.parties.finding import find_issuer, find_parties, find_subject
    from flows.annotation.events.parties.governments import name_governments
    from flows.annotation.events.parties.heading import find_introduced, with_firm
    from flows.annotation.events.parties.headlines import free_names, is_title_case
    from flows.annotation.events.parties.joined import drop_joined
    from flows.annotation.events.parties.party import Party, unlisted_party
    from flows.annotation.events.parties.pronouns import find_pronouns, find_silent
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "OWNER_BEFORE",
    "STAFF",
    "Party",
    "drop_joined",
    "find_introduced",
    "find_issuer",
    "find_parties",
    "find_pronouns",
    "find_silent",
    "find_subject",
    "free_names",
    "is_title_case",
    "name_governments",
    "unlisted_party",
    "with_firm",
]
