"""Chinese firms, bodies and people unknown to lists and models, found by their endings or by position."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.unlisted.endings import CLOSED_TYPES, NOUNS, add_unlisted
    from flows.annotation.events.unlisted.guesses import guess_name, has_sure_object
    from flows.annotation.events.unlisted.issuers import (
        guess_first_organ,
        guess_giver,
        guess_organ,
        guess_publisher,
    )
    from flows.annotation.events.unlisted.letters import FUNCTION, LEADING, PARTICLES, bind_letters
    from flows.annotation.events.unlisted.people import guess_person, guess_titled
    from flows.annotation.events.unlisted.receivers import guess_blacklisted, guess_listed, guess_receiver
    from flows.annotation.events.unlisted.topics import (
        complete_topic,
        guess_far_topic,
        guess_topic,
        leaves_topic_out,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CLOSED_TYPES",
    "FUNCTION",
    "LEADING",
    "NOUNS",
    "PARTICLES",
    "add_unlisted",
    "bind_letters",
    "complete_topic",
    "guess_blacklisted",
    "guess_far_topic",
    "guess_first_organ",
    "guess_giver",
    "guess_listed",
    "guess_name",
    "guess_organ",
    "guess_person",
    "guess_publisher",
    "guess_receiver",
    "guess_titled",
    "guess_topic",
    "has_sure_object",
    "leaves_topic_out",
]
