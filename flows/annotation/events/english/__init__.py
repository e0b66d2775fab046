"""Events in English: who did what, with whom, to whom."""

from flows.annotation.events.english.clause import read_roles

__all__ = ["read_roles"]
