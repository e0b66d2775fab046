"""What a figure takes from around it: its place in a list, its subject, and how sure its reading is."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.settling.footing import choose_score, find_doubts, is_carried
    from flows.annotation.figures.settling.lists import Shared, distribute, find_runs, revive_listed
    from flows.annotation.figures.settling.subjects import find_actor
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Shared",
    "choose_score",
    "distribute",
    "find_actor",
    "find_doubts",
    "find_runs",
    "is_carried",
    "revive_listed",
]
