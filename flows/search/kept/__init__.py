"""Collections and tags as filters: whole documents and single passages."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.kept.checking import check_list, check_lists, join_query
    from flows.search.kept.choosing import Chosen, choose_lists
    from flows.search.kept.fields import check_circle, needs_annotations, users_of
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Chosen",
    "check_circle",
    "check_list",
    "check_lists",
    "choose_lists",
    "join_query",
    "needs_annotations",
    "users_of",
]
