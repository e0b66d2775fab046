"""Events in English: who did what, with whom, to whom."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.english.clause import leaves_no_doubt, read_roles
    from flows.annotation.events.english.firms import settle_bodies
else:
    __getattr__ = open_front(__name__)

__all__ = ["leaves_no_doubt", "read_roles", "settle_bodies"]
