"""Events: actions by or on an actor (designated, listed, funded, acquired, sanctioned), with dates."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.parties import Party, find_introduced, find_issuer, find_subject
    from flows.annotation.events.reading import find_events
    from flows.annotation.events.reviews import lays_down_rules, read_review
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Party",
    "find_events",
    "find_introduced",
    "find_issuer",
    "find_subject",
    "lays_down_rules",
    "read_review",
]
